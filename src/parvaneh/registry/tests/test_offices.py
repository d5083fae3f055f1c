"""Offices: entered whole or refused whole; each day has one answer."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from parvaneh.frame.refused import Refused
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.registry.loaders import offices_named
from parvaneh.registry.models import Office
from parvaneh.registry.operations import (
    Address,
    Hours,
    office_address_set,
    office_hours_set,
    office_phones_set,
    office_relocate,
    office_rename,
    office_services_set,
)
from parvaneh.registry.queries import office_as_of
from parvaneh.registry.tests.samples import DOING, ON, START, licence_sample, office_sample

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def keys(why):
    return [reason.key for reason in why.value.ruling.reasons]


def test_an_office_is_entered_with_its_code_in_ascii_digits_and_told_to_the_log():
    office = office_sample("۱۲۰۰٤۱۵", title="  دفتر\u200cيك\u202e ")
    assert (office.code, office.title) == ("1200415", "دفتر\u200cیک")
    assert Event.objects.latest("number").subject == "office:1200415"


def test_all_faults_of_an_office_are_told_at_once_and_nothing_is_written():
    with pytest.raises(Refused) as why:
        office_sample(
            "12x", title="\u200e \u202e", province="IR-99", phones=["abc"],
            address=Address("", county=999999, postal_code="12", latitude=Decimal(35)),
        )  # fmt: skip
    assert set(keys(why)) == {
        "code", "title", "province", "county", "place", "street", "postal_code", "phones",
    }  # fmt: skip
    assert not Office.objects.exists()


def test_a_code_is_given_once():
    office_sample("7")
    with pytest.raises(Refused) as why:
        office_sample("۷")
    assert keys(why) == ["code"]


@given(title=st.text(max_size=250), code=st.text(max_size=14))
@settings(max_examples=30)
def test_hostile_text_is_refused_or_kept_clean_never_an_error(title, code):
    try:
        with transaction.atomic():
            office = office_sample(code or "x", title=title)
    except Refused:
        return
    assert office.title.strip() == office.title != ""
    assert office.code.isascii()


def test_each_day_has_one_title():
    office = office_sample(title="دفتر یک")
    office_rename(office=office, title="دفتر دو", starts_on=ON, **DOING)
    assert office_as_of(office, ON - DAY).title == "دفتر یک"
    assert office_as_of(office, ON).title == "دفتر دو"
    assert office_as_of(office, START - DAY).title is None
    assert Office.objects.get(pk=office.pk).title == "دفتر دو"


def test_history_is_written_forwards_only():
    office = office_sample()
    office_rename(office=office, title="دفتر دو", starts_on=ON, **DOING)
    with pytest.raises(Refused) as why:
        office_rename(office=office, title="دفتر سه", starts_on=ON - DAY, **DOING)
    assert keys(why) == ["starts_on"]


def test_a_fact_of_the_same_day_is_corrected_in_place_and_history_keeps_what_it_was():
    office = office_sample(title="دفتر غلط")
    office_rename(office=office, title="دفتر درست", starts_on=START, **DOING)
    assert office.officetitle_rows.get().title == "دفتر درست"
    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM registry_officetitleevent ORDER BY pgh_id")
        assert [row[0] for row in cursor.fetchall()] == ["دفتر غلط", "دفتر درست"]


def test_phones_hours_and_prices_hold_from_a_day_on():
    office = office_sample(phones=["02112345678"])
    office_phones_set(office=office, numbers=["۰۲۱۸۷۶۵۴۳۲۱"], starts_on=ON, **DOING)
    office_hours_set(
        office=office,
        hours=[
            Hours(Weekday.SATURDAY, time(8), time(12)),
            Hours(Weekday.SATURDAY, time(13), time(16), shift=2),
        ],
        starts_on=START,
        **DOING,
    )
    office_services_set(
        office=office, prices={"petition": 150_000, "free": None}, starts_on=START, **DOING
    )
    office_services_set(office=office, prices={"petition": 200_000}, starts_on=ON, **DOING)
    then, now = office_as_of(office, ON - DAY), office_as_of(office, ON)
    assert (then.phones, now.phones) == (("+982112345678",), ("+982187654321",))
    assert [row.opens for row in now.hours] == [time(8), time(13)]
    assert dict(then.prices) == {"petition": 150_000, "free": None}
    assert dict(now.prices) == {"petition": 200_000}


@pytest.mark.parametrize(
    "hours",
    [
        [Hours(Weekday.SUNDAY, time(12), time(8))],
        [Hours(Weekday.SUNDAY, time(8), time(12)), Hours(Weekday.SUNDAY, time(11), time(14), 2)],
        [Hours(Weekday.SUNDAY, time(8), time(12)), Hours(Weekday.SUNDAY, time(13), time(14))],
        [Hours(Weekday.SUNDAY, time(8), time(12), 3)],
    ],
)
def test_hours_that_make_no_sense_are_refused(hours):
    with pytest.raises(Refused):
        office_hours_set(office=office_sample(), hours=hours, starts_on=ON, **DOING)


@pytest.mark.parametrize("prices", [{"Petition": 1}, {"": 1}, {"a b": 1}, {"a": -1}, {"خدمت": 1}])
def test_services_and_prices_that_are_none_are_refused(prices):
    with pytest.raises(Refused):
        office_services_set(office=office_sample(), prices=prices, starts_on=ON, **DOING)


def test_a_licensed_office_moves_by_decision_of_the_head_of_the_center():
    licence = licence_sample(office_sample(address=Address("خیابان یک")))
    moved = office_relocate(
        office=licence.office, to=Address("خیابان دو"), on=ON, decided_by=Actor.CENTER_HEAD, **DOING
    )
    assert moved.street == "خیابان دو"
    assert office_as_of(licence.office, ON - DAY).address.street == "خیابان یک"
    assert licence.steps.order_by("pk").last().step == "relocate"


def test_nobody_else_moves_an_office_and_without_a_licence_nothing_is_moved():
    licence = licence_sample()
    for office, actor in ((licence.office, Actor.COUNCIL), (office_sample(), Actor.CENTER_HEAD)):
        with pytest.raises(Refused):
            office_relocate(office=office, to=Address("جا"), on=ON, decided_by=actor, **DOING)
        assert office_as_of(office, ON).address is None


def test_an_address_may_be_entered_with_its_place():
    office = office_sample()
    place = Address("خیابان", "تهران", None, "۱۹۶۸۹۱۳۷۵۱", Decimal("35.7"), Decimal("51.4"))
    row = office_address_set(office=office, to=place, starts_on=ON, **DOING)
    assert row.postal_code == "1968913751"


@pytest.mark.parametrize(
    "latitude", [Decimal("NaN"), Decimal("Infinity"), Decimal(0), Decimal("35.1234567")]
)
def test_a_place_outside_of_the_country_or_too_exact_is_refused(latitude):
    with pytest.raises(Refused):
        office_address_set(
            office=office_sample(), to=Address("خ", latitude=latitude, longitude=Decimal(51)),
            starts_on=ON, **DOING,
        )  # fmt: skip


def test_titles_are_found_however_they_are_spelt_and_in_persian_order():
    for title in ("دفتر ژاله", "دفتر پارسا", "دفتر بهار", "مركز"):
        office_sample(title=title)
    found = offices_named(Office.objects.all(), "دفتر")
    assert [one.title for one in found] == ["دفتر بهار", "دفتر پارسا", "دفتر ژاله"]
    assert offices_named(Office.objects.all(), "مرکز").count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO registry_office (code, province, title) VALUES ('x1', 'IR-23', 't')",
        "INSERT INTO registry_office (code, province, title) VALUES ('۱', 'IR-23', 't')",
        "INSERT INTO registry_office (code, province, title) VALUES ('1', 'IR-31', 't')",
        "INSERT INTO registry_office (code, province, title) VALUES ('55', 'IR-23', 't')",
        "UPDATE registry_officetitle SET ends_on = starts_on - 1",
        (
            "INSERT INTO registry_officetitle (office_id, title, starts_on, entered_by, entered_at)"
            " SELECT office_id, 'x', '2030-01-01', 'a', now() FROM registry_officetitle"
        ),
        "UPDATE registry_officephone SET number = '0211234567'",
        "UPDATE registry_officeaddress SET latitude = 35",
        "UPDATE registry_officeaddress SET latitude = 51, longitude = 35",
        "UPDATE registry_officeaddress SET postal_code = '12'",
        "UPDATE registry_officeaddress SET province = ''",
        "UPDATE registry_officehours SET closes = opens",
        "UPDATE registry_officehours SET weekday = 'someday'",
        "UPDATE registry_officehours SET shift = 3",
        "UPDATE registry_officeservice SET rials = -1",
        "UPDATE registry_officeservice SET service = 'A b'",
    ],
)
def test_the_database_refuses_by_itself(statement):
    office = office_sample("55", phones=["02112345678"], address=Address("خیابان"))
    hours = [Hours(Weekday.SATURDAY, time(8), time(12))]
    office_hours_set(office=office, hours=hours, starts_on=START, **DOING)
    office_services_set(office=office, prices={"a": 1}, starts_on=START, **DOING)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
