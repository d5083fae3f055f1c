"""Cycles from the command line: listed, shown, and taken out so that others rank the same."""

import json
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from parvaneh.casework.contents import content_read
from parvaneh.cli import acts, app
from parvaneh.ranking.tests.samples import country_sample, finished_run, locked_cycle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_database(monkeypatch):
    @contextmanager
    def there(_lang):
        yield

    monkeypatch.setattr(acts, "with_database", there)


def run(*words):
    return CliRunner().invoke(app, [*map(str, words), "--lang", "en"])


def by(acting):
    return "--by", acting.user.username


def test_what_is_taken_out_is_ranked_alike_outside_byte_for_byte(tmp_path):
    country = country_sample()
    stands = finished_run(country)
    taken = run("cycle", "export", "1405", "--out", tmp_path / "out", *by(country.analyst))
    assert taken.exit_code == 0, taken.output
    evidence, values = tmp_path / "out" / "evidence.summary", tmp_path / "out" / "values.toml"
    ranked = run(
        "rank", evidence, "--values", values, "--period", 1405, "--out", tmp_path / "again"
    )
    assert ranked.exit_code == 0, ranked.output
    again = tmp_path / "again"
    assert (again / "results.csv").read_bytes() == content_read(stands.results)
    # The proof too: same evidence, same values, same code.
    assert (again / "bundle.zip").read_bytes() == content_read(stands.bundle)
    assert json.loads((again / "run.json").read_text())["root"] == stands.root


def test_a_cycle_is_listed_and_shown():
    country = country_sample()
    locked_cycle(country)
    listed = json.loads(run("cycle", "list", *by(country.deputy), "--json").stdout)
    assert [(one["code"], one["state"]) for one in listed] == [("1405", "values_locked")]
    shown = json.loads(run("cycle", "show", "1405", *by(country.deputy), "--json").stdout)
    assert (shown["snapshot"], len(shown["values"])) == (None, 64)


def test_who_does_not_work_on_cycles_takes_none_out(tmp_path):
    country = country_sample()
    finished_run(country)
    refused = run("cycle", "export", "1405", "--out", tmp_path / "out", *by(country.deputy))
    assert refused.exit_code == 3
    assert not (tmp_path / "out").exists()
