"""A whole study: its parts agree with the ranking, it repeats, and it reads back as written."""

import json
from dataclasses import replace
from datetime import date

import pytest

from parvaneh.kit.languages import render
from parvaneh.kit.text import Language
from parvaneh.law.casebook import with_contents
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.values import shipped_values
from parvaneh.scoring.evidence import Record, RecordKind
from parvaneh.scoring.fast import rank
from parvaneh.scoring.fixed import TooLarge
from parvaneh.scoring.robustness import study
from parvaneh.scoring.robustness.files import (
    HEADINGS,
    REST,
    TABLE,
    NotAStudy,
    columns_of,
    read_robustness,
    table_of,
    write_robustness,
)
from parvaneh.scoring.robustness.study import NothingToDraw, robustness_of
from parvaneh.scoring.tests.samples import PERIOD, sample_summary

VALUES = shipped_values()
SUMMARY = sample_summary(50, 6)
DRAWS = 200


@pytest.fixture(autouse=True)
def few_rows(monkeypatch):
    """Drivers from a few rows: their own tests look at them."""
    few = lambda *given, **named: found(*given, **{**named, "rows": 6})  # noqa: E731
    found = study.drivers_of
    monkeypatch.setattr(study, "drivers_of", few)


def studied(summary=SUMMARY, values=VALUES, seed=1, draws=DRAWS):
    ranking = rank(summary, values)
    return ranking, robustness_of(ranking, draws=draws, seed=seed)


def test_only_offices_with_a_place_are_drawn():
    ranking, found = studied()
    active = [one.office for one in ranking.results if one.status is RankStatus.ACTIVE]
    assert list(found.places) == active
    assert len(active) < len(ranking.results)
    assert found.settings.offices == len(active)


def test_places_are_the_rankings_and_lie_about_their_intervals():
    ranking, found = studied()
    for result in ranking.results:
        if result.place is None:
            continue
        one = found.places[result.office]
        assert one.place == result.place
        assert 1 <= one.low <= one.median <= one.high <= len(found.places)
        assert sum(one.grades) == pytest.approx(1, abs=1e-5)


def test_without_noise_to_speak_of_everybody_keeps_place_and_grade():
    # All weight on one indicator: every draw is the profile itself.
    only = {f"I{at}": int(at == 3) for at in range(1, 11)}
    ranking, found = studied(values=with_contents(VALUES, {"D1404.3.coefficients": only}))
    bands = found.settings.bands
    for result in ranking.results:
        if result.place is None:
            continue
        one = found.places[result.office]
        assert (one.low, one.median, one.high) == (result.place,) * 3
        assert one.grades[bands.index(result.grade)] == 1
        assert one.top == (result.place <= 20)
        assert one.without[2] is None
        assert one.grades_without[2] == ""
        assert one.without[0] == result.place
    assert found.without[2].mean_shift is None
    assert found.without[0].mean_shift == 0


def test_a_demotion_lowers_the_grades_of_all_draws():
    ranking, before = studied()
    code = next(
        one.office
        for one in ranking.results
        if one.place and one.grade == "good" and not one.demoted_by
    )
    crime = Record(code, RecordKind.CRIMINAL, 2, False, date(2025, 1, 1), "۱", False, 1, 0)
    assert PERIOD.first <= crime.final_on <= PERIOD.last
    _, after = studied(replace(SUMMARY, records=(*SUMMARY.records, crime)))
    top, second, third, last = before.places[code].grades
    lowered = after.places[code].grades
    assert lowered == pytest.approx((0, top, second, third + last), abs=1e-6)
    assert after.places[code].place == before.places[code].place
    good = before.settings.bands.index("good")
    was = before.places[code].grades_without
    expected = [before.settings.bands[min(3, before.settings.bands.index(one) + 1)] for one in was]
    assert list(after.places[code].grades_without) == expected
    assert good == 1


def test_the_same_seed_gives_the_same_study_and_another_another():
    assert studied()[1] == studied()[1]
    assert studied()[1].places != studied(seed=2)[1].places


def test_the_farthest_shift_is_among_the_shifts_without():
    _, found = studied()
    for one in found.places.values():
        if not one.farthest:
            assert one.shift == 0
            continue
        at = int(one.farthest[1:]) - 1
        # Places may differ by ties that rounding makes or parts.
        assert abs(one.without[at] - one.place - one.shift) <= 2
    worst = max(found.without, key=lambda row: row.farthest)
    assert abs(found.places[worst.office].shift) == worst.farthest


def test_every_office_with_answers_has_survey_intervals():
    _, found = studied()
    answered = {
        office.code
        for office, rows in zip(SUMMARY.offices, SUMMARY.survey_rows, strict=True)
        if rows
    }
    assert set(found.surveys) == answered
    assert set(found.surveys) - set(found.places)
    for office, rows in zip(SUMMARY.offices, SUMMARY.survey_rows.tolist(), strict=True):
        if rows:
            assert found.surveys[office.code].mean.n == rows


def test_a_ranking_without_places_is_refused():
    offices = tuple(replace(one, licensed_on=PERIOD.last) for one in SUMMARY.offices)
    with pytest.raises(NothingToDraw):
        studied(replace(SUMMARY, offices=offices))


def test_no_draws_are_refused():
    with pytest.raises(ValueError, match="at least 1"):
        studied(draws=0)


def test_numbers_too_large_leave_the_drivers_out(monkeypatch):
    def too_large(*_):
        raise TooLarge

    monkeypatch.setattr(study, "inputs_of", too_large)
    _, found = studied()
    assert found.drivers == ()
    assert found.settings.rows == 0


def test_a_study_reads_back_as_it_was_written(tmp_path):
    _, found = studied()
    write_robustness(tmp_path, found)
    assert read_robustness(tmp_path) == found
    raw = (tmp_path / TABLE).read_bytes()
    assert b"\r" not in raw
    header, *rows = raw.decode().splitlines()
    assert header.split(",") == list(columns_of(found.settings.bands))
    codes = [row.partition(",")[0] for row in rows]
    assert codes == sorted({*found.places, *found.surveys})
    assert json.loads((tmp_path / REST).read_text("utf-8"))["settings"]["seed"] == 1


def test_the_same_study_is_written_in_the_same_bytes():
    assert table_of(studied()[1]) == table_of(studied()[1])


def test_a_folder_without_a_study_holds_none(tmp_path):
    assert read_robustness(tmp_path) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (REST, "{"),
        (REST, "[]"),
        (REST, '{"settings": {"draws": 1}}'),
        (TABLE, "office_code\n001\n"),
        (TABLE, "office_code,place\n001,x\n"),
        (TABLE, b"\xff\xfe\x00"),
    ],
)
def test_damaged_files_are_refused_with_a_sentence(tmp_path, name, content):
    _, found = studied()
    write_robustness(tmp_path, found)
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(NotAStudy, match=":"):
        read_robustness(tmp_path)


def test_every_column_has_a_heading():
    for column in columns_of(["excellent"]):
        known = [key for key in HEADINGS if column == key or column.startswith(key)]
        assert known, column
    for message in HEADINGS.values():
        params = {"grade": "good", "indicator": "I1"}
        assert render(message, params, Language.EN)
