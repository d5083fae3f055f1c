"""What a process does whose memory is measured; imported without any peer."""

from pathlib import Path

from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.values import shipped_values
from parvaneh.scoring.bulk import reduce_bulk
from parvaneh.scoring.demo import demo_period
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.opened import Opened
from parvaneh.scoring.sources import open_evidence
from parvaneh.scoring.summary import Counts


def opened_at(path: Path) -> Opened:
    """The demo evidence, opened."""
    return open_evidence(path, period=demo_period(), values=shipped_values())


def reduced(opened: Opened, period: Period) -> list[Counts]:
    """The counts of the survey and of the services; everything in them is checked."""
    faults = Faults()
    found = [
        reduce_bulk(opened.bulk[sheet], opened.codes, period, faults).counts
        for sheet in ("survey", "services")
    ]
    faults.check()
    return found


def reduce_sheets(path: str) -> None:
    """Open evidence and reduce its two largest sheets."""
    reduced(opened_at(Path(path)), demo_period())
