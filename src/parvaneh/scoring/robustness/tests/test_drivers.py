"""The model of what moves places is the ranking itself under other values."""

import numpy as np
import pytest

from parvaneh.law.casebook import with_contents
from parvaneh.law.directive_1404.art04_measurement import ZERO
from parvaneh.law.values import shipped_values
from parvaneh.scoring.fast import rank
from parvaneh.scoring.inputs import inputs_of
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.robustness import drivers
from parvaneh.scoring.robustness.drivers import (
    BEST_TWO,
    CRITERION_WEIGHTS,
    FACTOR_NAMES,
    FACTORS,
    INDICATORS,
    LENIENT,
    MISSING_EVIDENCE,
    MIXED,
    STRICT,
    SURVEY_MAPPING,
    Model,
    Setting,
    criteria_of,
    drivers_of,
)
from parvaneh.scoring.tests.samples import sample_summary

VALUES = shipped_values()
SUMMARY = sample_summary(60, 4)
ROW = len(INDICATORS) + 2 + 35
OWN = (0.5, 0.0, 0.0, 0.5)  # coefficients, scale, policy, weights that change nothing


def placed(ranking):
    return np.array([at for at, one in enumerate(ranking.results) if one.place is not None])


RANKED = placed(rank(SUMMARY, VALUES))


def model(values=VALUES, summary=SUMMARY, offices=RANKED):
    policy = policy_of(values, summary.period)
    return Model(criteria_of(inputs_of(summary, values, policy), offices), policy)


def row(coefficients=0.5, scale=0.0, policy=0.0, weights=0.5):
    return np.concatenate((np.full(10, coefficients), [scale, policy], np.full(35, weights)))


def scores(values):
    results = rank(SUMMARY, values).results
    return np.array([[float(score) for score in results[at].indicators] for at in RANKED.tolist()])


def lacking(made, scale=0, policy=0):
    return 100 - made._indicators(Setting(scale, policy, made._weights), slice(None)).T


def test_the_profiles_own_settings_give_the_rankings_scores():
    assert np.allclose(lacking(model()), scores(VALUES))


def test_missing_evidence_as_zero_gives_the_scores_of_that_profile():
    values = with_contents(VALUES, {"D1404.4.missing_criterion": ZERO})
    assert np.allclose(lacking(model(), policy=1), scores(values))


@pytest.mark.parametrize(("scale", "points"), [(1, BEST_TWO), (2, STRICT), (3, LENIENT)])
def test_another_scale_gives_the_scores_of_that_profile(scale, points):
    values = with_contents(VALUES, {"D1404.4.survey_points": list(points)})
    assert np.allclose(lacking(model(), scale=scale), scores(values))


def test_a_profile_with_a_scale_of_its_own_has_one_more():
    values = with_contents(VALUES, {"D1404.4.survey_points": [0, 1, 2, 3, 100]})
    assert model().scales == 4
    assert model(values).scales == 5


def test_settings_that_change_nothing_move_nobody():
    made = model()
    assert not made.shifts(row(), row(), made.room()).any()
    zero = with_contents(VALUES, {"D1404.4.missing_criterion": ZERO})
    made = model(zero)
    assert not made.shifts(row(policy=0.9), row(policy=0.9), made.room()).any()


def test_each_factor_in_turn_is_taken_from_the_other_row():
    made = model()
    same, other = row(), row(coefficients=0.5, scale=0.99, policy=0.99, weights=0.5)
    moved = made.shifts(same, other, made.room())
    assert moved.shape == (MIXED,)
    assert FACTORS[-3:] == (SURVEY_MAPPING, MISSING_EVIDENCE, CRITERION_WEIGHTS)
    # The first is the row itself, then a factor each, then the other row.
    assert not moved[:11].any()
    assert moved[11] > 0
    assert moved[12] > 0
    assert not moved[13]
    assert moved[14] > 0


def test_offices_a_few_at_a_time_give_the_same(monkeypatch):
    made, draw = model(), np.random.default_rng(2)
    a, b = draw.random((2, ROW))
    whole = made.shifts(a, b, made.room())
    monkeypatch.setattr(drivers, "TOGETHER", 7)
    assert (made.shifts(a, b, made.room()) == whole).all()


def test_one_coefficient_alone_moves_places():
    made = model()
    changed = row()
    changed[0] = 1.0
    moved = made.shifts(row(), changed, made.room())
    assert moved[1] > 0
    assert not moved[2:14].any()
    assert moved[14] == moved[1]


def test_shares_come_with_bounds_and_repeat_by_seed():
    first = drivers_of(model(), np.random.default_rng(9), rows=40)
    again = drivers_of(model(), np.random.default_rng(9), rows=40)
    assert first == again
    assert [one.factor for one in first] == list(FACTORS)
    for one in first:
        assert one.total_low <= one.total <= one.total_high
        assert one.first_low <= one.first <= one.first_high


def test_every_factor_has_a_name():
    assert set(FACTOR_NAMES) == set(FACTORS) - set(INDICATORS)


def test_one_office_alone_never_moves():
    found = drivers_of(model(offices=RANKED[:1]), np.random.default_rng(1), rows=4)
    assert {one.total for one in found} == {0.0}
