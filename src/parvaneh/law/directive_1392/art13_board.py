"""Article 13: the board of a Kanoon, its seats and its term."""

from collections.abc import Iterable, Mapping
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.jalali import MONTHS_A_YEAR, months_later
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.seats import Member, composition
from parvaneh.law.values import Values, basis, flag, value_at, whole

CITES = {
    "board_composition": cites("D1392 13(1)", "D1392 13(2)", "D1392 13(3)", "D1392 10 n.1"),
    "board_term": cites("D1392 13 n.1"),
    "re_election": cites("D1392 13 n.1"),
}

SEATS = "D1392.13.seats"
JUDICIAL_YEARS = "D1392.13.judicial_years"
TERM_YEARS = "D1392.13.term_years"
RE_ELECTION = "D1392.13.re_election"
MANAGER = "manager"
JUDGE = "judge"
NO_MANAGER = msg("{found} is not the manager of an office and cannot take a manager's seat.")
RECORD = msg("{person} needs at least {needed} years of judicial record and has {found}.")
ON_COUNCIL = msg(
    "{found} is a member of the Council and cannot sit on a Kanoon board at the same time."
)
TERM_RUNS = msg("The term began on {begun} and is over on {found}.")
TERM_OVER = msg("The term began on {begun} and was over on {found}.")
NOT_AGAIN = msg("Who has served a term on this board may not be elected again.")


def board_composition(
    *,
    members: tuple[Member, ...],
    office_managers: frozenset[str],
    judicial_years: Mapping[str, int],
    council: frozenset[str],
    values: Values,
    on: date,
) -> Ruling[None]:
    """Whether a Kanoon board is made up as article 13 and the note of article 10 ask.

    Args:
        members: everybody named to the board, with who proposed and who confirmed them.
        office_managers: those of them who are managers of offices.
        judicial_years: completed years of judicial record, by person; who is missing has none.
        council: the members of the Council on that day.
        values: the dated values (`D1392.13.seats`, `D1392.13.judicial_years`).
        on: the day asked about.

    Returns:
        Granted, or refused with everything that is wrong: seats, proposers and confirmers, a
        manager's seat not held by a manager, a judge's record too short, a member of the Council.

    Raises:
        NoValueInForce: before the directive.
    """
    made_up = composition(members=members, seats=value_at(values, SEATS, on))
    years = value_at(values, JUDICIAL_YEARS, on)
    reasons = [
        *made_up.reasons,
        *_not_managers(members, office_managers),
        *_short_records(members, judicial_years, whole(years)),
        *_councillors(members, council),
    ]
    return ruled(reasons, rests_on=(*made_up.rests_on, basis(years)))


def board_term(*, took_office_on: date, on: date, values: Values) -> Ruling[date]:
    """Whether a member is in office on a day; the value is the day on which the term is over.

    The term is that in force on the day on which the member took office, in Jalali years; on the
    day on which it is over the member no longer sits.

    Args:
        took_office_on: first day in office.
        on: the day asked about.
        values: the dated values (`D1392.13.term_years`).

    Raises:
        NoValueInForce: took office before the directive.
    """
    years = value_at(values, TERM_YEARS, took_office_on)
    over = months_later(took_office_on, MONTHS_A_YEAR * whole(years))
    running = on < over
    reason = Reason(
        "term_runs" if running else "term_over",
        TERM_RUNS if running else TERM_OVER,
        cites("D1392 13 n.1"),
        blocks=not running,
        found=over,
        params={"begun": took_office_on},
    )
    return ruled([reason], value=over, rests_on=(basis(years),))


def re_election(*, served_before: bool, values: Values, on: date) -> Ruling[None]:
    """Whether a person may be elected to the board, having perhaps served a term before.

    Raises:
        NoValueInForce: before the directive.
    """
    allowed = value_at(values, RE_ELECTION, on)
    reasons = [Reason("not_again", NOT_AGAIN, cites("D1392 13 n.1"))]
    barred = served_before and not flag(allowed)
    return ruled(reasons if barred else [], rests_on=(basis(allowed),))


def _not_managers(members: Iterable[Member], managers: frozenset[str]) -> list[Reason]:
    return [
        Reason("not_manager", NO_MANAGER, cites("D1392 13(1)"), found=member.person)
        for member in members
        if member.role == MANAGER and member.person not in managers
    ]


def _short_records(
    members: Iterable[Member], years: Mapping[str, int], needed: int
) -> list[Reason]:
    return [
        Reason(
            "judicial_record",
            RECORD,
            cites("D1392 13(2)"),
            found=years.get(member.person, 0),
            needed=needed,
            params={"person": member.person},
        )
        for member in members
        if member.role == JUDGE and years.get(member.person, 0) < needed
    ]


def _councillors(members: Iterable[Member], council: frozenset[str]) -> list[Reason]:
    return [
        Reason("on_council", ON_COUNCIL, cites("D1392 10 n.1"), found=member.person)
        for member in members
        if member.person in council
    ]
