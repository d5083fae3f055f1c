"""Demand that the tests of the law take every branch of it, and write down the figure."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import measured

BIN = measured.ROOT / ".venv" / "bin"
TESTS = ("src/parvaneh/law", "tests/law")


def main() -> int:
    """Measure, record, and fail if a statement or a branch was never taken."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "coverage.json"
        command = [
            *(BIN / "pytest", "-q", "-n", "2", *TESTS),
            *("--cov=parvaneh.law", "--cov-branch", "--cov-report=term-missing:skip-covered"),
            f"--cov-report=json:{figures}",
        ]
        ran = subprocess.run(command, cwd=measured.ROOT, check=False)
        if ran.returncode:
            return ran.returncode
        totals = json.loads(figures.read_text(encoding="utf-8"))["totals"]
    rows = [
        ("statements", totals["covered_lines"], totals["num_statements"]),
        ("branches", totals["covered_branches"], totals["num_branches"]),
    ]
    lines = measured.table(["of `law/`", "taken by its own tests", "in all"], rows)
    measured.record("Coverage of the law", lines)
    missed = [name for name, taken, all_of_them in rows if taken != all_of_them]
    print(f"coverage: {totals['percent_covered']:.2f} %", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
