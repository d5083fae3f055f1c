"""Intervals of places equal those of the plain method, however the work is cut up."""

from fractions import Fraction

import numpy as np
import pytest

from parvaneh.scoring.robustness import drawing
from parvaneh.scoring.robustness.drawing import Drawn, counted, drawn_places, positions
from parvaneh.scoring.robustness.draws import coefficient_vectors, whole_weights
from parvaneh.scoring.robustness.places import edges_of, field_of
from parvaneh.scoring.robustness.tests import plain

BOUNDS = [(Fraction(85), False), (Fraction(70), False), (Fraction(50), True), (Fraction(0), True)]
PARTS = ("low", "median", "high", "top", "grades")


def setting(offices=230, draws=640, *, ties=False, seed=2):
    """A field, weights and edges; with ties, many offices are alike."""
    draw = np.random.default_rng(seed)
    scores = np.clip(draw.normal(70, 14, (offices, 10)), 0, 100)
    if ties:
        scores = np.round(scores[draw.integers(0, offices // 4, offices)], -1)
    weights = whole_weights(coefficient_vectors([1] * 10, draws, draw))
    field = field_of(scores)
    return field, weights, edges_of(BOUNDS, field.unit)


def plainly(field, weights, edges, top):
    """Everything from exact integer totals, sorting and counting."""
    lacking = plain.exactly_lacking(field, weights)
    places = plain.by_argsort(lacking)
    ordered = np.sort(places, axis=0)
    low, median, high = (ordered[at] for at in positions(len(weights)))
    met = np.array([(lacking <= edge).sum(axis=0) for edge in edges])
    grades = np.diff(met, axis=0, prepend=0).T
    return Drawn(len(weights), low, median, high, (places <= top).sum(axis=0), grades)


def same(found, other):
    return found.draws == other.draws and all(
        (getattr(found, part) == getattr(other, part)).all() for part in PARTS
    )


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("draws", [1, 2, 33, 640])
def test_everything_equals_the_plain_method(ties, draws):
    field, weights, edges = setting(draws=draws, ties=ties)
    found = drawn_places(field, weights, edges, 20, compiled=False)
    assert same(found, plainly(field, weights, edges, 20))
    assert (found.grades.sum(axis=1) == draws).all()


@pytest.mark.parametrize("threads", [1, 3, 16])
def test_the_number_of_threads_changes_nothing(threads):
    task = setting(draws=100)
    found = drawn_places(*task, 20, threads=threads, compiled=False)
    assert same(found, plainly(*task, 20))


@pytest.mark.slow
@pytest.mark.parametrize("compiled", [False, True])
def test_a_slab_at_a_time_gives_the_same(monkeypatch, compiled):
    if compiled:
        pytest.importorskip("numba")
    task = setting(draws=90)
    whole = drawn_places(*task, 20, compiled=False)
    monkeypatch.setattr(drawing, "CEILING", 2 * 90 * 70)
    assert same(drawn_places(*task, 20, compiled=compiled), whole)


@pytest.mark.slow
@pytest.mark.parametrize("ties", [False, True])
def test_the_compiled_loops_give_the_same(ties):
    pytest.importorskip("numba")
    task = setting(ties=ties)
    assert same(drawn_places(*task, 20, compiled=True), drawn_places(*task, 20, compiled=False))


def test_one_office_alone_is_always_first():
    task = setting(offices=1, draws=40)
    found = drawn_places(*task, 20)
    assert [int(one[0]) for one in (found.low, found.median, found.high, found.top)] == [
        1,
        1,
        1,
        40,
    ]


def test_offices_all_alike_are_all_first():
    field = field_of(np.full((30, 4), 85.0))
    weights = whole_weights(np.random.default_rng(1).dirichlet(np.ones(4), 60))
    found = drawn_places(field, weights, edges_of(BOUNDS, field.unit), 20)
    assert set(found.high.tolist()) == {1}
    # 85 under whatever coefficients is 85, and «above 85» does not hold.
    assert found.grades.tolist() == [[0, 60, 0, 0]] * 30


def test_totals_below_every_band_have_no_grade():
    field = field_of(np.full((3, 2), 10.0))
    weights = whole_weights(np.full((5, 2), 0.5))
    found = drawn_places(field, weights, edges_of(BOUNDS[:2], field.unit), 20)
    assert not found.grades.any()


def test_nine_draws_of_ten_lie_between_the_positions():
    assert positions(10_000) == (499, 4_999, 9_500)
    assert positions(1) == (0, 0, 0)
    assert positions(2) == (0, 0, 1)
    assert positions(101) == (5, 50, 95)


def test_progress_ends_at_the_number_of_draws():
    told = []
    drawn_places(*setting(draws=500), 20, compiled=False, progress=lambda *one: told.append(one))
    assert told
    assert all(done <= total == 500 for _, done, total in told)
    assert told[-1][1] == 500


def test_places_are_counted_up_to_each():
    places = np.array([[1, 3], [1, 2], [2, 3]], np.uint16)
    assert [counts.tolist() for counts in counted(places, 3)] == [[0, 2, 3, 3], [0, 0, 1, 3]]


@pytest.mark.slow
def test_ten_thousand_draws_of_two_thousand_offices_equal_the_plain_method():
    task = setting(offices=2_000, draws=10_000)
    expected = plainly(*task, 20)
    assert same(drawn_places(*task, 20, compiled=False), expected)
    pytest.importorskip("numba")
    assert same(drawn_places(*task, 20, compiled=True), expected)
