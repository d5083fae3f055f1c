"""`parvaneh law …`: data on standard output, talk on standard error, exit codes that say why."""

import json
import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner, Result

from parvaneh.cli import app
from parvaneh.cli.law import _gaps
from parvaneh.law import clauses, pages
from parvaneh.law.clauses import Clause, Coverage
from parvaneh.law.values import shipped_values

STAFFING = """
[[case]]
name = "One clerk is too few"
rule = "staffing"
clauses = ["D1392 3"]
[case.given]
staff = { manager = 1, legal_expert = 1, it_expert = 1, clerk = 1 }
manager_full_time = true
ordered = {}
on = "1403-01-15"
[case.expect]
granted = %s
"""
WALK = """
[[walk]]
name = "Opened"
clauses = ["D1392 9(a)"]
steps = ["general_department: open -> %s"]
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["law", *words])


@pytest.mark.parametrize(
    ("command", "name", "page"),
    [
        ("map", "law-map.md", lambda: clauses.law_map(clauses.coverage())),
        ("values", "values.md", lambda: pages.values_page(shipped_values())),
        ("procedures", "procedures.md", lambda: pages.procedures_page(clauses.procedures())),
    ],
)
def test_a_page_is_written_and_checked(tmp_path, command, name, page):
    docs = tmp_path / "new" / "docs"
    stale = f"{docs / name} is not up to date; `parvaneh law` writes it anew"
    missing = run(command, "--check", "--docs", str(docs))
    assert (missing.exit_code, stale in missing.stderr) == (4, True)
    assert not docs.exists()
    written = run(command, "--docs", str(docs))
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr.startswith(f"wrote {docs / name}\n")
    assert (docs / name).read_text(encoding="utf-8") == page()
    assert stale not in run(command, "--check", "--docs", str(docs)).stderr
    (docs / name).write_text("x", encoding="utf-8")
    changed = run(command, "--check", "--docs", str(docs))
    assert (changed.exit_code, stale in changed.stderr) == (4, True)
    assert (docs / name).read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("command", ["values", "procedures"])
def test_a_page_that_is_up_to_date_passes_silently(tmp_path, command):
    run(command, "--docs", str(tmp_path))
    passed = run(command, "--check", "--docs", str(tmp_path))
    assert (passed.exit_code, passed.output) == (0, "")


def test_gaps_of_the_map_are_named():
    def row(place: str, *by: str, reason: bool = False) -> Coverage:
        why = {"fa": "چون", "en": "because"} if reason else None
        return Coverage(Clause(place, place, "ف", "e", "rule", why), by, ())

    four = [row(f"D1404 {number}", "a") for number in range(1, 5)]
    assert _gaps([*four, row("D1404 5", reason=True)]) == []
    assert _gaps([*four[1:], row("D1404 5", reason=True)]) == [
        "1 of 4 clauses are not computable: too many"
    ]
    assert _gaps([*four, row("D1404 5"), row("D1404 6", "a", reason=True)]) == [
        "D1404 5: nothing computes it",
        "D1404 6: computed, yet said not to be",
    ]


def test_a_citation_of_no_clause_stops_the_map(monkeypatch, tmp_path):
    def stranger():
        raise LookupError("cited, but not in the list of clauses: D1404 99")

    monkeypatch.setattr(clauses, "coverage", stranger)
    stopped = run("map", "--docs", str(tmp_path))
    assert stopped.exit_code == 4
    assert stopped.stderr == "cited, but not in the list of clauses: D1404 99\n"


@pytest.mark.parametrize("option", [["--article", "art03_staffing"], []])
def test_cases_of_ones_own_are_run_against_the_article(tmp_path, option):
    file = tmp_path / ("mine.toml" if option else "art03_staffing.cases.toml")
    file.write_text(STAFFING % "false", encoding="utf-8-sig")
    passed = run("check", str(file), *option)
    assert (passed.exit_code, passed.stdout) == (0, "")
    assert passed.stderr == f"{file}: 1 cases, 0 differences\n"


def test_differences_are_data_and_exit_with_3(tmp_path):
    file = tmp_path / "art03_staffing.cases.toml"
    file.write_text(STAFFING.replace("D1392 3", "D1392 99") % "true", encoding="utf-8")
    failed = run("check", str(file))
    assert failed.exit_code == 3
    assert failed.stdout.splitlines() == [
        "One clerk is too few: granted: expected True, found False",
        "One clerk is too few: D1392 99 is no clause",
    ]
    assert failed.stderr == f"{file}: 1 cases, 2 differences\n"
    as_json = run("check", str(file), "--json")
    assert as_json.exit_code == 3
    assert json.loads(as_json.stdout) == {"cases": 1, "differences": failed.stdout.splitlines()}


def test_walks_of_ones_own_are_run_against_the_procedure(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(WALK % "open", encoding="utf-8")
    assert run("check", str(file), "--article", "call").exit_code == 0
    file.write_text(WALK % "closed", encoding="utf-8")
    failed = run("check", str(file), "--article", "procedures.call")
    assert failed.exit_code == 3
    assert failed.stdout == "Opened: general_department: open -> closed: found -> open\n"


@pytest.mark.parametrize(
    ("article", "content", "said"),
    [
        ("art03_staffing", b"a = ?", "(at line 1, column 5)"),
        ("art03_staffing", b"[[case]]\nname = ''", "case 1: 'name' is missing or empty"),
        ("art03_staffing", b"\xff", "codec can't decode"),
        ("call", b"[[walk]]", "walk 1: 'steps' is missing or empty"),
        ("procedures.licence", b"", "licence has no procedure of its own"),
    ],
)
def test_a_file_that_cannot_be_read_exits_with_3(tmp_path, article, content, said):
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    failed = run("check", str(file), "--article", article)
    assert (failed.exit_code, failed.stdout) == (3, "")
    assert said in failed.stderr


@pytest.mark.parametrize(
    ("article", "hint"),
    [
        ("art03_stafing", "no single article 'art03_stafing'; did you mean art03_staffing"),
        ("zzzzzz", "no single article 'zzzzzz'\n"),
        ("staffing", "no single article 'staffing'"),
    ],
)
def test_an_unknown_article_is_a_usage_error(tmp_path, article, hint):
    file = tmp_path / "mine.toml"
    file.write_text("", encoding="utf-8")
    wrong = run("check", str(file), "--article", article)
    assert wrong.exit_code == 2
    assert hint in wrong.stderr
    assert run("check", str(tmp_path / "none.toml")).exit_code == 2


def test_a_clause_is_printed_in_both_languages_with_what_computes_it():
    shown = run("clause", "D1392 3")
    assert shown.exit_code == 0
    first, second = shown.stdout.split("\n\n")
    assert first.startswith("ماده ۳ دستورالعمل ۱۳۹۲ (art. 3, Directive of 1392)\n  ")
    for line in (
        "  computed by: directive_1392.art03_staffing.staffing",
        "  case: Everything that is missing is named at once",
    ):
        assert line in first.splitlines()
    assert "  print: " in first
    assert second.startswith("ماده ۳ تبصره ۱ دستورالعمل ۱۳۹۲")


def test_a_clause_that_cannot_be_computed_says_why_in_both_languages():
    row = next(row for row in clauses.coverage() if row.clause.not_computable)
    lines = run("clause", row.clause.id).stdout.splitlines()
    assert f"  not computable: {row.clause.not_computable['fa']}" in lines
    assert f"  not computable: {row.clause.not_computable['en']}" in lines


def test_the_whole_of_an_item_prints_its_parts_and_their_ambiguities():
    shown = run("clause", "D1404 4(7)")
    assert len(re.findall(r"^ماده ۴ بند ۷", shown.stdout, re.MULTILINE)) > 4
    assert "  ambiguity: A-" in shown.stdout


def test_a_clause_is_printed_as_json():
    (facts,) = json.loads(run("clause", "D1392 3 n.1", "--json").stdout)
    assert facts["id"] == "D1392 3 n.1"
    assert facts["computed_by"] == ["directive_1392.art03_staffing.staffing"]
    assert set(facts) == {
        "id", "fa", "en", "kind", "printed", "print_note", "not_computable", "assumes",
        "computed_by", "cases",
    }  # fmt: skip


@pytest.mark.parametrize("place", ["D1404 99", "12", ""])
def test_a_clause_that_is_not_there_is_a_usage_error(place):
    wrong = run("clause", place)
    assert wrong.exit_code == 2
    assert f"no clause {place!r}" in wrong.stderr


def test_the_group_imports_nothing_heavy():
    lines = "import parvaneh.cli, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"numpy", "duckdb", "pyarrow", "persiantools", "tomllib", "holidays", "babel", "jinja2"}
    assert not heavy & set(loaded)
    assert not [name for name in loaded if name.startswith("parvaneh.law")]
