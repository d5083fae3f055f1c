"""The generated evidence that benchmarks read; made once and kept under var/bench."""

from pathlib import Path

from bench.contest import ROOT
from parvaneh.scoring.demo import Format, Size, write_demo_evidence

HOME = ROOT / "var" / "bench"


def evidence_of(size: str) -> Path:
    """The folder of the demo evidence of a size, as Parquet."""
    path = HOME / f"evidence-{size}"
    if not path.exists():
        print(f"generating the demo evidence of size {size} ...", flush=True)
        HOME.mkdir(parents=True, exist_ok=True)
        write_demo_evidence(path, size=Size(size), format=Format.PARQUET)
    return path
