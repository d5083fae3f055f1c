"""Report sheets: many cells in one act; what stands is corrected, never overwritten."""

from datetime import timedelta

import pytest

from parvaneh.casework.models import Message
from parvaneh.frame.refused import Refused
from parvaneh.law.ruling import blocking
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.ranking.models import SelfDeclaration
from parvaneh.ranking.operations import (
    Cell,
    Declared,
    Lacking,
    declaring_open,
    evidence_freeze,
    mismatch_resolve,
    provisionals_refresh,
    report_chase,
    report_give,
    self_declare,
    sheet_fill,
)
from parvaneh.ranking.operations.sheets import cell_name
from parvaneh.ranking.queries import declared_of, exempt_of, reported_of
from parvaneh.ranking.queries.completeness import offices_have
from parvaneh.ranking.tests.samples import (
    AT,
    ON,
    PERIOD,
    country_sample,
    locked_cycle,
    opened_cycle,
)
from parvaneh.registry.models import Assessment
from parvaneh.scoring.evidence import SCALE

pytestmark = pytest.mark.django_db
DAY = PERIOD.last - timedelta(days=2)
CODES = ("2300101", "0700101")


@pytest.fixture
def country():
    return country_sample(demonstration=False, offices=CODES)


def filled(cycle, country, *cells, by=None, **rest):
    said = [Cell(country.offices[code], *rest_of) for code, *rest_of in cells]
    done = {"by": by or country.deputy, "at": AT}
    return sheet_fill(cycle=cycle, cells=said, assessed_on=DAY, **done, **rest)


def keys_of(refused):
    return {one.key for one in blocking(refused.value.ruling)}


def test_a_sheet_enters_corrects_and_says_what_is_not_asked(country):
    cycle, office = opened_cycle(country), country.offices["2300101"]
    first = filled(
        cycle, country,
        ("2300101", "I4.a", 70 * SCALE, "R-1"), ("2300101", "I4.c", None, "", "زندان ندارد"),
        because="گزارش سال",
    )  # fmt: skip
    assert (first.new + first.corrected, first.exempt) == (1, 1)
    again = filled(
        cycle, country, ("2300101", "I4.a", 75 * SCALE), ("2300101", "I4.c", 50 * SCALE),
        because="بازدید دوم",
    )  # fmt: skip
    assert again.corrected == 2
    known = reported_of(cycle, [office], 2)
    assert known[office.pk, "I4.a"].score == 75 * SCALE
    assert known[office.pk, "I4.a"].reference == "R-1"
    assert not exempt_of(cycle, [office])
    assert Event.objects.filter(kind="report.sheet-filled").count() == 2


def test_a_sheet_with_faults_keeps_nothing_and_tells_all(country):
    cycle = opened_cycle(country)
    before = Assessment.objects.count()
    with pytest.raises(Refused) as why:
        filled(
            cycle, country, ("2300101", "I4.a", 101 * SCALE), ("2300101", "I4.c", None),
            ("2300101", "I2.a", SCALE), ("2300101", "I1.a", 3),
        )  # fmt: skip
    names = {cell_name("2300101", code) for code in ("I4.a", "I4.c", "I2.a")}
    assert keys_of(why) == {*names, "because"}
    assert Assessment.objects.count() == before


def test_nobody_fills_a_sheet_of_another_province(country):
    with pytest.raises(Refused) as why:
        filled(opened_cycle(country), country, ("0700101", "I4.a", SCALE))
    assert keys_of(why) == {"not_permitted"}


def test_frozen_evidence_takes_no_sheet(country):
    cycle = locked_cycle(country)
    evidence_freeze(cycle=cycle, by=country.officer, at=AT)
    with pytest.raises(Refused) as why:
        filled(cycle, country, ("2300101", "I4.a", SCALE), because="x")
    assert keys_of(why) == {"frozen"}


def test_a_report_is_given_by_whom_the_law_names_once_values_are_locked(country):
    cycle = opened_cycle(country)
    done = {"by": country.deputy, "at": AT}
    with pytest.raises(Refused):
        report_give(cycle=cycle, actor=Actor.PROVINCIAL_DEPUTY, place="IR-23", **done)


def test_a_province_reports_for_itself(country):
    cycle = locked_cycle(country)
    done = {"actor": Actor.PROVINCIAL_DEPUTY, "at": AT}
    with pytest.raises(Refused) as why:
        report_give(cycle=cycle, place="IR-07", by=country.deputy, **done)
    assert keys_of(why) == {"place"}
    row = report_give(cycle=cycle, place="IR-23", by=country.deputy, said="کامل", **done)
    assert (row.place, cycle.reports.count()) == ("IR-23", 1)


def test_those_who_must_report_are_asked_once_a_day(country):
    cycle = locked_cycle(country)
    asked = [Lacking("IR-23", 12), Lacking("IR-07", 3)]
    for _ in range(2):
        assert report_chase(cycle=cycle, provinces=asked, by=country.analyst, at=AT) == 2
    told = Message.objects.filter(kind="report-due", channel="app")
    assert {one.facts["count"] for one in told} == {12, 3}
    assert told.count() == 2


def test_a_declaration_that_differs_is_resolved_with_a_reason(country):
    cycle, office = locked_cycle(country), country.offices["2300101"]
    filled(cycle, country, ("2300101", "I1.a", 60 * SCALE), because="گزارش")
    declaring_open(cycle=cycle, until=ON, by=country.analyst, at=AT)
    rows = [Declared("I1.a", 90 * SCALE, "بازدید"), Declared("I8.a", 50 * SCALE)]
    self_declare(cycle=cycle, office=office, rows=rows, by=country.deputy, at=AT)
    beside = {one.declared.criterion: one for one in declared_of(cycle, province="IR-23")}
    first = beside["I1.a"]
    assert (first.is_open, first.difference) == (True, 30 * SCALE)
    resolved = mismatch_resolve(
        declaration=first.declared, score=80 * SCALE, because="میان دو بازدید", assessed_on=DAY,
        by=country.deputy, at=AT,
    )  # fmt: skip
    assert resolved.resolution == "میان دو بازدید"
    assert reported_of(cycle, [office], 2)[office.pk, "I1.a"].score == 80 * SCALE
    assert SelfDeclaration.objects.count() == 2
    with pytest.raises(Refused) as why:
        mismatch_resolve(
            declaration=resolved, score=None, because="x", assessed_on=DAY, by=country.deputy, at=AT
        )
    assert keys_of(why) == {"declaration"}


def test_nobody_declares_outside_of_the_window_or_about_clients(country):
    cycle, office = locked_cycle(country), country.offices["2300101"]
    asked = {"cycle": cycle, "office": office, "by": country.deputy}
    with pytest.raises(Refused) as why:
        self_declare(rows=[Declared("I2.a", SCALE)], at=AT, **asked)
    assert keys_of(why) == {"window", cell_name("2300101", "I2.a")}
    declaring_open(cycle=cycle, until=ON, by=country.analyst, at=AT)
    with pytest.raises(Refused) as why:
        self_declare(rows=[Declared("I1.a", SCALE)], at=AT + timedelta(days=2), **asked)
    assert keys_of(why) == {"window"}


def test_what_lacks_is_told_office_by_office(country):
    cycle = opened_cycle(country)
    provisionals_refresh(cycle=cycle)
    [office] = offices_have(cycle, "IR-23")
    assert not office.lacking
    assert not office.bare
