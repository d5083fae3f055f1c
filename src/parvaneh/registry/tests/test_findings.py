"""Findings count once, where the law sends them; what applies to an office is said with reasons."""

from dataclasses import replace
from datetime import date

import pytest

from parvaneh.access.acting import Acting
from parvaneh.frame.refused import Refused
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.ruling import blocking
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Assessment, Finding, Record
from parvaneh.registry.operations import (
    Applies,
    Entry,
    Found,
    applicability_declare,
    finding_enter,
    verdict_enter,
)
from parvaneh.registry.queries import evidence_for_ranking
from parvaneh.registry.tests.cast import DONE, office, reader
from parvaneh.scoring import evidence

pytestmark = pytest.mark.django_db
ON = date(2025, 6, 1)
PERIOD = Period(date(2025, 3, 21), date(2025, 9, 22))
REST = Found(Indicator.I3, violation=False, criterion="I3.a", score=800_000, found_on=ON)


def keys_of(refused):
    return {one.key for one in blocking(refused.value.ruling)}


def test_a_finding_becomes_one_assessment_of_the_indicator_it_concerns():
    where = office()
    row = finding_enter(office=where, found=REST, source="inspection:12/1", **DONE)
    other = replace(REST, concerns=Indicator.I9, violation=True, criterion="I9.c")
    belongs = finding_enter(office=where, found=other, source="inspection:12/2", **DONE)
    assert (row.assessment.criterion, belongs.assessment.criterion) == ("I3.a", "I9.c")
    assert row.assessment.method == 3
    kinds = Event.objects.filter(kind="finding.entered").values_list("subject", flat=True)
    assert list(kinds) == [f"office:{where.code}"] * 2


def test_a_finding_never_counts_twice():
    finding_enter(office=office(), found=REST, source="inspection:12/1", **DONE)
    with pytest.raises(Refused) as why:
        finding_enter(office=office(), found=REST, source=" inspection:12/1", **DONE)
    assert keys_of(why) == {"source"}
    assert (Finding.objects.count(), Assessment.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"violation": True}, {"violation", "indicator_unnamed"}),
        ({"concerns": Indicator.I7}, {"convictions_only"}),
        ({"concerns": Indicator.I9}, {"criterion"}),
        ({"criterion": "I11.a"}, {"criterion"}),
        ({"concerns": Indicator.I2, "criterion": "I2.a"}, {"survey_only"}),
    ],
)
def test_what_the_law_sends_elsewhere_is_refused(change, expected):
    with pytest.raises(Refused) as why:
        finding_enter(office=office(), found=replace(REST, **change), source="x:1", **DONE)
    assert keys_of(why) == expected
    assert not Finding.objects.exists()


def test_a_verdict_goes_to_the_record_once():
    where = office()
    entry = Entry("disciplinary", "1404/7", PERIOD.first, PERIOD.first, "manager", 3)
    row = verdict_enter(office=where, entry=entry, source="case:1", **DONE)
    assert (row.concerns, row.record.degree) == ("I7", 3)
    with pytest.raises(Refused) as why:
        verdict_enter(office=where, entry=replace(entry, ruling="8"), source="case:1", **DONE)
    assert keys_of(why) == {"source"}
    assert Record.objects.count() == 1


def declared(where, *rows, **rest):
    said = [Applies(where, *row) for row in rows]
    return applicability_declare(rows=said, period=PERIOD, source="report:1", **{**DONE, **rest})


def read(where):
    licensed = date(2020, 1, 1)
    active = evidence.OfficeStatus.ACTIVE
    known = evidence.Office(where.code, where.title, where.province, "", "", licensed, active)
    summary = evidence_for_ranking(PERIOD, offices=(known,), records=())
    return [(one.criterion, one.applicable, one.reason) for one in summary.applicability]


def test_the_latest_word_on_what_applies_stands():
    where = office()
    declared(where, ("I4.c", False, "زندان ندارد"), ("I5.c", False, "طرحی نبود"))
    declared(where, ("I4.c", True, ""))
    assert read(where) == [("I4.c", True, ""), ("I5.c", False, "طرحی نبود")]


def test_what_does_not_apply_needs_its_reason_and_a_criterion():
    where = office()
    with pytest.raises(Refused) as why:
        declared(where, ("I4.c", False, ""), ("I7.a", False, "نیست"))
    assert keys_of(why) == {"no_reason", "unknown_criterion"}


def test_nobody_speaks_for_an_office_beyond_their_reach():
    by = Acting(reader("provincial_deputy", "province", "IR-07"))
    with pytest.raises(Refused) as why:
        declared(office(), ("I4.c", False, "زندان ندارد"), by=by)
    assert keys_of(why) == {"not_permitted"}
