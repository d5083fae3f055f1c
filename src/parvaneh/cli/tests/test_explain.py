"""`parvaneh explain` and `parvaneh compare`: data on stdout, pages beside, refusals with codes."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from parvaneh.cli import app
from parvaneh.kit.text import persian_digits

PROFILE = """
["D1404.7.bands"]
fa = "حد رتبه"
en = "bounds"
[["D1404.7.bands".value]]
from = "1404-02-21"
content = [
    { key = "good", fa = "خوب", en = "good", lower = 80, inclusive = true },
    { key = "weak", fa = "ضعیف", en = "weak", lower = 0, inclusive = true },
]
source = "a test"
status = "provisional"
approved_by = "nobody"
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("profile") / "strict.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def runs(country: Path, profile: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same country ranked as shipped, and with stricter bands."""
    folder = tmp_path_factory.mktemp("runs")
    outs = [folder / "1403", folder / "1404"]
    for out, more in zip(outs, ([], ["--values", profile]), strict=True):
        done = run("rank", country, "--out", out, *more)
        assert done.exit_code == 0, done.output
    return outs


@pytest.fixture(scope="module")
def code(runs: list[Path]) -> str:
    with (runs[0] / "results.csv").open(encoding="utf-8", newline="") as file:
        return next(row["office_code"] for row in csv.DictReader(file) if row["place"])


def test_explain_prints_the_derivation_in_either_language(runs, code):
    english, persian = (run("explain", runs[0], code, "--lang", one) for one in ("en", "fa"))
    assert (english.exit_code, persian.exit_code) == (0, 0)
    assert f"Office {code}" in english.stdout
    assert "row " in english.stdout
    assert "مجموع امتیاز" in persian.stdout


def test_explain_takes_digits_of_any_script(runs, code):
    assert (
        run("explain", runs[0], persian_digits(code)).stdout == run("explain", runs[0], code).stdout
    )


def test_explain_prints_the_tree_as_it_was_written(runs, code):
    told = run("explain", runs[0], code, "--json")
    kept = json.loads((runs[0] / "explain" / f"{code}.json").read_text(encoding="utf-8"))
    assert json.loads(told.stdout) == kept


def test_explain_writes_a_page_once(runs, code, tmp_path):
    page = tmp_path / "office.html"
    assert run("explain", runs[0], code, "--html", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "median of the province" in text
    again = run("explain", runs[0], code, "--html", page)
    assert (again.exit_code, page.read_text(encoding="utf-8")) == (5, text)


@pytest.mark.parametrize("wrong", ["../run", "12", "abc", "0" * 13, "1/2"])
def test_explain_refuses_what_is_no_code(runs, wrong):
    assert run("explain", runs[0], wrong).exit_code == 2


def test_explain_names_an_office_that_is_not_there(runs):
    missing = run("explain", runs[0], "999999999")
    assert missing.exit_code == 2
    assert "999999999" in missing.stderr


def test_grades_are_named_as_the_run_named_them(runs, code):
    told = run("explain", runs[1], code, "--lang", "en").stdout
    assert "■" in told
    assert "□□" not in told  # there are two grades only


def test_compare_tells_that_the_bands_moved_the_grades(runs, tmp_path):
    page = tmp_path / "compare.html"
    told = run("compare", *runs, "--lang", "en", "--html", page)
    assert told.exit_code == 0, told.output
    assert "What changed from" in told.stdout
    assert "other bounds of the grades" in told.stdout
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    facts = json.loads(run("compare", *runs, "--json").stdout)
    assert [one["key"] for one in facts["values_changed"]] == ["D1404.7.bands"]
    assert {move["cause"]["kind"] for move in facts["moves"]} <= {"bands", "demotion", "nothing"}


def test_two_profiles_on_the_same_evidence_say_what_two_runs_say(runs, country, profile):
    told = run("compare", country, "--values", profile, "--json")
    assert told.exit_code == 0, told.output
    facts, kept = json.loads(told.stdout), json.loads(run("compare", *runs, "--json").stdout)
    assert facts["transitions"] == kept["transitions"]
    assert (facts["before"], facts["after"]) == ("shipped", "strict")


def test_a_table_of_results_will_do(runs):
    told = run("compare", runs[0] / "results.csv", runs[0], "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["moves"] == []


@pytest.mark.parametrize("paths", [1, 3])
def test_compare_asks_for_two(runs, paths):
    assert run("compare", *(runs * 2)[:paths]).exit_code == 2


def test_what_is_no_result_is_refused(runs, tmp_path):
    (tmp_path / "results.csv").write_text("x", encoding="utf-8")
    refused = run("compare", tmp_path, runs[0])
    assert refused.exit_code == 3
    assert "line 1" in refused.stderr
