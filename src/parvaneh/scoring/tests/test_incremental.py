"""New evidence of one office gives the result that ranking everything anew gives."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvaneh.scoring.evidence import Record, RecordKind
from parvaneh.scoring.exact import by_office
from parvaneh.scoring.fast import rank
from parvaneh.scoring.incremental import Board, office_part
from parvaneh.scoring.merging import CannotMerge, merged
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.tests.drawn import VALUES, summaries
from parvaneh.scoring.tests.samples import PERIOD, sample_summary

SUMMARY = sample_summary(120, 11)


def part_of(summary, at, *, records=(), applicability=()):
    """One office's evidence, taken from a summary, as new evidence of it."""
    part = office_part(summary, at, by_office(summary.records), by_office(summary.applicability))
    return replace(part, records=records, applicability=applicability)


def test_a_board_says_what_a_ranking_says():
    board, ranking = Board(SUMMARY, VALUES), rank(SUMMARY, VALUES)
    assert [board.result(one.office) for one in ranking.results] == list(ranking.results)


@pytest.mark.parametrize("seed", range(3))
def test_new_evidence_gives_the_result_of_ranking_everything_anew(seed):
    draw = np.random.default_rng(seed)
    board, whole = Board(SUMMARY, VALUES), SUMMARY
    for at in draw.choice(len(SUMMARY.offices), 6, replace=False).tolist():
        office = SUMMARY.offices[at]
        part = replace(
            part_of(SUMMARY, int(draw.integers(len(SUMMARY.offices)))), offices=(office,)
        )
        (told,) = board.add(part)
        whole = merged([whole, part])
        anew = {one.office: one for one in rank(whole, VALUES).results}
        assert told == anew[office.code]
        for other in SUMMARY.offices[::17]:
            assert board.result(other.code) == anew[other.code]


def test_several_offices_at_once_and_one_of_them_twice():
    board = Board(SUMMARY, VALUES)
    first = merged([part_of(SUMMARY, at) for at in (3, 40, 80)])
    board.add(first)
    told = board.add(part_of(SUMMARY, 40))
    whole = merged([SUMMARY, first, part_of(SUMMARY, 40)])
    anew = {one.office: one for one in rank(whole, VALUES).results}
    assert told == (anew[SUMMARY.offices[40].code],)
    assert board.result(SUMMARY.offices[3].code) == anew[SUMMARY.offices[3].code]


def test_a_revoking_conviction_takes_the_place_away():
    ranking = rank(SUMMARY, VALUES)
    first = next(one for one in ranking.results if one.place == 1)
    at = [office.code for office in SUMMARY.offices].index(first.office)
    record = Record(first.office, RecordKind.CRIMINAL, 2, True, PERIOD.last, "۱", True, 1, 0)
    board = Board(SUMMARY, VALUES)
    (told,) = board.add(part_of(SUMMARY, at, records=(record,)))
    assert (told.status.value, told.place, told.total) == ("revoked", None, None)
    second = next(one for one in ranking.results if one.place == 2)
    assert board.result(second.office).place == 1


def test_refused_evidence_changes_nothing():
    board = Board(SUMMARY, VALUES)
    office = SUMMARY.offices[5]
    before = board.result(office.code)
    wrong = Record(office.code, RecordKind.DISCIPLINARY, 9, None, PERIOD.last, "۱", False, 0, 0)
    with pytest.raises(Unrankable):
        board.add(part_of(SUMMARY, 5, records=(wrong,)))
    stranger = replace(part_of(SUMMARY, 5), offices=(replace(office, code="999999"),))
    with pytest.raises(CannotMerge, match="999999"):
        board.add(stranger)
    moved = replace(part_of(SUMMARY, 5), offices=(replace(office, province="IR-30"),))
    with pytest.raises(CannotMerge):
        board.add(moved)
    assert board.result(office.code) == before


def test_a_part_of_one_office_knows_nothing_of_others():
    part = office_part(SUMMARY, 7, by_office(SUMMARY.records), by_office(SUMMARY.applicability))
    assert part.offices == (SUMMARY.offices[7],)
    assert part.outside == MappingProxyType({})
    assert set(part.newest.office.tolist()) | set(part.stays.office.tolist()) <= {0}
    assert rank(part, VALUES).results[0].total == rank(SUMMARY, VALUES).results[7].total


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summaries(), st.integers(0, 4), st.integers(0, 4))
def test_whatever_is_added_the_places_are_those_of_ranking_anew(summary, giver, taker):
    giver, taker = giver % len(summary.offices), taker % len(summary.offices)
    part = replace(part_of(summary, giver), offices=(summary.offices[taker],))
    board = Board(summary, VALUES)
    board.add(part)
    anew = rank(merged([summary, part]), VALUES)
    assert [board.result(one.office) for one in anew.results] == list(anew.results)
