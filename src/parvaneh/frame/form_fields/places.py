"""Where something lies: a province, and in it a county."""

from dataclasses import dataclass
from typing import Any

from django import forms

from parvaneh.frame.form_fields.asked import CHOOSE, Asked, found_shown, written, wrong
from parvaneh.frame.language import language_now
from parvaneh.kit.languages import msg, show
from parvaneh.kit.places import (
    BY_KEY,
    PROVINCES,
    County,
    Province,
    UnknownPlace,
    counties_of,
    province_of,
)
from parvaneh.kit.text import Language, ascii_digits, sort_key

NO_PROVINCE = msg("«{found}» is no province. Choose one of the list.")
NO_COUNTY = msg("Choose a county of {province}.")
ELSEWHERE = msg("{county} is a county of {found}, not of {needed}.")
WITHOUT_PROVINCE = msg("Choose the province first, then the county.")


@dataclass(frozen=True)
class Place:
    """A province, and a county of it where one was asked for and given."""

    province: Province
    county: County | None = None


def provinces_listed() -> list[Province]:
    """All provinces in the order of the reader's language."""
    is_persian = language_now() is Language.FA
    return sorted(PROVINCES, key=lambda one: sort_key(one.fa) if is_persian else one.en)


def keys_of(place: Place) -> list[str]:
    """A place as the two texts that its form sends."""
    return [place.province.key, str(place.county.number) if place.county else ""]


class ProvinceField(Asked):
    """A province, chosen from a list; its key is kept."""

    control = "select"
    widget = forms.Select
    absent = CHOOSE

    @property
    def choices(self) -> list[tuple[str, str]]:
        """All provinces, none first."""
        language = language_now()
        listed = ((one.key, show(one, language)) for one in provinces_listed())
        return [("", ""), *listed]

    def to_python(self, value: object) -> str:
        """Return the key; a name is as good.

        Raises:
            ValidationError: there is no such province.
        """
        text = written(value)[:100]
        if not text.strip():
            return ""
        try:
            return province_of(text).key
        except UnknownPlace as why:
            raise wrong(NO_PROVINCE, found=found_shown(text)) from why


class PlaceInput(forms.MultiWidget):
    """Two lists, sent as NAME_province and NAME_county."""

    def __init__(self) -> None:
        """Name them."""
        super().__init__({"province": forms.Select(), "county": forms.Select()})

    def decompress(self, value: Any) -> list[str]:
        """A place as its two keys."""
        return keys_of(value) if isinstance(value, Place) else ["", ""]


class PlaceField(Asked):
    """A province and one of its counties; without script the list shows all counties in groups."""

    control = "place"
    absent = CHOOSE
    widget = PlaceInput

    def __init__(self, *, county_required: bool = False, **kwargs: Any) -> None:
        """Choose whether the province alone is enough."""
        super().__init__(**kwargs)
        self.county_required = county_required

    @property
    def groups(self) -> list[tuple[Province, tuple[County, ...]]]:
        """The provinces with their counties."""
        return [(one, counties_of(one)) for one in provinces_listed()]

    def to_python(self, value: Any) -> Place | None:
        """Return the place.

        Raises:
            ValidationError: one of the two is unknown, or they do not lie in each other.
        """
        pair = [*(value or ()), "", ""]
        key, number = (written(one).strip() for one in pair[:2])
        if not key and not number:
            return None
        if not key:
            raise wrong(WITHOUT_PROVINCE)
        if key not in BY_KEY:
            raise wrong(NO_PROVINCE, found=found_shown(key))
        province = BY_KEY[key]
        return Place(province, self._county(province, ascii_digits(number)))

    def prepare_value(self, value: Any) -> Any:
        """The two keys, whether a place or what was sent."""
        return keys_of(value) if isinstance(value, Place) else value or ["", ""]

    def _county(self, province: Province, number: str) -> County | None:
        if not number and not self.county_required:
            return None
        here = next((one for one in counties_of(province) if str(one.number) == number), None)
        if here:
            return here
        for other, counties in self.groups:
            there = next((one for one in counties if str(one.number) == number), None)
            if there:
                raise wrong(ELSEWHERE, county=there.fa, found=other, needed=province)
        raise wrong(NO_COUNTY, province=province)
