"""A workbook of 100,000 assessments, checked and stored: ours beside openpyxl and `bulk_create`.

A durable private server (fsync on). Both sides read the same workbook, find the same faulty cells,
ask the same rules of the law, and store the same good rows in one transaction. Ours also keeps the
file sealed, writes the report and the event; the peer does not.
"""

from __future__ import annotations

import os
import random
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.out import Out

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
ROWS = int(os.environ.get("PARVANEH_BENCH_ROWS", "100000"))
OFFICES = 2_000
BAD = 20  # one row in so many is wrong
SEED = 1404
GATE = 8
CRITERIA = ("I3.a", "I3.b", "I4.a", "I5.a", "I6.a")
FAULTS: tuple[tuple[str, object], ...] = (
    ("office_code", "9999999"),
    ("criterion", "I99.z"),
    ("method", 9),
    ("assessed_on", "1404/13/40"),
    ("score", 101),
    ("score", "12.34567"),
    ("assessed_on", "1499/01/01"),
)
KEYS = ("office_code", "criterion", "method", "assessed_on", "score", "reference")


def run(out: Out) -> None:
    """Measure on a server of its own; nothing of it is kept."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARVANEH_VAR"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvaneh.config.settings")
        import django  # noqa: PLC0415 - only where this benchmark runs

        from parvaneh.config import postgres  # noqa: PLC0415 - after the folder is set

        place = postgres.place_under(Path(folder))
        with postgres.running(place):
            django.setup()
            from django.core.management import call_command  # noqa: PLC0415 - needs Django
            from django.db import connections  # noqa: PLC0415 - the same

            connections["default"].settings_dict |= {"HOST": str(place.socket)}
            call_command("migrate", verbosity=0)
            try:
                _measure(out, Path(folder) / "scores.xlsx")
            finally:
                connections.close_all()


def _measure(out: Out, path: Path) -> None:
    _offices()
    planted = _written(path)
    out.say(f"{ROWS} rows, {path.stat().st_size / 1e6:.1f} MB, {len(planted)} faulty cells")
    times: dict[str, list[float]] = {"check": [], "ours": [], "peer": []}
    for turn in range(out.runs):
        sides = [("ours", _ours), ("peer", _peer)]
        for name, side in sides if turn % 2 == 0 else reversed(sides):
            _emptied()
            begun = perf_counter()
            found, stored = side(path)
            times[name].append(perf_counter() - begun)
            assert found == planted, (name, sorted(found ^ planted)[:5])
            assert stored == ROWS - len({cell[1:] for cell in planted}), (name, stored)
        _emptied()
        begun = perf_counter()
        _check(path)
        times["check"].append(perf_counter() - begun)
    best = {name: min(one) for name, one in times.items()}
    ratio = best["peer"] / best["ours"]
    load = os.getloadavg()[0]
    met = "met" if ratio >= GATE else "not met"
    whole = "read, checked, stored durably, told as one event"
    note = (
        f"{ROWS:,} assessments of {OFFICES:,} offices, {len(planted):,} of the rows wrong, each"
        f" reported with its cell by both sides; goal ≥ {GATE} ×, {met}; best of {out.runs}; the"
        f" machine's load was {load:.0f} on {os.cpu_count()} cores."
    )
    rows = (
        (whole, *_told(best["ours"]), f"{ratio:.1f}"),
        ("the same as a check that stores nothing", *_told(best["check"]), ""),
        ("openpyxl + bulk_create, the same checks", *_told(best["peer"]), "1"),
    )
    header = ("what", "seconds", "rows a second", "times the peer")
    out.table("Imports of sheets", header, rows, [note])


def _told(seconds: float) -> tuple[str, str]:
    return f"{seconds:.2f}", f"{ROWS / seconds:,.0f}"


def _offices() -> None:
    from parvaneh.frame.copying import copy_rows  # noqa: PLC0415 - needs Django
    from parvaneh.registry.models import Office  # noqa: PLC0415 - the same

    codes = (f"{1_200_000 + number}" for number in range(OFFICES))
    rows = [Office(code=code, province="IR-23", title=f"دفتر {code}") for code in codes]
    copy_rows(Office, rows)


def _written(path: Path) -> set[str]:
    """Write the workbook; the addresses of the cells that are wrong."""
    import xlsxwriter  # noqa: PLC0415 - only where this benchmark runs

    drawn = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    days = [f"1404/{3 + n // 31:02}/{n % 31 + 1:02}" for n in range(120)]
    planted = set()
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("evidence")
        sheet.write_row(0, 0, KEYS)
        for number in range(ROWS):
            row: dict[str, Any] = {
                "office_code": f"{1_200_000 + drawn.randrange(OFFICES)}",
                "criterion": drawn.choice(CRITERIA),
                "method": 3,
                "assessed_on": drawn.choice(days),
                "score": drawn.randrange(1_000_001) / 10_000,
                "reference": f"r-{number}",
            }
            if number % BAD == BAD - 1:
                key, value = drawn.choice(FAULTS)
                row[key] = value
                planted.add(f"{'ABCDEF'[KEYS.index(key)]}{number + 2}")
            sheet.write_row(number + 1, 0, list(row.values()))
    return planted


def _emptied() -> None:
    from django.db import connection  # noqa: PLC0415 - needs Django

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE registry_assessment, registry_batch, imports_import CASCADE")
        cursor.execute("VACUUM registry_assessment")


def _given(path: Path) -> Any:
    from parvaneh.imports.kinds.known import KINDS  # noqa: PLC0415 - needs Django
    from parvaneh.imports.operations import import_give  # noqa: PLC0415 - the same
    from parvaneh.ledger.acts import SYSTEM  # noqa: PLC0415 - the same

    data = path.read_bytes()
    return import_give(kind=KINDS["evidence"], name=path.name, data=data, by=SYSTEM, at=AT)


def _ours(path: Path) -> tuple[set[str], int]:
    from parvaneh.imports.models import Import  # noqa: PLC0415 - needs Django
    from parvaneh.imports.operations import import_run  # noqa: PLC0415 - the same
    from parvaneh.ledger.acts import SYSTEM  # noqa: PLC0415 - the same
    from parvaneh.registry.models import Assessment  # noqa: PLC0415 - the same

    given = _given(path)
    # As after a check; the run does all of it again.
    Import.objects.filter(pk=given.pk).update(state="checked", counts={"new": 1})
    given.refresh_from_db()
    done = import_run(given=given, partly=True, by=SYSTEM, at=AT)
    return {one.cell for one in done.report.faults}, Assessment.objects.count()


def _check(path: Path) -> None:
    from parvaneh.imports.operations import import_check  # noqa: PLC0415 - needs Django
    from parvaneh.ledger.acts import SYSTEM  # noqa: PLC0415 - the same

    import_check(given=_given(path), by=SYSTEM, at=AT)


def _peer(path: Path) -> tuple[set[str], int]:
    """What is usually written: a loop over openpyxl's rows, then `bulk_create`."""
    from functools import cache, partial  # noqa: PLC0415 - beside what they are used for

    import openpyxl  # noqa: PLC0415 - only where this benchmark runs
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from parvaneh.kit.dates import NotADay, parse_date  # noqa: PLC0415 - the same
    from parvaneh.law.directive_1404.art04_criteria import CRITERIA as KNOWN  # noqa: PLC0415
    from parvaneh.registry.models import Assessment, Batch, Office  # noqa: PLC0415 - the same
    from parvaneh.registry.operations.evidence import measured_faults  # noqa: PLC0415 - the same
    from parvaneh.registry.queries.approved_values import values_in_force  # noqa: PLC0415

    measured = cache(partial(measured_faults, values=values_in_force()))
    today = date(2025, 10, 4)
    offices = {one.code: one for one in Office.objects.all()}
    held = set(Assessment.objects.values_list("office_id", "criterion", "method", "reference"))
    wrong, seen, good = set(), set(), []
    sheet = openpyxl.load_workbook(path, read_only=True)["evidence"]
    for number, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        code, criterion, method, day, score, reference = cells
        office = offices.get(str(code).strip())
        try:
            on = parse_date(str(day))
        except NotADay:
            on = None
        scaled = round(float(score) * 10_000)
        exact = len(str(score).partition(".")[2]) <= 4 and 0 <= scaled <= 1_000_000  # noqa: PLR2004 - decimals
        faulty = {
            "A": office is None,
            "B": criterion not in KNOWN,
            "C": method not in range(1, 7),
            "D": on is None,
            "E": not exact,
        }
        bad = {f"{letter}{number}" for letter, is_bad in faulty.items() if is_bad}
        if not bad and on is not None:
            told = measured(criterion, int(method), on, today)
            bad = {f"{'D' if one.key == 'assessed_on' else 'C'}{number}" for one in told}
        key = (office and office.pk, criterion, method, reference)
        if bad or key in seen or key in held:
            wrong |= bad or {f"A{number}"}
            continue
        seen.add(key)
        good.append((number, office, criterion, int(method), on, scaled, reference))
    with transaction.atomic():
        batch = Batch.objects.create(
            code="b-peer", first=today, last=today, source="peer", rows=len(good),
            entered_by="system", entered_at=AT,
        )  # fmt: skip
        Assessment.objects.bulk_create(
            (
                Assessment(
                    batch=batch, number=number, office=office, province=office.province,
                    criterion=criterion, method=method, assessed_on=on, score=scaled,
                    reference=reference,
                )
                for number, office, criterion, method, on, scaled, reference in good
                if office is not None
            ),
            batch_size=5_000,
        )  # fmt: skip
    return wrong, Assessment.objects.count()
