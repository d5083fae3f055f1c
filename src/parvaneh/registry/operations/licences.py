"""Licences are issued, opened, renewed, replaced, ended (D1392 2, 9(b), 11(c), 19, 22 to 24)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from parvaneh.frame.refused import conflict_if_refused, refuse
from parvaneh.kit.check_digits import check_digit
from parvaneh.kit.clock import day_of
from parvaneh.law.citation import cites
from parvaneh.law.deadlines import term_end
from parvaneh.law.directive_1392 import art02_founding, art19_succession
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.law.jalali import months_later, parts
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import Actor, Post, Request
from parvaneh.ledger.acts import SYSTEM, Doer, act, event_write
from parvaneh.registry.entering import Typed
from parvaneh.registry.models import Licence, LicenceTerm, Office, OfficeAddress, Person
from parvaneh.registry.models.licences import STANDING
from parvaneh.registry.operations.facts import fact_follow
from parvaneh.registry.operations.licence_steps import (
    first_step_write,
    licence_locked,
    licence_written_up_to,
    step_write,
)
from parvaneh.registry.operations.office_access import access_left_behind
from parvaneh.registry.operations.offices import Address, office_address_read, office_locked
from parvaneh.registry.operations.posts import post_begin
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.licences import (
    OPEN_TO_TIME,
    last_day,
    licence_of_office,
    licence_state,
)
from parvaneh.registry.queries.persons import eligibility_of

DAY = timedelta(days=1)
LONGEST_TERM = 120
NUMBER_DIGITS = 5
FOUNDING = cites("D1392 2")
PATH = cites("D1392 9(b)", "D1392 11(c)")
SUCCESSION = cites("D1392 19")

OFFICE_HAS_ONE = msg("This office has a licence already: {found}.")
MANAGER_HAS_ONE = msg("This person has a licence already: {found}.")
NO_LICENCE = msg("No licence stands for this office on this day.")
DUE_TOO_EARLY = msg("A licence of {needed} months cannot fall due {found} months before its end.")


@dataclass(frozen=True)
class Term:
    """For how many Jalali months a licence is given, and how many before its end it falls due.

    Neither directive knows a term: it is always given, never assumed.
    """

    months: int
    due_months: int = 0


def licence_issue(
    *,
    office: Office,
    manager: Person,
    starts_on: date,
    term: Term,
    proposed_by: Actor,
    decided_by: Actor,
    source: str = "",
    predecessor: Licence | None = None,
    by: Doer,
    at: datetime,
) -> Licence:
    """Issue a licence in a manager's name, and let the manager's post begin (D1392 2, 5).

    Args:
        office: for which office.
        manager: in whose name; must meet the conditions of D1392 4, 5 and 8.
        starts_on: first day.
        term: for how long.
        proposed_by: who proposed it: the Council.
        decided_by: who agreed and issued the letter: the head of the Center.
        source: what it came of, ``kind:key``.
        predecessor: the licence that it follows, if any.
        by: who enters it.
        at: when.

    Raises:
        Refused: with every reason, by article.
        Conflict: the office or the person got a licence just now.
    """
    typed = Typed()
    _term(typed, term)
    typed.faults += art02_founding.founding(proposed_by=proposed_by, agreed_by=decided_by).reasons
    typed.faults += art02_founding.appointment(letter_by=decided_by).reasons
    typed.faults += eligibility_of(manager, Post.MANAGER, starts_on).reasons
    with act(by=by, at=at):
        office = office_locked(office)
        Person.objects.select_for_update(no_key=True).get(pk=manager.pk)
        _expired(office, manager, starts_on, at)
        typed.faults += _in_the_way(office, manager, starts_on)
        typed.stop()
        with conflict_if_refused():
            licence = Licence.objects.create(
                number=licence_number(day_of(at)),
                office=office,
                manager=manager,
                state=life.ISSUED.key,
                starts_on=starts_on,
                predecessor=predecessor,
                issued_by=by.key,
                issued_at=at,
            )
        _term_write(licence, starts_on, term, source=source, by=by, at=at)
        first_step_write(
            licence=licence, actor=decided_by, on=starts_on, source=source, by=by, at=at
        )
        post_begin(
            office=office,
            person=manager,
            post=Post.MANAGER,
            starts_on=starts_on,
            full_time=True,
            by=by,
            at=at,
        )
    return licence


def licence_open(
    *, licence: Licence, on: date, decided_by: Actor, source: str = "", by: Doer, at: datetime
) -> Licence:
    """Let an office begin to work (D1392 3).

    Raises:
        Refused: the law has no such step now.
    """
    return step_write(
        licence=licence, step="open", actor=decided_by, on=on, source=source, by=by, at=at
    )


def licence_renew(
    *,
    licence: Licence,
    on: date,
    term: Term,
    decided_by: Actor,
    source: str = "",
    by: Doer,
    at: datetime,
) -> Licence:
    """Renew a licence that is due: the new term begins when the running one ends.

    Raises:
        Refused: the licence is not due, the decision is another's, or the term makes no sense.
    """
    typed = Typed()
    _term(typed, term)
    typed.stop()
    with act(by=by, at=at):
        licence = step_write(
            licence=licence, step="renew", actor=decided_by, on=on, source=source, by=by, at=at
        )
        _term_write(licence, last_day(licence) + DAY, term, source=source, by=by, at=at)
    return licence


def licence_withdraw(
    *, licence: Licence, on: date, decided_by: Actor, source: str = "", by: Doer, at: datetime
) -> Licence:
    """Let a manager give the licence back (D1392 9(b), 11(c)); who follows is open (19).

    Raises:
        Refused: the law has no such step now.
    """
    return step_write(
        licence=licence, step="withdraw", actor=decided_by, on=on, source=source, by=by, at=at
    )


def licence_revoke(
    *, licence: Licence, on: date, decided_by: Actor, source: str = "", by: Doer, at: datetime
) -> Licence:
    """Revoke a licence for good: by the head of the Center (9(b), 11(c)) or a board (23(6)).

    Raises:
        Refused: the law has no such step now, or not by this authority.
    """
    return step_write(
        licence=licence, step="revoke", actor=decided_by, on=on, source=source, by=by, at=at
    )


def death_record(
    *, licence: Licence, on: date, decided_by: Actor, source: str = "", by: Doer, at: datetime
) -> Licence:
    """Record the death of a manager (D1392 19).

    Raises:
        Refused: the law has no such step now.
    """
    with act(by=by, at=at):
        licence = step_write(
            licence=licence, step="decease", actor=decided_by, on=on, source=source, by=by, at=at
        )
        manager = licence.manager
        manager.died_on = on
        manager.save(update_fields=["died_on"])
    return licence


def licence_close(
    *, licence: Licence, on: date, decided_by: Actor, source: str = "", by: Doer, at: datetime
) -> Licence:
    """Close, without a successor, what a withdrawal or death left (D1392 19).

    Raises:
        Refused: the law has no such step now.
    """
    return step_write(
        licence=licence, step="close", actor=decided_by, on=on, source=source, by=by, at=at
    )


def manager_replace(
    *,
    licence: Licence,
    manager: Person,
    starts_on: date,
    term: Term,
    started_by: Actor,
    proposed_by: Actor,
    decided_by: Actor,
    source: str = "",
    by: Doer,
    at: datetime,
) -> Licence:
    """Put another manager in the place of one; the office goes on under a new licence.

    After a withdrawal or a death article 19 applies; the present manager may also be replaced
    while working (9(b), 11(c)).

    Args:
        licence: the present or last licence of the office.
        manager: the new manager.
        starts_on: first day of the new licence, and the day on which the present one ends.
        term: of the new licence.
        started_by: who started it.
        proposed_by: who proposed it.
        decided_by: who decided it.
        source: what it came of, ``kind:key``.
        by: who enters it.
        at: when.

    Returns:
        The new licence.

    Raises:
        Refused: with every reason, by article.
        Conflict: the office or the person got a licence just now.
    """
    with act(by=by, at=at):
        licence = licence_written_up_to(licence=licence, on=starts_on, by=by, at=at)
        refuse(*_succession(licence, Request.REPLACE, started_by, starts_on, is_applicant=False))
        step_write(
            licence=licence,
            step="replace",
            actor=decided_by,
            on=starts_on,
            source=source,
            by=by,
            at=at,
        )
        return licence_issue(
            office=licence.office,
            manager=manager,
            starts_on=starts_on,
            term=term,
            proposed_by=proposed_by,
            decided_by=decided_by,
            source=source,
            predecessor=licence,
            by=by,
            at=at,
        )


def licence_succeed(
    *,
    licence: Licence,
    successor: Licence,
    on: date,
    started_by: Actor,
    decided_by: Actor,
    source: str = "",
    by: Doer,
    at: datetime,
) -> Licence:
    """Note that a new office was founded, from among applicants, in the place of one (D1392 19).

    Raises:
        Refused: with every reason, by article.
    """
    with act(by=by, at=at):
        licence = licence_written_up_to(licence=licence, on=on, by=by, at=at)
        refuse(*_succession(licence, Request.ISSUE, started_by, on, is_applicant=True))
        licence = step_write(
            licence=licence, step="succeed", actor=decided_by, on=on, source=source, by=by, at=at
        )
        successor = licence_locked(successor)
        successor.predecessor = licence
        successor.save(update_fields=["predecessor"])
    return licence


def office_relocate(
    *,
    office: Office,
    to: Address,
    on: date,
    decided_by: Actor,
    source: str = "",
    by: Doer,
    at: datetime,
) -> OfficeAddress:
    """Move an office within its province (D1392 9(b), 11(c)).

    What was known of the access to the former premises is not known of the new ones.

    Raises:
        Refused: no licence stands, the law has no such step now, or the address is none.
    """
    place = office_address_read(to, office.province)
    with act(by=by, at=at):
        office = office_locked(office)
        licence = licence_of_office(office, on)
        if licence is None:
            refuse(Reason("licence", NO_LICENCE, PATH))
            raise AssertionError
        step_write(
            licence=licence, step="relocate", actor=decided_by, on=on, source=source, by=by, at=at
        )
        row = fact_follow(OfficeAddress, {"office": office}, place, starts_on=on, by=by, at=at)
        access_left_behind(office=office, on=on, by=by, at=at)
        facts = {"starts_on": on.isoformat()}
        event_write(kind="office.address-entered", subject=f"office:{office.code}", facts=facts)
    return row


def licences_write_up_to(*, on: date, by: Doer = SYSTEM, at: datetime) -> int:
    """Write, for all licences, what followed from days that passed; run daily, or whenever.

    Nothing is late if it does not run: `queries.licence_state` tells the same.

    Returns:
        For how many licences something was written.
    """
    moved = 0
    rows = Licence.objects.filter(state__in=OPEN_TO_TIME).order_by("pk")
    for licence in rows.prefetch_related("suspensions", "terms").iterator(chunk_size=500):
        if licence_state(licence, on) != licence.state:
            licence_written_up_to(licence=licence, on=on, by=by, at=at)
            moved += 1
    return moved


def licence_number(on: date) -> str:
    """The next number of the Jalali year, with a check digit: ``1404-00012-7``.

    The series' row stays locked until the act ends: no number is given twice, and one taken back
    is given again.
    """
    year = parts(on)[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_numberseries AS series (key, last) VALUES (%s, 1)"
            " ON CONFLICT (key) DO UPDATE SET last = series.last + 1 RETURNING last",
            [f"licence.{year}"],
        )
        number = f"{cursor.fetchone()[0]:0{NUMBER_DIGITS}}"
    return f"{year}-{number}-{check_digit(f'{year}{number}')}"


def _term(typed: Typed, term: Term) -> None:
    typed.whole("months", term.months, least=1, most=LONGEST_TERM)
    typed.whole("due_months", term.due_months, least=0, most=LONGEST_TERM)
    if not typed.faults and term.due_months >= term.months:
        typed.fault("due_months", DUE_TOO_EARLY, found=term.due_months, needed=term.months)


def _term_write(
    licence: Licence, starts_on: date, term: Term, *, source: str, by: Doer, at: datetime
) -> LicenceTerm:
    ends_on = term_end(starts_on=starts_on, months=term.months)
    return LicenceTerm.objects.create(
        licence=licence,
        starts_on=starts_on,
        ends_on=ends_on,
        months=term.months,
        due_on=max(starts_on, months_later(ends_on, -term.due_months)),
        source=source,
        entered_by=by.key,
        entered_at=at,
    )


def _expired(office: Office, manager: Person, on: date, at: datetime) -> None:
    # A licence whose term ran out while nobody looked must not stand in the way.
    held = office.licences.filter(state__in=STANDING) | manager.licences.filter(state__in=STANDING)
    for licence in held:
        licence_written_up_to(licence=licence, on=min(on, day_of(at)), by=SYSTEM, at=at)


def _in_the_way(office: Office, manager: Person, starts_on: date) -> list[Reason]:
    def standing(rows: object) -> Licence | None:
        return next((one for one in rows if one.ended_on is None or one.ended_on > starts_on), None)  # type: ignore[attr-defined]  # a related manager's rows

    here, held = standing(office.licences.all()), standing(manager.licences.all())
    found = []
    if here:
        found.append(Reason("office", OFFICE_HAS_ONE, FOUNDING, found=here.number))
    if held and (here is None or held.pk != here.pk):
        found.append(Reason("manager", MANAGER_HAS_ONE, FOUNDING, found=held.number))
    return found


def _succession(
    licence: Licence, request: Request, started_by: Actor, on: date, *, is_applicant: bool
) -> tuple[Reason, ...]:
    causes = {life.WITHDRAWN.key: "withdrawal", life.DECEASED.key: "death"}
    if licence.state not in causes:
        return ()
    return art19_succession.succession(
        cause=causes[licence.state],
        request=request,
        started_by=started_by,
        is_applicant=is_applicant,
        values=values_in_force(),
        on=on,
    ).reasons
