"""Run benchmarks by name, or all of them."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path

import bench
from bench.out import SIZES, Out

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run what was asked for; returns the exit status."""
    known = _benchmarks()
    parser = argparse.ArgumentParser(prog="python -m bench", description=bench.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(known)}")
    parser.add_argument("--sizes", default="M", help="of the evidence, such as S,M,L (default M)")
    parser.add_argument("--runs", type=int, default=5, help="of each side; the best counts")
    parser.add_argument("--record", action="store_true", help="write docs/measured.md")
    arguments = parser.parse_args()
    sizes = tuple(arguments.sizes.upper().split(","))
    unknown = [name for name in arguments.names if name not in known]
    unknown += [size for size in sizes if size not in SIZES]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}")
    out = Out(sizes=sizes, runs=arguments.runs, records=arguments.record)
    for name in arguments.names or known:
        out.say(f"\n=== {name} ===")
        known[name](out)
    return 0


def _benchmarks() -> dict[str, Callable[[Out], None]]:
    found = {}
    for module in pkgutil.iter_modules([str(HERE)]):
        if module.name.startswith("_"):
            continue
        run = getattr(importlib.import_module(f"bench.{module.name}"), "run", None)
        if callable(run):
            found[module.name] = run
    return found


if __name__ == "__main__":
    sys.exit(main())
