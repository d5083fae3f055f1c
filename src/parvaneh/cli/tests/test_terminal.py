"""What commands say: in the language asked for, with every number and name in place."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from parvaneh.cli import app
from parvaneh.cli.terminal import refusals_told
from parvaneh.kit.sheets import Fault
from parvaneh.scoring.faults import Faults


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.mark.parametrize(("language", "said"), [("fa", "نوشته شد"), ("en", "wrote")])
def test_what_was_written_is_said_in_the_language_asked_for(
    language: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "evidence.xlsx"
    done = run("template", file, "--lang", language)
    assert done.exit_code == 0
    assert said in done.stderr
    assert str(file) in done.stderr


@pytest.mark.parametrize(("language", "said"), [("fa", "از پیش هست"), ("en", "is there already")])
def test_a_refusal_is_said_in_the_language_asked_for(
    language: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "evidence.xlsx"
    file.touch()
    done = run("template", file, "--lang", language)
    assert done.exit_code == 5
    assert said in done.stderr


def test_another_language_is_a_usage_error(tmp_path: Path) -> None:
    assert run("template", tmp_path / "evidence.xlsx", "--lang", "de").exit_code == 2


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("file\trow\tcolumn", "a whole number from 1 to 5", "D1404 4(2)", "1100")),
        ("fa", ("پرونده\tسطر\tستون", "عددی صحیح از ۱ تا ۵", "ماده ۴ بند ۲", "۱۱۰۰")),
    ],
)
def test_faults_are_told_in_words_and_those_not_listed_are_counted(
    language: str, told: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    faults = Faults()
    allowed, params = "a whole number from {least} to {most}", {"least": 1, "most": 5}
    for row in range(1_100):
        faults.add(Fault("survey.csv", row, "a", "9", allowed, params, ("D1404 4(2)",)))
    with pytest.raises(typer.Exit), refusals_told(language):
        faults.check()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 + 1_000 + 2
    assert told[0] in lines[0]
    assert all(word in lines[1] for word in told[1:3])
    assert told[1] in lines[-2]
    assert all(told[3] in line for line in lines[-2:])


def test_an_interrupted_command_says_that_nothing_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as ended, refusals_told("fa"):
        raise KeyboardInterrupt
    assert ended.value.exit_code == 130
    assert "متوقف شد" in capsys.readouterr().err
