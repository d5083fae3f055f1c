"""What anybody may know of a licence: whether it stands today, and for which office."""

import re
from dataclasses import dataclass
from datetime import date

from parvaneh.editions.models import ListedOffice, Standing
from parvaneh.editions.standing import licence_stands
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.registry.models import Licence

_NUMBER = re.compile(r"\d{4}-\d{1,9}-\d")


@dataclass(frozen=True)
class PublicLicence:
    """A licence as anybody may know it; in whose name it stands is not told.

    Attributes:
        number: as printed.
        standing: None where it was issued and its office is not yet open.
        since: when that began.
        until: its last day, or that of a suspension, where it is known.
        is_latest: whether the office has no later one.
        office: the office as the register lists it; None where it is not listed.
    """

    number: str
    standing: Standing | None
    since: date
    until: date | None
    is_latest: bool
    office: ListedOffice | None


def licence_number_read(text: str) -> str:
    """The number of a licence as people type it; empty where it is none."""
    said = ascii_digits(clean(text)).replace(" ", "").replace("/", "-")
    return said if _NUMBER.fullmatch(said) else ""


def licence_verified(text: str, *, on: date) -> PublicLicence | None:
    """The licence that has a number; None where none has.

    Args:
        text: the number, in digits of any kind.
        on: the day whose state is told.
    """
    number = licence_number_read(text)
    found = Licence.objects.filter(number=number).select_related("office").first()
    if not number or found is None:
        return None
    stands = licence_stands(found, on)
    latest = found.office.licences.filter(starts_on__lte=on).order_by("-starts_on", "-pk").first()
    return PublicLicence(
        found.number,
        stands.standing if stands else None,
        stands.since if stands else found.starts_on,
        stands.until if stands else None,
        latest is None or latest.pk == found.pk,
        ListedOffice.objects.filter(code=found.office.code).first(),
    )
