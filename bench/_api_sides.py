"""Both sides of the API's list, in one process, without a network: what one page of it costs."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import orjson
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from bench._wsgi import asked
from bench.contest import best_of, database_seconds
from bench.out import Out
from parvaneh.config.wsgi import application
from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.frame.copying import copy_rows
from parvaneh.kit.clock import now_utc
from parvaneh.kit.places import PROVINCES

GOAL = 5
OFFICES, SIZE = 2_000, 50
EACH = 300  # pages in each run of a side
ASKED = "standing=open"
LEAN = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
PEER = {"ROOT_URLCONF": "bench._drf", "MIDDLEWARE": LEAN}
FIRST = date(2025, 9, 22)
SERVICES = ("petition", "appeal", "brief", "declaration", "case-copy", "sana-enrolment")
WEEK = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday")
Asks = Callable[[], bytes]


def seed() -> None:
    """Publish an edition of generated offices."""
    copy_rows(ListedOffice, [_row(number) for number in range(OFFICES)])
    Edition.objects.create(
        number=1,
        shows_on=FIRST,
        published_at=now_utc(),
        offices=OFFICES,
        changed=OFFICES,
        digest="0" * 64,
    )


def _row(number: int) -> ListedOffice:
    province = PROVINCES[number % len(PROVINCES)]
    return ListedOffice(
        code=f"{110_000 + number}",
        title=f"دفتر خدمات الکترونیک قضایی {number} {province.fa}",
        standing="open" if number % 10 else "suspended",
        standing_since=FIRST,
        standing_until=FIRST + timedelta(days=number),
        licence=f"1404-{number:05}-1",
        province=province.key,
        city=province.fa,
        street=f"خیابان نمونه، پلاک {number}",
        postal_code=f"{1_000_000_000 + number}",
        phones=["02100000000", "02100000001"],
        hours=[[day, "08:00", "14:00"] for day in WEEK],
        services=dict.fromkeys(SERVICES, 10000 * number),
        access={"parking_near": [True, "office", FIRST.isoformat()]},
        grade="good",
        tiles=2,
        bands=4,
        cycle=1404,
        graded_on=FIRST,
        official="provisional",
        place=number + 1,
        held=[[1404, "good", 2, FIRST.isoformat(), None, "provisional"]],
        inspected_on=FIRST,
        words=province.fa,
        digest="0" * 64,
    )


def compared(out: Out) -> None:
    """Measure all sides in turn."""
    with override_settings(**PEER):
        peer = WSGIHandler()
    # A cursor that names nobody begins at the beginning: the same page, never asked for before.
    numbers = count()
    ours = "/api/v1/offices", f"{ASKED}&limit={SIZE}"
    sides: dict[str, Asks] = {
        "kept": lambda: asked(application, *ours),
        "ours": lambda: asked(application, ours[0], f"{ours[1]}&cursor=0-{next(numbers)}"),
        "same": lambda: _of_peer(peer, "/offices"),
        "flat": lambda: _of_peer(peer, "/flat"),
    }
    sizes = _same(sides)
    runs: dict[str, Callable[[], object]] = {
        name: lambda ask=ask: [ask() for _ in range(EACH)] for name, ask in sides.items()
    }
    database = {name: database_seconds(run) for name, run in runs.items()}
    found = best_of(runs, max(3, out.runs))
    cost = {name: 1000 * (found[name].cpu + database[name]) / EACH for name in sides}
    names = {
        "kept": "ours, asked for before",
        "ours": "ours, for the first time",
        "same": "REST Framework, the same items",
        "flat": "REST Framework, rows as they are",
    }
    rows = [
        (name, f"{sizes[key]:,}", f"{1000 * found[key].cpu / EACH:.2f}",
         f"{1000 * database[key] / EACH:.2f}", f"{1000 / cost[key]:,.0f}",
         f"{cost[key] / cost['ours']:.2f}")
        for key, name in names.items()
    ]  # fmt: skip
    header = ["a page of 50 offices", "bytes", "CPU ms", "of the database", "a core carries/s", "×"]
    notes = [
        f"Goal: at least {GOAL} times Django REST Framework per core, whichever of its two forms,",
        "for a page that nobody asked for yet: its rows are there as JSON, its bytes are not.",
        f"{OFFICES:,} offices, one filter, cursor paging; {EACH} pages a run, the best run.",
        "Ours with all of its middleware, the peer with two. Items are compared: they are equal.",
    ]
    out.table("The list of the API beside Django REST Framework", header, rows, notes)


def _same(sides: dict[str, Asks]) -> dict[str, int]:
    """The sizes of the answers, once their items were seen to be the same.

    Raises:
        RuntimeError: they are not.
    """
    said = {name: ask() for name, ask in sides.items()}
    ours = orjson.loads(said["ours"])["items"]
    if orjson.loads(said["kept"])["items"] != ours:
        raise RuntimeError("our own sides answer differently")
    theirs, flat = (orjson.loads(said[name])["results"] for name in ("same", "flat"))
    if ours != theirs or [one["code"] for one in flat] != [one["code"] for one in ours]:
        raise RuntimeError("the sides answer differently")
    return {name: len(body) for name, body in said.items()}


def _of_peer(peer: WSGIHandler, path: str) -> bytes:
    with override_settings(ROOT_URLCONF=PEER["ROOT_URLCONF"]):
        return asked(peer, path, ASKED)
