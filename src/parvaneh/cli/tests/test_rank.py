"""`parvaneh rank`: whole output or none, and an exit code that says which."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from parvaneh.cli import app

OUTPUTS = {
    "bundle.zip",
    "explain",
    "notices.csv",
    "report.html",
    "results.csv",
    "results.xlsx",
    "run.json",
}
COLUMNS = [
    *("office_code", *(f"i{number}" for number in range(1, 11))),
    *("total", "grade", "place", "province_place", "demoted_by", "status", "survey_n", "official"),
]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def ranked(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one ranking with robustness."""
    out = tmp_path_factory.mktemp("ranked") / "out"
    done = run("rank", country, "--out", out, "--robustness", 200)
    assert done.exit_code == 0, done.output
    return out


def test_everything_is_written(ranked: Path) -> None:
    assert {path.name for path in ranked.iterdir()} == {
        *OUTPUTS,
        "robustness.csv",
        "robustness.json",
    }
    assert [path.name for path in ranked.parent.iterdir()] == ["out"]


def test_every_office_has_a_row_in_the_order_of_codes(ranked: Path, country: Path) -> None:
    with (ranked / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (country / "offices.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = sorted(row["office_code"] for row in csv.DictReader(file))
    assert list(rows[0]) == COLUMNS
    assert [row["office_code"] for row in rows] == codes
    assert {row["official"] for row in rows} == {"false"}


def test_every_office_is_explained(ranked: Path) -> None:
    with (ranked / "results.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["office_code"] for row in csv.DictReader(file)}
    assert {path.stem for path in (ranked / "explain").iterdir()} == codes


def test_the_bundle_verifies_and_its_root_is_the_one_told(ranked: Path, country: Path) -> None:
    root = json.loads((ranked / "run.json").read_text(encoding="utf-8"))["root"]
    assert run("verify", ranked / "bundle.zip", "--root", root).exit_code == 0
    assert run("verify", ranked / "bundle.zip", country).exit_code == 0
    assert run("verify", ranked / "bundle.zip", "--root", "0" * 64).exit_code == 4


@pytest.mark.slow
def test_the_same_evidence_gives_the_same_bundle_also_from_a_summary(
    ranked: Path, country: Path, tmp_path: Path
) -> None:
    assert run("rank", country, "--out", tmp_path / "again").exit_code == 0
    assert (tmp_path / "again" / "bundle.zip").read_bytes() == (ranked / "bundle.zip").read_bytes()
    assert run("reduce", country, "--out", tmp_path / "summary").exit_code == 0
    assert run("rank", tmp_path / "summary", "--out", tmp_path / "short").exit_code == 0
    assert (tmp_path / "short" / "results.csv").read_bytes() == (
        ranked / "results.csv"
    ).read_bytes()


def test_an_output_that_is_there_is_refused(ranked: Path, country: Path) -> None:
    before = (ranked / "results.csv").stat().st_mtime_ns
    assert run("rank", country, "--out", ranked).exit_code == 5
    assert (ranked / "results.csv").stat().st_mtime_ns == before


def test_wrong_evidence_is_told_and_leaves_nothing(country: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    for path in country.iterdir():
        (wrong / path.name).write_bytes(path.read_bytes())
    with (wrong / "assessments.csv").open("a", encoding="utf-8") as file:
        file.write("999999999999,I1.a,3,101,1403-08-01,x\n")
    marked = tmp_path / "errors.xlsx"
    done = run("rank", wrong, "--out", tmp_path / "out", "--errors", marked, "--json")
    assert done.exit_code == 3
    assert "Traceback" not in done.output
    told = json.loads(done.stdout)["faults"]
    assert {(fault["column"], fault["found"]) for fault in told} == {
        ("office_code", "999999999999"),
        ("score", "101"),
    }
    assert load_workbook(marked).sheetnames
    assert {path.name for path in tmp_path.iterdir()} == {"wrong", "errors.xlsx"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--period", "1403"), 6),
        (("--previous", "nowhere"), 2),
        (("--values", "nowhere.toml"), 2),
        (("--robustness", "-1"), 2),
    ],
)
def test_what_is_asked_wrongly_has_its_exit_code(
    country: Path, tmp_path: Path, arguments: tuple[str, str], code: int
) -> None:
    done = run("rank", country, "--out", tmp_path / "out", *arguments)
    assert done.exit_code == code, done.output
    assert list(tmp_path.iterdir()) == []


def test_a_faulty_profile_is_told_whole(country: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text('["D1404.7.bands"]\nfa = "x"\n["D1404.3.x"]\n', encoding="utf-8")
    done = run("rank", country, "--out", tmp_path / "out", "--values", profile)
    assert done.exit_code == 3
    assert "D1404.7.bands" in done.stderr
    assert "D1404.3.x" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nothing_behind(
    country: Path, tmp_path: Path, number: signal.Signals
) -> None:
    command = [sys.executable, "-m", "parvaneh.cli", "rank", country, "--out", tmp_path / "out"]
    # A shell in the background has its children ignore Ctrl-C; this one is to heed it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as child:
        until = time.monotonic() + 60
        while not any(tmp_path.iterdir()) and time.monotonic() < until:
            time.sleep(0.01)
        child.send_signal(number)
        child.wait(timeout=60)
    signal.signal(signal.SIGINT, before)
    assert child.returncode not in {0, None}
    assert list(tmp_path.iterdir()) == []
