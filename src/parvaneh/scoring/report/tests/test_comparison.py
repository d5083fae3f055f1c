"""A comparison told in lines, in JSON and as a page."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from parvaneh.kit.text import Language
from parvaneh.law.values import merged, read_values, shipped_values
from parvaneh.scoring.compare import Cause, Comparison, Kind, Source, compared
from parvaneh.scoring.fast import rank
from parvaneh.scoring.outcome import Outcome, outcome_of
from parvaneh.scoring.report.comparison import (
    comparison_html,
    comparison_json,
    comparison_lines,
)
from parvaneh.scoring.report.movement import causes
from parvaneh.scoring.report.tests.pages import broken_rules
from parvaneh.scoring.report.tests.trees import BANDS
from parvaneh.scoring.report.voice import Voice
from parvaneh.scoring.tests.samples import sample_summary

HEAVY = """
["D1404.3.coefficients"]
fa = "ضریب"
en = "coefficients"
[["D1404.3.coefficients".value]]
from = "1404-02-21"
content = { I1 = 9, I2 = 1, I3 = 1, I4 = 1, I5 = 1, I6 = 1, I7 = 1, I8 = 1, I9 = 1, I10 = 1 }
source = "a test"
status = "provisional"
approved_by = "nobody"
"""
EN, FA = (Voice(language, BANDS) for language in (Language.EN, Language.FA))


@pytest.fixture(scope="module")
def by_profiles() -> Comparison:
    """The same evidence by equal coefficients and by one that is heavy."""
    shipped, summary = shipped_values(), sample_summary(60)
    heavy = merged(shipped, read_values(HEAVY, "heavy.toml"))
    return compared(
        outcome_of(rank(summary, shipped), "even"), outcome_of(rank(summary, heavy), "heavy")
    )


def test_other_coefficients_are_named_as_the_cause_of_every_move(by_profiles):
    assert by_profiles.movers
    assert {move.cause.kind for move in by_profiles.movers} == {Kind.COEFFICIENTS}
    assert [one.key for one in by_profiles.values_changed] == ["D1404.3.coefficients"]


def test_lines_tell_grades_values_provinces_and_movers(by_profiles):
    told = "\n".join(comparison_lines(by_profiles, EN))
    assert "What changed from even to heavy" in told
    assert f"{len(by_profiles.moves)} offices are in both results" in told
    assert "excellent → " in told
    assert "Values that differ:" in told
    assert "I1 9, I2 1" in told
    assert "other coefficients: " in told
    assert all(move.after.office in told for move in by_profiles.movers[:20])


def test_persian_lines_are_persian(by_profiles):
    told = "\n".join(comparison_lines(by_profiles, FA))
    assert "عالی ← " in told
    assert "تغییر ضریب‌ها: " in told


def test_json_holds_exact_numbers_that_add_up(by_profiles):
    told = json.loads(json.dumps(comparison_json(by_profiles)))
    assert told["offices"] == sum(one["offices"] for one in told["transitions"])
    for move in told["moves"]:
        if move["change"] is not None:
            parts = [move["by_coefficients"], *move["by_indicator"].values()]
            assert sum(map(Fraction, parts)) == Fraction(move["change"])


def test_the_page_breaks_no_rule(by_profiles):
    told = comparison_html(by_profiles)
    assert broken_rules(told) == []
    assert "«other coefficients» moved" in told
    assert "Values that differ between the two" in told


def test_nothing_that_changed_makes_a_page():
    empty = Outcome("1403", None, BANDS, {})
    told = comparison_html(compared(empty, empty))
    assert broken_rules(told) == []
    assert "No grade changed." in told
    assert comparison_lines(compared(empty, empty), EN)


def test_results_without_titles_or_provinces_make_a_page(by_profiles):
    def bare(outcome):
        entries = {
            code: replace(entry, title="", province="") for code, entry in outcome.entries.items()
        }
        return replace(outcome, entries=entries, coefficients=None, values={})

    found = compared(bare(by_profiles.before), bare(by_profiles.after))
    assert broken_rules(comparison_html(found)) == []
    assert comparison_lines(found, FA)


def test_long_lists_are_cut_and_say_so(by_profiles):
    entries = by_profiles.before.entries
    many = {
        f"{number:05}": replace(next(iter(entries.values())), office=f"{number:05}", grade="good")
        for number in range(250)
    }
    fallen = {code: replace(entry, grade="weak") for code, entry in many.items()}
    found = compared(
        replace(by_profiles.before, entries=many), replace(by_profiles.after, entries=fallen)
    )
    assert "and 230 more" in comparison_lines(found, EN)[-1]
    assert "50 more stand in the output of" in comparison_html(found)


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (Cause(Kind.INDICATOR, "I2", Fraction(5, 2), Source.EVIDENCE),
         "Client satisfaction: 2.5 points by its evidence"),
        (Cause(Kind.INDICATOR, "I2", Fraction(-1, 3), Source.POLICY),
         "Client satisfaction: -0.33 points by other rules, the evidence being the same"),
        (Cause(Kind.INDICATOR, "I2", Fraction(1), Source.UNKNOWN), "Client satisfaction: 1 points"),
        (Cause(Kind.BANDS), "other bounds of the grades"),
        (Cause(Kind.NOTHING), "nothing"),
    ],
)  # fmt: skip
def test_causes_are_told_in_words(cause, words):
    assert causes(cause, EN) == words
