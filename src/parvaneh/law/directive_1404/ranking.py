"""The ranking as a whole: places, the national average and the honours of all offices.

Only active offices have a place: by the exact total before any demotion, equal totals tied, in the
country and in the province. It is the exact reference: whatever computes faster must agree with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art03_weighting import coefficients
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art11_national_average import below_average, national_average
from parvaneh.law.directive_1404.art14_honours import honours
from parvaneh.law.directive_1404.standing import Office, RankStatus, Standing, standing_of
from parvaneh.law.ruling import Reason, Ruling, blocking, msg, ruled
from parvaneh.law.values import Values

RANKING = cites("D1404 7")
CITES = {
    "ranking": cites("D1404 5", "D1404 6", "D1404 7"),
    "places": cites("D1404 7", "D1404 14"),
    "totals_of": cites("D1404 7"),
    "below_national_average": cites("D1404 11"),
    "honoured": cites("D1404 14"),
}

TWICE = msg("The office {found} is given {times} times.")


def ranking(
    *, offices: tuple[Office, ...], period: Period, values: Values
) -> Ruling[tuple[Standing, ...]]:
    """The standings of all offices with their places, sorted by code as text.

    Args:
        offices: all of them, in any order.
        period: the evaluation period.
        values: the dated values.

    Returns:
        The standings; refused with every reason at once, each naming its office, where an office
        is given twice or its scores or the tables are faulty.
    """
    known = coefficients(values=values, on=period.last)
    if not known.granted:
        return ruled(known.reasons, rests_on=known.rests_on)
    rulings = {
        office.code: standing_of(office=office, period=period, values=values)
        for office in sorted(offices, key=lambda office: office.code)
    }
    times = Counter(office.code for office in offices)
    faults = [
        Reason("twice", TWICE, RANKING, found=code, params={"times": count})
        for code, count in times.items()
        if count > 1
    ]
    faults += [
        replace(reason, params={**reason.params, "office": code})
        for code, ruling in rulings.items()
        for reason in blocking(ruling)
    ]
    used = [*known.rests_on, *(one for ruling in rulings.values() for one in ruling.rests_on)]
    if faults:
        return ruled(faults, rests_on=used)
    standings = tuple(one.value for one in rulings.values() if one.value is not None)
    return ruled(known.reasons, _placed(standings), used)


def places(*, totals: Mapping[str, Fraction]) -> dict[str, int]:
    """The place of each office by its exact total: equal totals tie, and 1, 2, 2 is followed by 4.

    Args:
        totals: code and total of each office.
    """
    first: dict[Fraction, int] = {}
    for place, total in enumerate(sorted(totals.values(), reverse=True), start=1):
        first.setdefault(total, place)
    return {code: first[total] for code, total in totals.items()}


def below_national_average(
    *, standings: tuple[Standing, ...], values: Values, on: date
) -> Ruling[frozenset[str]]:
    """The offices with a place that lie below the national average (article 11).

    Args:
        standings: the whole ranking.
        values: the dated values.
        on: last day of the evaluation period.

    Returns:
        Their codes; none, with the reason, where no office has a place.
    """
    average = national_average(totals=totals_of(standings).values())
    if average.value is None:
        return ruled([replace(one, blocks=False) for one in average.reasons], frozenset())
    below = {
        one.code: below_average(
            grade=one.grade, total=one.total, average=average.value, values=values, on=on
        )
        for one in standings
        if one.place is not None and one.grade is not None and one.total is not None
    }
    used = [one for ruling in below.values() for one in ruling.rests_on]
    listed = frozenset(code for code, ruling in below.items() if ruling.granted)
    return ruled(average.reasons, listed, used)


def honoured(
    *,
    standings: tuple[Standing, ...],
    kanoons: Mapping[str, str],
    open_objections: int,
    values: Values,
    on: date,
) -> Ruling[frozenset[str]]:
    """The offices that the Kanoon must honour (article 14).

    Args:
        standings: the whole ranking.
        kanoons: the Kanoon of each office, where each Kanoon has a list of its own.
        open_objections: how many objections have not been decided.
        values: the dated values.
        on: last day of the evaluation period.
    """
    return honours(
        totals=totals_of(standings),
        demoted=frozenset(one.code for one in standings if one.demoted_by),
        kanoons=kanoons,
        open_objections=open_objections,
        values=values,
        on=on,
    )


def totals_of(standings: Iterable[Standing]) -> dict[str, Fraction]:
    """Code and total of each office that has a place in a ranking: of each active one."""
    return {
        one.code: one.total
        for one in standings
        if one.status is RankStatus.ACTIVE and one.total is not None
    }


def _placed(standings: tuple[Standing, ...]) -> tuple[Standing, ...]:
    national = places(totals=totals_of(standings))
    provincial: dict[str, int] = {}
    for province in {one.province for one in standings}:
        there = [one for one in standings if one.province == province]
        provincial |= places(totals=totals_of(there))
    return tuple(
        replace(one, place=national.get(one.code), province_place=provincial.get(one.code))
        for one in standings
    )
