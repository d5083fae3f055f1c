"""Article 23: the disciplinary sanctions by degree, and what each does to licence and office.

The catalogue is a dated value: later rules may know other degrees. What a degree does is one of a
few effects (`Effect`); the degree itself decides nothing (A-08).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from parvaneh.law.citation import Citation, cite, cites
from parvaneh.law.deadlines import term_end
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import DatedValue, Values, basis, sequence, table, value_at, whole
from parvaneh.law.vocabulary import Post

SUSPENSION = cites("D1392 23(5)")

CITES = {
    "catalogue": cites(
        "D1392 23(1)",
        "D1392 23(2)",
        "D1392 23(3)",
        "D1392 23(4)",
        "D1392 23(5)",
        "D1392 23(6)",
    ),
    "sanction_range": cites("D1392 23(5)", "D1392 23(6)"),
    "sanction_form": SUSPENSION,
    "sanction_effect": cites("D1392 23(4)", "D1392 23(5)", "D1392 23(6)"),
    "suspended_office": SUSPENSION,
}

DEGREES = "D1392.23.degrees"
STAFF_DEGREES = "D1392.23.staff_degrees"
SHORTEST = "D1392.23.suspension_min_months"
LONGEST = "D1392.23.suspension_max_months"
PUBLICATION = "D1392.23.publication_months"
SUSPENDED_OFFICE = "D1392.23.suspended_office"

NO_LICENCE = msg(
    "Staff hold no licence that could be suspended or revoked: degrees {needed} only; a higher"
    " degree needs the manager as defendant."
)
NO_SUCH_DEGREE = msg("There is no sanction of degree {found}; the degrees are {needed}.")
TERM_MISSING = msg("A suspension needs a term: {needed} to {longest} months.")
TERM_SHORT = msg("A suspension lasts at least {needed} months; this one: {found}.")
TERM_LONG = msg("A suspension lasts at most {needed} months; this one: {found}.")
TERM_IDLE = msg("Only a suspension has a term; this sanction was given one of {found} months.")
PERMANENT = msg("The revocation is permanent: it has no last day.")
NOT_SUSPENDED = msg("The office is not suspended on this day.")


class Effect(StrEnum):
    """What a sanction does beyond being recorded."""

    NONE = "none"
    FILE = "file"  # a copy is placed on file
    PUBLISH = "publish"  # posted on the Center's site for a time
    SUSPEND = "suspend"  # the licence is suspended for a term
    REVOKE = "revoke"  # the licence ends for good


@dataclass(frozen=True)
class Sanction:
    """A degree of the catalogue."""

    degree: int
    fa: str
    en: str
    effect: Effect
    cites: Citation


@dataclass(frozen=True)
class EffectDays:
    """What a sanction does, from its first day to its last; None is for ever or nothing to end."""

    effect: Effect
    first: date
    last: date | None


@dataclass(frozen=True)
class OfficeShown:
    """How a suspended office appears: where a service is chosen, in the register, its open work."""

    offered: bool
    shown: str
    until: date
    grade_shown: bool
    open_work: str


def catalogue(*, values: Values, on: date) -> Ruling[tuple[Sanction, ...]]:
    """The sanctions in force, by rising degree (D1392 23)."""
    entry = value_at(values, DEGREES, on)
    return ruled(value=_sanctions(entry), rests_on=[basis(entry)])


def sanction_range(*, defendant: Post, values: Values, on: date) -> Ruling[tuple[int, ...]]:
    """The degrees to which somebody in this post can be sentenced at all (D1392 23; A-46).

    Args:
        defendant: the person's post in the office.
        values: the dated values (`D1392.23.degrees`, `staff_degrees`).
        on: the day of the ruling.

    Returns:
        Granted with the degrees; for staff with a reason why the highest are left out.
    """
    known = value_at(values, DEGREES, on)
    degrees = tuple(one.degree for one in _sanctions(known))
    if defendant is Post.MANAGER:
        return ruled(value=degrees, rests_on=[basis(known)])
    lower = value_at(values, STAFF_DEGREES, on)
    open_to_staff = tuple(degree for degree in degrees if degree in sequence(lower))
    reason = Reason("no_licence", NO_LICENCE, lower.cites, blocks=False, needed=open_to_staff)
    return ruled([reason], value=open_to_staff, rests_on=[basis(known), basis(lower)])


def sanction_form(
    *, degree: int, months: int | None = None, values: Values, on: date
) -> Ruling[Sanction]:
    """Whether a sanction is one of the catalogue, with a term where and only where it needs one.

    Args:
        degree: the degree.
        months: the term of a suspension in Jalali months; None for every other sanction.
        values: the dated values (`D1392.23.degrees`, `suspension_min_months`,
            `suspension_max_months`).
        on: the day of the ruling.

    Returns:
        Granted with the sanction; or refused: no such degree, a term that is missing, too short,
        too long or out of place.
    """
    known = value_at(values, DEGREES, on)
    shortest = value_at(values, SHORTEST, on)
    longest = value_at(values, LONGEST, on)
    sanctions = {one.degree: one for one in _sanctions(known)}
    sanction = sanctions.get(degree)
    if sanction is None:
        reason = Reason(
            "degree", NO_SUCH_DEGREE, known.cites, found=degree, needed=tuple(sanctions)
        )
        return ruled([reason], rests_on=[basis(known)])
    if sanction.effect is not Effect.SUSPEND:
        idle = Reason("term_idle", TERM_IDLE, (sanction.cites,), found=months)
        return ruled([] if months is None else [idle], sanction, [basis(known)])
    return ruled(
        _term(months, shortest, longest),
        sanction,
        map(basis, (known, shortest, longest)),
    )


def sanction_effect(
    *, degree: int, months: int | None = None, begins_on: date, values: Values
) -> Ruling[EffectDays]:
    """What a sanction does and from which day to which (D1392 23(4), 23(5), 23(6)).

    Terms run in Jalali months (`term_end`): the licence lives again on the day after the last.

    Args:
        degree: the degree.
        months: the term of a suspension.
        begins_on: the day on which it is enforced: posted, suspended or revoked.
        values: the dated values (`D1392.23.*`), those of `begins_on`.

    Returns:
        Granted with effect, first and last day; a revocation has no last day. Refused as
        `sanction_form`.
    """
    form = sanction_form(degree=degree, months=months, values=values, on=begins_on)
    sanction = form.value if form.granted else None
    if sanction is None:
        return ruled(form.reasons, rests_on=form.rests_on)
    effect, reasons, used = sanction.effect, list(form.reasons), list(form.rests_on)
    term = months
    if effect is Effect.PUBLISH:
        entry = value_at(values, PUBLICATION, begins_on)
        term = whole(entry)
        used.append(basis(entry))
    if effect is Effect.REVOKE:
        reasons.append(Reason("permanent", PERMANENT, (sanction.cites,), blocks=False))
    last = None if term is None else term_end(starts_on=begins_on, months=term)
    return ruled(reasons, EffectDays(effect, begins_on, last), used)


def suspended_office(*, first: date, last: date, values: Values, on: date) -> Ruling[OfficeShown]:
    """How an office is shown on a day of its suspension (D1392 23(5), D1404 13; A-43).

    Args:
        first: first day of the suspension.
        last: its last day.
        values: the dated values (`D1392.23.suspended_office`, a table).
        on: the day asked about.

    Returns:
        Granted with what is shown; refused on a day outside the suspension, when the office is
        shown as any other.
    """
    entry = value_at(values, SUSPENDED_OFFICE, on)
    if not first <= on <= last:
        outside = Reason("not_suspended", NOT_SUSPENDED, SUSPENSION, found=on)
        return ruled([outside], rests_on=[basis(entry)])
    shown = table(entry)
    return ruled(
        value=OfficeShown(
            offered=shown["offered"],
            shown=shown["shown"],
            until=last,
            grade_shown=shown["grade_shown"],
            open_work=shown["open_work"],
        ),
        rests_on=[basis(entry)],
    )


def _sanctions(entry: DatedValue) -> tuple[Sanction, ...]:
    rows: Iterable[Mapping[str, Any]] = sequence(entry)
    return tuple(
        Sanction(row["degree"], row["fa"], row["en"], Effect(row["effect"]), cite(row["cites"]))
        for row in rows
    )


def _term(months: int | None, shortest: DatedValue, longest: DatedValue) -> list[Reason]:
    least, most = whole(shortest), whole(longest)
    if months is None:
        return [
            Reason("term_missing", TERM_MISSING, SUSPENSION, needed=least, params={"longest": most})
        ]
    if months < least:
        return [Reason("term_short", TERM_SHORT, SUSPENSION, found=months, needed=least)]
    if months > most:
        return [Reason("term_long", TERM_LONG, SUSPENSION, found=months, needed=most)]
    return []
