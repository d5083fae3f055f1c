"""Sides of a ratio, measured taking turns; peak memory, measured in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEBIBYTE = 1 << 20
CHILD = """
import importlib, json, sys
module, function, arguments = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
getattr(importlib.import_module(module), function)(*arguments)
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM:")))
"""


@dataclass(frozen=True)
class Time:
    """The best of several runs: seconds that passed, seconds of all processors together."""

    wall: float
    cpu: float


def best_of(contestants: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Time]:
    """Run all contestants in turn, several times; what came first is not always first.

    Args:
        contestants: what to run, by name; each was run once before, to be warm.
        runs: of each.

    Returns:
        The best times of each. The best passed and the best processor time may be of two runs.
    """
    names = list(contestants)
    for name in names:
        contestants[name]()
    found: dict[str, list[Time]] = {name: [] for name in names}
    for turn in range(runs):
        for name in names if turn % 2 == 0 else reversed(names):
            wall, cpu = time.perf_counter(), time.process_time()
            contestants[name]()
            found[name].append(Time(time.perf_counter() - wall, time.process_time() - cpu))
    return {
        name: Time(min(one.wall for one in times), min(one.cpu for one in times))
        for name, times in found.items()
    }


def peak_memory(module: str, function: str, *arguments: object) -> float:
    """The most memory that a process takes which does one thing alone, in MiB.

    It is read from /proc: what `getrusage` tells a child begins at its parent's memory.

    Args:
        module: where the function is; the child imports it and nothing else.
        function: its name.
        arguments: of it; what JSON can hold.
    """
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, module, function, json.dumps(arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    kibibytes = int(ran.stdout.strip().splitlines()[-1])
    return kibibytes * 1024 / MEBIBYTE


def seconds_of(process: int) -> float:
    """Processor seconds that a process and all below it have taken so far; read from /proc."""
    parents, seconds = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        one = int(stat.parent.name)
        parents[one], seconds[one] = int(fields[1]), int(fields[11]) + int(fields[12])
    found, below = 0, {process}
    while below:
        found += sum(seconds.get(one, 0) for one in below)
        below = {one for one, parent in parents.items() if parent in below}
    return found / os.sysconf("SC_CLK_TCK")


def database_seconds(side: Callable[[], object]) -> float:
    """Processor seconds of the database's process for our one connection, while a side runs."""
    from django.db import connection  # noqa: PLC0415 - only where Django is used

    side()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = int(cursor.fetchone()[0])
    before = seconds_of(process)  # nothing where the database runs elsewhere
    side()
    return seconds_of(process) - before
