"""The whole announcement of a ranking of two thousand offices, on two cores.

First its one transaction (grades, cases, deadlines, edition, proof, events), then the letters,
made, sealed and served in batches by two processes at once.
"""

import multiprocessing
import os
import time
from datetime import date, timedelta
from functools import partial

from bench import server
from bench.out import Out

NAME = "announcement"
OFFICES = 2_000
WORKERS = 2
GOAL = 90.0  # seconds for all of it
YEAR = 1405
ROOT = "ab" * 32
FIRST, LAST = date(2025, 6, 22), date(2026, 6, 21)


def run(out: Out) -> None:
    """Make the country, announce, serve the letters, and count."""
    with server.running(NAME):
        announcement = _confirmed()
        began = time.perf_counter()
        cpu = time.process_time()
        _announce(announcement)
        act, act_cpu = time.perf_counter() - began, time.process_time() - cpu
        letters, letters_cpu = _letters()
        sent = _sent()
    whole = act + letters
    out.table(
        f"Announcement of {OFFICES:,} offices",
        ["What", "Seconds", "Processor seconds"],
        [
            ["one transaction: grades, cases, edition, proof", f"{act:.1f}", f"{act_cpu:.1f}"],
            [f"{sent:,} letters made, sealed, served", f"{letters:.1f}", f"{letters_cpu:.1f}"],
            ["all of it", f"{whole:.1f}", f"{act_cpu + letters_cpu:.1f}"],
        ],
        [f"Goal: under {GOAL:.0f} s on {WORKERS} cores. PostgreSQL's own work is not counted."],
    )


def _confirmed() -> int:
    """A confirmed announcement whose moment has come, with all that it rests on."""
    from parvaneh.casework.contents import content_keep  # noqa: PLC0415 - the server is there
    from parvaneh.casework.models import Case  # noqa: PLC0415
    from parvaneh.casework.operations import case_open  # noqa: PLC0415
    from parvaneh.frame.copying import copy_rows, keyed  # noqa: PLC0415
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415
    from parvaneh.kit.places import PROVINCES  # noqa: PLC0415
    from parvaneh.ledger.acts import SYSTEM  # noqa: PLC0415
    from parvaneh.ranking.kept_values import digest_of, kept  # noqa: PLC0415
    from parvaneh.ranking.models import (  # noqa: PLC0415
        Announcement,
        Cycle,
        Result,
        Run,
        Snapshot,
    )
    from parvaneh.ranking.tests.samples import acting_as, demonstration_values  # noqa: PLC0415
    from parvaneh.registry.models import Office  # noqa: PLC0415
    from parvaneh.registry.queries.approved_values import values_in_force  # noqa: PLC0415
    from parvaneh.registry.tests.cast import demonstration_marked  # noqa: PLC0415

    demonstration_marked()
    demonstration_values()
    at = now_utc()
    offices = [
        Office(
            code=f"{PROVINCES[n % 31].key[3:]}{n:05}", province=PROVINCES[n % 31].key,
            title=f"دفتر {n} (نمایشی)",
        )
        for n in range(OFFICES)
    ]  # fmt: skip
    copy_rows(Office, keyed(offices))
    officer, second = acting_as("department_officer"), acting_as("department_officer")
    case = case_open(
        procedure="ranking_cycle", subject=f"cycle:{YEAR}", province="IR", by=SYSTEM, at=at
    )
    case.deadlines.all().delete()
    Case.objects.filter(pk=case.pk).update(state="drafted", due_on=None)
    values = kept(values_in_force())
    cycle = Cycle.objects.create(
        code=str(YEAR), year=YEAR, first=FIRST, last=LAST, case=case, values=values,
        digest=digest_of(values), opened_by=officer.key, opened_at=at,
    )  # fmt: skip
    file = content_keep(b"summary", "application/zip")
    snapshot = Snapshot.objects.create(
        cycle=cycle, number=1, file=file, sha256=file.sha256, offices=OFFICES, upto=at,
        frozen_by=officer.key, frozen_at=at,
    )  # fmt: skip
    run = Run.objects.create(
        cycle=cycle, snapshot=snapshot, number=1, state="done", official=False, root=ROOT,
        results=file, bundle=content_keep(b"bundle" * 4_000_000, "application/zip"),
        facts=_facts(), ordered_by=officer.key, ordered_at=at, done_at=at,
    )  # fmt: skip
    copy_rows(Result, [_result(run, n, one) for n, one in enumerate(offices)])
    made = Announcement.objects.create(
        cycle=cycle, run=run, announce_at=at - timedelta(minutes=1), proposed_by=officer.key,
        proposed_at=at, confirmed_by=second.key, confirmed_at=at,
    )  # fmt: skip
    return made.pk


def _facts() -> dict:
    from parvaneh.law.directive_1404.art07_grades import bands  # noqa: PLC0415
    from parvaneh.registry.queries.approved_values import values_in_force  # noqa: PLC0415

    known = bands(values=values_in_force(), on=LAST).value or ()
    return {
        "bands": [
            {"key": one.key, "fa": one.fa, "en": one.en, "lower": str(one.lower),
             "inclusive": one.inclusive}
            for one in known
        ],
        "below_average": [],
    }  # fmt: skip


def _result(run: object, number: int, office: object) -> object:
    import zlib  # noqa: PLC0415
    from fractions import Fraction  # noqa: PLC0415

    from parvaneh.law.directive_1404.art03_weighting import points_available  # noqa: PLC0415
    from parvaneh.law.directive_1404.art07_grades import grade_of  # noqa: PLC0415
    from parvaneh.ranking.models import Result  # noqa: PLC0415
    from parvaneh.registry.queries.approved_values import values_in_force  # noqa: PLC0415

    values = values_in_force()
    share = Fraction(9_000 - number * 3, 10_000)
    available = points_available(values=values, on=LAST).value or {}
    points = {one.value: str(most * share) for one, most in available.items()}
    total = sum(map(Fraction, points.values()))
    band = grade_of(total=total, values=values, on=LAST).value
    return Result(
        run=run, office=office, province=office.province, total=str(total),
        millionths=int(total * 10**6), grade=band.key, place=number + 1, status="active",
        answers=40, points=points, derivation=zlib.compress(os.urandom(4_000) * 4, 1),
    )  # fmt: skip


def _announce(announcement: int) -> None:
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415
    from parvaneh.ranking.models import Announcement  # noqa: PLC0415
    from parvaneh.ranking.operations.announcement_making import (  # noqa: PLC0415
        announcement_make,
    )

    found = Announcement.objects.select_related("cycle__case", "run").get(pk=announcement)
    assert announcement_make(announcement=found, at=now_utc())


def _letters() -> tuple[float, float]:
    """All letters by two processes; seconds, and processor seconds of both."""
    from django.db import connection  # noqa: PLC0415

    from parvaneh.frame.jobs import batches  # noqa: PLC0415
    from parvaneh.ranking.models import Announcement  # noqa: PLC0415
    from parvaneh.ranking.operations.letters import unserved  # noqa: PLC0415

    found = Announcement.objects.select_related("cycle").get()
    rows = unserved(found).order_by("province", "office_code")
    some = list(batches(rows.values_list("number", flat=True)))
    connection.close()
    began = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        used = sum(pool.imap_unordered(partial(_batch, found.cycle.code), some))
    return time.perf_counter() - began, used


def _batch(cycle: str, numbers: list[str]) -> float:
    from parvaneh.ranking.operations.letters import letters_serve_some  # noqa: PLC0415

    began = time.process_time()
    letters_serve_some(cycle=cycle, cases=numbers)
    return time.process_time() - began


def _sent() -> int:
    from parvaneh.casework.models import Notice  # noqa: PLC0415

    return Notice.objects.count()
