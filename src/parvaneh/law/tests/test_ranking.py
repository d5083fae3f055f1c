"""The ranking of 1404: what the worked cases cannot say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvaneh.law import casebook, jalali
from parvaneh.law.casebook import shipped_cases, with_contents
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art03_weighting import weighted_total
from parvaneh.law.directive_1404.art04_convictions import Convicted, Conviction, Kind
from parvaneh.law.directive_1404.art04_criteria import (
    CRITERIA,
    criterion_at,
    criterion_term,
    indicator_of,
)
from parvaneh.law.directive_1404.art04_demotion import demotion
from parvaneh.law.directive_1404.art04_measurement import Assessment, criterion_score
from parvaneh.law.directive_1404.art04_record import record_score
from parvaneh.law.directive_1404.art05_evaluation import Period, yearly_day
from parvaneh.law.directive_1404.art07_grades import bands, demoted, grade_of
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.directive_1404.art14_honours import honours
from parvaneh.law.directive_1404.evaluated import Scores
from parvaneh.law.directive_1404.ranking import places, ranking
from parvaneh.law.directive_1404.standing import Licence, Office, RankStatus
from parvaneh.law.ruling import Ruling
from parvaneh.law.tests.answers import answer_of
from parvaneh.law.values import DatedValue, NoValueInForce, Values, merged, shipped_values

T = TypeVar("T")
VALUES = shipped_values()
PERIOD = Period(jalali.day("1403-04-01"), jalali.day("1404-03-31"))
ON = PERIOD.last
OURS = [
    case
    for case in shipped_cases()
    if ".directive_1404." in case.module
    and "art12" not in case.module
    and "art08_measures" not in case.module
]
FEW = settings(max_examples=25, deadline=None)
SCORES = st.integers(0, 900).map(lambda ninths: Fraction(ninths, 9))
TEN = st.fixed_dictionaries(dict.fromkeys(Indicator, SCORES))
WEIGHTS = st.fixed_dictionaries({one: st.integers(1, 30) for one in Indicator})
CONVICTIONS = st.lists(
    st.builds(
        Conviction,
        st.sampled_from(Kind),
        st.integers(1, 6),
        final_on=st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2025, 12, 31))),
        intentional=st.booleans(),
        convicted=st.sampled_from(Convicted),
        demotion=st.one_of(st.none(), st.integers(1, 2)),
    ),
    max_size=5,
).map(tuple)


def mostly(usual: T, *others: T) -> st.SearchStrategy[T]:
    """One of the others now and then, so that most offices are active."""
    return st.sampled_from([*[usual] * 5 * len(others), *others])


OFFICES = st.lists(
    st.builds(
        Office,
        st.integers(100, 999).map(str),
        st.sampled_from(["IR-00", "IR-10", "IR-23"]),
        mostly(jalali.day("1400-01-01"), jalali.day("1404-01-01")),
        st.builds(
            Scores,
            st.one_of(
                st.integers(0, 4).map(lambda score: dict.fromkeys(Indicator, Fraction(score * 25))),
                TEN,
                st.just({Indicator.I7: Fraction(100)}),
            ),
            st.integers(0, 2),
            mostly(False, True),
        ),
        mostly(Licence.ACTIVE, *Licence),
    ),
    unique_by=lambda office: office.code,
    max_size=12,
)


def weighed(weights: dict[Indicator, int | str]) -> Values:
    return with_contents(VALUES, {"D1404.3.coefficients": dict(weights)})


def total(scores: dict[Indicator, Fraction], values: Values = VALUES) -> Fraction:
    ruling = weighted_total(scores=scores, values=values, on=ON)
    assert ruling.value is not None
    return ruling.value


@FEW
@given(scores=TEN, weights=WEIGHTS)
def test_a_total_lies_between_the_least_and_the_greatest_score(scores, weights):
    assert min(scores.values()) <= total(scores, weighed(weights)) <= max(scores.values())


@FEW
@given(scores=TEN, weights=WEIGHTS, indicator=st.sampled_from(Indicator), better=SCORES)
def test_a_better_score_never_lowers_the_total(scores, weights, indicator, better):
    values = weighed(weights)
    improved = {**scores, indicator: max(better, scores[indicator])}
    assert total(improved, values) >= total(scores, values)


@FEW
@given(scores=TEN, weights=WEIGHTS, factor=st.fractions("1/9", 9))
def test_multiplying_all_coefficients_changes_nothing(scores, weights, factor):
    scaled = {one: str(weight * factor) for one, weight in weights.items()}
    assert total(scores, weighed(scaled)) == total(scores, weighed(weights))


@FEW
@given(score=SCORES, by=st.integers(0, 6))
def test_a_demotion_loses_grades_one_by_one_and_stops_at_the_lowest(score, by):
    keys = [band.key for band in bands(values=VALUES, on=ON).value or ()]
    band = grade_of(total=score, values=VALUES, on=ON).value
    assert band is not None
    lowered = demoted(grade=band.key, by=by, values=VALUES, on=ON).value
    assert lowered is not None
    assert keys.index(lowered.grade) == keys.index(band.key) + lowered.lost
    assert lowered.lost == by or lowered.grade == "weak"


@FEW
@given(low=SCORES, more=SCORES)
def test_a_higher_total_never_has_a_lower_grade(low, more):
    keys = [band.key for band in bands(values=VALUES, on=ON).value or ()]
    first, second = (
        grade_of(total=score, values=VALUES, on=ON).value for score in sorted((low, more))
    )
    assert first is not None
    assert second is not None
    assert keys.index(second.key) <= keys.index(first.key)


@FEW
@given(convictions=CONVICTIONS, policy=st.sampled_from(["sum", "worst"]))
def test_a_record_stays_between_zero_and_a_hundred_and_lowers_two_grades_at_most(
    convictions, policy
):
    values = with_contents(VALUES, {"D1404.4.convictions_combined": policy})
    score = record_score(convictions=convictions, period=PERIOD, values=values).value
    lowered = demotion(convictions=convictions, period=PERIOD, values=values).value
    assert score is not None
    assert lowered is not None
    assert 0 <= score <= 100
    assert 0 <= lowered <= 2


@FEW
@given(convictions=CONVICTIONS, more=CONVICTIONS)
def test_a_further_conviction_never_raises_the_record(convictions, more):
    before, after = (
        record_score(convictions=held, period=PERIOD, values=VALUES).value
        for held in (convictions, convictions + more)
    )
    assert before is not None
    assert after is not None
    assert after <= before


@FEW
@given(
    rows=st.lists(
        st.builds(
            Assessment,
            st.just("I1.a"),
            st.sampled_from(Method),
            SCORES,
            st.dates(date(2024, 5, 1), date(2025, 7, 31)),
        ),
        max_size=8,
    ),
    data=st.data(),
)
def test_the_order_of_assessments_does_not_matter(rows, data):
    shuffled = data.draw(st.permutations(rows))
    first, second = (
        criterion_score(
            criterion="I1.a", assessments=tuple(listed), measured=(), period=PERIOD
        ).value
        for listed in (rows, shuffled)
    )
    assert first == second


@FEW
@given(offices=OFFICES, data=st.data())
def test_the_order_of_offices_does_not_matter(offices, data):
    shuffled = data.draw(st.permutations(offices))
    first, second = (
        ranking(offices=tuple(listed), period=PERIOD, values=VALUES).value
        for listed in (offices, shuffled)
    )
    assert first == second
    assert first is not None
    assert [one.code for one in first] == sorted(office.code for office in offices)


@FEW
@given(offices=OFFICES)
def test_places_agree_with_totals_and_only_active_offices_have_one(offices):
    standings = ranking(offices=tuple(offices), period=PERIOD, values=VALUES).value
    assert standings is not None
    active = [one for one in standings if one.status is RankStatus.ACTIVE]
    for one in standings:
        assert (one.place is not None) is (one.province_place is not None) is (one in active)
        assert (one.grade is None) is (one.total is None)
        assert (one.grade is None) is (one.status in {RankStatus.REVOKED, RankStatus.UNGRADED})
    for one in active:
        better = [other for other in active if other.total > one.total]
        assert one.place == 1 + len(better)
        at_home = [other for other in better if other.province == one.province]
        assert one.province_place == 1 + len(at_home)


@FEW
@given(totals=st.dictionaries(st.text("abc", min_size=1, max_size=3), SCORES, max_size=8))
def test_the_honoured_are_those_whose_place_is_within_the_number(totals):
    values = with_contents(VALUES, {"D1404.14.honoured": 2})
    listed = honours(
        totals=totals, demoted=frozenset(), kanoons={}, open_objections=0, values=values, on=ON
    ).value
    assert listed == {code for code, place in places(totals=totals).items() if place <= 2}


def test_there_are_ten_indicators_and_35_criteria_none_of_them_of_the_record():
    assert list(INDICATORS) == list(Indicator)
    assert len(CRITERIA) == 35
    held = {one: [code for code in CRITERIA if code.startswith(f"{one}.")] for one in Indicator}
    assert [len(codes) for codes in held.values()] == [4, 4, 3, 4, 4, 5, 0, 2, 4, 5]


@pytest.mark.parametrize("code", CRITERIA)
def test_each_criterion_stands_in_the_clause_of_its_name(code):
    indicator, letter = code.removeprefix("I").split(".")
    where = f"D1404 4({indicator})({letter})"
    assert criterion_term(criterion=code).cites == (where,)
    assert criterion_at(citation=where) == code
    assert indicator_of(criterion=code) == f"I{indicator}"


def test_a_day_without_a_value_is_named():
    with pytest.raises(NoValueInForce) as refused:
        yearly_day(key="D1404.6.ranking_due", year=1403, values=VALUES)
    assert (refused.value.key, refused.value.on) == (
        "D1404.6.ranking_due",
        jalali.day("1403-01-01"),
    )


def test_a_ruling_names_every_value_that_it_asked_for(monkeypatch):
    asked: list[set[str]] = []
    merge = casebook.merged

    def merged_and_watched(base: Values, *others: Values) -> Values:
        watched = Watched(merge(base, *others).histories)
        asked.append(watched.asked)
        return Values(watched)

    monkeypatch.setattr(casebook, "merged", merged_and_watched)
    for case in OURS:
        answer = answer_of(case)
        if isinstance(answer, Ruling):
            assert {basis.key for basis in answer.rests_on} == asked[-1], case.name


def test_a_reason_either_refuses_or_explains():
    assert {type(reason.blocks) for _, answer in answers() for reason in answer.reasons} == {bool}


def test_what_refuses_a_ranking_names_its_office():
    wrong = Scores(dict.fromkeys(Indicator, Fraction(101)))
    office = Office("1001", "IR-23", jalali.day("1400-01-01"), wrong)
    ruling = ranking(offices=(office,), period=PERIOD, values=VALUES)
    assert {reason.params["office"] for reason in ruling.reasons} == {"1001"}
    assert {reason.params["most"] for reason in ruling.reasons} == {100}


def test_a_yearly_day_may_be_the_first_and_the_last_on_which_its_value_holds():
    key, due = "D1404.6.ranking_due", jalali.day("1404-06-31")
    only = replace(VALUES.histories[key][0], start=due, until=due)
    values = merged(VALUES, Values({key: (only,)}))
    assert yearly_day(key=key, year=1404, values=values) == (only, due)
    for year in (1403, 1405):
        with pytest.raises(NoValueInForce):
            yearly_day(key=key, year=year, values=values)


class Watched(dict[str, tuple[DatedValue, ...]]):
    """Histories that remember which keys were asked for."""

    def __init__(self, histories: Mapping[str, tuple[DatedValue, ...]]) -> None:
        super().__init__(histories)
        self.asked: set[str] = set()

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)


def answers() -> list[tuple[str, Ruling[object]]]:
    found = [(case.rule, answer_of(case)) for case in OURS]
    return [(rule, answer) for rule, answer in found if isinstance(answer, Ruling)]
