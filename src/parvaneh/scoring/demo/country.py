"""A country of generated offices: where they are, how good, how busy, what is odd about each.

Only the places are real: provinces by their share of the people in the census of 1395, counties and
cities from `kit.places`. Everything else is drawn; no person has a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from parvaneh.kit.places import PROVINCES, City, Province, cities_of, counties_of, share_of
from parvaneh.kit.text import persian_digits
from parvaneh.law import jalali
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.evidence import OfficeStatus

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int32]

# What a title carries, so that no list of generated offices passes for a real one.
MARK = "نمونه"
FIRST_SERIAL = 101
FIRST_LICENCES = jalali.jalali(1392, 7, 1)
# Nobody is licensed so late that the period holds nothing of the office.
LATEST_LICENCE_DAYS = 60
PRISON_SHARE = 0.35
# The county's own town is busier than its other towns.
OWN_TOWN_WEIGHT = 3.0
OWN_SPREAD, PROVINCE_SPREAD = 0.85, 0.45
VOLUME_SPREAD, VOLUME_BY_QUALITY = 0.8, 0.25
FEWEST_FOR_ODDITIES = 20


class Odd(StrEnum):
    """What sets a few offices apart; each office has at most one of these."""

    SUSPENDED = "suspended"
    REVOKED = "revoked"
    NEW = "new"
    FIRST_DAY = "first_day"  # licensed on the period's very first day
    NO_SURVEY = "no_survey"
    NO_INNOVATION = "no_innovation"  # no evidence for a whole indicator
    NO_SERVICES = "no_services"
    NO_MONITORING = "no_monitoring"
    NO_STAFF = "no_staff"
    NO_TRAINING = "no_training"
    QUIET = "quiet"  # fewer answers than the smallest sample
    RELOCATED = "relocated"  # moved because it was ordered to


# Of a thousand offices so many are odd in each way; at least one is, in a country of some size.
A_THOUSAND = 1000
ODDITIES: Mapping[Odd, int] = {
    Odd.SUSPENDED: 12,
    Odd.REVOKED: 8,
    Odd.NEW: 25,
    Odd.FIRST_DAY: 1,
    Odd.NO_SURVEY: 3,
    Odd.NO_INNOVATION: 7,
    Odd.NO_SERVICES: 10,
    Odd.NO_MONITORING: 15,
    Odd.NO_STAFF: 10,
    Odd.NO_TRAINING: 40,
    Odd.QUIET: 10,
    Odd.RELOCATED: 5,
}
STATUSES = {Odd.SUSPENDED: OfficeStatus.SUSPENDED, Odd.REVOKED: OfficeStatus.REVOKED}


@dataclass(frozen=True, eq=False)
class Country:
    """n offices sorted by code; every array has n entries.

    quality: about normal, the higher the better. volume: share of the country's work, about
    log-normal. prison: a prison lies within reach. licensed: proleptic ordinals. stand_in: an
    office that did the work before a new office existed; any other office's own index.
    """

    period: Period
    codes: tuple[str, ...]
    titles: tuple[str, ...]
    cities: tuple[City, ...]
    licensed: Indices
    quality: Floats
    volume: Floats
    prison: Flags
    stand_in: Indices
    odd: Mapping[Odd, Flags]

    @property
    def size(self) -> int:
        """How many offices there are."""
        return len(self.codes)

    def status(self, index: int) -> OfficeStatus:
        """What the licence of an office is."""
        for odd, status in STATUSES.items():
            if self.odd[odd][index]:
                return status
        return OfficeStatus.ACTIVE


def stream(seed: int, subject: int, part: int = 0) -> np.random.Generator:
    """A source of chance of its own for each subject and part, so that parts do not move others."""
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, subject, part])))


def offices_by_province(offices: int) -> dict[Province, int]:
    """How many of so many offices lie in each province: its share of the people, rounded.

    Largest remainders; where there are enough offices, no province goes without.

    Source: the census of 1395, as `kit.places` cites it.
    """
    least = 1 if offices >= len(PROVINCES) else 0
    exact = {one: share_of(one) * (offices - least * len(PROVINCES)) for one in PROVINCES}
    counts = {one: least + int(share) for one, share in exact.items()}
    by_remainder = sorted(PROVINCES, key=lambda one: (int(exact[one]) - exact[one], one.key))
    for one in by_remainder[: offices - sum(counts.values())]:
        counts[one] += 1
    return counts


def make_country(*, offices: int, seed: int, period: Period) -> Country:
    """Draw a country.

    Args:
        offices: how many offices, 1 or more.
        seed: equal seeds give equal countries.
        period: the evaluation period; new offices are licensed inside it.
    """
    rng = stream(seed, 1)
    provinces = [one for one, count in offices_by_province(offices).items() for _ in range(count)]
    serials = _serials(provinces)
    cities, prison = _towns(provinces, rng)
    odd = _oddities(offices, rng)
    quality = _quality(provinces, rng)
    volume = np.exp(VOLUME_SPREAD * rng.standard_normal(offices) + VOLUME_BY_QUALITY * quality)
    return Country(
        period=period,
        codes=tuple(
            f"{one.key[-2:]}{serial:04}" for one, serial in zip(provinces, serials, strict=True)
        ),
        titles=tuple(
            title_of(city, serial + FIRST_SERIAL - 1)
            for city, serial in zip(cities, serials, strict=True)
        ),
        cities=cities,
        licensed=_licensed(odd, period, rng),
        quality=quality,
        volume=volume / volume.sum(),
        prison=prison,
        stand_in=_stand_ins(odd),
        odd=odd,
    )


def title_of(city: City, number: int) -> str:
    """The title of a generated office, which says that it is one."""
    return f"دفتر خدمات الکترونیک قضایی {persian_digits(str(number))} {city.fa} ({MARK})"


def _serials(provinces: list[Province]) -> list[int]:
    seen = dict.fromkeys(PROVINCES, 0)
    serials = []
    for one in provinces:
        seen[one] += 1
        serials.append(seen[one])
    return serials


def _towns(provinces: list[Province], rng: np.random.Generator) -> tuple[tuple[City, ...], Flags]:
    # People per county are not at hand; the number of its cities stands in for them.
    cities: list[City] = []
    prison: list[bool] = []
    for province in PROVINCES:
        count = provinces.count(province)
        counties = counties_of(province)
        weights = np.array([len(cities_of(one)) for one in counties], dtype=np.float64)
        within_reach = rng.random(len(counties)) < PRISON_SHARE
        for at in rng.choice(len(counties), count, p=weights / weights.sum()):
            cities.append(_town(cities_of(counties[at]), rng))
            prison.append(bool(within_reach[at]))
    return tuple(cities), np.array(prison, dtype=np.bool_)


def _town(towns: tuple[City, ...], rng: np.random.Generator) -> City:
    weights = np.array([OWN_TOWN_WEIGHT if one.fa == one.county.fa else 1.0 for one in towns])
    return towns[int(rng.choice(len(towns), p=weights / weights.sum()))]


def _quality(provinces: list[Province], rng: np.random.Generator) -> Floats:
    effects = dict(zip(PROVINCES, rng.standard_normal(len(PROVINCES)), strict=True))
    shared = np.array([effects[one] for one in provinces])
    own = rng.standard_normal(len(provinces))
    return np.asarray(OWN_SPREAD * own + PROVINCE_SPREAD * shared, dtype=np.float64)


def _oddities(offices: int, rng: np.random.Generator) -> dict[Odd, Flags]:
    least = 1 if offices >= FEWEST_FOR_ODDITIES else 0
    shuffled = rng.permutation(offices)
    taken = 0
    odd = {}
    for kind, share in ODDITIES.items():
        count = max(least, offices * share // A_THOUSAND)
        odd[kind] = np.zeros(offices, dtype=np.bool_)
        odd[kind][shuffled[taken : taken + count]] = True
        taken += count
    return odd


def _licensed(odd: Mapping[Odd, Flags], period: Period, rng: np.random.Generator) -> Indices:
    count = len(odd[Odd.NEW])
    first, last = period.first.toordinal(), period.last.toordinal()
    begin = FIRST_LICENCES.toordinal()
    days = rng.integers(begin, first - LATEST_LICENCE_DAYS, count, dtype=np.int32)
    late = rng.integers(first + 1, last - LATEST_LICENCE_DAYS, count, dtype=np.int32)
    days[odd[Odd.NEW]] = late[odd[Odd.NEW]]
    days[odd[Odd.FIRST_DAY]] = first
    return days


def _stand_ins(odd: Mapping[Odd, Flags]) -> Indices:
    indices = np.arange(len(odd[Odd.NEW]), dtype=np.int32)
    new = odd[Odd.NEW] | odd[Odd.FIRST_DAY]
    plain = indices[~np.any(list(odd.values()), axis=0)]
    indices[new] = plain[indices[new] % len(plain)]
    return indices
