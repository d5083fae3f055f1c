"""What the public register says. Nobody is asked who they are: everything here is public."""

from collections.abc import Sequence
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from parvaneh.editions.finding import Index, index_of
from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.frame.persian import FaKey
from parvaneh.frame.refused import NotThere
from parvaneh.registry.models import Version
from parvaneh.registry.queries import is_demonstration


def edition_now() -> Edition | None:
    """The last edition; None before the first."""
    return Edition.objects.order_by("-number").first()


def version_now() -> str:
    """What changes whenever public pages may say something else, beside the passing of time.

    The number of the edition, those of the calendar and of the values of the law, and whether
    the database is a demonstration.
    """
    edition = Edition.objects.aggregate(last=Max("number"))["last"] or 0
    versions = Version.objects.order_by("name").values_list("number", flat=True)
    return ".".join(str(int(one)) for one in (edition, *versions, is_demonstration()))


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


def offices_listed() -> QuerySet[ListedOffice]:
    """Every listed office, in Persian order."""
    return ListedOffice.objects.order_by(FaKey("title"), "code")


def provinces_listed() -> dict[str, int]:
    """How many offices are listed in each province that has any, by its key."""
    counted = ListedOffice.objects.values_list("province").annotate(Count("code")).order_by()
    return dict(counted)


def cities_listed(province: str) -> list[tuple[str, int]]:
    """The cities of a province that have listed offices, in Persian order, with how many.

    Args:
        province: its key.
    """
    there = ListedOffice.objects.filter(province=province).exclude(city="")
    counted = there.values_list("city").annotate(Count("code"))
    return list(counted.order_by(FaKey("city"), "city"))


def listed_office(code: str) -> ListedOffice:
    """A listed office by its code.

    Raises:
        NotThere: none has it.
    """
    found = ListedOffice.objects.filter(code=code).first()
    if found is None:
        raise NotThere(f"office:{code}")
    return found


def offices_of_codes(codes: Sequence[str]) -> list[ListedOffice]:
    """The listed offices that have these codes, in this order; codes that none has are left out."""
    rows = ListedOffice.objects.in_bulk(codes)
    return [rows[code] for code in codes if code in rows]


@lru_cache(maxsize=1)
def _index(digest: str) -> Index:  # the words of one edition, made once for each process
    del digest
    return index_of(offices_listed().values_list("code", "words").iterator())
