"""What pages say of objections: what they are about, where they stand, the three clocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from parvaneh.casework.models import Case, Deadline
from parvaneh.casework.procedures import procedure_of, state_of
from parvaneh.casework.queries import explained
from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import cites, code, say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_convictions import KINDS, Kind
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.law.directive_1404.art12_objection import DECISION, OBJECTION, REVIEW
from parvaneh.law.directive_1404.procedures import objection as steps
from parvaneh.law.values import NoValueInForce
from parvaneh.ranking.models import Advice, Objection, Point
from parvaneh.ranking.queries.objectable import (
    RECORD,
    Objectable,
    assessment_key,
    assessment_newest,
    record_key,
    record_newest,
)
from parvaneh.registry.models import Assessment, Record
from parvaneh.scoring.evidence import SCALE
from parvaneh.site.limits_said import Limit, limit_said
from parvaneh.site.sources_said import source_said

THE_RECORD = msg("the disciplinary and judicial record as a whole")
WHOLE = msg("the criterion as a whole, or evidence that is lacking")
CONVICTED = msg("{kind} conviction, degree {degree}")
TONES = {
    steps.ANNOUNCED.key: "plain",
    steps.OVERDUE.key: "plain",
    steps.UNCHALLENGED.key: "plain",
    steps.OBJECTED.key: "note",
    steps.IN_REVIEW.key: "note",
    steps.WITH_DEPUTY.key: "note",
    steps.LATE.key: "warn",
    steps.INCOMPLETE.key: "warn",
    steps.EXPIRED.key: "warn",
    steps.ACCEPTED.key: "ok",
    steps.REJECTED.key: "bad",
    steps.SERVED.key: "ok",
    steps.WITHDRAWN.key: "plain",
}
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "accepted": (msg("accepted"), "ok"),
    "partly": (msg("accepted in part"), "ok"),
    "rejected": (msg("rejected"), "bad"),
    "dismissed": (msg("dismissed without being looked into"), "bad"),
    "withdrawn": (msg("withdrawn"), "plain"),
}
ADVICE = {
    Advice.ACCEPT.value: msg("accept it"),
    Advice.PARTLY.value: msg("accept it in part"),
    Advice.REJECT.value: msg("reject it"),
}
CLOCKS: Mapping[str, tuple[str, str]] = {
    OBJECTION.length: (
        msg("The manager's time to object"),
        msg("It begins with the announcement of the results."),
    ),
    REVIEW.length: (
        msg("The Provincial Deputy's time to review and send on"),
        msg("It begins when the objection is lodged."),
    ),
    DECISION.length: (
        msg("The Services Deputy's time to decide and serve"),
        msg("It begins when the objection reaches the Services Deputy."),
    ),
}
MISSED = msg("Missed. Nothing is decided by that; those above have been told.")
TRACK: Sequence[tuple[str, frozenset[str]]] = (
    (msg("Announced"), frozenset({steps.ANNOUNCED.key, steps.OVERDUE.key})),
    (msg("Objected"), frozenset({steps.OBJECTED.key, steps.LATE.key, steps.EXPIRED.key})),
    (msg("Provincial review"), frozenset({steps.IN_REVIEW.key, steps.INCOMPLETE.key})),
    (msg("With the Services Deputy"), frozenset({steps.WITH_DEPUTY.key})),
    (msg("Decided"), frozenset({steps.ACCEPTED.key, steps.REJECTED.key})),
    (msg("Served"), frozenset({steps.SERVED.key})),
)
STOPPED_AT = msg("Withdrawn")
UNCHALLENGED_AT = msg("Not objected to")


@dataclass(frozen=True)
class Row:
    """One thing that can be objected to, in words; `about` are label and value."""

    key: str
    name: str
    about: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Group:
    """A criterion, or the record, with its rows; `brought` and `could` are its indicator's."""

    name: str
    cites: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class IndicatorShown:
    """An indicator with what it brought of what it could bring, and its criteria."""

    code: str
    name: str
    cites: str
    brought: Fraction | None
    could: Fraction | None
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Clock:
    """One of the three time limits; `limit` is None while it has not begun."""

    name: str
    begins: str
    limit: Limit | None
    missed: str


@dataclass(frozen=True)
class PointSaid:
    """A point of an objection in words, with the evidence as it was and as it is."""

    number: int
    what: str
    row: str
    about: tuple[tuple[str, object], ...]
    claim: str
    accepted: bool | None
    answer: str
    link: tuple[str, str] | None


def key_of(criterion: str, evidence: str) -> str:
    """What is objected to, as a form sends it."""
    return f"{criterion}|{evidence}"


def indicators_said(
    known: Objectable, points: Mapping[str, str], available: Mapping[str, Fraction]
) -> list[IndicatorShown]:
    """All that can be objected to, by indicator.

    Args:
        known: the evidence behind the result.
        points: what each indicator brought, as exact text by its code.
        available: what each could bring.
    """
    by_criterion: dict[str, list[Assessment]] = {}
    for one in known.assessments:
        by_criterion.setdefault(one.criterion, []).append(one)
    return [
        IndicatorShown(
            one.value,
            shown(INDICATORS[one]),
            cites(INDICATORS[one].cites),
            Fraction(points[one.value]) if one.value in points else None,
            available.get(one.value),
            _record_groups(known.records)
            if one is Indicator.I7
            else tuple(
                _criterion(code, by_criterion.get(code, []))
                for code in CRITERIA
                if code.startswith(f"{one.value}.")
            ),
        )
        for one in Indicator
    ]


def what_said(criterion: str, evidence: str) -> str:
    """The name of what a point is about: a criterion, an entry of the record, or all of it."""
    if criterion:
        return shown(CRITERIA[criterion])
    return shown(INDICATORS[Indicator.I7]) if evidence else say(THE_RECORD)


def row_said(key: str) -> tuple[str, tuple[tuple[str, object], ...], tuple[str, str] | None]:
    """The row of evidence that a point names: its name, facts, and the route of its page."""
    if not key:
        return say(WHOLE), (), None
    if key.startswith(f"{RECORD}:"):
        record = record_newest(key)
        return _convicted(record), _record_about(record), ("record", record.code)
    found = assessment_newest(key)
    return _method(found), _assessment_about(found), None


def point_said(point: Point) -> PointSaid:
    """A point in words."""
    name, about, link = row_said(point.evidence)
    if not point.criterion and not point.evidence:
        name = ""
    return PointSaid(
        point.number,
        what_said(point.criterion, point.evidence),
        name,
        about,
        point.claim.reveal(),
        point.accepted,
        point.answer.reveal(),
        link,
    )


def state_tag(case: Case) -> Tag:
    """Where the case stands, or what came of it once it is decided."""
    if case.outcome in OUTCOMES and case.state in {steps.SERVED.key, steps.WITHDRAWN.key}:
        words, tone = OUTCOMES[case.outcome]
        return Tag(say(words), tone)
    state = state_of(procedure_of(case.procedure), case.state)
    return Tag(shown(state), TONES[case.state])


def outcome_tag(case: Case) -> Tag | None:
    """What came of it."""
    if case.outcome not in OUTCOMES:
        return None
    words, tone = OUTCOMES[case.outcome]
    return Tag(say(words), tone)


def track_said(case: Case) -> list[dict[str, object]]:
    """How far an objection has come, as the tracker shows it."""
    at = next((place for place, (_, states) in enumerate(TRACK) if case.state in states), -1)
    if at < 0:  # ended by the manager, or never begun
        ended = STOPPED_AT if case.state == steps.WITHDRAWN.key else UNCHALLENGED_AT
        return [
            {"name": say(TRACK[0][0]), "stands": "done"},
            {"name": say(ended), "stands": "done", "about": shown(case.ended_on)},
        ]
    last = len(TRACK) - 1
    return [
        {
            "name": say(name),
            "stands": "done" if place < at or at == last else "now" if place == at else "next",
        }
        for place, (name, _) in enumerate(TRACK)
    ]


def clocks_said(case: Case, objection: Objection | None, on: date) -> list[Clock]:
    """The three time limits of the article, each with how it is counted day by day."""
    rows = {one.key: one for one in Deadline.objects.filter(case=case).order_by("id")}
    missed: dict[str, datetime | None] = {}
    if objection:
        missed = {
            REVIEW.length: objection.review_missed_at,
            DECISION.length: objection.decision_missed_at,
        }
    return [
        Clock(
            say(name),
            say(begins),
            _limit(rows[key], on) if key in rows else None,
            say(MISSED) if missed.get(key) else "",
        )
        for key, (name, begins) in CLOCKS.items()
    ]


def _limit(row: Deadline, on: date) -> Limit:
    try:
        why = explained(row)
    except NoValueInForce:
        why = None
    return limit_said(row, why, step=None, today=on)


def _criterion(code: str, rows: Iterable[Assessment]) -> Group:
    term = CRITERIA[code]
    whole = Row(key_of(code, ""), say(WHOLE))
    found = tuple(
        Row(key_of(code, assessment_key(one)), _method(one), _assessment_about(one)) for one in rows
    )
    return Group(shown(term), cites(term.cites), (*found, whole))


def _record_groups(records: Iterable[Record]) -> tuple[Group, ...]:
    rows = tuple(
        Row(key_of("", record_key(one)), _convicted(one), _record_about(one)) for one in records
    )
    whole = Row(key_of("", ""), say(THE_RECORD))
    term = INDICATORS[Indicator.I7]
    return (Group(shown(term), cites(term.cites), (*rows, whole)),)


def _method(one: Assessment) -> str:
    return shown(METHODS[Method(one.method)])


def _assessment_about(one: Assessment) -> tuple[tuple[str, object], ...]:
    taken = ((say(msg("taken back")), shown(one.batch.entered_at.date())),) if one.withdrawn else ()
    return (
        (say(msg("Score of 100")), shown(Fraction(one.score, SCALE))),
        (say(msg("Assessed on")), shown(one.assessed_on)),
        (say(msg("Number of the report")), code(one.reference) if one.reference else "—"),
        (say(msg("Where it comes from")), source_said(one.batch.source)),
        *taken,
    )


def _convicted(one: Record) -> str:
    return say(CONVICTED, kind=KINDS[Kind(one.kind)], degree=one.degree)


def _record_about(one: Record) -> tuple[tuple[str, object], ...]:
    return (
        (say(msg("Number of the judgment")), code(one.ruling)),
        (say(msg("Final on")), shown(one.final_on) if one.final_on else "—"),
        (say(msg("Where it comes from")), source_said(one.source)),
    )
