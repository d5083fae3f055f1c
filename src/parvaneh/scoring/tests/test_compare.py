"""Two runs side by side: the parts of a change add up to it, and the cause is the right one."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.values import shipped_values
from parvaneh.scoring.compare import Kind, Source, compared, steps
from parvaneh.scoring.fast import rank
from parvaneh.scoring.outcome import Entry, NotAnOutcome, Outcome, outcome_of, read_outcome
from parvaneh.scoring.results import results_csv
from parvaneh.scoring.tests.samples import sample_summary

BANDS = (
    Band("excellent", "عالی", "excellent", Fraction(85), inclusive=False),
    Band("good", "خوب", "good", Fraction(70), inclusive=False),
    Band("average", "متوسط", "average", Fraction(50), inclusive=True),
    Band("weak", "ضعیف", "weak", Fraction(0), inclusive=True),
)
EVEN = (Fraction(1),) * 10
SCORES = st.fractions(0, 100, max_denominator=60)
TEN = st.tuples(*[SCORES] * 10)
WEIGHTS = st.tuples(*[st.fractions(0, 9, max_denominator=7)] * 10).filter(any)


def grade_of(total, bands=BANDS):
    return next(
        band.key for band in bands if total > band.lower or (band.inclusive and total == band.lower)
    )


def total_of(scores, coefficients):
    products = (one * two for one, two in zip(scores, coefficients, strict=True))
    return sum(products, Fraction(0)) / sum(coefficients)


def entry(scores, coefficients=EVEN, bands=BANDS, office="00123", **changed):
    total = total_of(scores, coefficients)
    grade = grade_of(total, bands)
    made = Entry(office, "دفتر", "IR-23", "active", grade, total, tuple(scores), 1, 0)
    return replace(made, **changed)


def outcome(*entries, coefficients=EVEN, bands=BANDS, values=None, name="1404"):
    by_code = {one.office: one for one in entries}
    return Outcome(name, coefficients, bands, by_code, values or {})


def flat(score):
    return (Fraction(score),) * 10


def with_score(at, score, others=60):
    scores = list(flat(others))
    scores[at] = Fraction(score)
    return tuple(scores)


@pytest.mark.slow
@settings(max_examples=10)
@given(TEN, TEN, WEIGHTS, WEIGHTS)
def test_the_parts_of_a_change_add_up_to_it(before, after, old, new):
    first = outcome(entry(before, old), coefficients=old)
    second = outcome(entry(after, new), coefficients=new)
    (move,) = compared(first, second).moves
    assert move.by_coefficients + sum(move.by_indicator) == move.change
    shares = [[one / sum(table) for one in table] for table in (old, new)]
    by_coefficients = sum(
        (more - less) * (one + two) / 2
        for less, more, one, two in zip(*shares, before, after, strict=True)
    )
    assert move.by_coefficients == by_coefficients


@settings(max_examples=10)
@given(TEN, TEN, WEIGHTS, WEIGHTS)
def test_a_comparison_turned_round_has_the_opposite_parts(before, after, old, new):
    first = outcome(entry(before, old), coefficients=old)
    second = outcome(entry(after, new), coefficients=new)
    (there,) = compared(first, second).moves
    (back,) = compared(second, first).moves
    assert there.change == -back.change
    assert there.by_indicator == tuple(-one for one in back.by_indicator)
    assert there.grades == -back.grades


def test_the_indicator_that_changed_most_is_the_cause():
    before = outcome(entry(with_score(1, 40), evidence=tuple("abcdefghij")))
    after = outcome(entry(with_score(1, 90), evidence=tuple("aXcdefghij")))
    (move,) = compared(before, after).moves
    assert move.cause.kind is Kind.INDICATOR
    assert (move.cause.indicator, move.cause.effect) == ("I2", 5)
    assert move.cause.source is Source.EVIDENCE


def test_an_indicator_that_changed_on_the_same_evidence_was_moved_by_policy():
    before = outcome(entry(with_score(1, 40), evidence=tuple("abcdefghij")))
    after = outcome(entry(with_score(1, 90), evidence=tuple("abcdefghij")))
    (move,) = compared(before, after).moves
    assert move.cause.source is Source.POLICY


def test_other_coefficients_alone_are_the_cause():
    scores, heavy = with_score(0, 100), (Fraction(5), *EVEN[1:])
    before, after = outcome(entry(scores)), outcome(entry(scores, heavy), coefficients=heavy)
    (move,) = compared(before, after).moves
    assert move.cause.kind is Kind.COEFFICIENTS
    assert move.cause.effect == move.change
    assert not any(move.by_indicator)


def test_other_bands_are_the_cause_where_the_old_total_would_have_moved_too():
    strict = (*BANDS[:1], replace(BANDS[1], lower=Fraction(80)), *BANDS[2:])
    before = outcome(entry(flat(75)))
    after = outcome(entry(with_score(3, 76, 75), bands=strict), bands=strict)
    comparison = compared(before, after)
    assert comparison.bands_changed
    assert comparison.moves[0].cause.kind is Kind.BANDS
    assert comparison.moves[0].grades == -1


def test_a_demotion_is_the_cause_though_the_total_moved_as_well():
    before = outcome(entry(flat(90)))
    after = outcome(entry(with_score(6, 60, 90), grade="good", demoted_by=1))
    (move,) = compared(before, after).moves
    assert move.cause.kind is Kind.DEMOTION


@pytest.mark.parametrize("other", ["ungraded", "revoked"])
def test_an_office_without_a_total_moved_by_its_status(other):
    lost = entry(flat(60), status=other, grade="", total=None, place=None, indicators=(None,) * 10)
    comparison = compared(outcome(entry(flat(60))), outcome(lost))
    (move,) = comparison.moves
    assert (move.change, move.grades, move.places) == (None, None, None)
    assert move.cause.kind is Kind.STATUS
    assert comparison.transitions == {("average", ""): 1}
    assert comparison.movers == (move,)


def test_an_initial_office_that_is_now_graded_moved_by_its_status():
    before = entry(flat(60), status="initial", grade="good", place=None)
    (move,) = compared(outcome(before), outcome(entry(flat(60)))).moves
    assert (move.grades, move.cause.kind) == (-1, Kind.STATUS)


def test_the_same_run_twice_moves_nobody():
    one = outcome(entry(flat(60)), values={"a": 1})
    comparison = compared(one, one)
    assert comparison.movers == ()
    assert comparison.moves[0].cause.kind is Kind.NOTHING
    assert comparison.values_changed == ()


def test_offices_that_come_and_go_are_named_and_not_compared():
    before = outcome(entry(flat(60)), entry(flat(60), office="00200"))
    after = outcome(entry(flat(60)), entry(flat(60), office="00300"))
    comparison = compared(before, after)
    assert (comparison.came, comparison.left) == (("00300",), ("00200",))
    assert [move.after.office for move in comparison.moves] == ["00123"]


def test_provinces_count_grades_and_means_of_both_runs():
    here = [entry(flat(score), office=f"0020{at}") for at, score in enumerate((40, 60, 90))]
    then = [entry(flat(score), office=f"0020{at}") for at, score in enumerate((60, 60, 80))]
    (province,) = compared(outcome(*here), outcome(*then)).provinces
    assert (province.up, province.same, province.down) == (1, 1, 1)
    assert (province.mean_before, province.mean_after) == (Fraction(190, 3), Fraction(200, 3))
    assert steps(compared(outcome(*here), outcome(*then))) == {1: 1, 0: 1, -1: 1}


def test_values_that_differ_are_listed_with_both():
    before = outcome(entry(flat(60)), values={"a": 1, "b": [2], "gone": 3})
    after = outcome(entry(flat(60)), values={"a": 1, "b": [4]})
    changed = compared(before, after).values_changed
    assert [(one.key, one.before, one.after) for one in changed] == [
        ("b", [2], [4]),
        ("gone", 3, None),
    ]


def test_no_office_at_all_compares_to_nothing():
    comparison = compared(outcome(), outcome())
    assert comparison.moves == comparison.provinces == comparison.movers == ()


def test_a_ranking_and_its_table_of_results_agree(tmp_path):
    ranking = rank(sample_summary(30), shipped_values())
    path = tmp_path / "results.csv"
    path.write_bytes(results_csv(ranking))
    known, read = outcome_of(ranking, "1404"), read_outcome(path)
    assert read.coefficients is None
    assert read.entries.keys() == known.entries.keys()
    comparison = compared(read, known)
    assert comparison.movers == ()
    # Six decimals of rounding are no reason for anything.
    assert {move.cause.kind for move in comparison.moves} == {Kind.NOTHING}


@pytest.mark.parametrize(
    "content",
    ["", "x", "office_code,i1\n1,2\n"],
)
def test_a_table_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "results.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NotAnOutcome):
        read_outcome(path)


@pytest.mark.parametrize("tree", ["[]", "{}", '{"office": "1"', '{"office": "001", "title": ""}'])
def test_a_folder_with_a_damaged_derivation_is_refused(tmp_path, tree):
    (tmp_path / "explain").mkdir()
    (tmp_path / "explain" / "001.json").write_text(tree, encoding="utf-8")
    with pytest.raises(NotAnOutcome):
        read_outcome(tmp_path)


def test_an_empty_folder_holds_no_results(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_outcome(tmp_path)
