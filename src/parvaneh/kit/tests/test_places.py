"""The provinces, their spellings and shares; counties and cities of the tables."""

from fractions import Fraction

import pytest

from parvaneh.kit.places import (
    CENSUS_POPULATION,
    PROVINCES,
    UnknownPlace,
    cities_of,
    counties_of,
    province_of,
    share_of,
)
from parvaneh.kit.text import clean, sort_key


def test_there_are_31_provinces_with_consecutive_keys():
    assert [province.key for province in PROVINCES] == [f"IR-{n:02}" for n in range(31)]


def test_populations_add_up_to_the_published_total():
    assert sum(province.population for province in PROVINCES) == CENSUS_POPULATION
    assert sum(map(share_of, PROVINCES)) == Fraction(1)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("IR-09", "IR-09"),
        ("ir-09", "IR-09"),
        ("IR-۰۹", "IR-09"),
        ("خراسان رضوي", "IR-09"),
        ("استان خراسان رضوی", "IR-09"),
        ("خراسان\u200cرضوی", "IR-09"),
        ("Razavi Khorasan", "IR-09"),
        ("khorasan razavi", "IR-09"),
        ("كهگيلويه و بويراحمد", "IR-17"),
        ("کهگیلویه وبویراحمد", "IR-17"),
        ("چهار محال و بختیاری", "IR-14"),
        ("اصفهان", "IR-10"),
        ("Esfahan", "IR-10"),
        ("كرمانشاه", "IR-05"),
        ("کرمان", "IR-08"),
        ("قم ", "IR-25"),
    ],
)
def test_a_province_is_found_under_what_people_write(written, key):
    assert province_of(written).key == key


@pytest.mark.parametrize("written", ["", "خراسان", "آذربایجان", "IR-31", "IR-9", "تورنتو"])
def test_what_is_no_province_is_refused(written):
    with pytest.raises(UnknownPlace):
        province_of(written)


def test_every_county_and_city_of_the_tables_is_reached_once():
    counties = [county for province in PROVINCES for county in counties_of(province)]
    cities = [city for county in counties for city in cities_of(county)]
    assert len({county.number for county in counties}) == len(counties) == 429
    assert len(cities) == 1246
    assert all(cities_of(county) for county in counties)
    assert all(clean(place.fa) == place.fa for place in (*counties, *cities))


def test_counties_stand_under_their_province_in_persian_order():
    names = [county.fa for county in counties_of(province_of("IR-14"))]
    assert "شهرکرد" in names
    assert names == sorted(names, key=sort_key)
    assert all(county.province.key == "IR-14" for county in counties_of(province_of("IR-14")))
    yazd = next(c for c in counties_of(province_of("یزد")) if c.fa == "یزد")
    assert "یزد" in [city.fa for city in cities_of(yazd)]
