"""`parvaneh demo …`: what it writes, says and refuses."""

import json

import pytest
from typer.testing import CliRunner, Result

from parvaneh.cli import app
from parvaneh.scoring import demo

LITTLE = demo.Volume(offices=40, survey=2_000, services=2_000)


@pytest.fixture(autouse=True)
def little(monkeypatch):
    for size in demo.Size:
        monkeypatch.setitem(demo.VOLUMES, size, LITTLE)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["demo", *words])


def test_evidence_is_written_where_it_was_asked_for(tmp_path):
    out = tmp_path / "new" / "evidence"
    result = run("evidence", "--out", str(out), "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.strip() == str(out)
    assert "40 offices" in result.stderr
    assert (out / "offices.csv").exists()
    assert (out / demo.GENERATED_FILE).exists()


def test_size_format_seed_and_number_of_offices_are_heard(tmp_path):
    words = ("--size", "M", "--offices", "7", "--seed", "5", "--json", "--out")
    result = run("evidence", *words, str(tmp_path / "m"))
    told = json.loads(result.stdout)
    assert told["rows"]["offices"] == 7
    assert (tmp_path / "m" / "survey.parquet").exists()
    same = run("evidence", *words, str(tmp_path / "n"), "--format", "parquet")
    assert same.exit_code == 0
    first = (tmp_path / "m" / "survey.parquet").read_bytes()
    assert first == (tmp_path / "n" / "survey.parquet").read_bytes()


def test_an_existing_folder_is_a_conflict(tmp_path):
    result = run("evidence", "--out", str(tmp_path))
    assert result.exit_code == 5
    assert not list(tmp_path.iterdir())


def test_a_workbook_that_would_overflow_is_refused(tmp_path, monkeypatch):
    monkeypatch.setitem(demo.VOLUMES, demo.Size.S, demo.Volume(3, 2_000_000, 1))
    words = ("--format", "xlsx", "--lang", "en", "--out", str(tmp_path / "x"))
    result = run("evidence", *words)
    assert result.exit_code == 2
    assert "2,000,000 rows" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_run_ranks_the_demo_country_and_shows_it_in_both_languages(tmp_path):
    result = run("run", "--folder", str(tmp_path / "demo"))
    assert result.exit_code == 0
    told = result.stdout
    assert told.count("■") >= 10
    for word in ("عالی", "excellent", "خوب", "good", "فعال", "active", "generated"):
        assert word in told
    for name in ("evidence", "result/report.html", "result/results.xlsx", "result/bundle.zip"):
        path = tmp_path / "demo" / name
        assert path.exists()
        assert str(path) in told
    assert all(len(line) < 400 for line in told.splitlines())


@pytest.mark.slow
def test_a_second_run_keeps_the_evidence_and_replaces_the_result(tmp_path):
    words = ("run", "--folder", str(tmp_path), "--json")
    first = json.loads(run(*words).stdout)
    written = (tmp_path / "evidence" / "offices.csv").stat().st_mtime_ns
    (tmp_path / "result" / "old.txt").touch()
    assert json.loads(run(*words).stdout) == first
    assert first["offices"] == 40
    assert (tmp_path / "evidence" / "offices.csv").stat().st_mtime_ns == written
    assert sorted(one.name for one in tmp_path.iterdir()) == ["evidence", "result"]
    assert not (tmp_path / "result" / "old.txt").exists()


@pytest.mark.slow
def test_a_run_on_evidence_that_was_spoilt_says_what_is_wrong_and_keeps_the_result(tmp_path):
    words = ("run", "--folder", str(tmp_path), "--json")
    assert run(*words).exit_code == 0
    with (tmp_path / "evidence" / "training.csv").open("a") as file:
        file.write("000001,1404/13/01,3\n")
    assert run(*words).exit_code == 3
    assert (tmp_path / "result" / "results.csv").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["evidence", "result"]
