"""`parvaneh verify`: its exit codes, and what it says."""

import json

import pytest
from typer.testing import CliRunner

from parvaneh.cli import app
from parvaneh.scoring.pipeline import Asked
from parvaneh.scoring.tests.bundles import flipped
from parvaneh.scoring.tests.test_recheck import SURVEY, bundle_of
from parvaneh.scoring.tests.written import folder


def run(*words):
    return CliRunner().invoke(app, ["verify", *map(str, words)])


@pytest.fixture
def evidence(tmp_path):
    (tmp_path / "evidence").mkdir()
    return folder(tmp_path / "evidence", survey=SURVEY)


@pytest.fixture
def bundle(tmp_path, evidence):
    return bundle_of(tmp_path / "bundle.zip", Asked(evidence, year=1404))


def test_an_intact_bundle_is_found_right(bundle):
    result = run(bundle)
    assert result.exit_code == 0
    assert "3 offices agree" in result.stdout
    assert result.stderr == ""
    assert run(bundle.parent).stdout == result.stdout


def test_a_flipped_bit_is_found_and_the_evidence_not_read(bundle, tmp_path):
    bundle.write_bytes(flipped(bundle.read_bytes(), 80_000))
    result = run(bundle, tmp_path)
    assert result.exit_code == 4
    assert ": bytes " in result.stdout


def test_the_printed_root_is_compared(bundle):
    root = json.loads(run(bundle, "--json").stdout)["root"]
    assert run(bundle, "--root", root).exit_code == 0
    assert run(bundle, "--root", root[1:]).exit_code == 4


def test_the_evidence_of_the_bundle_agrees(bundle, evidence):
    result = run(bundle, evidence, "--lang", "en")
    assert result.exit_code == 0
    assert "The evidence is that of the ranking" in result.stdout


def test_other_evidence_is_told_in_both_languages_and_json(bundle, evidence):
    folder(evidence, survey=SURVEY.replace("5,4", "4,4"))
    english, persian = run(bundle, evidence, "--lang", "en"), run(bundle, evidence)
    assert english.exit_code == persian.exit_code == 4
    assert "reduced/survey.csv:2" in english.stdout
    assert english.stdout != persian.stdout
    told = json.loads(run(bundle, evidence, "--json").stdout)
    assert [one["place"] for one in told["evidence"]] == ["survey.csv", "reduced/survey.csv:2"]
    assert told["faults"] == []


def test_evidence_that_cannot_be_read_is_told_as_such(bundle, evidence):
    folder(evidence, survey="0101,1403/09/01,6,4,,1")
    result = run(bundle, evidence)
    assert result.exit_code == 3
    assert "survey.csv" in result.stderr


def test_a_bundle_that_is_not_there_is_an_error_of_usage(tmp_path):
    assert run(tmp_path / "none.zip").exit_code == 2
