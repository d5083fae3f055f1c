"""What a list shows a reader can be opened by that reader, and nothing else can."""

from datetime import date

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies, Reach
from parvaneh.frame.refused import NotThere
from parvaneh.registry.loaders import (
    body_of,
    evidence_of,
    grade_of,
    holding_of,
    record_of,
    value_of,
    visible_bodies,
    visible_evidence,
    visible_grades,
    visible_records,
    visible_values,
)
from parvaneh.registry.models import Body, Grade, Record
from parvaneh.registry.operations import (
    Announced,
    Entry,
    assessment_write,
    grades_announce,
    kanoon_assign,
    record_write,
)
from parvaneh.registry.reach import within
from parvaneh.registry.tests.cast import (
    DAY,
    DONE,
    FIRST,
    board,
    council,
    councillor,
    kanoon,
    office,
    reader,
)

pytestmark = pytest.mark.django_db
PROVINCES = ("IR-07", "IR-23", "IR-30")
OFFICES = ("1000001", "1000002", "1000003")
READERS = (
    ("center_head", "country", ""),
    ("provincial_deputy", "province", "IR-23"),
    ("provincial_deputy", "province", "IR-07"),
    ("kanoon_chair", "kanoon", "kanoon-23"),
    ("office_manager", "office", "1000001"),
    ("auditor", "country", ""),
)


@pytest.fixture
def country():
    of = kanoon()
    kanoon("IR-07")
    kanoon_assign(province="IR-30", kanoon=of, starts_on=FIRST, source="x", **DONE)
    board(of)
    councillor(council())
    for code, province in zip(OFFICES, PROVINCES, strict=True):
        one = office(code, province)
        entry = Entry("commendation", "ت-۱", ruled_on=date(2025, 6, 1))
        record_write(office=one, entry=entry, source="x", **DONE)
        assessment_write(
            office=one, criterion="I1.a", method=2, score=1, assessed_on=date(2025, 6, 1),
            source="x", **DONE,
        )  # fmt: skip
        grades_announce(
            cycle=1404, grades=[Announced(one, "90", "excellent", 1)], starts_on=DAY,
            standing="provisional", event=f"cycle:1404-{code}", source="run:1", **DONE,
        )  # fmt: skip


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("held", READERS)
def test_a_list_shows_exactly_what_its_loader_opens(held):
    by = Acting(reader(*held))
    for permission in Permission:
        asked = {"to": permission, "on": DAY}
        seen = {one.code for one in visible_bodies(by, **asked)}
        assert seen == opened(body_of, Body.objects.all(), by, asked)
        seen = {one.code for one in visible_records(by, **asked)}
        assert seen == opened(record_of, Record.objects.all(), by, asked)
        seen = {one.office.code for one in visible_grades(by, **asked)}
        assert seen == graded(by, asked)


def opened(load, rows, by, asked) -> set[str]:
    found = set()
    for one in rows:
        try:
            found.add(load(by, one.code, **asked).code)
        except NotThere:
            continue
    return found


def graded(by, asked) -> set[str]:
    """The offices whose grade a reader can open."""
    found = set()
    for code in OFFICES:
        try:
            found.add(grade_of(by, code, 1404, 1, **asked).office.code)
        except NotThere:
            continue
    return found


@pytest.mark.usefixtures("country")
def test_a_grade_that_was_never_in_force_is_not_there():
    by = Acting(reader("center_head"))
    asked = {"to": Permission.RECORD_SEE, "on": DAY}
    assert graded(by, asked) == set(OFFICES)
    Grade.objects.update(void=True)
    assert graded(by, asked) == set()
    assert not visible_grades(by, **asked)


@pytest.mark.usefixtures("country")
def test_readers_see_their_own_provinces_and_what_is_national():
    deputy = Acting(reader("provincial_deputy", "province", "IR-07"))
    asked = {"to": Permission.RECORD_SEE, "on": DAY}
    assert [one.province for one in visible_records(deputy, **asked)] == ["IR-07"]
    asked = {"to": Permission.BODY_SEE, "on": DAY}
    assert {one.code for one in visible_bodies(deputy, **asked)} == {"council", "kanoon-07"}
    assert holding_of(deputy, "council", "member", 1, **asked).place == 1
    with pytest.raises(NotThere):
        holding_of(deputy, "council", "member", 2, **asked)
    with pytest.raises(NotThere):
        body_of(deputy, "kanoon-23", **asked)
    (mine,) = visible_evidence(deputy, to=Permission.EVIDENCE_SEE, on=DAY)
    assert mine.province == "IR-07"
    assert evidence_of(deputy, mine.batch.code, 1, to=Permission.EVIDENCE_SEE, on=DAY) == mine


@pytest.mark.usefixtures("country")
def test_nobody_without_a_grant_sees_anything():
    stranger = Acting(reader("auditor"))
    later = {"to": Permission.RECORD_SEE, "on": date(2000, 1, 1)}
    assert not visible_records(stranger, **later)
    assert not visible_bodies(stranger, **later)
    assert not visible_values(stranger, **later)
    with pytest.raises(NotThere):
        value_of(stranger, "v-1", to=Permission.VALUE_APPROVE, on=DAY)


keys = st.frozensets(st.sampled_from(PROVINCES))
codes = st.frozensets(st.sampled_from(OFFICES))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(country_wide=st.booleans(), provinces=keys, offices=codes)
@pytest.mark.usefixtures("country")
def test_the_condition_holds_for_the_rows_that_the_reach_covers(country_wide, provinces, offices):
    reach = Reach(country_wide, provinces, frozenset(), offices)
    rows = Record.objects.select_related("office")
    covered = {one.pk for one in rows if reach.covers(Lies(one.province, office=one.office.code))}
    assert set(rows.filter(within(reach)).values_list("pk", flat=True)) == covered


def test_an_empty_reach_holds_for_no_row():
    assert within(Reach()) == Q(pk__in=())
    assert within(Reach(), national=True) == Q(pk__in=())
