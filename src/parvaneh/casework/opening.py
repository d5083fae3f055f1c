"""Opening a case, and handing a matter over to a kind of case that another slice works on."""

from collections.abc import Iterable
from datetime import date, datetime

from parvaneh.casework.deadlines import Turn, turned
from parvaneh.casework.documents import NO_LETTERS, Letters, documents_pend
from parvaneh.casework.documents import NOBODY as NO_READERS
from parvaneh.casework.models import Case, Deadline, Party
from parvaneh.casework.numbers import case_number_next
from parvaneh.casework.pinning import values_pin
from parvaneh.casework.procedures import procedure_of, turn_of
from parvaneh.casework.rules import rules_now
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.history import context_set
from parvaneh.frame.refused import Refused
from parvaneh.kit.places import COUNTRY
from parvaneh.law.jalali import parts
from parvaneh.law.procedure import Procedure
from parvaneh.law.ruling import Reason, msg, ruled
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.registry.models import Office, Person
from parvaneh.registry.queries import kanoon_of

NOT_IN_FORCE = msg("A rule that this needs was not in force on {found}.")
NO_PROVINCE = msg("A case lies in a province: name an office or a province.")

NOBODY: tuple[tuple[Person, Actor], ...] = ()


def case_open(
    *,
    procedure: str,
    subject: str,
    by: Doer,
    at: datetime,
    office: Office | None = None,
    province: str = "",
    kanoon: str = "",
    parties: Iterable[tuple[Person, Actor]] = NOBODY,
    source: str = "",
    occurred_on: date | None = None,
    letters: Letters = NO_LETTERS,
    visible_to: Iterable[Actor] = NO_READERS,
) -> Case:
    """Open a case in the first state of its procedure.

    Who may open a case of some kind is the process's question, asked before; here the case gets
    its number, its parties, and the deadlines of its first state.

    Args:
        procedure: key of the procedure.
        subject: what it is about, ``kind:key``.
        by: who opens it.
        at: the moment.
        office: the office that it concerns, if any; the province is then the office's.
        province: code of the province where there is no office; ``IR`` for the whole country.
        kanoon: code of the Kanoon that works on it; by default the one that serves the province.
        parties: persons, and which actor each of them is.
        source: what it came from, ``kind:key``.
        occurred_on: the day of the event that opens it; the day of `at` by default.
        letters: kinds of letters that it gives rise to, each with its facts.
        visible_to: the actors among the parties who may read these letters.

    Raises:
        Refused: no province, or a rule was not in force on that day.
    """
    kind = procedure_of(procedure)
    on = occurred_on or day_of(at)
    lies_in = office.province if office else province
    if not lies_in:
        raise Refused(ruled([Reason("province", NO_PROVINCE, ())]))
    with act(by=by, at=at) as running:
        number = case_number_next(year=parts(on)[0], procedure=procedure)
        running.case = running.case or number
        context_set(by=by.key, acted_for=by.for_key, case=running.case)
        case = Case(
            number=number,
            procedure=procedure,
            state=kind.start.key,
            subject=subject,
            source=source,
            office=office,
            office_code=office.code if office else "",
            province=lies_in,
            kanoon=kanoon or ("" if lies_in == COUNTRY.key else kanoon_of(lies_in, on)),
            waits_for=turn_of(kind, kind.start.key),
            opened_at=at,
            opened_by=by.key,
            entered_on=on,
        )
        turn = _first_turn(case, kind, on)
        case.due_on = turn.due_on
        case.save(force_insert=True)
        _insert(case, turn, parties)
        _say_opened(case, turn)
        documents_pend(case=case, letters=letters, visible_to=visible_to, by=by, at=at)
    return case


def hand_over(
    *,
    to: str,
    subject: str,
    source: str,
    by: Doer,
    at: datetime,
    office: Office | None = None,
    province: str = "",
    kanoon: str = "",
    parties: Iterable[tuple[Person, Actor]] = NOBODY,
) -> Case:
    """Open the case that a matter leads to, such as the complaint that an inspection ends in.

    The slice that works on such cases adds its own row at its first step; nothing calls upward.

    Args:
        to: key of the procedure.
        subject: what it is about, ``kind:key``.
        source: what it came from, ``kind:key``; the source's timeline shows the new case.
        by: who hands it over.
        at: the moment.
        office: the office that it concerns, if any.
        province: code of the province where there is no office; ``IR`` for the whole country.
        kanoon: code of the Kanoon that works on it, if one does.
        parties: persons, and which actor each of them is.
    """
    with act(by=by, at=at):
        case = case_open(
            procedure=to,
            subject=subject,
            source=source,
            office=office,
            province=province,
            kanoon=kanoon,
            parties=parties,
            by=by,
            at=at,
        )
        event_write(kind="case.handed-over", subject=source, after=case.key)
    return case


def not_in_force(why: NoValueInForce) -> Refused:
    """The refusal of what needs a rule on a day on which there was none."""
    return Refused(ruled([Reason("in_force", NOT_IN_FORCE, (), found=why.on)]))


def _first_turn(case: Case, kind: Procedure, on: date) -> Turn:
    try:
        return turned(
            case=case,
            procedure=kind,
            taken=None,
            target=kind.start.key,
            on=on,
            known=(),
            rules=rules_now(),
        )
    except NoValueInForce as why:
        raise not_in_force(why) from why


def _insert(case: Case, turn: Turn, parties: Iterable[tuple[Person, Actor]]) -> None:
    rows = [Party(case=case, person=person, actor=actor.value) for person, actor in parties]
    if rows:
        Party.objects.bulk_create(rows)
    if turn.begun:
        Deadline.objects.bulk_create(turn.begun)
        values_pin(turn.begun, rules_now())


def _say_opened(case: Case, turn: Turn) -> None:
    facts: dict[str, object] = {"procedure": case.procedure, "subject": case.subject}
    facts |= {"source": case.source} if case.source else {}
    facts |= {"office": case.office_code} if case.office_code else {}
    facts |= {"occurred_on": case.entered_on.isoformat(), "province": case.province}
    event_write(
        kind="case.opened",
        subject=case.key,
        after=case.state,
        facts=facts | said_of(turn),
    )


def said_of(turn: Turn) -> dict[str, object]:
    """What an event says of the deadlines that a move ended and began."""
    ended = {one.key: one.state for one in turn.ended}
    begun = {one.key: one.last_on.isoformat() if one.last_on else "" for one in turn.begun}
    known = {"deadlines_ended": ended, "deadlines_begun": begun}
    return {name: value for name, value in known.items() if value}
