"""Evidence that the law refuses is refused by every path, for the same reasons."""

from dataclasses import replace

import pytest

from parvaneh.law.casebook import with_contents
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.scoring.evidence import SCALE, Applicability, Record, RecordKind
from parvaneh.scoring.exact import Docket, rank_exactly, refusals
from parvaneh.scoring.fast import rank
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.summary import CRITERION_CODES
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.samples import PERIOD, sample_summary

SUMMARY = sample_summary(40, 2)
OFFICE = SUMMARY.offices[4].code


def assessed(**columns):
    """The sample with one assessment altered."""
    changed = {}
    for name, value in columns.items():
        changed[name] = getattr(SUMMARY.newest, name).copy()
        changed[name][10] = value
    return replace(SUMMARY, newest=replace(SUMMARY.newest, **changed))


def convicted(kind, degree, *, demotion=0, revokes=False):
    record = Record(
        OFFICE, kind, degree, kind is RecordKind.CRIMINAL or None, PERIOD.last, "۱", revokes,
        demotion, 0,
    )  # fmt: skip
    return replace(SUMMARY, records=(record,))


def declared(*rows):
    made = tuple(Applicability(OFFICE, *row, 0) for row in rows)
    return replace(SUMMARY, applicability=made)


def mapped(*ways):
    lines = {one: [1, 2, 3, 4, 5, 6] for one in Indicator if one is not Indicator.I7}
    return with_contents(VALUES, {"D1404.8.evidence_map": {**lines, "I3": list(ways)}})


CRIMINAL, DISCIPLINARY = RecordKind.CRIMINAL, RecordKind.DISCIPLINARY
CASES = {
    "a score above a hundred": (assessed(total=201 * SCALE, count=2), VALUES, "score"),
    "a score a hair above a hundred": (assessed(total=200 * SCALE + 1, count=2), VALUES, "score"),
    "a score below zero": (assessed(total=-1), VALUES, "score"),
    "a way that the law does not let feed it": (
        assessed(criterion=CRITERION_CODES.index("I2.a"), method=3), VALUES, "survey_only",
    ),
    "a way that the map does not allow": (SUMMARY, mapped(6), "method"),
    "a count that the map does not allow": (SUMMARY, mapped(1, 2, 3, 4, 5), "method"),
    "a degree of crime that there is not": (convicted(CRIMINAL, 9), VALUES, "degree"),
    "a degree of zero": (convicted(DISCIPLINARY, 0), VALUES, "degree"),
    "a demotion not decided": (convicted(CRIMINAL, 3), VALUES, "demotion_extent"),
    "a demotion of three": (convicted(CRIMINAL, 1, demotion=3), VALUES, "demotion_extent"),
    "a demotion elsewhere": (convicted(CRIMINAL, 4, demotion=1), VALUES, "demotion_elsewhere"),
    "a demotion by a board": (convicted(DISCIPLINARY, 1, demotion=1), VALUES, "demotion_elsewhere"),
    "a criterion that there is not": (declared(("I9.z", False, "x")), VALUES, "unknown_criterion"),
    "no reason": (declared(("I4.c", False, "")), VALUES, "no_reason"),
    "a contradiction": (
        declared(("I4.c", False, "x"), ("I4.c", True, "x")), VALUES, "contradiction",
    ),
}  # fmt: skip


def refused_by(rank_it, summary, values):
    with pytest.raises(Unrankable) as refused:
        rank_it(summary, values)
    return refused.value.reasons


@pytest.mark.parametrize("name", CASES)
def test_refused_by_both_for_the_same_reasons(name):
    summary, values, key = CASES[name]
    reasons = refused_by(rank_exactly, summary, values)
    assert refused_by(rank, summary, values) == reasons
    assert key in {reason.key for reason in reasons}
    codes = {office.code for office in summary.offices}
    assert {reason.params["office"] for reason in reasons} <= codes


def test_totals_below_every_band_are_refused_by_office():
    band = {"key": "good", "fa": "خوب", "en": "good", "lower": 70, "inclusive": True}
    values = with_contents(VALUES, {"D1404.7.bands": [band]})
    reasons = refused_by(rank_exactly, SUMMARY, values)
    assert refused_by(rank, SUMMARY, values) == reasons
    assert {reason.key for reason in reasons} == {"below_all"}
    assert len(reasons) > 3


def test_all_offices_reasons_are_told_at_once():
    first, second = (
        Record(office.code, DISCIPLINARY, 7, None, PERIOD.last, "۱", False, 0, 0)
        for office in SUMMARY.offices[2:4]
    )
    reasons = refused_by(rank, replace(SUMMARY, records=(first, second)), VALUES)
    assert [reason.params["office"] for reason in reasons] == [first.office, second.office]


def test_a_demotion_by_no_grade_is_a_policy_of_its_own():
    values = with_contents(VALUES, {"D1404.4.demotion_least": 0})
    for rank_it in (rank, rank_exactly):
        assert rank_it(convicted(CRIMINAL, 3), values).results[4].demoted_by == 0


def test_sound_evidence_has_no_refusals():
    assert refusals(Docket(SUMMARY, VALUES), range(len(SUMMARY.offices))) == ()


def test_a_way_of_measuring_that_there_is_not_is_no_evidence():
    strange = assessed(method=9)
    for rank_it in (rank, rank_exactly):
        with pytest.raises(ValueError, match="9"):
            rank_it(strange, VALUES)


def test_counts_near_the_end_of_64_bits_are_computed_by_the_law():
    minutes = SUMMARY.minutes.copy()
    minutes[0, 0] = (2**61, 2**61)
    large = replace(SUMMARY, minutes=minutes)
    assert rank(large, VALUES).results == rank_exactly(large, VALUES).results
