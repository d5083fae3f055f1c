"""The 31 provinces, and their counties and cities.

Keys are those of ISO 3166-2 as renumbered in 2020, ``IR-00`` Markazi to ``IR-30`` Alborz; checked
against the package pycountry 26.2.16, which carries the standard's table. Populations are those of
the census of 1395 (Statistical Centre of Iran, National Population and Housing Census 2016,
"Population and Households", irandataportal.syr.edu); the 31 figures add up to the published
79,926,270. Counties and cities come from the tables described in
``data/iran-cities-0.0.5/ORIGIN.md``.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from parvaneh.kit.text import ascii_digits, clean, search_key, sort_key

CENSUS_POPULATION = 79_926_270
_DATA = ("data", "iran-cities-0.0.5")


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its ISO 3166-2 key, its names, its people in 1395, other spellings in use."""

    key: str
    fa: str
    en: str
    population: int
    aliases: tuple[str, ...] = ()


PROVINCES: tuple[Province, ...] = (
    Province("IR-00", "مرکزی", "Markazi", 1_429_475),
    Province("IR-01", "گیلان", "Gilan", 2_530_696, ("Guilan",)),
    Province("IR-02", "مازندران", "Mazandaran", 3_283_582),
    Province("IR-03", "آذربایجان شرقی", "East Azerbaijan", 3_909_652),
    Province("IR-04", "آذربایجان غربی", "West Azerbaijan", 3_265_219),
    Province("IR-05", "کرمانشاه", "Kermanshah", 1_952_434),
    Province("IR-06", "خوزستان", "Khuzestan", 4_710_509, ("Khouzestan",)),
    Province("IR-07", "فارس", "Fars", 4_851_274),
    Province("IR-08", "کرمان", "Kerman", 3_164_718),
    Province("IR-09", "خراسان رضوی", "Razavi Khorasan", 6_434_501, ("Khorasan Razavi",)),
    Province("IR-10", "اصفهان", "Isfahan", 5_120_850, ("Esfahan",)),
    Province("IR-11", "سیستان و بلوچستان", "Sistan and Baluchestan", 2_775_014),
    Province("IR-12", "کردستان", "Kurdistan", 1_603_011, ("Kordestan",)),
    Province("IR-13", "همدان", "Hamadan", 1_738_234, ("Hamedan",)),
    Province(
        "IR-14",
        "چهارمحال و بختیاری",
        "Chaharmahal and Bakhtiari",
        947_763,
        ("Chahar Mahaal and Bakhtiari",),
    ),
    Province("IR-15", "لرستان", "Lorestan", 1_760_649),
    Province("IR-16", "ایلام", "Ilam", 580_158),
    Province(
        "IR-17",
        "کهگیلویه و بویراحمد",
        "Kohgiluyeh and Boyer-Ahmad",
        713_052,
        ("کهکیلویه و بویراحمد",),
    ),
    Province("IR-18", "بوشهر", "Bushehr", 1_163_400),
    Province("IR-19", "زنجان", "Zanjan", 1_057_461),
    Province("IR-20", "سمنان", "Semnan", 702_360),
    Province("IR-21", "یزد", "Yazd", 1_138_533),
    Province("IR-22", "هرمزگان", "Hormozgan", 1_776_415),
    Province("IR-23", "تهران", "Tehran", 13_267_637, ("Teheran",)),
    Province("IR-24", "اردبیل", "Ardabil", 1_270_420, ("Ardebil",)),
    Province("IR-25", "قم", "Qom", 1_292_283),
    Province("IR-26", "قزوین", "Qazvin", 1_273_761, ("Ghazvin",)),
    Province("IR-27", "گلستان", "Golestan", 1_868_819),
    Province("IR-28", "خراسان شمالی", "North Khorasan", 863_092),
    Province("IR-29", "خراسان جنوبی", "South Khorasan", 768_898),
    Province("IR-30", "البرز", "Alborz", 2_712_400),
)

BY_KEY = {province.key: province for province in PROVINCES}


@dataclass(frozen=True, slots=True)
class Country:
    """Where a thing lies that is of no single province."""

    key: str
    fa: str
    en: str


COUNTRY = Country("IR", "سراسر کشور", "the whole country")


class UnknownPlace(LookupError):
    """No place of this name or key."""


@dataclass(frozen=True, slots=True)
class County:
    """A county (شهرستان): the number its table gives it, its province, its Persian name."""

    number: int
    province: Province
    fa: str


@dataclass(frozen=True, slots=True)
class City:
    """A city (شهر) of a county."""

    county: County
    fa: str


def province_of(name_or_code: str) -> Province:
    """Find a province by its key, its Persian or English name, or a spelling in use.

    Args:
        name_or_code: such as ``IR-09``, «خراسان رضوي», «استان قم» or ``razavi khorasan``.

    Raises:
        UnknownPlace: none is called that.
    """
    code = ascii_digits(clean(name_or_code)).upper()
    if code in BY_KEY:
        return BY_KEY[code]
    found = _by_name().get(_name_key(name_or_code))
    if found is None:
        raise UnknownPlace(f"no province is called {name_or_code!r}")
    return found


def share_of(province: Province) -> Fraction:
    """The province's exact share of the country's people in the census of 1395."""
    return Fraction(province.population, CENSUS_POPULATION)


def counties_of(province: Province) -> tuple[County, ...]:
    """The counties of a province in Persian order, as they were at the census of 1395."""
    return _counties()[province.key]


def cities_of(county: County) -> tuple[City, ...]:
    """The cities of a county in Persian order; every county has at least one."""
    return _cities()[county.number]


def _name_key(name: str) -> str:
    return search_key(name).removeprefix("استان ").replace(" ", "").replace("-", "")


@cache
def _by_name() -> dict[str, Province]:
    return {
        _name_key(name): province
        for province in PROVINCES
        for name in (province.fa, province.en, *province.aliases)
    }


@cache
def _counties() -> dict[str, tuple[County, ...]]:
    provinces = {number: province_of(name) for number, name in _table("province.csv")}
    found: dict[str, list[County]] = {province.key: [] for province in PROVINCES}
    for number, province, name in _table("county.csv"):
        there = provinces[province]
        found[there.key].append(County(int(number), there, clean(name)))
    return {key: tuple(sorted(some, key=_persian_name)) for key, some in found.items()}


@cache
def _cities() -> dict[int, tuple[City, ...]]:
    counties = {county.number: county for some in _counties().values() for county in some}
    found: dict[int, list[City]] = {number: [] for number in counties}
    for _, _, county, name in _table("city.csv"):
        found[int(county)].append(City(counties[int(county)], clean(name)))
    return {number: tuple(sorted(some, key=_persian_name)) for number, some in found.items()}


def _persian_name(place: County | City) -> str:
    return sort_key(place.fa)


def _table(name: str) -> Iterator[list[str]]:
    text = files("parvaneh.kit").joinpath(*_DATA, name).read_text(encoding="utf-8")
    yield from csv.reader(text.splitlines())
