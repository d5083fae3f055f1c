"""A first look at a page, beside the same page as it is usually made with Django.

In one process, without a network: processor time of ours and of the database's process for us.
"""

import gzip
from collections.abc import Callable

from django.test import override_settings

from bench._wsgi import asked
from bench.contest import best_of, database_seconds
from bench.out import Out
from parvaneh.config.wsgi import application

GOAL = 4
EACH = 40  # pages in each run of a side
PAGE = "/find/"
NAMES = {"ours": "ours, never seen before", "usual": "models, prefetched; Django templates"}
CARD = b'<li class="office-card">'
LIKE = 0.9  # how like in length the pages must be


def looks(out: Out) -> None:
    """Measure both sides in turn."""
    product, usual = _page(_ours), _usual(lambda: _page(_theirs))
    if product.count(CARD) != usual.count(CARD) or not LIKE < len(product) / len(usual) < 1 / LIKE:
        raise RuntimeError("the two pages are not the same")
    sides: dict[str, Callable[[], object]] = {
        "ours": lambda: _times(_ours),
        "usual": lambda: _usual(lambda: _times(_theirs)),
    }
    database = {name: database_seconds(side) for name, side in sides.items()}
    found = best_of(sides, max(3, out.runs))
    cost = {name: 1000 * (found[name].cpu + database[name]) / EACH for name in sides}
    rows = [
        (name, f"{1000 * found[key].cpu / EACH:.2f}", f"{1000 * database[key] / EACH:.2f}",
         f"{cost[key]:.2f}", f"{cost['usual'] / cost[key]:.1f}")
        for key, name in NAMES.items()
    ]  # fmt: skip
    header = [
        "first look at a list of 20 offices",
        "CPU ms",
        "of the database",
        "together",
        "ratio",
    ]
    notes = [
        f"Goal: at least {GOAL} times the usual page. The first 20 of 2,000 offices, compressed.",
        f"{len(product):,} and {len(usual):,} bytes before that, the same middleware for both.",
    ]
    out.table("A first look at a public page", header, rows, notes)


def _times(ask: Callable[[], bytes]) -> bytes:
    for _ in range(EACH - 1):
        ask()
    return ask()


def _page(ask: Callable[[], bytes]) -> bytes:
    return gzip.decompress(ask())


def _ours() -> bytes:
    application.kept.forget()
    return asked(application, PAGE, encoding="gzip")


def _theirs() -> bytes:
    return asked(application.application, PAGE, encoding="gzip")


def _usual(work: Callable[[], bytes]) -> bytes:
    with override_settings(ROOT_URLCONF="bench._usual"):
        return work()
