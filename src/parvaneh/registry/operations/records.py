"""Writing the record of an office, and correcting it by new versions; nothing is overwritten."""

from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_convictions import (
    Convicted,
    Conviction,
    Kind,
    degree_known,
)
from parvaneh.law.directive_1404.art04_demotion import demotion_recorded
from parvaneh.law.ruling import Reason, blocking
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.entering import (
    choice_faults,
    empty_faults,
    future_faults,
    order_faults,
    text_faults,
)
from parvaneh.registry.models import Office, Person, Record
from parvaneh.registry.models.records import (
    COMMENDATION,
    RECORD_KINDS,
    RULING_LENGTH,
    TEXT_LENGTH,
)
from parvaneh.registry.permitted import permitted
from parvaneh.registry.queries.approved_values import values_in_force

SOURCE_LENGTH = 60
CITES = {"record_write": cites("D1404 4(7)"), "record_correct": cites("D1404 4(7)")}

NO_DAY = msg("Say on which day it was ruled, or became final.")
NO_INTENT = msg("Say whether the crime was intentional: it decides what it costs.")
NO_DEGREE = msg("Say of which degree it is.")
KNOWN = msg("This judgment stands in the record of the office already: {found}.")
NOT_NEWEST = msg("This version was corrected before; correct the newest one.")
UNDECIDED = "demotion_undecided"  # the Services Deputy decides later; it refuses nobody here


@dataclass(frozen=True)
class Entry:
    """What the record says: see `models.records.Record`. Days are Gregorian dates."""

    kind: str
    ruling: str
    ruled_on: date | None = None
    final_on: date | None = None
    convicted: str = ""
    degree: int | None = None
    intentional: bool | None = None
    revokes: bool = False
    demotion: int | None = None
    cites: tuple[str, ...] = ()


def record_write(
    *,
    office: Office,
    entry: Entry,
    source: str,
    person: Person | None = None,
    by: Doer,
    at: datetime,
) -> Record:
    """Enter a conviction or a commendation into the record of an office.

    Args:
        office: whose record it is.
        entry: what the judgment says.
        source: where it comes from: ``case:number`` of a verdict, or a letter's number.
        person: who was convicted or commended, where it is known.
        by: who acts.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
    """
    permitted(by, Permission.RECORD_MANAGE, _lies(office), at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *_entry_faults(entry, tehran_day(at)),
        *_known_faults(office, entry),
    )
    with act(by=by, at=at):
        row = Record(code=fresh_code("r"), version=1, office=office, person=person)
        row.source = clean(source)
        return _written("record.written", row, entry, by, at)


def record_correct(
    *, record: Record, entry: Entry, because: str, source: str, by: Doer, at: datetime
) -> Record:
    """Put a new version in the place of the newest one.

    Raises:
        Refused: with everything that is wrong; it is not the newest version.
        Conflict: somebody else corrected it meanwhile.
    """
    permitted(by, Permission.RECORD_MANAGE, _lies(record.office), at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *text_faults("because", because, TEXT_LENGTH),
        *_entry_faults(entry, tehran_day(at)),
        *_newest_faults(record),
    )
    with act(by=by, at=at):
        row = _next_version(record, because, source)
        return _written("record.corrected", row, entry, by, at)


def record_withdraw(*, record: Record, because: str, source: str, by: Doer, at: datetime) -> Record:
    """Take an entry back (a judgment quashed, a mistake): a version that says so.

    Raises:
        Refused: no reason; it is not the newest version.
        Conflict: somebody else corrected it meanwhile.
    """
    permitted(by, Permission.RECORD_MANAGE, _lies(record.office), at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *text_faults("because", because, TEXT_LENGTH),
        *_newest_faults(record),
    )
    with act(by=by, at=at):
        row = _next_version(record, because, source)
        row.withdrawn = True
        return _written("record.withdrawn", row, entry_of(record), by, at)


def _lies(office: Office) -> Lies:
    return Lies(province=office.province, office=office.code)


def entry_of(record: Record) -> Entry:
    """What a version of the record says."""
    return Entry(
        record.kind,
        record.ruling,
        record.ruled_on,
        record.final_on,
        record.convicted,
        record.degree,
        record.intentional,
        record.revokes,
        record.demotion,
        tuple(record.cites),
    )


def _next_version(record: Record, because: str, source: str) -> Record:
    return Record(
        code=record.code,
        version=record.version + 1,
        corrects=record,
        office=record.office,
        person=record.person,
        because=clean(because),
        source=clean(source),
    )


def _written(kind: str, row: Record, entry: Entry, by: Doer, at: datetime) -> Record:
    row.province = row.office.province
    row.kind, row.ruling = entry.kind, clean(entry.ruling)
    row.ruled_on, row.final_on = entry.ruled_on, entry.final_on
    row.convicted, row.degree, row.intentional = entry.convicted, entry.degree, entry.intentional
    row.revokes, row.demotion, row.cites = entry.revokes, entry.demotion, list(entry.cites)
    row.entered_by, row.entered_at = by.key, at
    row = inserted(row)
    event_write(
        kind=kind,
        subject=f"record:{row.code}",
        before=str(row.version - 1) if row.version > 1 else "",
        after=str(row.version),
        cites=CITES["record_write"],
        facts={
            "office": row.office.code,
            "kind": row.kind,
            "degree": row.degree or 0,
            "revokes": row.revokes,
            "final_on": row.final_on.isoformat() if row.final_on else "",
        },
        private={"because": row.because} if row.because else {},
    )
    return row


def _entry_faults(entry: Entry, today: date) -> list[Reason]:
    faults = [
        *choice_faults("kind", entry.kind, RECORD_KINDS),
        *text_faults("ruling", entry.ruling, RULING_LENGTH),
    ]
    if entry.ruled_on is None and entry.final_on is None:
        faults.append(Reason("ruled_on", NO_DAY, CITES["record_write"]))
    for field, day in (("ruled_on", entry.ruled_on), ("final_on", entry.final_on)):
        faults += future_faults(field, day, today) if day else []
    if entry.ruled_on:
        faults += order_faults("final_on", entry.ruled_on, entry.final_on)
    if entry.kind == COMMENDATION:
        return faults + _commendation_faults(entry)
    return faults + (_conviction_faults(entry, today) if entry.kind in RECORD_KINDS else [])


def _commendation_faults(entry: Entry) -> list[Reason]:
    unneeded = ("degree", "intentional", "demotion", "convicted")
    faults = [one for field in unneeded for one in empty_faults(field, getattr(entry, field))]
    return faults + (empty_faults("revokes", "yes") if entry.revokes else [])


def _conviction_faults(entry: Entry, today: date) -> list[Reason]:
    faults = choice_faults("convicted", entry.convicted, tuple(Convicted))
    criminal = entry.kind == Kind.CRIMINAL
    if criminal and entry.intentional is None:
        faults.append(Reason("intentional", NO_INTENT, cites("D1404 4(7)(b)")))
    if not criminal:
        faults += empty_faults("intentional", entry.intentional)
    if entry.degree is None:
        return [*faults, Reason("degree", NO_DEGREE, CITES["record_write"])]
    values = values_in_force()
    kind, degree = Kind(entry.kind), entry.degree
    faults += blocking(degree_known(kind=kind, degree=degree, values=values, on=today))
    conviction = Conviction(
        kind, degree, final_on=entry.final_on, demotion=entry.demotion, revokes=entry.revokes
    )
    ordered = demotion_recorded(conviction=conviction, values=values, on=today)
    return [*faults, *(one for one in blocking(ordered) if one.key != UNDECIDED)]


def _known_faults(office: Office, entry: Entry) -> list[Reason]:
    ruling = clean(entry.ruling)
    alike = Record.objects.filter(office=office, kind=entry.kind, ruling=ruling, corrected_by=None)
    if ruling and alike.filter(withdrawn=False).exists():
        return [Reason("ruling", KNOWN, (), found=ruling)]
    return []


def _newest_faults(record: Record) -> list[Reason]:
    if record.withdrawn or Record.objects.filter(corrects=record).exists():
        return [Reason("record", NOT_NEWEST, ())]
    return []
