"""What a ranking made of an office, as its manager reads it: the head of every page about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from parvaneh.casework.models import Case, DeadlineState
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.queries import explained
from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art07_grades import Band, bands
from parvaneh.law.directive_1404.procedures import objection
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.procedure import State, states_of
from parvaneh.law.values import Values
from parvaneh.ranking.queries.cycles import derivation_of, values_of_run
from parvaneh.ranking.queries.objections import SILENT, objection_cases, offices_managed
from parvaneh.ranking.queries.own_results import (
    Among,
    Own,
    among,
    announced_of,
    draft_of,
)
from parvaneh.registry.models import Grade, Office
from parvaneh.registry.queries.grades import history_of
from parvaneh.scoring import gains
from parvaneh.scoring.report.account import Account, account_of
from parvaneh.scoring.report.voice import Voice
from parvaneh.site.grade_marks import Mark, mark_of
from parvaneh.site.reader import Reader

STANDINGS = {
    "official": (msg("official"), "ok"),
    "provisional": (msg("provisional"), "warn"),
    "demonstration": (msg("demonstration"), "note"),
}
UNGRADED = msg("not graded")
FIRST_GAINS = 3
# What a manager may still do, or waits for, in each state of the objection's case.
OPEN_TO_OBJECT = frozenset({objection.ANNOUNCED.key, objection.OVERDUE.key})


@dataclass(frozen=True)
class Until:
    """What runs in the objection's case: its state, its last day, how that was counted."""

    url: str
    state: str
    due_on: date | None
    may_object: bool
    is_open: bool
    said: tuple[str, ...]


class Told:
    """One result in the reader's language; what costs more is worked out once it is asked for."""

    def __init__(self, own: Own) -> None:
        """Keep the result."""
        self.own = own

    @cached_property
    def values(self) -> Values:
        """The dated values that the run was made with."""
        return values_of_run(self.own.run)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The grades of the run, the highest first."""
        return bands(values=self.values, on=self.own.cycle.last).value or ()

    @cached_property
    def voice(self) -> Voice:
        """The reader's language, with the grades of the run."""
        return Voice(language_now(), self.bands)

    @cached_property
    def tree(self) -> Mapping[str, Any] | None:
        """The derivation; None where the office left the ranking or none was kept."""
        return derivation_of(self.own.result)

    @cached_property
    def account(self) -> Account | None:
        """The derivation in words."""
        return account_of(self.tree, self.voice, self.bands) if self.tree else None

    @cached_property
    def side(self) -> gains.Own | None:
        """The office's own side, as the law is asked again about it."""
        if self.tree is None or self.own.result.status == RankStatus.REVOKED.value:
            return None
        return gains.own_of(self.tree, period=self.own.cycle.period, values=self.values)

    @cached_property
    def gains(self) -> tuple[gains.Gain, ...]:
        """What each criterion could bring, the most first."""
        return gains.gains_of(self.side) if self.side else ()

    @cached_property
    def places(self) -> Among | None:
        """The places of the announced total; None for who has none."""
        result = self.own.result
        if result.place is None or not result.total:
            return None
        return among(self.own, Fraction(result.total))


@dataclass(frozen=True)
class Head:
    """Grade, total, change and place of an office, and the ranking that they come from."""

    office: Office
    year: int
    mark: Mark | None
    word: str
    total: Fraction | None
    change: Markup | None
    before: int | None
    place: int | None
    places: Among | None
    announced_at: datetime | None
    answers: int
    standing: tuple[str, str] | None
    version: int
    demoted_by: int
    status: str


def head_of(told: Told) -> Head:
    """The head of an office's result.

    The registry holds what is in force: a version that an objection made comes before the run.
    """
    own = told.own
    held = list(history_of(own.office)) if own.announced_at else []
    now = next((one for one in reversed(held) if one.cycle == own.cycle.year), None)
    before = next((one for one in reversed(held) if one.cycle < own.cycle.year), None)
    key = now.grade if now else own.result.grade
    total = _fraction(now.total if now else own.result.total)
    is_corrected = now is not None and now.version > 1
    return Head(
        office=own.office,
        year=own.cycle.year,
        mark=mark_of(key, told.bands) if key else None,
        word=mark_of(key, told.bands).word if key else say(UNGRADED),
        total=total,
        change=_change(total, before, told.voice),
        before=before.cycle if before else None,
        place=now.place if now else own.result.place,
        places=None if is_corrected else told.places,
        announced_at=own.announced_at,
        answers=own.result.answers,
        standing=standing_said(now.standing) if now else None,
        version=now.version if now else 1,
        demoted_by=own.result.demoted_by,
        status=told.voice.status(own.result.status),
    )


def until_of(own: Own, reader: Reader) -> Until | None:
    """What runs in the case of the office's objection; None where the reader sees no such case."""
    cases = objection_cases(reader.acting, on=reader.on)
    case = cases.filter(source=own.cycle.key, office=own.office).order_by("-id").first()
    if case is None:
        return None
    is_own = own.office.code in offices_managed(reader.acting, reader.on)
    state = _state(case)
    return Until(
        reverse("case" if case.state in SILENT else "objection", args=[case.number]),
        shown(state) if state else case.state,
        case.due_on,
        is_own and case.state in OPEN_TO_OBJECT,
        case.ended_on is None,
        _counted(case),
    )


def first_gains(told: Told) -> list[tuple[str, str, Fraction]]:
    """What would bring the most: name of the criterion, its code, points of the total."""
    known = [one for one in told.gains if one.most]
    return [
        (told.voice.criterion(one.criterion), one.criterion, one.most or Fraction(0))
        for one in known[:FIRST_GAINS]
    ]


def box_of(office: Office, reader: Reader) -> dict[str, object] | None:
    """What the first page shows of an office's result; None without a result and a draft."""
    own, draft = announced_of(office), draft_of(office, reader.on)
    if own is None and draft is None:
        return None
    told = Told(own) if own else None
    until = until_of(own, reader) if own else None
    return {
        "office": office,
        "draft": draft,
        "head": head_of(told) if told else None,
        "until": until,
        "object_url": objecting_url(office.code) if until and until.may_object else "",
        "gains": first_gains(told) if told else [],
    }


def standing_said(key: str) -> tuple[str, str]:
    """How firmly a grade stands, and the tone of its tag."""
    words, tone = STANDINGS[key]
    return say(words), tone


def objecting_url(office: str, criterion: str = "", evidence: str = "") -> str:
    """Where an objection to this begins: the result as a whole, a criterion, or one row."""
    address = reverse("objection_start", args=[office])
    asked = {"criterion": criterion, "evidence": evidence}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address


def _change(total: Fraction | None, before: Grade | None, voice: Voice) -> Markup | None:
    if total is None or before is None or not before.total:
        return None
    return voice.signed(total - Fraction(before.total), 2)


def _fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def _state(case: Case) -> State | None:
    states: Sequence[State] = states_of(procedure_of(case.procedure))
    return next((one for one in states if one.key == case.state), None)


def _counted(case: Case) -> tuple[str, ...]:
    """How the last day that runs was counted, in sentences."""
    rows = case.deadlines.filter(state=DeadlineState.OPEN, last_on__isnull=False)
    running = rows.order_by("last_on").first()
    if running is None:
        return ()
    running.case = case
    return tuple(reason_said(one).text for one in explained(running).said)
