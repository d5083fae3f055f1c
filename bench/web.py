"""Public pages: kept ones beside nginx on the same bytes, a first look beside Django's usual way.

The product runs as people run it (two web processes, the full country). The same generator asks
both servers, taking turns, on the same machine; what is said is the best of the runs.
"""

import gzip
import subprocess
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._front import nginx_running
from bench._product import connected, product_running, program
from bench.contest import seconds_of
from bench.out import Out

GOAL_SHARE = 15  # per cent
CONNECTIONS, SECONDS = 16, 3
PAGE = "/find/"
Headers = Sequence[tuple[str, str]]
COMPRESSED = ("Accept-Encoding", "gzip")


def run(out: Out) -> None:
    """Measure what the door answers, then what a first look costs."""
    with product_running() as (address, process):
        _beside_nginx(out, Server(address + PAGE, process))
        connected()
        from bench._looks import looks  # noqa: PLC0415 - needs Django

        looks(out)


@dataclass(frozen=True)
class Server:
    """Who answers: where, and its process with all below it."""

    address: str
    process: int


@dataclass(frozen=True)
class Rate:
    """How many requests a server answers a second, and how many for a second of a processor."""

    wall: float
    cpu: float


def _beside_nginx(out: Out, product: Server) -> None:
    wrk, nginx = program("wrk"), program("nginx")
    if wrk is None or nginx is None:
        missing = " and ".join(name for name in ("wrk", "nginx") if program(name) is None)
        out.say(f"!!! NOT MEASURED: kept pages beside nginx need {missing} (packages of Debian)")
        return
    headers, plain, packed = _fetched(product.address)
    pages = {"find.html": (plain, packed)}
    with (
        TemporaryDirectory() as folder,
        nginx_running(nginx, Path(folder) / "nginx", pages, headers) as (address, process),
    ):
        front = Server(f"{address}/find.html", process)
        known = [_fetched(one.address)[0]["Etag"] for one in (product, front)]
        ways: dict[str, list[Headers]] = {
            f"page of {len(packed):,} bytes, compressed": [[COMPRESSED], [COMPRESSED]],
            f"the same plain, {len(plain):,} bytes": [[], []],
            "not modified": [[COMPRESSED, ("If-None-Match", one)] for one in known],
        }
        rows = []
        for name, asks in ways.items():
            taken: list[list[Rate]] = [[], []]
            for _ in range(out.runs):
                for one, side, asked in zip(taken, (product, front), asks, strict=True):
                    one.append(_rate(wrk, side, asked))
            rows.append((name, *_cells(*map(_best, taken))))
    header = ["what", "kept/s", "nginx/s", "share", "kept, CPU s", "nginx, CPU s", "share of CPU"]
    notes = [
        f"Goal: at least {GOAL_SHARE} % of nginx with the same bytes and headers.",
        f"wrk with {CONNECTIONS} connections on the same two cores, {SECONDS} s each, in turn.",
        "CPU s: requests for one second of a processor in the server's processes, wrk's left out.",
        "Where the machine has other work, who has more threads gets more of it: then read this.",
    ]
    out.table("Kept pages beside nginx", header, rows, notes)


def _best(taken: Sequence[Rate]) -> Rate:
    return Rate(max(one.wall for one in taken), max(one.cpu for one in taken))


def _cells(ours: Rate, theirs: Rate) -> tuple[str, ...]:
    return (
        f"{ours.wall:,.0f}", f"{theirs.wall:,.0f}", f"{100 * ours.wall / theirs.wall:.0f} %",
        f"{ours.cpu:,.0f}", f"{theirs.cpu:,.0f}", f"{100 * ours.cpu / theirs.cpu:.0f} %",
    )  # fmt: skip


def _got(address: str, *headers: tuple[str, str]) -> tuple[dict[str, str], bytes]:
    asked = urllib.request.Request(address, headers=dict(headers))  # noqa: S310 - http, ours
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - the same
        return {name.title(): value for name, value in answer.headers.items()}, answer.read()


def _fetched(address: str) -> tuple[dict[str, str], bytes, bytes]:
    """The headers of a page, its bytes, and the same compressed."""
    (_, plain), (headers, packed) = _got(address), _got(address, COMPRESSED)
    # Pages differ in nothing, unless an office has opened or closed between the two.
    if gzip.decompress(packed) != plain:
        raise RuntimeError("the page changed while it was fetched; run it again")
    return headers, plain, packed


def _rate(wrk: str, server: Server, headers: Headers) -> Rate:
    words = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    words += [part for name, value in headers for part in ("-H", f"{name}: {value}")]
    before = seconds_of(server.process)
    ran = subprocess.run([*words, server.address], capture_output=True, text=True, check=True)
    taken, said = seconds_of(server.process) - before, ran.stdout
    if "Non-2xx" in said and "If-None-Match" not in dict(headers):
        raise RuntimeError(f"{server.address} answered with errors: {said}")
    lines = said.splitlines()
    count = next(int(line.split()[0]) for line in lines if " requests in " in line)
    rate = next(float(line.split()[1]) for line in lines if "Requests/sec" in line)
    return Rate(rate, count / taken)
