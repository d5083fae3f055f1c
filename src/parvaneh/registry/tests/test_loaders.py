"""Readers: what lies beyond reach is not there, and no list holds what its reader cannot open."""

from datetime import timedelta

import pytest

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import NotThere, Refused
from parvaneh.registry.loaders import (
    licence_of,
    office_of,
    person_of,
    visible_licences,
    visible_offices,
    visible_persons,
)
from parvaneh.registry.models import Licence, Office, Person
from parvaneh.registry.operations import day_off_enter, office_make, person_reveal
from parvaneh.registry.tests.cast import kanoon, reader
from parvaneh.registry.tests.samples import (
    AT,
    ON,
    START,
    fit_person,
    licence_sample,
    office_sample,
    person_sample,
)

pytestmark = pytest.mark.django_db
HERE, THERE = "IR-23", "IR-25"
OFFICER, DEPUTY, MANAGER = "department_officer", "provincial_deputy", "office_manager"


@pytest.fixture
def country():
    """Two provinces, each with a licensed office, its manager, and somebody without a post."""
    licences = [
        licence_sample(office_sample(province=one), fit_person(province=one))
        for one in (HERE, THERE)
    ]
    for province in (HERE, THERE):
        person_sample(province)
    return licences


def acting(role, scope="country", key=""):
    return Acting(reader(role, scope, key))


def opened(loader, who, names, to):
    found = set()
    for name in names:
        try:
            loader(who, name, to=to, on=ON)
        except NotThere:
            continue
        found.add(name)
    return found


def assert_lists_equal_loaders(who, on=ON):
    for listed, loader, model, key, to in (
        (visible_offices, office_of, Office, "code", Permission.OFFICE_SEE),
        (visible_persons, person_of, Person, "code", Permission.PERSON_SEE),
        (visible_licences, licence_of, Licence, "number", Permission.LICENCE_SEE),
    ):
        names = list(model.objects.values_list(key, flat=True))
        seen = list(listed(who, to=to, on=on).values_list(key, flat=True))
        assert len(seen) == len(set(seen))
        assert set(seen) == opened(loader, who, names, to)


@pytest.mark.parametrize(
    ("role", "scope", "key"),
    [
        (OFFICER, "country", ""),
        (DEPUTY, "province", HERE),
        (DEPUTY, "province", THERE),
        ("kanoon_chair", "kanoon", "kanoon-23"),
        ("administrator", "country", ""),
    ],
)
def test_lists_hold_exactly_what_their_reader_can_open(country, role, scope, key):
    kanoon(HERE)
    assert_lists_equal_loaders(acting(role, scope, key))


def test_a_reader_of_the_country_sees_all(country):
    assert visible_offices(acting(OFFICER), to=Permission.OFFICE_SEE, on=ON).count() == 2
    assert visible_persons(acting(OFFICER), to=Permission.PERSON_SEE, on=ON).count() == 4


def test_a_reader_of_a_province_sees_its_own_and_the_other_is_not_there(country):
    here, there = country
    who = acting(DEPUTY, "province", HERE)
    assert office_of(who, here.office.code, to=Permission.OFFICE_SEE, on=ON) == here.office
    for loader, name in (
        (office_of, there.office.code), (person_of, there.manager.code), (licence_of, there.number),
        (office_of, "999"), (office_of, "' OR 1=1"), (person_of, "\u202e"),
    ):  # fmt: skip
        with pytest.raises(NotThere):
            loader(who, name, to=Permission.OFFICE_SEE, on=ON)


def test_a_reader_of_an_office_sees_that_office_alone(country):
    here, _there = country
    who = acting(MANAGER, "office", here.office.code)
    seen = visible_offices(who, to=Permission.OFFICE_SEE, on=ON)
    assert [one.code for one in seen] == [here.office.code]


def test_a_reader_of_a_kanoon_sees_the_provinces_that_it_serves(country):
    kanoon(HERE)
    who = acting("kanoon_chair", "kanoon", "kanoon-23")
    seen = visible_offices(who, to=Permission.OFFICE_SEE, on=ON)
    assert country[0].office in seen


def test_who_holds_no_role_that_day_sees_nothing(country):
    who = acting(OFFICER)
    before = START - timedelta(days=9999)
    assert not visible_offices(who, to=Permission.OFFICE_SEE, on=before).exists()
    nobody = acting("administrator")
    assert not visible_persons(nobody, to=Permission.PERSON_SEE, on=ON).exists()


def test_what_is_new_is_entered_only_where_a_role_allows_it():
    who = acting(DEPUTY, "province", HERE)
    doing = {"by": who, "at": AT}
    with pytest.raises(Refused) as why:
        office_make(code="1", title="دفتر", province=THERE, starts_on=START, **doing)
    assert why.value.ruling.reasons[0].key == "not_permitted"
    with pytest.raises(Refused):
        day_off_enter(on=ON, kind="closure", fa="الف", en="a", source="س", **doing)
    with pytest.raises(Refused):
        person_reveal(person=person_sample(THERE), field="mobile", reason="چرا", **doing)
    assert not Office.objects.exists()
