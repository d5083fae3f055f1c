"""What an office is told to gain is what ranking it anew would bring."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.scoring.derivation import Explainer
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.fast import rank
from parvaneh.scoring.gains import (
    aim_of,
    brings,
    foreseen,
    gains_of,
    leaving_of,
    own_of,
    record_points,
    shortest_way,
)
from parvaneh.scoring.summary import CRITERION_CODES
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.samples import PERIOD, sample_summary

SUMMARY = sample_summary(60, 5)
RANKING = rank(SUMMARY, VALUES)
EXPLAINER = Explainer(RANKING)
OWN = {
    one.office: own_of(EXPLAINER.tree(one), period=PERIOD, values=VALUES) for one in RANKING.results
}
RESULTS = {one.office: one for one in RANKING.results}
GRADED = [code for code, one in RESULTS.items() if one.status is RankStatus.ACTIVE]


def test_unchanged_scores_give_the_result_that_was_announced():
    statuses = set()
    for code, own in OWN.items():
        standing, result = foreseen(own).value, RESULTS[code]
        statuses.add(result.status)
        assert standing is not None
        assert standing.status is result.status
        assert (standing.total, standing.grade or "") == (result.total, result.grade)
        assert standing.demoted_by == result.demoted_by
    assert statuses == set(RankStatus)


def test_another_score_gives_the_total_of_ranking_with_that_evidence():
    """The one assessment of a criterion is replaced in the evidence itself, and all is ranked."""
    newest = SUMMARY.newest
    codes = [office.code for office in SUMMARY.offices]
    tried = 0
    for at in range(0, len(newest.office), 43):
        code, criterion = codes[newest.office[at]], CRITERION_CODES[newest.criterion[at]]
        alone = (newest.office == newest.office[at]) & (newest.criterion == newest.criterion[at])
        if alone.sum() > 1 or criterion in OWN[code].inapplicable or not RESULTS[code].total:
            continue
        total, count = newest.total.copy(), newest.count.copy()
        total[at], count[at] = 37 * SCALE, 1
        summary = replace(SUMMARY, newest=replace(newest, total=total, count=count))
        [anew] = [one for one in rank(summary, VALUES).results if one.office == code]
        computed = EXPLAINER.tree(RESULTS[code])["indicators"]
        ways = [c for row in computed for c in row["criteria"] if c["criterion"] == criterion]
        if len(ways[0]["methods"]) > 1 or ways[0]["methods"][0]["newest_on"] is None:
            continue
        standing = foreseen(OWN[code], {criterion: Fraction(37)}).value
        assert standing is not None
        assert (standing.total, standing.grade) == (anew.total, anew.grade)
        tried += 1
    assert tried > 3


@pytest.mark.parametrize("code", GRADED[:6])
def test_the_worth_of_a_point_is_exact_and_the_most_comes_first(code):
    own = OWN[code]
    gains = gains_of(own)
    assert [one.most for one in gains] == sorted((one.most for one in gains), reverse=True)
    assert {one.criterion for one in gains} == set(CRITERIA) - own.inapplicable
    for one in gains[::7]:
        assert one.per_point is not None
        assert brings(own, {one.criterion: one.even}) == 0
        if one.score is not None and one.score < 99:
            assert one.even == one.score
            assert brings(own, {one.criterion: one.score + 1}) == one.per_point


def test_the_score_that_is_named_reaches_the_next_grade_and_no_lower_one_does():
    tried = 0
    for code in GRADED[:8]:
        own = OWN[code]
        aim = aim_of(own)
        for one in gains_of(own):
            if aim is None or one.needed is None:
                continue
            just = foreseen(own, {one.criterion: one.needed}).value
            assert just.total == aim.band.lower
            under = foreseen(own, {one.criterion: one.needed - Fraction(1, 1000)}).value
            assert not aim.is_met(under.total)
            tried += 1
    assert tried


def test_the_shortest_way_reaches_the_next_grade_and_one_criterion_less_does_not():
    ways = 0
    for code in GRADED[:12]:
        own = OWN[code]
        aim, way = aim_of(own), shortest_way(own, gains_of(own))
        if not way:
            continue
        full = foreseen(own, dict.fromkeys(way, Fraction(100))).value
        assert aim.is_met(full.total)
        less = foreseen(own, dict.fromkeys(way[:-1], Fraction(100))).value
        assert not aim.is_met(less.total)
        ways += 1
    assert ways


def test_a_conviction_leaves_with_its_period_and_costs_until_then():
    convicted = [own for own in OWN.values() if own.convictions]
    assert convicted
    told = 0
    for own in convicted:
        leaving = leaving_of(own)
        told += len(leaving)
        assert all(one.until == PERIOD.last for one in leaving)
        first = PERIOD.last + timedelta(days=1)
        later = Period(first, first + timedelta(days=365))
        assert not leaving_of(replace(own, period=later))
        assert (record_points(own) or 0) >= 0
    assert told


def test_without_a_total_nothing_is_promised():
    ungraded = [own for own in OWN.values() if own.status is RankStatus.UNGRADED]
    assert ungraded
    for own in ungraded:
        assert aim_of(own) is None
        assert shortest_way(own, gains_of(own)) is None
        assert brings(own, {"I1.a": Fraction(100)}) is None


def test_what_does_not_apply_brings_nothing():
    own = next(one for one in OWN.values() if one.inapplicable and one.code in GRADED)
    code = next(iter(own.inapplicable))
    assert brings(own, {code: Fraction(0)}) == 0
