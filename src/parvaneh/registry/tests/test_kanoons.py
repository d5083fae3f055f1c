"""Which Kanoon serves which province; a Kanoon's reach is that of the provinces it serves."""

from datetime import UTC, date, datetime

import pytest

from parvaneh.access.scopes import Reach
from parvaneh.registry.models import Assignment, Body
from parvaneh.registry.queries import kanoon_of, values_in_force
from parvaneh.registry.queries.approved_values import shipped
from parvaneh.registry.reach import resolved

pytestmark = pytest.mark.django_db
AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
DAY = date(2025, 10, 4)
MADE = {"entered_by": "system", "entered_at": AT}


def kanoon(code: str, province: str, **rest) -> Body:
    first = rest.pop("starts_on", date(2014, 1, 1))
    named = {"code": code, "kind": "kanoon", "title": code, "province": province}
    return Body.objects.create(**named, starts_on=first, **MADE, **rest)


def assigned(province: str, to: Body, **rest) -> Assignment:
    first = rest.pop("starts_on", date(2014, 1, 1))
    said = {"province": province, "kanoon": to, "source": "decree 1"}
    return Assignment.objects.create(**said, starts_on=first, **MADE, **rest)


def test_a_province_is_served_by_its_own_kanoon_or_by_the_one_it_is_assigned_to():
    tehran = kanoon("kanoon-23", "IR-23")
    assigned("IR-30", tehran)
    assert kanoon_of("IR-23", DAY) == "kanoon-23"
    assert kanoon_of("IR-30", DAY) == "kanoon-23"
    assert kanoon_of("IR-07", DAY) == ""
    assert kanoon_of("IR-30", date(2013, 1, 1)) == ""


def test_an_assignment_ends_to_matter_when_the_province_gets_a_kanoon_of_its_own():
    tehran = kanoon("kanoon-23", "IR-23")
    assigned("IR-30", tehran)
    kanoon("kanoon-30", "IR-30", starts_on=date(2025, 1, 1))
    assert kanoon_of("IR-30", date(2024, 12, 31)) == "kanoon-23"
    assert kanoon_of("IR-30", date(2025, 1, 1)) == "kanoon-30"


def test_the_reach_of_a_kanoon_is_that_of_the_provinces_it_serves():
    assigned("IR-30", kanoon("kanoon-23", "IR-23"))
    kanoon("kanoon-07", "IR-07")
    reach = resolved(Reach(kanoons=frozenset({"kanoon-23"})), DAY)
    assert reach.provinces == {"IR-23", "IR-30"}
    assert resolved(Reach(kanoons=frozenset({"kanoon-23"})), date(2013, 1, 1)).provinces == set()


def test_without_approved_values_the_shipped_ones_hold():
    assert values_in_force() is shipped()
