"""Entries of the record in words: convictions and commendations."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.citation import parts_of
from parvaneh.law.directive_1404.art04_convictions import KINDS, Convicted, Kind
from parvaneh.registry.models import Record
from parvaneh.registry.models.records import COMMENDATION
from parvaneh.site.sources_said import source_said

COMMENDED = msg("commendation")
CONVICTION = msg("{kind} conviction, degree {degree}")
CONVICTED = {
    Convicted.MANAGER: msg("the manager"),
    Convicted.STAFF: msg("a member of staff"),
}
NOT_FINAL = msg("not final")
REVOKES = msg("revokes the licence")
WITHDRAWN = msg("taken back")
RECORD_KINDS = {
    Kind.CRIMINAL.value: msg("criminal conviction"),
    Kind.DISCIPLINARY.value: msg("disciplinary conviction"),
    COMMENDATION: msg("commendation"),
}


@dataclass(frozen=True)
class RecordSaid:
    """One version of an entry."""

    code: str
    version: int
    title: str
    tone: str
    convicted: str
    intentional: bool | None
    ruled_on: date | None
    final_on: date | None
    ruling: str
    revokes: bool
    demotion: int | None
    cites: str
    source: str
    because: str
    withdrawn: bool


def records_said(rows: QuerySet[Record], *, until: date) -> list[RecordSaid]:
    """Entries of judgments until a day, the newest first."""
    dated = rows.annotate(of=Coalesce("final_on", "ruled_on")).filter(of__lte=until)
    return [record_said(one) for one in dated.order_by("-of", "-pk")]


def record_said(row: Record) -> RecordSaid:
    """One version of an entry in words."""
    return RecordSaid(
        row.code,
        row.version,
        title_of(row),
        "ok" if row.kind == COMMENDATION else "bad",
        say(CONVICTED[Convicted(row.convicted)]) if row.convicted else "",
        row.intentional,
        row.ruled_on,
        row.final_on,
        row.ruling,
        row.revokes,
        row.demotion,
        cites([one for one in row.cites if _is_citation(one)]),
        source_said(row.source),
        row.because,
        row.withdrawn,
    )


def title_of(row: Record) -> str:
    """What an entry is: a commendation, or a conviction of a kind and degree."""
    if row.kind == COMMENDATION:
        return say(COMMENDED)
    return say(CONVICTION, kind=shown(KINDS[Kind(row.kind)]), degree=row.degree)


def _is_citation(text: str) -> bool:
    try:
        parts_of(text)
    except ValueError:
        return False
    return True
