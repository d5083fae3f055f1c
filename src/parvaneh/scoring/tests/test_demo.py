"""Generated evidence: repeatable, right, like a country, and marked as generated."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from parvaneh.kit.outputs import AlreadyThere
from parvaneh.kit.places import PROVINCES, cities_of, counties_of, share_of
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art05_evaluation import is_within
from parvaneh.law.values import shipped_values
from parvaneh.law.vocabulary import Post
from parvaneh.scoring import demo
from parvaneh.scoring.demo.bulk import KINDS, PIECE
from parvaneh.scoring.demo.country import MARK, Odd, make_country, offices_by_province
from parvaneh.scoring.demo.days import days_around
from parvaneh.scoring.demo.monitoring import SYSTEMS, monitoring_count, monitoring_rows
from parvaneh.scoring.demo.records import record_rows
from parvaneh.scoring.evidence import Office, OfficeStatus
from parvaneh.scoring.reduce import reduce_evidence
from parvaneh.scoring.schema import SHEETS
from parvaneh.scoring.sources import open_evidence
from parvaneh.scoring.summary_file import to_members

LITTLE = demo.Volume(offices=120, survey=6_000, services=5_000)
PERIOD = demo.demo_period()


def made(folder, *, seed=1, form="parquet", volume=LITTLE):
    demo.write_demo_evidence(folder, seed=seed, format=demo.Format(form), volume=volume)
    return folder


@pytest.fixture(scope="module")
def little(tmp_path_factory):
    return made(tmp_path_factory.mktemp("demo") / "evidence")


def sheet(folder, name):
    return parquet.read_table(folder / f"{name}.parquet")


def column(folder, name, key):
    return sheet(folder, name)[key].to_pylist()


def hashes(folder):
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path, form):
    first = hashes(made(tmp_path / "a", form=form))
    assert hashes(made(tmp_path / "b", form=form)) == first
    other = hashes(made(tmp_path / "c", form=form, seed=2))
    assert {name for name in first if first[name] == other[name]} == set()


@pytest.mark.slow
def test_every_form_reduces_to_the_same_counts(tmp_path):
    volume = demo.Volume(offices=25, survey=400, services=300)
    summaries = []
    for form in demo.Format:
        folder = made(tmp_path / form, form=form, volume=volume)
        path = folder / demo.WORKBOOK if form is demo.Format.XLSX else folder
        opened = open_evidence(path, period=PERIOD, values=shipped_values())
        summaries.append(to_members(reduce_evidence(opened, PERIOD)))
    assert summaries[0] == summaries[1] == summaries[2]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_the_reader_finds_no_fault(tmp_path, form):
    volume = demo.Volume(offices=12, survey=300, services=200)
    folder = made(tmp_path / "out", form=form, volume=volume)
    path = folder / demo.WORKBOOK if form == "xlsx" else folder
    opened = open_evidence(path, period=PERIOD, values=shipped_values())
    assert opened.sheets == set(SHEETS)
    assert len(opened.small.offices) == 12
    assert demo.is_generated(opened.small.offices)
    assert form == "xlsx" or not opened.notices


@pytest.mark.slow
def test_large_sheets_have_exactly_the_rows_asked_for_and_allowed_values(little):
    survey, services = sheet(little, "survey"), sheet(little, "services")
    assert (survey.num_rows, services.num_rows) == (LITTLE.survey, LITTLE.services)
    codes = set(column(little, "offices", "office_code"))
    for one in (survey, services, sheet(little, "monitoring")):
        assert set(one["office_code"].to_pylist()) <= codes
    for letter in "abcd":
        assert set(survey[letter].to_pylist()) == {None, 1, 2, 3, 4, 5}
    some = services.to_pydict()
    assert min(some["minutes"]) >= 1
    assert all({True, False} == set(some[key]) for key in ("fee_exempt", "below_tariff"))
    monitoring = sheet(little, "monitoring")
    up, due = monitoring["minutes_up"], monitoring["minutes_due"]
    assert pc.all(pc.and_(pc.less_equal(up, due), pc.greater(due, 0))).as_py()
    assert pc.any(pc.less(up, due)).as_py()


@pytest.mark.slow
def test_pieces_follow_each_other_day_by_day(tmp_path):
    volume = demo.Volume(offices=5, survey=PIECE + 10, services=1)
    folder = made(tmp_path / "out", volume=volume)
    file = parquet.ParquetFile(folder / "survey.parquet")
    assert [file.metadata.row_group(at).num_rows for at in range(2)] == [PIECE, 10]
    answered = file.read(["answered_on"])["answered_on"].cast(pa.int32()).to_numpy()
    assert (np.diff(answered) >= 0).all()


@given(st.integers(1, 20_000))
def test_offices_are_shared_out_by_the_census(offices):
    counts = offices_by_province(offices)
    assert sum(counts.values()) == offices
    assert offices < len(PROVINCES) or min(counts.values()) >= 1
    # Who gets one office in advance shifts the rest by at most the provinces' number of offices.
    slack = 1 + (len(PROVINCES) * share_of(max(PROVINCES, key=share_of)))
    assert all(abs(counts[one] - share_of(one) * offices) <= slack for one in PROVINCES)


def test_shares_of_a_thousand_offices_are_those_of_the_census_within_a_half_percent():
    counts = offices_by_province(1000)
    assert all(abs(counts[one] / 1000 - share_of(one)) < 0.006 for one in PROVINCES)


def test_places_are_those_of_the_tables(little):
    known = {
        (province.key, county.fa, city.fa)
        for province in PROVINCES
        for county in counties_of(province)
        for city in cities_of(county)
    }
    offices = sheet(little, "offices").to_pydict()
    keys = ("province_code", "county", "city")
    assert set(zip(*(offices[key] for key in keys), strict=True)) <= known
    assert all(code[:2] == key[-2:] for code, key in zip(
        offices["office_code"], offices["province_code"], strict=True
    ))  # fmt: skip


def test_a_country_of_default_size_has_every_kind_of_record():
    country = make_country(offices=1000, seed=1, period=PERIOD)
    rows = record_rows(country, days_around(PERIOD), 1).to_pylist()
    crimes = {(one["degree"], one["intentional"]) for one in rows if one["kind"] == "criminal"}
    assert crimes == set(product(range(1, 9), (True, False)))
    sanctions = [one for one in rows if one["kind"] == "disciplinary"]
    assert {one["degree"] for one in sanctions} == set(range(1, 7))
    assert {one["intentional"] for one in sanctions} == {None}
    demotions = {(one["degree"] <= 3, one["demotion"]) for one in rows if one["kind"] == "criminal"}
    assert demotions == {(True, 1), (True, 2), (False, None)}
    revoking = {one["final_on"] <= PERIOD.last for one in rows if one["revokes"]}
    assert revoking == {True, False}
    assert min(one["final_on"] for one in rows) < date(PERIOD.first.year - 1, 7, 1)
    assert len({one["office_code"] for one in rows}) < len(rows)


def test_a_country_of_default_size_has_every_oddity():
    country = make_country(offices=1000, seed=1, period=PERIOD)
    assert all(flags.any() for flags in country.odd.values())
    assert np.sum(list(country.odd.values()), axis=0).max() == 1
    statuses = {country.status(at).value for at in range(country.size)}
    assert statuses == {"active", "suspended", "revoked"}


def test_every_criterion_has_evidence_and_some_offices_lack_some(little):
    assessed = set(column(little, "assessments", "criterion"))
    counted = {"I2.a", "I2.b", "I2.c", "I2.d", "I4.b", "I4.c", "I4.d", "I6.e"}
    assert assessed | counted == set(CRITERIA)
    offices = set(column(little, "offices", "office_code"))
    for name in ("survey", "services", "monitoring", "staff", "training"):
        lacking = offices - set(column(little, name, "office_code"))
        assert 0 < len(lacking) < 30
    assert {one["reason"] for one in sheet(little, "applicability").to_pylist()} >= {
        "در این شهرستان زندانی نیست",
        "جابه‌جایی به دستور مرجع صلاحیت‌دار",
    }


def test_some_rows_of_every_dated_sheet_lie_outside_the_period_but_most_inside(little):
    for name, schema in SHEETS.items():
        if schema.dated_by and name != "records":
            inside = [is_within(PERIOD, on) for on in column(little, name, schema.dated_by)]
            assert 0.8 < sum(inside) / len(inside) < 1


@pytest.mark.slow
def test_a_new_office_did_nothing_before_its_licence(little):
    offices = sheet(little, "offices").to_pydict()
    since = dict(zip(offices["office_code"], offices["licensed_on"], strict=True))
    assert any(PERIOD.first < on <= PERIOD.last for on in since.values())
    for name in ("survey", "services", "monitoring"):
        rows = sheet(little, name).to_pydict()
        days = rows[SHEETS[name].dated_by]
        assert all(on >= since[code] for code, on in zip(rows["office_code"], days, strict=True))


def test_answers_and_assessments_of_an_office_agree():
    country = make_country(offices=300, seed=3, period=PERIOD)
    around = days_around(PERIOD)
    answers = pa.concat_tables(demo.survey_rows(country, around, 60_000, 3))
    scores = demo.assessment_rows(country, around, 3)
    mean = dict(_means(answers, "a"))
    score = dict(_means(scores, "score"))
    both = sorted(set(mean) & set(score))
    pairs = np.array([[mean[one], float(score[one])] for one in both])
    assert 0.5 < np.corrcoef(pairs.T)[0, 1] < 0.99


def _means(table, key):
    named = table.set_column(0, "office_code", table["office_code"].cast(pa.string()))
    found = named.group_by("office_code").aggregate([(key, "mean")]).to_pydict()
    return zip(found["office_code"], found[f"{key}_mean"], strict=True)


def test_volumes_differ_widely_and_some_offices_have_few_answers():
    country = make_country(offices=1000, seed=1, period=PERIOD)
    assert np.std(np.log(country.volume)) == pytest.approx(0.83, abs=0.15)
    answers = pa.concat_tables(demo.survey_rows(country, days_around(PERIOD), 200_000, 1))
    counts = answers["office_code"].combine_chunks().value_counts().to_pylist()
    quiet = {country.codes[at] for at in np.flatnonzero(country.odd[Odd.QUIET])}
    assert all(one["counts"] < 30 for one in counts if one["values"] in quiet)
    assert quiet <= {one["values"] for one in counts}


def test_the_monitored_rows_are_as_many_as_foretold():
    country = make_country(offices=60, seed=2, period=PERIOD)
    around = days_around(PERIOD)
    rows = sum(one.num_rows for one in monitoring_rows(country, around, 2))
    assert rows == monitoring_count(country, around)


WRITTEN = {
    ("offices", "title"): rf"دفتر خدمات الکترونیک قضایی [۰-۹]+ .+ \({MARK}\)",
    ("assessments", "reference"): r"(گزارش|بازرسی|سامانه|استعلام|پایش)-\d{6}",
    ("records", "ruling"): rf"رأی-\d{{5}} \({MARK}\)",
    ("services", "kind"): "|".join(KINDS),
    ("monitoring", "system"): "|".join(SYSTEMS),
    ("staff", "post"): "|".join(Post),
    ("applicability", "reason"): "در این شهرستان زندانی نیست|جابه‌جایی به دستور مرجع صلاحیت‌دار",
}


def test_no_text_could_hold_the_name_of_a_person(little):
    free = {
        (name, field.key)
        for name, schema in SHEETS.items()
        for field in schema.fields
        if field.type.value == "text" and field.key not in {"county", "city"}
    }
    assert free == set(WRITTEN)
    for (name, key), form in WRITTEN.items():
        texts = set(column(little, name, key)) - {None}
        assert all(re.fullmatch(form, text) for text in texts)


@pytest.mark.slow
def test_generated_evidence_says_so_everywhere(tmp_path, little):
    notice = (little / demo.GENERATED_FILE).read_text(encoding="utf-8")
    assert "ساختگی" in notice
    assert "generated" in notice
    assert "سهم هر استان" in notice
    assert all(MARK in title for title in column(little, "offices", "title"))
    metadata = parquet.read_schema(little / "survey.parquet").metadata
    assert metadata[b"parvaneh.generated"] == b"true"
    volume = demo.Volume(offices=3, survey=10, services=10)
    book = openpyxl.load_workbook(made(tmp_path / "x", form="xlsx", volume=volume) / demo.WORKBOOK)
    assert "ساختگی" in book["GENERATED"]["A1"].value
    assert set(book.sheetnames) == {"GENERATED", *SHEETS}


def test_evidence_of_real_offices_is_not_taken_for_generated():
    title = "دفتر خدمات الکترونیک قضایی ۱۲ قزوین"
    office = Office("012", title, "IR-26", "قزوین", "قزوین", PERIOD.first, OfficeStatus.ACTIVE)
    assert not demo.is_generated([office])
    assert not demo.is_generated([])
    assert demo.is_generated([replace(office, title=f"{title} ({MARK})")])


def test_a_folder_that_is_there_is_refused_and_kept(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    with pytest.raises(AlreadyThere):
        made(tmp_path / "out")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_an_interruption_leaves_nothing_behind(tmp_path):
    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.write_demo_evidence(tmp_path / "out", volume=LITTLE, progress=interrupt)
    assert not list(tmp_path.iterdir())


def test_a_sheet_too_long_for_a_workbook_is_refused_before_anything_is_written(tmp_path):
    volume = demo.Volume(offices=2, survey=1_048_576, services=1)
    with pytest.raises(demo.TooManyRows, match="survey: 1048576 rows, at most 1048575"):
        made(tmp_path / "out", form="xlsx", volume=volume)
    assert not list(tmp_path.iterdir())


def test_a_country_needs_an_office(tmp_path):
    with pytest.raises(ValueError, match="at least one"):
        demo.write_demo_evidence(tmp_path / "out", offices=0)


@pytest.mark.parametrize("offices", [1, 2, 19])
def test_even_a_tiny_country_can_be_generated(tmp_path, offices):
    volume = demo.Volume(offices=offices, survey=50, services=50)
    folder = made(tmp_path / "out", volume=volume)
    assert sheet(folder, "offices").num_rows == offices


def test_the_number_of_offices_leaves_the_volumes_alone(tmp_path, monkeypatch):
    monkeypatch.setitem(demo.VOLUMES, demo.Size.S, LITTLE)
    told = []
    rows = demo.write_demo_evidence(
        tmp_path / "out", offices=7, progress=lambda *three: told.append(three)
    )
    assert (rows["offices"], rows["survey"], rows["services"]) == (7, 6_000, 5_000)
    assert ("survey", 6_000, 6_000) in told
    assert (tmp_path / "out" / "survey.csv").exists()
