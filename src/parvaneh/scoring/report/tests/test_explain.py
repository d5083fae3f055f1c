"""The account of one office: every number with its row and its article, in both languages."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from parvaneh.kit.text import Language
from parvaneh.law.values import shipped_values
from parvaneh.scoring.derivation import derivations_of
from parvaneh.scoring.fast import rank
from parvaneh.scoring.report.account import account_of, losses_of
from parvaneh.scoring.report.explain import lines_of
from parvaneh.scoring.report.explain_page import Setting, explain_html
from parvaneh.scoring.report.tests import trees
from parvaneh.scoring.report.tests.pages import broken_rules
from parvaneh.scoring.report.voice import Voice
from parvaneh.scoring.tests.samples import sample_summary

EN, FA = (Voice(language, trees.BANDS) for language in (Language.EN, Language.FA))
MEDIANS = {f"I{number}": Fraction(70) for number in range(1, 11)}
RUN = {
    "year": 1404,
    "period": ["2024-06-21", "2025-06-21"],
    "made_at": "2025-09-01T09:30:00+00:00",
    "root": "ab" * 32,
    "generated": True,
}
SETTING = Setting(trees.BANDS, RUN, MEDIANS)


def plain(lines):
    return "\n".join(lines).replace("\u2068", "").replace("\u2069", "")


def test_the_sum_is_written_out_and_is_right():
    told = plain(lines_of(trees.sample(), EN, trees.BANDS))
    assert "Office 001234: دفتر نمونه, Tehran" in told
    assert "(1 × 35.00 + 1 × 80.00" in told
    assert "÷ 10 = 73.5000" in told
    assert "= 147 ÷ 2" in told
    assert "grade: good ■■■□" in told
    assert "place: 12, in the province 3" in told


def test_every_number_names_its_row_and_its_article():
    told = plain(lines_of(trees.sample(), EN, trees.BANDS))
    assert "30 on 21 Dey 1403 · گزارش-12 · assessments.csv · row 7" in told
    assert "mean of 3 of that day" in told
    assert "(30.00 + 40.00) ÷ 2 = 35.00" in told
    assert "10 answers; of the worst to the best answer: 0, 1, 2, 3, 4" in told
    assert "I1.b Carrying out the directives that the Center issues: no evidence" in told
    assert "criminal conviction of degree 5 · final on 13 Bahman 1403 · ruling 1403/77" in told
    assert "100 − 40 = 60" in told
    assert "does not count in this period" in told
    assert told.count("[art. ") >= 10
    assert "The total of 73.5 meets good: above 70. [art. 7, Directive of 1404]" in told
    assert "The next grade, «excellent», needs more than 85: 11.5 points from here." in told


def test_persian_lines_are_persian():
    told = plain(lines_of(trees.sample(), FA, trees.BANDS))
    assert "رتبه: خوب ■■■□" in told
    assert "÷ ۱۰ = ۷۳٫۵۰۰۰" in told
    assert "ماده ۴ بند ۷ جزء ب دستورالعمل ۱۴۰۴" in told
    assert "assessments.csv" in told


def test_points_lost_come_first_and_add_up():
    account = account_of(trees.sample(), EN, trees.BANDS)
    assert [part.code for part in account.by_lost[:2]] == ["I1", "I7"]
    assert sum(part.available for part in account.parts) == 100
    assert sum(part.gained for part in account.parts) == account.total


@pytest.mark.parametrize(
    ("deductions", "score", "lost"),
    [
        ([40], "60", [40]),
        ([20, 50], "30", [20, 50]),
        ([50, 50, 40], "0", [50, 50]),  # a floor at zero
        ([20, 50], "50", [50]),  # only the worst counts
        ([], "100", []),
        ([10], "40", []),  # told wrongly: rather no picture than a false one
    ],
)
def test_losses_lead_from_a_hundred_to_the_score(deductions, score, lost):
    records = [trees.record("criminal", 5, one) for one in deductions]
    found = losses_of({"score": score, "records": records}, Fraction(100), EN)
    assert [loss.lost for loss in found] == lost


def test_an_office_without_total_is_told_without_sum():
    ten = [trees.indicator(f"I{number}", "80") for number in range(2, 11)]
    lost = trees.indicator("I1", None, [trees.criterion("I1.a", state="missing")])
    tree = trees.office([lost, *ten], None, "", standing="ungraded", place=None, grade_before="")
    told = plain(lines_of(tree, EN, trees.BANDS))
    assert "status: not graded" in told
    assert "There is no total" in told
    assert "Total = sum" not in told
    page = explain_html(tree, SETTING)
    assert broken_rules(page) == []
    assert "Nothing could be added up" in page


def test_a_revoked_office_has_a_short_account():
    tree = trees.office([], None, "", standing="revoked", place=None, grade_before="")
    assert "status: revoked" in plain(lines_of(tree, EN, trees.BANDS))
    assert broken_rules(explain_html(tree, SETTING)) == []


def test_a_criterion_that_does_not_apply_says_why():
    why = trees.criterion("I4.c", state="inapplicable", because="زندانی نیست")
    tree = trees.office([trees.indicator("I4", "80", [why])], "80")
    assert "I4.c Service in prisons: does not apply: زندانی نیست" in plain(
        lines_of(tree, EN, trees.BANDS)
    )


def test_counts_of_every_sheet_are_told():
    services = trees.method(4, "50", services=200, counted=10, counted_as="in_prison",
                            full_share="1/10")  # fmt: skip
    uptime = trees.method(6, "90", systems=[{"system": "cctv", "minutes_up": 9, "minutes_due": 10}])
    held = {"sheet": "training", "file": "t.csv", "row": 2, "hours": "5/2", "on": "2025-01-10"}
    hours = trees.method(4, "10", [held], rows=1, hours="5/2", full_hours=40)
    stay = {"education": "master", "months": 30, "days": 100, "days_due": 200}
    who = {"sheet": "staff", "file": "s.csv", "row": 9, "post": "clerk", "education": "diploma",
           "months": 7, "from": "2024-10-01", "until": None}  # fmt: skip
    gone = {**who, "until": "2025-01-10", "education": "other"}
    staff = trees.method(4, "50", [who, gone], staff=[stay])
    criteria = [
        trees.criterion(code, "50", [one])
        for code, one in zip(("I4.c", "I3.b", "I6.b", "I6.c"), (services, uptime, hours, staff),
                             strict=True)
    ]  # fmt: skip
    tree = trees.office([trees.indicator("I6", "50", criteria)], "50")
    told = plain(lines_of(tree, EN, trees.BANDS))
    assert "10 of 200 services were given in prisons" in told
    assert "the full score begins at a share of 0.1" in told
    assert "cctv: up 9 of 10 minutes due" in told
    assert "1 workshops, 2.5 hours together; the full score begins at 40 hours" in told
    assert "2.5 hours on 21 Dey 1403 · t.csv · row 2" in told
    assert "master, 30 months of experience: 100 of 200 days in post" in told
    assert "clerk · diploma, 7 months of experience, from 10 Mehr 1403 · s.csv · row 9" in told
    assert "other, 7 months of experience, from 10 Mehr 1403 to 21 Dey 1403" in told
    assert plain(lines_of(tree, FA, trees.BANDS))


def test_unequal_weights_are_written_before_their_scores():
    criteria = [trees.criterion("I1.a", "40", weight="2"), trees.criterion("I1.b", "70")]
    tree = trees.office([trees.indicator("I1", "50", criteria, coefficient="3/2")], "50")
    told = plain(lines_of(tree, EN, trees.BANDS))
    assert "(2 × 40.00 + 70.00) ÷ 3 = 50.00" in told
    assert "(1.5 × 50.00) ÷ 1.5 = 50.0000" in told


def test_the_page_of_a_manager_breaks_no_rule():
    page = explain_html(trees.sample(), SETTING)
    assert broken_rules(page) == []
    assert "median of the province" in page
    assert "The record lost 40 of 100 points" in page
    assert page.count("<svg") == 4
    assert "no office named here is a real one" in page


def test_the_page_needs_neither_run_nor_neighbours():
    page = explain_html(trees.sample(), Setting(trees.BANDS, {}, {}))
    assert broken_rules(page) == []
    assert "median of the province" not in page


def test_hostile_words_stay_text():
    hostile = "<script>x</script>\u202e{found}"
    sample = trees.sample()
    sample["title"] = hostile
    sample["indicators"][0]["criteria"][0]["methods"][0]["evidence"][0]["reference"] = hostile
    sample["indicators"][6]["records"][0]["ruling"] = hostile
    page = explain_html(sample, SETTING)
    assert broken_rules(page) == []
    assert "<script" not in page
    assert "\u202e" not in page
    assert "\u202e" not in plain(lines_of(sample, FA, trees.BANDS))


def test_the_top_grade_has_nothing_above():
    tree = trees.office(trees.sample()["indicators"], "90", "excellent")
    assert "There is no higher grade." in lines_of(tree, EN, trees.BANDS)[-1]


@pytest.mark.slow
def test_every_derivation_of_a_country_can_be_told():
    ranking = rank(sample_summary(25), shipped_values())
    trees_of_all = [json.loads(json.dumps(tree)) for tree in derivations_of(ranking)]
    assert len(trees_of_all) == 25
    for tree in trees_of_all:
        for voice in (EN, FA):
            assert lines_of(tree, voice, trees.BANDS)
        account = account_of(tree, EN, trees.BANDS)
        if account.total is not None:
            assert sum(part.gained for part in account.parts) == account.total
    page = explain_html(trees_of_all[0], replace(SETTING, run={}))
    assert broken_rules(page) == []
