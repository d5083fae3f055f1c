"""Gate: mutated workbooks. None crashes an import, none is stored in part.

In CI 60, in full (`PARVANEH_GATES=full`) 1,000: bytes flipped, cut, doubled; parts of the archive
damaged, emptied, swapped, left out; cells swapped, of another type, beyond every bound; rows cut.
Each is given and checked once, then stored twice, each time taken back: as all rows or none, and as
good rows only. What an import says it stored is compared with what the register holds.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from parvaneh.imports import operations
from parvaneh.imports.faults import Report
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.models import Import, State
from parvaneh.imports.operations import Run, import_check, import_give, import_run
from parvaneh.imports.tests.sheets import DOING, office_row, workbook
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Assessment, Batch, Office, OfficeTitle
from parvaneh.registry.tests.samples import office_sample
from tools.measured import record, table

FULL = os.environ.get("PARVANEH_GATES") == "full"
TIMES = 1_000 if FULL else 60
OFFICES, SCORES = 5, 12  # rows: an office takes thirty statements, a score next to none

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

Mutation = Callable[[bytes, list[dict[str, object]], random.Random], bytes]
HOSTILE: Sequence[object] = (
    "", " ", "\u200c", "\u202e123", "=1+1", "۱۲۳", "١٢٣", 1.5e300, -1, 0, True, False, 10**14,
    "IR-99", "1404/13/32", "x" * 2_000, "'; DROP TABLE", "null", "٫", "\ufeffcode", "a\nb",
    date(1900, 1, 1), 0.1 + 0.2, "ي" * 40, "NaN", "inf", "1e5", "+98", "\u2066\u2069",
)  # fmt: skip


def offices() -> list[dict[str, object]]:
    return [office_row(f"70{n:02}", street=f"کوچه {n}") for n in range(OFFICES)]


def scores() -> list[dict[str, object]]:
    return [
        {
            "office_code": "1001", "criterion": "I3.a", "method": 3, "assessed_on": "1404/03/01",
            "score": n * 1.25, "reference": f"r-{n}",
        }
        for n in range(SCORES)
    ]  # fmt: skip


def flipped(data: bytes, _: object, drawn: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(drawn.randint(1, 8)):
        changed[drawn.randrange(len(changed))] ^= 1 << drawn.randrange(8)
    return bytes(changed)


def cut(data: bytes, _: object, drawn: random.Random) -> bytes:
    return data[: drawn.randrange(len(data))]


def doubled(data: bytes, _: object, drawn: random.Random) -> bytes:
    at = drawn.randrange(len(data))
    return data[:at] + data[at : at + drawn.randint(1, 200)] * 2 + data[at:]


def parts_changed(data: bytes, _: object, drawn: random.Random) -> bytes:
    """The archive stays whole; one of its parts is damaged, emptied, left out or another's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = drawn.choice(list(parts))
    way = drawn.randrange(5)
    if way == 0:
        del parts[name]
    elif way == 1:
        parts[name] = b""
    elif way == 2:
        parts[name] = parts[drawn.choice(list(parts))]
    elif way == 3:
        parts[name] = flipped(parts[name], None, drawn)
    else:
        text = parts[name].decode("utf-8", "replace")
        marks = ["<row", "</row>", "<c ", 'r="', "</v>", 't="s"', "<sheetData>", ">", "&"]
        parts[name] = text.replace(drawn.choice(marks), "", drawn.randint(1, 3)).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return out.getvalue()


def cells_changed(_: bytes, rows: list[dict[str, object]], drawn: random.Random) -> bytes:
    for _ in range(drawn.randint(1, 6)):
        row = drawn.choice(rows)
        row[drawn.choice(list(row))] = drawn.choice(HOSTILE)
    return _book(rows)


def cells_swapped(_: bytes, rows: list[dict[str, object]], drawn: random.Random) -> bytes:
    for _ in range(drawn.randint(1, 4)):
        row = drawn.choice(rows)
        one, other = drawn.sample(list(row), 2)
        row[one], row[other] = row[other], row[one]
    return _book(rows)


def rows_changed(_: bytes, rows: list[dict[str, object]], drawn: random.Random) -> bytes:
    drawn.shuffle(rows)
    kept = rows[: drawn.randint(0, len(rows))]
    return _book(kept + [dict(drawn.choice(rows)) for _ in range(drawn.randint(0, 3))], rows[0])


def headings_changed(_: bytes, rows: list[dict[str, object]], drawn: random.Random) -> bytes:
    key = drawn.choice(list(rows[0]))
    renamed = str(drawn.choice([*rows[0], "", "خطاها", "faults", "x", key.upper()]))
    return _book([{renamed if k == key else k: v for k, v in row.items()} for row in rows])


MUTATIONS: Sequence[Mutation] = (
    flipped, cut, doubled, parts_changed, parts_changed, cells_changed, cells_changed,
    cells_swapped, rows_changed, headings_changed,
)  # fmt: skip


def _book(rows: list[dict[str, object]], first: dict[str, object] | None = None) -> bytes:
    return workbook(rows, list(first or rows[0]))


def held() -> tuple[int, ...]:
    tables = (Office, OfficeTitle, Assessment, Batch, Event)
    return tuple(table.objects.count() for table in tables)


def given(kind: str, data: bytes) -> Import:
    return import_give(kind=KINDS[kind], name="a.xlsx", data=data, **DOING)


def checked(kind: str, data: bytes) -> tuple[Import, Report] | None:
    """A file given and checked; None where that left a trace."""
    before = held()
    one = given(kind, data)
    report = import_check(given=one, **DOING)
    return (one, report) if held() == before else None


def stored_as_told(one: Import, checked: Report, *, partly: bool) -> str:
    """What came of a file; an empty answer where the register does not hold what is told."""
    if not (checked.new or checked.changed) or (checked.fault_count and not partly):
        return "refused"
    before = held()
    run = import_run(given=one, partly=partly, **DOING)
    after = held()
    if not run.stored:
        return "" if after != before else "refused"
    report = run.report
    table = 0 if one.kind == "offices" else 2
    whole = after[table] - before[table] == report.new and after[4] == before[4] + 1
    same = report.counts == checked.counts and report.faults == checked.faults
    is_all = partly or not report.fault_count
    return "stored" if whole and same and is_all and one.state == State.DONE else ""


def both_ways(kind: str, data: bytes) -> tuple[str, str]:
    """What came of a file: as all rows or none, and as good rows only; both taken back."""
    with taken_back():
        found = checked(kind, data)
        if found is None:
            return "partial", "partial"
        return outcome(*found, partly=False), outcome(*found, partly=True)


def outcome(one: Import, report: Report, *, partly: bool) -> str:
    """What storing it came to, by the import as it was after its check."""
    with taken_back():
        return stored_as_told(Import.objects.get(pk=one.pk), report, partly=partly) or "partial"


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def outcomes(times: int) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for number in range(times):
        drawn = random.Random(number)  # noqa: S311 - repeatable
        kind, rows = drawn.choice((("offices", offices), ("evidence", scores)))
        mutation = MUTATIONS[number % len(MUTATIONS)]
        data = mutation(workbook(rows()), rows(), drawn)
        try:
            ways = both_ways(kind, data)
        except Exception as why:  # noqa: BLE001 - that is what is looked for
            ways = (f"crash: {number} {why!r}",) * 2
        found.update((mutation.__name__, one) for one in ways)
    return found


def test_no_mutated_workbook_crashes_or_is_stored_in_part():
    office_sample("1001")
    found = outcomes(TIMES)
    wrong = {key: count for key, count in found.items() if key[1] not in {"refused", "stored"}}
    assert not wrong
    assert sum(found.values()) == 2 * TIMES
    assert {outcome for _, outcome in found} == {"refused", "stored"}
    if FULL:
        names = dict.fromkeys(one.__name__ for one in MUTATIONS)
        rows = [(one, found[one, "refused"], found[one, "stored"], 0, 0) for one in names]
        header = ("mutation", "refused", "stored whole", "stored in part", "crashes")
        note = f"{TIMES:,} workbooks, each stored both ways: all rows or none, good rows only."
        record("Mutated workbooks", [*table(header, rows), "", note])


def test_the_untouched_workbook_is_stored():
    office_sample("1001")
    for kind, rows in (("offices", offices), ("evidence", scores)):
        assert both_ways(kind, workbook(rows())) == ("stored", "stored")


def test_a_check_that_leaves_a_trace_is_found(monkeypatch):
    def leaving(**doing: object) -> Report:
        report = operations.import_check(**doing)
        Office.objects.create(code="1", province="IR-23", title="دفتر")
        return report

    monkeypatch.setitem(globals(), "import_check", leaving)
    assert both_ways("offices", workbook(offices())) == ("partial", "partial")


def test_an_import_that_stores_something_else_than_it_tells_is_found(monkeypatch):
    def other(**doing: object) -> Run:
        run = operations.import_run(**doing)
        Office.objects.create(code="1", province="IR-23", title="دفتر")
        return run

    monkeypatch.setitem(globals(), "import_run", other)
    assert both_ways("offices", workbook(offices())) == ("partial", "partial")


def test_a_crash_would_be_told(monkeypatch):
    def fails(*_: object, **__: object) -> Report:
        raise ZeroDivisionError

    monkeypatch.setattr(operations, "worked_through", fails)
    office_sample("1001")
    assert any(outcome.startswith("crash") for _, outcome in outcomes(len(MUTATIONS)))
