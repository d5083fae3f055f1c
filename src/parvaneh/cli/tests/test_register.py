"""The public register from the command line: published once, found however it is typed."""

import json
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from parvaneh.cli import acts, app
from parvaneh.registry.tests.samples import licence_sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_database(monkeypatch):
    @contextmanager
    def there(_lang):
        yield

    monkeypatch.setattr(acts, "with_database", there)


def run(*words):
    return CliRunner().invoke(app, ["register", *words, "--lang", "en"])


def test_what_was_published_is_found_and_published_once():
    licence = licence_sample()
    first, again = (json.loads(run("publish", "--json").stdout) for _ in range(2))
    assert first == again
    assert first["offices"] == 1
    [found] = json.loads(run("find", licence.office.code, "--json").stdout)
    assert (found["code"], found["standing"]) == (licence.office.code, "open")
    assert licence.office.code in run("find", licence.office.title).stdout


def test_nothing_like_it_is_said_and_is_no_fault():
    answer = run("find", "ققققق")
    assert answer.exit_code == 0
    assert "No listed office" in answer.output


def test_pages_are_written_into_the_folder_that_is_named(tmp_path):
    licence = licence_sample()
    run("publish")
    written = json.loads(run("write", str(tmp_path), "--json").stdout)
    page = tmp_path / "current" / "find" / licence.office.code / "index.html"
    assert licence.office.code in page.read_text(encoding="utf-8")
    assert written["pages"] == len(list((tmp_path / "current").rglob("index.html")))
    assert "pages in" in run("write", str(tmp_path)).output
