"""Sheets of the tests, made in memory; nothing in them is real."""

import csv
import io
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.models import Import
from parvaneh.imports.operations import Run, import_check, import_give, import_run
from parvaneh.ledger.acts import SYSTEM

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
ON = date(2025, 10, 4)
DOING = {"by": SYSTEM, "at": AT}
PLACES = {"province": "IR-23", "starts_on": "1403/01/01"}


def workbook(rows, columns=None, name="Sheet1") -> bytes:
    """A workbook of rows as dictionaries; values are written as they are."""
    keys = columns or list(dict.fromkeys(key for row in rows for key in row))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        options = {"strings_to_numbers": False, "strings_to_formulas": False}
        book = xlsxwriter.Workbook(str(path), options)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, keys)
        for at, row in enumerate(rows, 1):
            for column, key in enumerate(keys):
                value = row.get(key)
                if isinstance(value, date):
                    sheet.write_datetime(at, column, datetime(*value.timetuple()[:3]), day)  # noqa: DTZ001 - a workbook knows no zone
                elif value is not None:
                    sheet.write(at, column, value)
        book.close()
        return path.read_bytes()


def delimited(rows, encoding="utf-8", delimiter=",") -> bytes:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, keys, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def office_row(code, **other):
    return {"code": code, "title": f"دفتر {code}", **PLACES, **other}


def given(kind, data, name="a.xlsx", **doing) -> Import:
    return import_give(kind=KINDS[kind], name=name, data=data, **{**DOING, **doing})


def checked(kind, data, name="a.xlsx", **doing):
    one = given(kind, data, name, **doing)
    return one, import_check(given=one, **{**DOING, **doing})


def stored(kind, data, name="a.xlsx", *, partly=False, **doing) -> tuple[Import, Run]:
    one, _ = checked(kind, data, name, **doing)
    return one, import_run(given=one, partly=partly, **{**DOING, **doing})


def said(report):
    return [(one.cell or one.row, one.column, one.en) for one in report.faults]
