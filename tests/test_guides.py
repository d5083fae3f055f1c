"""The guides: each command parses, each number is computed again, both languages agree."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from fractions import Fraction
from functools import wraps
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from click.testing import CliRunner as ClickRunner
from typer.main import get_command
from typer.testing import CliRunner

from parvaneh.cli import app
from parvaneh.kit.dates import long_date
from parvaneh.kit.holidays import official_calendar
from parvaneh.kit.text import Language, ascii_digits
from parvaneh.law import jalali
from parvaneh.law.citation import cite
from parvaneh.law.clauses import clauses, is_parent
from parvaneh.law.directive_1404.art05_evaluation import evaluation_period
from parvaneh.law.directive_1404.art07_grades import bands
from parvaneh.law.directive_1404.art08_measures import Stay, education_score
from parvaneh.law.directive_1404.art12_objection import decision_due, objection_due, review_due
from parvaneh.law.values import merged, read_values, shipped_values, value_at
from parvaneh.scoring.exact import rank_exactly
from parvaneh.scoring.measures import COMPUTED, measures_of
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.reduce import reduce_evidence
from parvaneh.scoring.sources import open_evidence
from tools import house_rules as rules

pytestmark = pytest.mark.source

GUIDE = rules.ROOT / "docs" / "guide"
EXAMPLE, PROFILE = GUIDE / "example", GUIDE / "profile.example.toml"
PAGES = [
    path
    for path in rules.tracked_files()
    if path.suffix == ".md" and (path.parent in {GUIDE, rules.ROOT})
]
NAMES = [path.relative_to(rules.ROOT).as_posix() for path in PAGES]
VALUES = shipped_values()
PERIOD = evaluation_period(year=1404, values=VALUES).value
BOTH = [language.value for language in Language]


def text_of(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def commands(text: str) -> list[list[str]]:
    """The commands of a page's code blocks, as words after the program's name."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = (line.partition(" #")[0] for block in blocks for line in block.splitlines())
    return _ours(line.partition(" > ")[0] for line in lines)


def mentions(text: str) -> list[list[str]]:
    """The commands named within sentences; they need not be complete."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return _ours(re.findall(r"`([^`\n]+)`", prose))


def _ours(lines: Iterable[str]) -> list[list[str]]:
    words = [shlex.split(line) for line in lines if line.strip()]
    known = ("parvaneh", ".venv/bin/parvaneh")
    return [one[1:] for one in words if one[0] in known and "…" not in one]


@pytest.fixture(scope="module")
def silent():
    """All commands as they are parsed; none does anything."""
    with pytest.MonkeyPatch.context() as patched:
        _silence(app, patched)
        yield get_command(app)


@pytest.fixture
def exit_code(tmp_path, monkeypatch, silent):
    """Run a command line that does nothing, in a folder that holds every file it names."""
    monkeypatch.chdir(tmp_path)

    def run(words: list[str]) -> int:
        for word in words:
            if not word.startswith("-") and not Path(word).exists():
                path = Path(word)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch() if path.suffix else path.mkdir()
        return ClickRunner().invoke(silent, words).exit_code

    return run


def _silence(group: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    for info in group.registered_commands:
        monkeypatch.setattr(info, "callback", _like(info.callback))
    for one in group.registered_groups:
        _silence(one.typer_instance, monkeypatch)


def _like(callback):
    @wraps(callback)
    def nothing(**_):
        return None

    return nothing


@pytest.mark.parametrize("name", NAMES)
def test_every_command_shown_parses(name, exit_code):
    text = (rules.ROOT / name).read_text(encoding="utf-8")
    for words in commands(text):
        assert exit_code(words) == 0, words
    for words in mentions(text):
        assert exit_code([*words, "--help"]) == 0, words


def test_the_guides_show_every_command_and_a_wrong_one_is_found(exit_code):
    shown = {
        words[0]
        for name in BOTH
        for page in GUIDE.glob(f"*.{name}.md")
        for words in commands(page.read_text(encoding="utf-8"))
    }
    known = {info.name or info.callback.__name__ for info in app.registered_commands}
    assert shown >= known | {"demo"}
    for wrong in (
        ["rank", "x", "--nothing"],
        ["rank", "--nothing", "--help"],
        ["rankk"],
        ["rank", "x"],
        ["demo", "evidence"],
    ):
        assert exit_code(wrong) == 2


@pytest.mark.parametrize("page", ["ranking", "law", "running", "backups", "air-gapped"])
def test_both_languages_show_the_same_commands(page):
    persian, english = (text_of(f"{page}.{language}.md") for language in BOTH)
    assert commands(persian) == commands(english)


@pytest.mark.parametrize("name", NAMES)
def test_every_link_within_the_project_leads_somewhere(name):
    page = rules.ROOT / name
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    for link in links:
        if "://" not in link:
            assert (page.parent / link).exists(), link


# ---- the worked example


@pytest.fixture(scope="module")
def summary():
    return reduce_evidence(open_evidence(EXAMPLE, period=PERIOD, values=VALUES), PERIOD)


@pytest.fixture(scope="module")
def told(summary):
    """What the program makes of the example: criteria, indicators, total, grade."""
    result = rank_exactly(summary, VALUES).results[0]
    measured = measures_of(summary, policy_of(VALUES, PERIOD))
    by_count = {
        code: Fraction(int(measured.numerator[0, at]), int(measured.denominator[0, at]))
        for at, code in enumerate(COMPUTED)
    }
    by_count["I3.b"] = (by_count["I3.b"] + Fraction("92.5")) / 2
    names = {band.key: band.fa for band in bands(values=VALUES, on=PERIOD.last).value}
    indicators = {f"I{number}": score for number, score in enumerate(result.indicators, start=1)}
    return by_count, indicators, result.total, names[result.grade]


@pytest.mark.parametrize("language", BOTH)
def test_the_numbers_of_the_worked_example_are_those_of_the_program(told, language):
    criteria, indicators, total, grade = told
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", text_of(f"ranking.{language}.md"), re.MULTILINE
    )
    shown = {name.strip(): score.strip() for name, score in rows}
    for code in ("I3.b", "I4.b", "I4.c", "I4.d", "I6.b", "I6.c", "I6.e"):
        assert Fraction(shown[code]) == criteria[code]
    for code, score in indicators.items():
        assert shown[code] == f"{float(score):.6f}"
        assert abs(Fraction(shown[code]) - score) <= Fraction(1, 2_000_000)
    total_name, grade_name = ("امتیاز کل", "رتبه") if language == "fa" else ("total", "grade")
    assert shown[total_name] == f"{float(total):.6f}"
    assert shown[grade_name] == grade


@pytest.mark.parametrize("language", BOTH)
def test_the_numbers_of_the_staff_are_those_of_the_law(summary, language):
    text = ascii_digits(text_of(f"ranking.{language}.md")).replace("٫", ".")
    rows = re.findall(
        r"^\| [^|]+ \|[^|]*, (\d+) \| (\d+)[^|]*, \d+ \|(.*)\|$",
        text.replace("،", ","),
        re.MULTILINE,
    )
    assert len(rows) == 4
    stays = summary.stays
    for (points, months, rest), at in zip(rows, _in_order(stays), strict=True):
        shown_points, days, due = (Fraction(cell) for cell in rest.split("|"))
        one = Stay(stays.education[at], int(stays.months[at]), int(days), int(due))
        score = education_score(staff=[one], values=VALUES, on=PERIOD.last).value
        assert (
            int(points)
            == value_at(VALUES, "D1404.8.education_points", PERIOD.last).content[one.education]
        )
        assert (int(months), days, due) == (stays.months[at], stays.days[at], stays.days_due[at])
        assert shown_points == score


def _in_order(stays) -> list[int]:
    order = ("master", "bachelor", "associate", "diploma")
    return [stays.education.index(one) for one in order]


@pytest.mark.parametrize("language", list(Language))
def test_the_clocks_of_an_objection_are_those_of_article_12(language):
    where = {"calendar": official_calendar([1404]), "province": "IR-23", "values": VALUES}
    announced = jalali.day("1404-06-31")
    objection = objection_due(announced_on=announced, **where).value.last
    review = review_due(lodged_on=objection, objection_last=objection, **where).value.last
    decision = decision_due(sent_on=review, received_on=review, **where).value.last
    text = " ".join(text_of(f"ranking.{language.value}.md").split())
    days = [long_date(on, language) for on in (announced, objection, review, decision)]
    places = [text.index(day) for day in days]
    assert all(one < other for one, other in pairwise(places))


# ---- values and law


def test_the_example_profile_loads_and_can_be_ranked_by(summary):
    profile = read_values(PROFILE.read_text(encoding="utf-8"), PROFILE.name)
    assert set(profile.histories) <= set(VALUES.histories)
    values = merged(VALUES, profile)
    policy_of(values, PERIOD)
    result = rank_exactly(summary, values).results[0]
    assert result.status.value == "ungraded"
    for entries in profile.histories.values():
        assert all("not approved" in entry.approved_by for entry in entries)


@pytest.mark.parametrize("language", BOTH)
def test_the_case_that_the_guide_adds_holds(tmp_path, language):
    case = re.search(
        r"^```toml\n(.*?)^```", text_of(f"law.{language}.md"), re.MULTILINE | re.DOTALL
    )[1]
    file = tmp_path / "mine.cases.toml"
    file.write_text(case, encoding="utf-8")
    result = CliRunner().invoke(app, ["law", "check", str(file), "--article", "art04_record"])
    assert result.exit_code == 0


def register(language: str) -> dict[str, tuple[str, set[str]]]:
    rows = re.findall(
        r"^\| (A-\d\d) \| ([^|]+) \|.*\| ([^|]+) \|$", text_of(f"law.{language}.md"), re.MULTILINE
    )
    return {name: (where, set(re.findall(r"`([^`]+)`", keys))) for name, where, keys in rows}


@pytest.mark.parametrize("language", BOTH)
def test_the_register_names_every_ambiguity_and_every_value_that_decides_one(language):
    rows = register(language)
    used = {name for one in clauses() for name in one.assumes}
    wanted: dict[str, set[str]] = {}
    for key, history in VALUES.histories.items():
        for name in history[-1].assumes:
            wanted.setdefault(name, set()).add(key)
    assert set(rows) >= used | set(wanted)
    assert {name: keys for name, (_, keys) in rows.items() if keys} == wanted


@pytest.mark.parametrize("language", BOTH)
def test_the_register_cites_clauses_that_exist(language):
    leaves = [one.id for one in clauses()]
    for where, _ in register(language).values():
        for part in re.split("،|,", where):
            place = part.strip()
            if place.startswith("D"):
                source = place.split()[0]
            else:
                place = f"{source} {place}"
            assert str(cite(place)) in leaves or is_parent(place, leaves), place
