"""The one writer of figures: `record` replaces a section of docs/measured.md, keeps the others.

A figure without its commit, day and machine cannot be repeated, so every section carries them.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "docs" / "measured.md"
HEAD = """# Measured

Written by the programs that measure (`make bench`, `make gates`, `make mutation`), one section
each; not by hand.
"""


def record(section: str, lines: Iterable[str], *, path: Path = MEASURED) -> None:
    """Put `lines` (Markdown) as the section of that name, in place of what stood there."""
    body = "\n".join(lines).strip()
    marked = f"## {section}\n\n{body}\n\n{_provenance()}\n"
    before = path.read_text(encoding="utf-8") if path.exists() else HEAD
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(replaced(before, section, marked), encoding="utf-8")


def record_row(
    section: str, header: Sequence[str], row: Sequence[object], *, path: Path = MEASURED
) -> None:
    """Put a row into the table of a section, in place of the one that begins alike."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _, _, there = text.partition(f"\n## {section}\n")
    body, _, _ = there.partition("\n## ")
    lines = [line for line in body.splitlines() if line.startswith("| ")][2:]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    kept = [one for one in cells if one[0] != str(row[0])]
    record(section, table(header, [*kept, row]), path=path)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a Markdown table."""
    ruler = ["---"] * len(header)
    return ["| " + " | ".join(map(str, row)) + " |" for row in (header, ruler, *rows)]


def replaced(text: str, section: str, marked: str) -> str:
    """Return the document with one section replaced, or added at its end."""
    parts = text.split("\n## ")
    kept = [parts[0].rstrip()]
    found = False
    for part in parts[1:]:
        if part.partition("\n")[0].strip() == section:
            kept.append(marked.strip())
            found = True
        else:
            kept.append(f"## {part}".rstrip())
    if not found:
        kept.append(marked.strip())
    return "\n\n".join(kept) + "\n"


def _provenance() -> str:
    day = dt.datetime.now(tz=dt.UTC).date().isoformat()  # noqa: TID251 - the day of measuring
    return f"<sub>{day}, {_commit()}; {_machine()}</sub>"


def _commit() -> str:
    def git(*arguments: str) -> str:
        ran = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return ran.stdout.strip()

    name = git("rev-parse", "--short=10", "HEAD")
    if not name:
        return "no commit known"
    return (
        f"commit {name} with changes" if git("status", "--porcelain", "src") else f"commit {name}"
    )


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {_cpu()}, {_memory()}, Python {platform.python_version()}"


def _cpu() -> str:
    return _field("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()


def _memory() -> str:
    kibibytes = _field("/proc/meminfo", "MemTotal").split()
    return f"{int(kibibytes[0]) / 2**20:.0f} GiB" if kibibytes else "memory unknown"


def _field(path: str, name: str) -> str:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
    found = (line.partition(":")[2].strip() for line in text.splitlines() if line.startswith(name))
    return next(found, "")
