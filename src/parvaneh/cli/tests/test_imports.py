"""Sheets from the command line, against the tests' own database."""

import json
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from parvaneh.cli import acts, app
from parvaneh.imports.tests.sheets import office_row, workbook
from parvaneh.registry.models import Office
from parvaneh.registry.tests.cast import reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_database(monkeypatch):
    @contextmanager
    def there(_lang):
        yield

    monkeypatch.setattr(acts, "with_database", there)


def run(*words, code=0):
    ran = CliRunner().invoke(app, [*words, "--lang", "en"])
    assert ran.exit_code == code, ran.output
    return ran.stdout


def test_a_sheet_is_checked_stored_listed_exported_and_taken_back(tmp_path):
    by = ["--by", reader("department_officer").username]
    file, out, mend = (tmp_path / name for name in ("a.xlsx", "b.csv", "mend.xlsx"))
    bad = {**office_row("1002"), "province": "نارنیا"}
    file.write_bytes(workbook([office_row("1001"), bad]))
    said = run(
        "import", "check", "offices", str(file), *by, "--json", "--returned", str(mend), code=3
    )
    (fault,) = json.loads(said)["faults"]
    assert (fault["cell"], fault["column"]) == ("C3", "province")
    assert mend.read_bytes().startswith(b"PK")
    run("import", "run", "offices", str(file), *by, code=3)
    assert not Office.objects.exists()
    run("import", "run", "offices", str(file), *by, "--good-rows", code=3)
    assert Office.objects.get().code == "1001"
    run("export", "offices", "--out", str(out), *by)
    again = json.loads(run("import", "check", "offices", str(out), *by, "--json"))
    assert (again["same"], again["faults"]) == (1, [])
    (stored,) = [
        one for one in json.loads(run("import", "list", *by, "--json")) if one["state"] == "done"
    ]
    run("import", "undo", stored["code"], "--reason", "x", *by)
    assert not Office.objects.exists()
    run("import", "check", "nothing", str(file), *by, code=3)


def test_a_template_is_written_without_a_user(tmp_path):
    out = tmp_path / "t.xlsx"
    run("import", "template", "evidence", "--out", str(out))
    assert out.read_bytes().startswith(b"PK")
