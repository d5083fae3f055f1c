"""The offices of a demonstration before they are written: where, since when, what became of each.

They are the offices of `scoring.demo`: the same codes, titles and towns for the same seed and
number, so that generated evidence files fit this register.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.config.demo.accounts import FIRST_OFFICE
from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.kit.places import City
from parvaneh.law import jalali
from parvaneh.registry.models import Office
from parvaneh.scoring.demo import demo_period
from parvaneh.scoring.demo.country import Country, Odd, make_country

FEWEST_WITH_EVERYTHING = 20
FIRST = "0001"  # the last digits of the first office of a province


class Fate(StrEnum):
    """What an office's licence has come to by today."""

    WORKING = "working"
    NEW = "new"  # issued, not yet working
    SUSPENDED = "suspended"  # by the head of the Center
    SENTENCED = "sentenced"  # suspended by a board
    REVOKED = "revoked"  # by a board
    TAKEN = "taken"  # revoked by the head of the Center
    WITHDRAWN = "withdrawn"
    DECEASED = "deceased"
    CLOSED = "closed"
    EXPIRED = "expired"


# Of a thousand offices; of each at least one where there are enough offices.
FATES = {
    Fate.NEW: 6,
    Fate.SUSPENDED: 5,
    Fate.SENTENCED: 7,
    Fate.REVOKED: 5,
    Fate.TAKEN: 3,
    Fate.WITHDRAWN: 5,
    Fate.DECEASED: 2,
    Fate.CLOSED: 4,
    Fate.EXPIRED: 4,
}
GONE = frozenset({
    Fate.REVOKED, Fate.TAKEN, Fate.WITHDRAWN, Fate.DECEASED, Fate.CLOSED, Fate.EXPIRED,
})  # fmt: skip


@dataclass(frozen=True, eq=False)
class Draft:
    """An office: its row, its town, how good and how busy, since when, and what became of it.

    `quality` is about normal; `busy` is the share of an average office's work; `spoiled` says that
    it shows on purpose what the product warns of: too few staff.
    """

    at: int
    office: Office
    city: City
    quality: float
    busy: float
    founded_on: date
    fate: Fate
    spoiled: bool

    @property
    def province(self) -> str:
        """Key of its province."""
        return self.office.province


@dataclass(frozen=True)
class Land:
    """The generated country, and the offices in it, in the order of their codes."""

    country: Country
    drafts: tuple[Draft, ...]


def land_of(plan: Plan) -> Land:
    """Draw the country of a plan; nothing is written."""
    offices = plan.volume.offices
    country = make_country(offices=offices, seed=plan.seed, period=demo_period())
    chance = Chance(plan.seed, "offices")
    fates = _fates(country, chance)
    able = [
        at
        for at, code in enumerate(country.codes)
        if at not in fates and code != FIRST_OFFICE and not country.odd[Odd.NEW][at]
    ]
    spoiled = set(chance.sample(able, max(1, offices // 100)))
    drafts = []
    for at, (code, title, city) in enumerate(
        zip(country.codes, country.titles, country.cities, strict=True)
    ):
        fate = fates.get(at, Fate.WORKING)
        drafts.append(
            Draft(
                at=at,
                office=Office(code=code, title=title, province=city.county.province.key),
                city=city,
                quality=float(country.quality[at]),
                busy=float(country.volume[at]) * offices,
                founded_on=_founded(plan, int(country.licensed[at]), fate, chance),
                fate=fate,
                spoiled=at in spoiled and fate is Fate.WORKING,
            )
        )
    return Land(country, tuple(drafts))


def _fates(country: Country, chance: Chance) -> dict[int, Fate]:
    least = 1 if country.size >= FEWEST_WITH_EVERYTHING else 0
    # Nothing befalls the first office of a province: it is the one that is looked at first.
    new = country.odd[Odd.NEW]
    free = [at for at, code in enumerate(country.codes) if code[2:] != FIRST and not new[at]]
    chance.shuffle(free)
    found = {}
    for fate, share in FATES.items():
        for _ in range(max(least, country.size * share // 1000)):
            if free:
                found[free.pop()] = fate
    return found


def _founded(plan: Plan, ordinal: int, fate: Fate, chance: Chance) -> date:
    """The first day of the first licence: a new office is new, one that expired had its time."""
    drawn = date.fromordinal(ordinal)
    if fate is Fate.NEW:
        return plan.today - chance.randint(5, 40) * DAY
    if fate is Fate.EXPIRED:
        return (
            jalali.months_later(plan.today, -36 * chance.randint(1, 3))
            - chance.randint(20, 200) * DAY
        )
    if fate is not Fate.WORKING:
        return min(drawn, jalali.months_later(plan.today, -30))
    return drawn
