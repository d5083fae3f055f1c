"""How firm places are, in the report: the study's own numbers, in both languages."""

import re
from fractions import Fraction

import pytest

from parvaneh.kit.text import Language
from parvaneh.scoring.report.facts import Facts
from parvaneh.scoring.report.firmness import factor_name, firm_rows, firmness
from parvaneh.scoring.report.report import report_html
from parvaneh.scoring.report.tests.pages import RUN, broken_rules, facts_of
from parvaneh.scoring.report.voice import Voice
from parvaneh.scoring.robustness.drivers import FACTORS
from parvaneh.scoring.robustness.study import robustness_of

EN = Voice(Language.EN)


@pytest.fixture(scope="module")
def facts():
    ranking = facts_of(offices=50).ranking
    return Facts(ranking, RUN, robustness=robustness_of(ranking, draws=60, seed=2))


def test_the_section_breaks_no_rule_and_stands_in_both_languages(facts):
    told = report_html(facts)
    assert broken_rules(told) == []
    assert 'id="fa-robustness"' in told
    assert 'id="en-robustness"' in told


def test_rows_are_the_first_offices_with_the_numbers_of_the_study(facts):
    rows = firm_rows(facts, facts.robustness)
    assert [one.row for one in rows] == list(facts.placed[:40])
    for one in rows:
        study = facts.robustness.places[one.row.office.code]
        assert one.top == Fraction(f"{100 * study.top:.1f}")
        assert study.place == one.row.result.place
        assert 0 <= one.grade <= 100


def test_the_pictures_show_as_many_rows_as_there_are(facts):
    shown = firmness(facts, Voice(Language.FA, facts.bands))
    assert len(shown["strips"].table.rows) == len(shown["rows"])
    assert len(shown["drivers"].table.rows) == len(FACTORS)
    assert len(shown["without"]) == 10


def test_every_factor_has_a_name(facts):
    names = [factor_name(factor, EN) for factor in FACTORS]
    assert len(set(names)) == len(FACTORS)
    assert not [name for name in names if re.search("_", name)]


def test_without_draws_there_is_no_section():
    facts = facts_of(offices=5)
    assert firmness(facts, EN) == {}
    assert "-robustness" not in report_html(facts)
