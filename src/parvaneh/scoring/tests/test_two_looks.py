"""The pass that counts notices exactly the sheets in which the second look finds faults."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvaneh.scoring import bulk
from parvaneh.scoring.bulk_faults import list_faults
from parvaneh.scoring.columns import Type
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.schema import BULK, SHEETS
from parvaneh.scoring.tests.written import HEADINGS, folder, opened, period

# Cells of each type as text: right ones first, then what people and programs make of them.
TEXTS = {
    Type.CODE: (
        ["0101", "۰۱۰۲", " 2301 ", "101", "2301.0", "\u200e0101"],
        ["", "9999", "1", "0101a", "1e99", "\u200c"],
    ),
    Type.DAY: (
        ["1404/01/01", "۱۴۰۴/۱/۱", "2025-01-01", " 1404.02.03 ", "1402/01/01"],
        ["", "1404/13/01", "1200/01/01", "x", "45000", "2025-01-01 10:00", "1404/01-01"],
    ),
    Type.ANSWER: (["1", "۵", "", "3.0", " 2 ", "\u200f4", " "], ["0", "6", "2.5", "a", "-1"]),
    Type.FLAG: (["1", "0", "yes", "خير", "TRUE", "۰", "بله"], ["", "2", "x", " "]),
    Type.WHOLE: (["5", "۷", "3.0", "0"], ["-1", "x", "1.5", "99999999999999", "1e3"]),
    Type.TEXT: (["cctv", "شبكه", "a b"], ["x" * 1001]),
}
TYPED = {
    Type.CODE: [["0101", "0102"], [101, 2301], [9999], [None], ["0101", None, "x"], [1.5]],
    Type.DAY: [
        [date(2025, 1, 1)],
        [date(1404, 1, 1)],
        [datetime(2025, 1, 1, 3)],  # noqa: DTZ001 - without a zone on purpose
        [date(2101, 1, 1), None],
        ["1404/01/01"],
        [45000],
    ],
    Type.ANSWER: [[1, 5, None], [0], [6], [2.0, float("nan")], [2.5], ["۳"], [True], [Decimal(4)]],
    Type.FLAG: [[True, False], [None], [0, 1], [2], [1.0], ["yes"], [0.5]],
    Type.WHOLE: [[0, 7], [-1], [None], [2.0], [2.5], ["x"], [10**12], [True]],
    Type.TEXT: [["cctv"], [""], [None], [1], [True], ["x" * 1001]],
}


@st.composite
def delimited(draw):
    """A sheet as rows of text, mostly right."""
    fields = SHEETS[draw(st.sampled_from(BULK))]
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        row = []
        for field in fields.fields:
            right, wrong = TEXTS[field.type]
            is_right = draw(st.integers(0, 11)) > 0
            row.append(draw(st.sampled_from(right if is_right else wrong)))
        rows.append(row)
    return fields.key, rows


@st.composite
def typed(draw):
    """A sheet as typed columns of one length."""
    sheet = SHEETS[draw(st.sampled_from(BULK))]
    length = draw(st.integers(1, 4))
    columns = {}
    for field in sheet.fields:
        kind = draw(st.sampled_from(TYPED[field.type][:1] * 3 + TYPED[field.type]))
        columns[field.key] = [kind[at % len(kind)] for at in range(length)]
    return sheet.key, columns


def looks(path, sheet):
    """Whether the counting pass asked for a second look, and what that look finds."""
    found = opened(path)
    source = found.bulk[sheet]
    second = Faults()
    list_faults(source, found.codes, second)
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "list_faults", lambda *_: asked.append(True))
        bulk.reduce_bulk(source, found.codes, period(), Faults())
    return bool(asked), bool(second)


ONCE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@pytest.mark.slow
@ONCE
@given(delimited(), st.sampled_from(["utf-8", "utf-8-sig"]), st.sampled_from([",", ";", "\t"]))
def test_both_looks_agree_on_delimited_files(tmp_path, made, encoding, delimiter):
    sheet, rows = made
    lines = [[field.key for field in SHEETS[sheet].fields], *rows]
    text = "".join(delimiter.join(line) + "\n" for line in lines)
    for old in tmp_path.iterdir():
        old.unlink()
    asked, found = looks(folder(tmp_path, **{sheet: text.encode(encoding)}), sheet)
    assert asked == found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_both_looks_read_every_encoding_and_end_of_line(tmp_path, encoding, newline):
    text = f"{HEADINGS['services']}\n0101,1404/01/01,ثبت دادخواست,5,خير,0,yes\n"
    text += "0102,1404/01/01,لايحه,,خير,0,بلي\n"
    for cell, is_wrong in (("بلي", True), ("بله", False)):
        content = text.replace("بلي", cell).replace("\n", newline).encode(encoding)
        path = folder(tmp_path, services=content)
        assert looks(path, "services") == (is_wrong, is_wrong)


@pytest.mark.slow
@ONCE
@given(typed())
def test_both_looks_agree_on_typed_files(tmp_path, made):
    sheet, columns = made
    for old in tmp_path.iterdir():
        old.unlink()
    pq.write_table(pa.table(columns), folder(tmp_path) / f"{sheet}.parquet")
    asked, found = looks(tmp_path, sheet)
    assert asked == found


@pytest.mark.slow
def test_two_gigabytes_of_rows_are_counted_in_little_memory(tmp_path):
    block = "0101,1404/01/01,5,4,,1\n" * 40_000
    with (folder(tmp_path) / "survey.csv").open("w") as stream:
        stream.write(HEADINGS["survey"] + "\n")
        for _ in range((2 << 30) // len(block) + 1):
            stream.write(block)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from parvaneh.scoring.pipeline import Asked, settled, summarised\n"
        "found = summarised(settled(Asked(Path(sys.argv[1])))).summary\n"
        "print(found.survey_rows.sum())\n"
        # Its own peak: `getrusage` would hand it the peak of the process that started it.
        "status = Path('/proc/self/status').read_text().split()\n"
        "print(status[status.index('VmHWM:') + 1])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    rows, kibibytes = map(int, ran.stdout.split())
    assert rows == ((2 << 30) // len(block) + 1) * 40_000
    assert kibibytes < 1_000_000
