"""Evidence written to files for the tests of reading it."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from parvaneh.law.directive_1404.art05_evaluation import Period, evaluation_period
from parvaneh.law.values import Values, shipped_values
from parvaneh.scoring.faults import EvidenceRefused
from parvaneh.scoring.opened import Opened
from parvaneh.scoring.sources import open_evidence

OFFICES = """\
office_code,title,province_code,county,city,licensed_on,status
0101,دفتر یک,IR-23,تهران,تهران,1398/02/01,active
0102,دفتر دو,IR-09,مشهد,مشهد,1399/07/15,suspended
2301,دفتر سه,IR-00,اراک,اراک,1400/12/29,active
"""
HEADINGS = {
    "offices": "office_code,title,province_code,county,city,licensed_on,status",
    "assessments": "office_code,criterion,method,score,assessed_on,reference",
    "survey": "office_code,answered_on,a,b,c,d",
    "services": "office_code,served_on,kind,minutes,fee_exempt,below_tariff,in_prison",
    "monitoring": "office_code,day,system,minutes_up,minutes_due",
    "staff": "office_code,post,education,experience_months,from,until",
    "training": "office_code,held_on,hours",
    "records": "office_code,kind,degree,intentional,final_on,ruling,revokes,demotion",
    "applicability": "office_code,criterion,applicable,reason",
}


@cache
def values() -> Values:
    return shipped_values()


@cache
def period() -> Period:
    found = evaluation_period(year=1404, values=values()).value
    assert found is not None
    return found


def folder(path: Path, offices: str | bytes | None = OFFICES, **sheets: str | bytes) -> Path:
    """Write sheets as .csv files; text without headings gets those of its sheet."""
    given = {} if offices is None else {"offices": offices}
    for name, content in (given | sheets).items():
        (path / f"{name}.csv").write_bytes(_headed(name, content))
    return path


def _headed(name: str, content: str | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    headed = content if content.startswith("office_code") else f"{HEADINGS[name]}\n{content}\n"
    return headed.encode()


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """Write a workbook; rows of cells without headings get those of their sheet."""
    file = path / "evidence.xlsx"
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            page.write_row(0, 0, HEADINGS[name].split(","))
            for at, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    _write(page, at, column, cell)
    return file


def _write(page, at, column, cell):
    if isinstance(cell, date):
        page.write_datetime(at, column, cell)
    elif isinstance(cell, str):
        page.write_string(at, column, cell)
    elif cell is not None:
        page.write(at, column, cell)


def opened(path: Path) -> Opened:
    return open_evidence(path, period=period(), values=values())


def refused(path: Path) -> EvidenceRefused:
    with pytest.raises(EvidenceRefused) as caught:
        opened(path)
    return caught.value


def places(path: Path) -> list[tuple[str, int | None, str | None, str]]:
    """File, row, column and what was found of every fault."""
    return [(one.file, one.row, one.column, one.found) for one in refused(path).faults]
