"""Everything that can be said about the source without running its tests: `make check`.

Each check runs even when an earlier one failed, so that one run tells all.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

AT_ONCE = 2  # as many as the tests use processes
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("types", ["mypy", "--no-error-summary"]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("format", ["ruff", "format", "--quiet", "--check", "."]),
    ("architecture", ["lint-imports", "--no-cache"]),
    ("spelling", ["codespell"]),
)


SRC = ROOT / "src" / "parvaneh"
# Checks of what is being built, each from the day on which its file is there.
CATALOGUE = ("catalogue", ["python", "-m", "parvaneh.kit.languages", "check"])
LAW_MAP = ("law map", ["parvaneh", "law", "map", "--check"])
VALUES = ("values", ["parvaneh", "law", "values", "--check"])
PROCEDURES = ("procedures", ["parvaneh", "law", "procedures", "--check"])
CASES = ("worked cases", ["parvaneh", "law", "cases", "--check"])
COMING = (
    (SRC / "locale" / "fa" / "LC_MESSAGES" / "django.po", CATALOGUE),
    (SRC / "cli" / "law.py", LAW_MAP),
    (SRC / "cli" / "law.py", VALUES),
    (SRC / "cli" / "law.py", PROCEDURES),
    (SRC / "cli" / "law.py", CASES),
)


def main() -> int:
    """Run the checks and show what the failing ones said."""
    checks = (*CHECKS, *(check for file, check in COMING if file.exists()))
    # The types take as long as all the others.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        passed = list(pool.map(_passes, checks))
    failed = [name for (name, _), passes in zip(checks, passed, strict=True) if not passes]
    if failed:
        print(f"check: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _passes(check: tuple[str, list[str]]) -> bool:
    name, command = check
    begun = time.perf_counter()
    ran = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - begun
    word = "ok" if ran.returncode == 0 else "FAILED"
    said = f"\n{ran.stdout}{ran.stderr}" if ran.returncode else ""
    print(f"check: {name:<12} {word:<6} {seconds:5.1f} s{said}", file=sys.stderr)
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
