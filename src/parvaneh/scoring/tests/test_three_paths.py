"""The law, the fast path and a replay from bytes give the same scores, places and grades."""

from dataclasses import fields, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from parvaneh.law.casebook import with_contents
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.scoring.exact import rank_exactly
from parvaneh.scoring.fast import columns_of, rank
from parvaneh.scoring.fixed import millionths
from parvaneh.scoring.policy import PolicyFault, policy_of
from parvaneh.scoring.ranking import Ranking, Unrankable
from parvaneh.scoring.results import results_csv
from parvaneh.scoring.summary_file import from_members, to_members
from parvaneh.scoring.tests.drawn import VALUES, profiles, summaries
from parvaneh.scoring.tests.samples import sample_summary

SAID = [
    field.name for field in fields(Ranking) if field.name not in {"values", "summary", "period"}
]
MANY = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def said(ranking):
    return {name: getattr(ranking, name) for name in SAID}


def answer(rank_it, summary, values):
    """What a path says: the ranking, or everything that it refuses."""
    try:
        return said(rank_it(summary, values))
    except PolicyFault as fault:
        return [one.column for one in fault.faults]
    except Unrankable as refused:
        return [(one.key, one.found, one.params) for one in refused.reasons]


@MANY
@given(summaries(), profiles())
def test_all_paths_say_the_same_whatever_the_values(summary, contents):
    values = with_contents(VALUES, contents)
    exact = answer(rank_exactly, summary, values)
    assert answer(rank, summary, values) == exact
    assert answer(rank, from_members(to_members(summary)), values) == exact


def test_no_office_of_a_realistic_sample_differs():
    summary = sample_summary(120, 0)
    exact = rank_exactly(summary, VALUES)
    quick = rank(from_members(to_members(summary)), VALUES)
    assert said(quick) == said(exact)
    assert results_csv(quick) == results_csv(exact)


@pytest.mark.slow
@settings(MANY, max_examples=200)
@given(summaries(), profiles())
def test_all_paths_say_the_same_of_many_more(summary, contents):
    values = with_contents(VALUES, contents)
    assert answer(rank, summary, values) == answer(rank_exactly, summary, values)


@pytest.mark.slow
def test_no_office_of_a_large_sample_differs():
    summary = sample_summary(2_000, 1, missing=0.01)
    assert said(rank(summary, VALUES)) == said(rank_exactly(summary, VALUES))


def test_printed_scores_are_the_exact_ones_rounded_half_up():
    summary = sample_summary(200, 5)
    columns = columns_of(summary, VALUES, policy_of(VALUES, summary.period))
    for row, result in zip(columns.millionths.tolist(), rank(summary, VALUES).results, strict=True):
        exact = (*result.indicators, result.total)
        assert row == [-1 if score is None else millionths(score) for score in exact]


def test_the_order_of_the_codes_changes_no_score_and_no_place():
    summary = sample_summary(150, 8)
    plain = rank(summary, VALUES)
    turned = rank(with_codes_turned(summary), VALUES)
    for one, other in zip(plain.results, reversed(turned.results), strict=True):
        assert replace(other, office=one.office) == one
    assert len(turned.honoured) == len(plain.honoured)


def with_codes_turned(summary):
    """The same offices in the opposite order of codes."""
    count = len(summary.offices)
    codes = [office.code for office in summary.offices]
    new = dict(zip(codes, reversed(codes), strict=True))

    def turned(rows):
        return tuple(replace(row, office=new[row.office]) for row in rows)

    def moved(columns):
        order = np.argsort(count - 1 - columns.office, kind="stable")
        parts = {field.name: getattr(columns, field.name) for field in fields(columns)}
        parts = {
            name: tuple(part[at] for at in order) if isinstance(part, tuple) else part[order]
            for name, part in parts.items()
        }
        return type(columns)(**{**parts, "office": count - 1 - parts["office"]})

    offices = tuple(replace(office, code=new[office.code]) for office in summary.offices)
    counts = ("survey", "survey_rows", "services", "minutes", "training")
    return replace(
        summary,
        offices=offices[::-1],
        **{name: getattr(summary, name)[::-1] for name in counts},
        stays=moved(summary.stays),
        newest=moved(summary.newest),
        records=turned(summary.records),
        applicability=turned(summary.applicability),
    )


def test_the_average_is_the_mean_of_the_offices_with_a_place():
    ranking = rank(sample_summary(80, 4), VALUES)
    totals = [one.total for one in ranking.results if one.place]
    assert ranking.average == sum(totals, Fraction(0)) / len(totals)
    assert all(one.status is RankStatus.ACTIVE for one in ranking.results if one.place)
