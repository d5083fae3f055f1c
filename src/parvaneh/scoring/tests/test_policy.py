"""The values of a ranking are read once, and refused all at once."""

from contextlib import suppress
from dataclasses import fields
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvaneh.kit.languages import Language, render
from parvaneh.law.casebook import with_contents
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.ruling import Status
from parvaneh.law.values import Values, merged, read_values, value_at
from parvaneh.scoring.exact import rank_exactly
from parvaneh.scoring.fast import rank
from parvaneh.scoring.policy import Policy, PolicyFault, band_index, policy_of
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.tests.drawn import VALUES, profiles
from parvaneh.scoring.tests.samples import PERIOD, sample_summary

POLICY = policy_of(VALUES, PERIOD)
KEYS = sorted(basis.key for basis in POLICY.bases)
# For each key contents that no ranking can be made with.
BAD = {
    "D1404.3.coefficients": [
        dict.fromkeys(Indicator, 0),
        dict.fromkeys(list(Indicator)[:9], 1),
        {**dict.fromkeys(Indicator, 1), "I11": 1},
        {**dict.fromkeys(Indicator, 1), "I3": -1},
        {**dict.fromkeys(Indicator, 1), "I3": "1e9999999"},
        {**dict.fromkeys(Indicator, 1), "I3": "1/0"},
        {**dict.fromkeys(Indicator, 1), "I3": True},
        7,
    ],
    "D1404.3.score_range": [[0, 50], [1, 100], 100],
    "D1404.4.criterion_weights": [
        dict.fromkeys(list(CRITERIA)[:34], 1),
        {**dict.fromkeys(CRITERIA, 1), "I8.a": 0, "I8.b": 0},
        {**dict.fromkeys(CRITERIA, 1), "I7.a": 1},
    ],
    "D1404.4.missing_criterion": ["half", 1],
    "D1404.4.survey_points": [[0, 25, 50, 75], [0, 25, 50, 75, 101], ["a", 1, 2, 3, 4], "01234"],
    "D1404.4.survey_minimum": [-1, "30", 10**30, True],
    "D1404.4.small_sample": ["drop"],
    "D1404.4.full_record": [101, "100"],
    "D1404.4.deductions": [
        [
            {
                "kind": "criminal",
                "degrees": [1],
                "intentional_only": False,
                "points": "40",
                "cites": "D1404 4",
            }
        ],
        [
            {
                "kind": "other",
                "degrees": [1],
                "intentional_only": False,
                "points": 40,
                "cites": "D1404 4",
            }
        ],
        [
            {
                "kind": "criminal",
                "degrees": [0],
                "intentional_only": 1,
                "points": 40,
                "cites": "D1404 4",
            }
        ],
        [{"kind": "criminal"}],
        ["row"],
        40,
    ],
    "D1404.4.convictions_combined": ["mean"],
    "D1404.4.record_floor": [-1],
    "D1404.4.degrees": [{"criminal": 8}, {"criminal": 8, "disciplinary": 0}],
    "D1404.4.whose_convictions": ["everybody"],
    "D1404.4.final_only": ["yes", 1],
    "D1404.4.conviction_dated_by": ["crime"],
    "D1404.4.demotion_degrees": [[0], "123", [True]],
    "D1404.4.demotion_least": [-1, "1/2"],
    "D1404.4.demotion_most": [-1],
    "D1404.4.demotion_total_most": ["two"],
    "D1404.5.period_first": [{"month_day": "04-01"}, "04-01"],
    "D1404.5.period_last": [{"month_day": 1, "years_before": 0}],
    "D1404.7.bands": [
        [],
        [{"key": "a", "fa": "ا", "en": "a", "lower": 0, "inclusive": True}] * 2,
        [
            {"key": "a", "fa": "ا", "en": "a", "lower": 0, "inclusive": True},
            {"key": "b", "fa": "ب", "en": "b", "lower": "0.0", "inclusive": True},
        ],
        [{"key": "a", "fa": "ا", "en": "a", "lower": 101, "inclusive": True}],
        [{"key": "a", "fa": "ا", "en": "a", "lower": 0, "inclusive": "yes"}],
        [{"key": "", "fa": "ا", "en": "a", "lower": 0, "inclusive": True}],
    ],
    "D1404.6.initial_grade": [1],
    "D1404.6.new_offices": ["later"],
    "D1404.8.evidence_map": [{"I1": [1]}, {one: [7] for one in Indicator}, {"I1": 1}],
    "D1404.8.service_shares": [
        {"I4.b": {"counts": "fee_exempt", "full": "1/10"}},
        {code: {"counts": "fee_exempt", "full": 0} for code in ("I4.b", "I4.c", "I4.d")},
        {code: {"counts": "fee_exempt", "full": 2} for code in ("I4.b", "I4.c", "I4.d")},
        {code: {"counts": "smiles", "full": 1} for code in ("I4.b", "I4.c", "I4.d")},
    ],
    "D1404.8.monitoring_systems": [["cctv", "cctv"], [1], "cctv"],
    "D1404.8.training_hours_full": [0],
    "D1404.8.education_points": [{"none": 101}, [1]],
    "D1404.8.experience_months_full": [0],
    "D1404.8.education_weight": ["3/2", None],
    "D1404.11.below_by": ["place"],
    "D1404.14.honoured": [0],
    "D1404.14.scope": ["kanoon"],
    "D1404.14.ties": ["some"],
    "D1404.14.demoted_excluded": ["no"],
}


def faults_of(values, period=PERIOD):
    with pytest.raises(PolicyFault) as refused:
        policy_of(values, period, file="profile.toml")
    return refused.value.faults


def test_every_value_that_is_used_has_contents_that_are_refused():
    assert sorted(BAD) == KEYS


@pytest.mark.parametrize(("key", "content"), [(key, one) for key in BAD for one in BAD[key]])
def test_a_content_that_no_ranking_can_use_is_refused(key, content):
    (fault,) = faults_of(with_contents(VALUES, {key: content}))
    assert (fault.file, fault.column) == ("profile.toml", key)
    for language in Language:
        assert render(fault.allowed, fault.params, language)


def test_all_faults_are_told_at_once():
    wrong = with_contents(VALUES, {key: contents[0] for key, contents in BAD.items()})
    assert sorted(fault.column for fault in faults_of(wrong)) == KEYS


def test_values_not_in_force_are_refused_by_their_keys():
    faults = faults_of(Values({}))
    assert sorted(fault.column for fault in faults) == KEYS
    early = type(PERIOD)(PERIOD.first - timedelta(days=800), PERIOD.last - timedelta(days=800))
    assert len(faults_of(VALUES, early)) == len(KEYS)


@pytest.mark.parametrize(
    ("contents", "key"),
    [
        ({"D1404.6.initial_grade": "superb"}, "D1404.6.initial_grade"),
        ({"D1404.4.demotion_least": 3}, "D1404.4.demotion_most"),
        ({"D1404.4.record_floor": 50, "D1404.4.full_record": 40}, "D1404.4.record_floor"),
    ],
)
def test_values_that_contradict_each_other_are_refused(contents, key):
    (fault,) = faults_of(with_contents(VALUES, contents))
    assert fault.column == key


def test_the_shipped_values_are_read_as_they_stand():
    assert POLICY.coefficients == (Fraction(1),) * 10
    assert POLICY.survey_points == (0, 25, 50, 75, 100)
    assert [(band.key, band.lower, band.inclusive) for band in POLICY.bands] == [
        ("excellent", 85, False), ("good", 70, False), ("average", 50, True), ("weak", 0, True),
    ]  # fmt: skip
    assert [str(share.full) for share in POLICY.shares] == ["1/10", "1/50", "1/10"]
    assert POLICY.methods["I2.a"] == {1}
    assert POLICY.methods["I9.d"] == {1, 2, 3, 4, 5, 6}
    assert (POLICY.official, band_index(POLICY, "weak")) == (False, 3)
    assert POLICY.provisional == ("D1404.3.coefficients", "D1404.7.bands")


def test_a_ranking_is_official_once_no_value_is_provisional():
    final = with_contents(
        VALUES,
        {
            key: {"content": value_at(VALUES, key, PERIOD.last).content, "status": "official"}
            for key in POLICY.provisional
        },
    )
    assert policy_of(final, PERIOD).official
    shown = with_contents(final, {"D1404.14.honoured": {"content": 20, "status": "demonstration"}})
    policy = policy_of(shown, PERIOD)
    assert (policy.official, policy.provisional) == (False, ("D1404.14.honoured",))
    assert {basis.status for basis in policy.bases} >= {Status.OFFICIAL, Status.ASSUMED}


def test_a_criterion_may_have_a_line_of_its_own_in_the_map():
    lines = {one: [3] for one in Indicator if one is not Indicator.I7}
    policy = policy_of(
        with_contents(VALUES, {"D1404.8.evidence_map": {**lines, "I3.b": [6]}}), PERIOD
    )
    assert (policy.methods["I3.a"], policy.methods["I3.b"]) == ({3}, {6})


@settings(max_examples=30, deadline=None)
@given(profiles())
def test_drawn_profiles_give_whole_policies(contents):
    policy = policy_of(with_contents(VALUES, contents), PERIOD)
    assert all(getattr(policy, field.name) is not None for field in fields(Policy))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(KEYS),
    st.recursive(
        st.one_of(st.integers(), st.text(max_size=5), st.booleans()),
        lambda part: st.one_of(
            st.lists(part, max_size=4), st.dictionaries(st.text(max_size=5), part, max_size=4)
        ),
        max_leaves=8,
    ),
)
def test_whatever_a_profile_holds_it_is_read_or_refused(key, content):
    with suppress(PolicyFault):
        policy_of(with_contents(VALUES, {key: content}), PERIOD)


def test_a_profile_in_a_file_replaces_what_it_names():
    text = """
    ["D1404.14.honoured"]
    fa = "شمار"
    en = "Offices"
    [["D1404.14.honoured".value]]
    from = "1404-02-21"
    content = 5
    source = "a decision"
    status = "official"
    approved_by = "head of the Center"
    """
    values = merged(VALUES, read_values(text, "profile.toml"))
    assert policy_of(values, PERIOD).honoured == 5


def test_an_education_without_points_is_refused_by_name():
    values = with_contents(VALUES, {"D1404.8.education_points": {"bachelor": 75}})
    summary = sample_summary(30)
    for rank_it in (rank, rank_exactly):
        with pytest.raises(Unrankable) as refused:
            rank_it(summary, values)
        assert {reason.key for reason in refused.value.reasons} == {"unknown_education"}
        assert "diploma" in {reason.found for reason in refused.value.reasons}
