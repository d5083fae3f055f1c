"""What the public register says. Nobody is asked who they are: everything here is public."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from django.db.models import Max, QuerySet

from parvaneh.editions.finding import Index, index_of
from parvaneh.editions.models import Edition, ListedOffice, Standing
from parvaneh.editions.points import medians_of
from parvaneh.frame.kept_pages import asked_once
from parvaneh.frame.persian import FaKey
from parvaneh.frame.refused import NotThere
from parvaneh.kit.text import sort_key
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.registry.models import Version
from parvaneh.registry.queries import is_demonstration

DIGITS = 12  # of the digest of an edition, enough to tell two of one number apart


@asked_once
def edition_now() -> Edition | None:
    """The last edition; None before the first."""
    return Edition.objects.order_by("-number").first()


def version_now() -> str:
    """What changes whenever public pages may say something else, beside the passing of time.

    The number and digest of the edition, the numbers of the calendar and of the values of the law,
    and whether the database is a demonstration.
    """
    last = Edition.objects.order_by("-number").values_list("number", "digest").first()
    number, digest = last or (0, "")
    tables = [f"{name[0]}{moved}" for name, moved in _tables().items()]
    is_demo = ["demo"] if is_demonstration() else []
    return ".".join([str(number), digest[:DIGITS], *tables, *is_demo])


def _tables() -> dict[str, int]:
    return dict(Version.objects.order_by("name").values_list("name", "number"))


@dataclass(frozen=True)
class Register:
    """Every listed office of one edition, in memory: in Persian order and by code."""

    offices: tuple[ListedOffice, ...]

    @cached_property
    def by_code(self) -> Mapping[str, ListedOffice]:
        """The offices by their codes."""
        return {office.code: office for office in self.offices}

    @cached_property
    def provinces(self) -> Mapping[str, int]:
        """How many offices each province has that has any."""
        return Counter(office.province for office in self.offices)

    @cached_property
    def cities(self) -> Mapping[str, list[tuple[str, int]]]:
        """The cities of each province in Persian order, with how many offices each has."""
        counted = Counter((one.province, one.city) for one in self.offices if one.city)
        found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for (province, city), many in sorted(counted.items(), key=lambda one: _in_order(one[0][1])):
            found[province].append((city, many))
        return dict(found)

    def medians_in(self, province: str) -> Mapping[Indicator, Fraction]:
        """What the offices of a province gained in the middle, by indicator; asked once each."""
        if province not in self._medians:
            there = (one.indicators for one in self.offices if one.province == province)
            self._medians[province] = medians_of(there)
        return self._medians[province]

    @cached_property
    def _medians(self) -> dict[str, Mapping[Indicator, Fraction]]:
        return {}


@asked_once
def register_now() -> Register:
    """The public register as it is; read once for each version by the pages that are kept."""
    return Register(tuple(offices_listed()))


def offices_meant(asked: str) -> list[ListedOffice]:
    """The listed offices that a question means, the best first.

    Args:
        asked: a city, street, number or code, as people type it.

    Returns:
        All of them: at most as many as are listed.
    """
    edition = edition_now()
    codes = _index(edition.digest).found(asked) if edition else []
    return offices_of_codes(codes)


def codes_meant(asked: str, *, digest: str) -> list[str]:
    """Codes of the offices that a question means, the best first.

    Args:
        asked: as for `offices_meant`.
        digest: of the edition that is out.
    """
    return _index(digest).found(asked)


def offices_listed() -> QuerySet[ListedOffice]:
    """Every listed office, in Persian order."""
    return ListedOffice.objects.order_by(FaKey("title"), "code")


def offices_by_code() -> QuerySet[ListedOffice]:
    """Every listed office, by its code."""
    return ListedOffice.objects.order_by("code")


def provinces_listed() -> Mapping[str, int]:
    """How many offices are listed in each province that has any, by its key."""
    return register_now().provinces


def cities_listed(province: str) -> list[tuple[str, int]]:
    """The cities of a province that have listed offices, in Persian order, with how many.

    Args:
        province: its key.
    """
    return register_now().cities.get(province, [])


def offices_at_the_top(many: int) -> list[ListedOffice]:
    """The offices that the last ranking put first, by their place; none before a ranking.

    Suspended, revoked and closed ones are left out and nobody moves up; of a tie all are there.

    Args:
        many: down to which place.
    """
    last = ListedOffice.objects.aggregate(last=Max("cycle"))["last"]
    top = ListedOffice.objects.filter(cycle=last, place__lte=many, standing=Standing.OPEN)
    return list(top.order_by("place", FaKey("title"), "code"))


def listed_office(code: str) -> ListedOffice:
    """A listed office by its code.

    Raises:
        NotThere: none has it.
    """
    found = register_now().by_code.get(code)
    if found is None:
        raise NotThere(f"office:{code}")
    return found


def offices_of_codes(codes: Sequence[str]) -> list[ListedOffice]:
    """The listed offices that have these codes, in this order; codes that none has are left out."""
    rows = register_now().by_code
    return [rows[code] for code in codes if code in rows]


def has_access(row: ListedOffice, features: Iterable[str]) -> bool:
    """Whether an office is known to have every one of some features of access.

    What nobody knows counts as not there: nobody is sent to a door that may have steps.

    Args:
        row: of the register.
        features: codes of `AccessFeature`.
    """
    return all(row.access.get(one, (False,))[0] for one in features)


def _in_order(name: str) -> tuple[str, str]:
    return sort_key(name), name


@lru_cache(maxsize=1)
def _index(digest: str) -> Index:  # the words of one edition, made once for each process
    del digest
    return index_of(offices_listed().values_list("code", "words").iterator())
