"""The whole command as a person runs it: `parvaneh rank` on demo evidence, then `verify`."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.evidence import HOME, evidence_of
from bench.out import Out

DRAWS = 10_000
KIB = 1024


def run(out: Out) -> None:
    """Time the processes once and take the most memory that each held."""
    for size in out.sizes:
        evidence = evidence_of(size)
        with TemporaryDirectory(dir=HOME) as folder:
            result = Path(folder) / "result"
            rank = ["rank", evidence, "--out", result, "--robustness", DRAWS]
            rows = [
                ("rank, everything written", *_measured(rank)),
                ("verify the bundle", *_measured(["verify", result / "bundle.zip"])),
                ("verify the bundle with its evidence", *_measured(["verify", result, evidence])),
            ]
            bundle = (result / "bundle.zip").stat().st_size
        notes = [f"{DRAWS:,} robustness draws; bundle of {bundle:,} bytes; one run each."]
        header = ["process", "seconds", "CPU seconds", "peak MB"]
        out.table(f"The whole command at {size}", header, rows, notes)


def _measured(arguments: list[object]) -> tuple[str, str, str]:
    command = [sys.executable, "-m", "parvaneh.cli", *map(str, arguments)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if child.returncode:
        raise RuntimeError(f"{command[3]} ended with {child.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    return f"{seconds:.1f}", f"{cpu:.1f}", f"{usage.ru_maxrss / KIB:.0f}"
