"""Article 12: which Kanoon looks after the offices of a province.

The text says «the nearest» and not who measures; an explicit assignment answers that (A-47).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled

CITES = {
    "kanoon_of": cites("D1392 12(1)", "D1392 12(3)"),
}

UNASSIGNED = msg("{found} has no Kanoon of its own and is not assigned to one.")
TWICE = msg("{province} is assigned to more than one Kanoon on the same day: {found}.")
NO_KANOON = msg("{province} is assigned to {found}, which is no Kanoon in being on that day.")
TWO_KANOONS = msg("{province} has more than one Kanoon of its own: {found}.")
OWN = msg("{found} was founded for this province and serves it.")
NEAREST = msg("{found} serves this province as the nearest Kanoon, by assignment.")


@dataclass(frozen=True)
class Kanoon:
    """A Kanoon: its code, the province in whose centre it sits, its days (`until` included)."""

    code: str
    province: str
    founded_on: date
    until: date | None = None


@dataclass(frozen=True)
class Assignment:
    """A province without a Kanoon, and the Kanoon that serves it (`until` included)."""

    province: str
    kanoon: str
    since: date
    until: date | None = None


def kanoon_of(
    *,
    province: str,
    kanoons: tuple[Kanoon, ...],
    assignments: tuple[Assignment, ...],
    on: date,
) -> Ruling[str]:
    """Which Kanoon serves the offices of a province on a day.

    Args:
        province: code of the province.
        kanoons: all Kanoons.
        assignments: all assignments of provinces to Kanoons; one of a province that has a Kanoon
            of its own has no effect, since it holds only until one is founded.
        on: the day asked about.

    Returns:
        Granted with the Kanoon's code; or refused: the province is not assigned, is assigned
        twice or to no Kanoon in being, or has two of its own.
    """
    living = [one for one in kanoons if _holds(one.founded_on, one.until, on)]
    own = _codes(one.code for one in living if one.province == province)
    named = _codes(
        one.kanoon
        for one in assignments
        if one.province == province and _holds(one.since, one.until, on)
    )
    if own:
        return _served(province, own)
    return _assigned(province, named, _codes(one.code for one in living))


def _served(province: str, own: tuple[str, ...]) -> Ruling[str]:
    where = cites("D1392 12(1)")
    if len(own) > 1:
        params = {"province": province}
        return ruled([Reason("two_kanoons", TWO_KANOONS, where, found=own, params=params)])
    return ruled([Reason("own", OWN, where, blocks=False, found=own[0])], value=own[0])


def _assigned(province: str, named: tuple[str, ...], living: tuple[str, ...]) -> Ruling[str]:
    where, assumes = cites("D1392 12(3)"), ("A-47",)
    params = {"province": province}
    if not named:
        return ruled([Reason("unassigned", UNASSIGNED, where, found=province, assumes=assumes)])
    if len(named) > 1:
        twice = Reason("twice", TWICE, where, found=named, params=params, assumes=assumes)
        return ruled([twice])
    if named[0] not in living:
        gone = Reason("no_kanoon", NO_KANOON, where, found=named[0], params=params, assumes=assumes)
        return ruled([gone])
    nearest = Reason("nearest", NEAREST, where, blocks=False, found=named[0], assumes=assumes)
    return ruled([nearest], value=named[0])


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))


def _holds(start: date, until: date | None, on: date) -> bool:
    return start <= on and (until is None or on <= until)
