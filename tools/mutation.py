"""Alter the law, mutant by mutant, and write down how many alterations no test noticed.

`make mutation` continues where an earlier run stopped. What has changed since is brought up to
date first: altered functions are tried anew by the tool itself; when a test or a data file has
changed, every mutant that had survived gets another trial. `ARGS=--fresh` starts from nothing,
`ARGS=--report` only writes down what is known.
"""

from __future__ import annotations

import argparse
import filecmp
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import measured

ROOT = measured.ROOT
MUTANTS = ROOT / "mutants"
LAW = Path("src/parvaneh/law")
TESTS = Path("tests/law")
STAMP = MUTANTS / "evidence.sha256"
NOTICED = ("killed", "timeout", "segfault", "caught by type check")
NEEDED = 90
SHOWN = 40


def main() -> int:
    """Run what is left to run, then report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fresh", action="store_true", help="forget earlier runs")
    parser.add_argument("--report", action="store_true", help="run nothing, report what is known")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    if arguments.fresh:
        shutil.rmtree(MUTANTS, ignore_errors=True)
    if not arguments.report:
        _bring_up_to_date()
        mutmut = str(ROOT / ".venv" / "bin" / "mutmut")
        command = [mutmut, "run", "--max-children", str(arguments.children)]
        os.nice(10)
        try:
            subprocess.run(command, cwd=ROOT, check=True)
        except (KeyboardInterrupt, subprocess.CalledProcessError):
            print("mutation: stopped; what is known is kept", file=sys.stderr)
            return 1
    return _report()


def _is_law(path: Path) -> bool:
    return path.suffix == ".py" and path.is_relative_to(LAW) and "tests" not in path.parts


def _bring_up_to_date() -> None:
    """Copy what the tool copies only once, and give survivors another trial if evidence changed."""
    MUTANTS.mkdir(exist_ok=True)
    ours = {path.relative_to(ROOT) for path in (ROOT / "src").rglob("*") if path.is_file()}
    kept = {path for path in ours if "__pycache__" not in path.parts}
    for path in kept:
        target = MUTANTS / path
        if not _is_law(path) and not _same(ROOT / path, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, target)
    for target in list((MUTANTS / "src").rglob("*")):
        source = target.relative_to(MUTANTS)
        own = source.with_suffix("") if source.suffix in {".meta", ".spans"} else source
        if target.is_file() and own not in kept:
            target.unlink()
    shutil.rmtree(MUTANTS / "tests", ignore_errors=True)
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != _evidence():
        (MUTANTS / "mutmut-stats.json").unlink(missing_ok=True)
        for meta in _metas():
            _retry_survivors(meta)
        STAMP.write_text(_evidence(), encoding="utf-8")


def _same(one: Path, other: Path) -> bool:
    return other.exists() and filecmp.cmp(one, other, shallow=False)


def _evidence() -> str:
    """Digest what decides the fate of a mutant beside the law's own code: tests and data."""
    digest = hashlib.sha256()
    for folder in (LAW, TESTS):
        for path in sorted((ROOT / folder).rglob("*")):
            inside = path.relative_to(ROOT)
            if path.is_file() and not _is_law(inside) and "__pycache__" not in path.parts:
                digest.update(str(inside).encode() + path.read_bytes())
    return digest.hexdigest()


def _metas() -> list[Path]:
    return sorted((MUTANTS / LAW).rglob("*.py.meta"))


def _retry_survivors(meta: Path) -> None:
    content = json.loads(meta.read_text(encoding="utf-8"))
    fates = content["exit_code_by_key"]
    for key, code in fates.items():
        if status_by_exit_code[code] not in NOTICED:
            fates[key] = None
    meta.write_text(json.dumps(content, indent=4), encoding="utf-8")


def _report() -> int:
    fates: dict[str, str] = {}
    for meta in _metas():
        known = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        fates |= {key: status_by_exit_code[code] for key, code in known.items()}
    counts = Counter(fates.values())
    left = counts.pop("not checked", 0)
    tried = len(fates) - left
    if not tried:
        print("mutation: nothing tried yet; run again")
        return 1
    noticed = sum(counts[word] for word in NOTICED)
    score = 100 * noticed / tried
    # An unfinished run says so: the score is of those tried, and what is left is counted beside it.
    rows = [("mutants", len(fates)), ("tried", tried), ("not tried yet", left)]
    rows += [("noticed", noticed), *sorted(counts.items())]
    lines = measured.table(
        ["alterations of `law/`", "number"], [*rows, ("**score**", f"{score:.1f} %")]
    )
    measured.record("Mutation of the law", lines)
    survivors = sorted(key for key, fate in fates.items() if fate not in {*NOTICED, "not checked"})
    print(*survivors[:SHOWN], sep="\n")
    print(f"mutation: {noticed} of {tried} noticed, {score:.1f} % (at least {NEEDED} needed)")
    if left:
        print(f"mutation: {left} of {len(fates)} mutants not tried yet; run again")
    return 0 if score >= NEEDED and not left else 1


if __name__ == "__main__":
    sys.exit(main())
