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
