"""Opening the cases that one act gives rise to at many offices: as one by one, in few statements.

The law is asked once for each province, since the days off differ between provinces alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.casework.deadlines import Turn, turned
from parvaneh.casework.models import Case, Deadline, Party
from parvaneh.casework.moving import COLUMNS
from parvaneh.casework.numbers import case_numbers_next
from parvaneh.casework.opening import not_in_force, said_of
from parvaneh.casework.pinning import values_pin
from parvaneh.casework.procedures import procedure_of, turn_of
from parvaneh.casework.rules import rules_now
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.law.jalali import parts
from parvaneh.law.procedure import Procedure
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.registry.models import Office, Person
from parvaneh.registry.queries import kanoon_of


@dataclass(frozen=True)
class Opening:
    """A case to open: at which office, about what (``kind:key``), with which parties."""

    office: Office
    subject: str
    parties: tuple[tuple[Person, Actor], ...] = ()


def cases_open(
    *,
    procedure: str,
    openings: Sequence[Opening],
    by: Doer,
    at: datetime,
    source: str = "",
    occurred_on: date | None = None,
) -> list[Case]:
    """Open cases in the first state of one procedure, all or none.

    Args:
        procedure: key of the procedure.
        openings: what each is about.
        by: who opens them; whether they may is the process's question, asked before.
        at: the moment.
        source: what they all came from, ``kind:key``.
        occurred_on: the day of the event that opens them; the day of `at` by default.

    Returns:
        The cases, in the order given.

    Raises:
        Refused: a rule was not in force on that day.
    """
    kind = procedure_of(procedure)
    on = occurred_on or day_of(at)
    with act(by=by, at=at) as running:
        kanoons = {key: kanoon_of(key, on) for key in {one.office.province for one in openings}}
        numbers = case_numbers_next(year=parts(on)[0], procedure=procedure, many=len(openings))
        cases = [
            Case(
                number=number,
                procedure=procedure,
                state=kind.start.key,
                subject=one.subject,
                source=source,
                office=one.office,
                office_code=one.office.code,
                province=one.office.province,
                kanoon=kanoons[one.office.province],
                waits_for=turn_of(kind, kind.start.key),
                opened_at=at,
                opened_by=by.key,
                entered_on=on,
            )
            for number, one in zip(numbers, openings, strict=True)
        ]
        turns = _turns(cases, kind, on)
        _written(cases, turns, openings)
        within = running.case
        for case in cases:
            running.case = case.number
            _say_opened(case, turns[case.province])
        running.case = within
    return cases


def _turns(cases: Sequence[Case], kind: Procedure, on: date) -> Mapping[str, Turn]:
    """What entering the first state begins, by province."""
    rules = rules_now()
    found: dict[str, Turn] = {}
    try:
        for case in cases:
            if case.province not in found:
                target = kind.start.key
                found[case.province] = turned(
                    case=case, procedure=kind, taken=None, target=target, on=on, known=(),
                    rules=rules,
                )  # fmt: skip
                values_pin(found[case.province].begun, rules)
    except NoValueInForce as why:
        raise not_in_force(why) from why
    return found


def _written(cases: Sequence[Case], turns: Mapping[str, Turn], openings: Sequence[Opening]) -> None:
    for case in cases:
        case.due_on = turns[case.province].due_on
    copy_rows(Case, keyed(cases))
    copy_rows(
        Party,
        [
            Party(case=case, person=person, actor=actor.value)
            for case, one in zip(cases, openings, strict=True)
            for person, actor in one.parties
        ],
    )
    copy_rows(
        Deadline,
        [
            Deadline(case=case, **{name: getattr(begun, name) for name in COLUMNS})
            for case in cases
            for begun in turns[case.province].begun
        ],
    )


def _say_opened(case: Case, turn: Turn) -> None:
    facts: dict[str, object] = {"procedure": case.procedure, "subject": case.subject}
    facts |= {"source": case.source} if case.source else {}
    facts |= {"office": case.office_code, "occurred_on": case.entered_on.isoformat()}
    facts |= {"province": case.province}
    event_write(kind="case.opened", subject=case.key, after=case.state, facts=facts | said_of(turn))
