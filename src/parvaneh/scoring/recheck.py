"""A bundle against the evidence it was made from: the same files, and the same counts again.

The stand-alone verifier starts from the reduced evidence that a bundle carries. Who holds the
evidence itself can go one step further back: its files must have the hashes that the bundle names,
and reducing them again must give the bundle's tables, byte for byte.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from parvaneh.kit.archive import unpack
from parvaneh.kit.progress import Progress, silent
from parvaneh.law import jalali
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.ruling import Status, msg
from parvaneh.law.values import DatedValue, Values, frozen, merged, shipped_values
from parvaneh.scoring.bundle import ORIGIN, REDUCED, VALUES
from parvaneh.scoring.evidence import InputFile
from parvaneh.scoring.pipeline import Asked, Settings, summarised
from parvaneh.scoring.summary_file import to_members

NOT_READ = msg("{place}: the ranking did not read this file.")
GONE = msg("{place}: the ranking read this file; it is not among the evidence.")
ALTERED = msg("{place}: this is not the file that the ranking read; its SHA-256 is {found}.")
REDUCED_OTHERWISE = msg("{place}: the evidence gives {found}, the bundle holds {needed}.")
LONGEST = 120  # characters of a line that are shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which evidence and bundle differ: a message with its parameters."""

    message: str
    place: str
    found: str = ""
    needed: str = ""


def evidence_differences(
    bundle: Path, evidence: Path, progress: Progress = silent
) -> list[Difference]:
    """Compare a verified bundle with evidence.

    Args:
        bundle: the file, already found intact.
        evidence: the folder, workbook or summary that the ranking is said to be made from.
        progress: told what is done.

    Returns:
        Every file that differs, and of each table of the reduced evidence the first line that does.

    Raises:
        EvidenceRefused: the evidence is not right; every fault at once.
        NotASummary, OtherPeriod: a summary that is damaged, or covers another period.
        NotCanonical: the bundle is damaged.
    """
    members = unpack(bundle.read_bytes())
    origin = json.loads(members[ORIGIN])
    first, last = (date.fromisoformat(origin["period"][end]) for end in ("first", "last"))
    values = merged(shipped_values(), _values(json.loads(members[VALUES])))
    settings = Settings(Asked(evidence), jalali.parts(last)[0], Period(first, last), values)
    gathered = summarised(settings, progress)
    again = to_members(gathered.summary)
    return [
        *_other_files(origin["inputs"], gathered.inputs),
        *(
            found
            for name, content in again.items()
            for found in _other_lines(REDUCED + name, content, members[REDUCED + name])
        ),
    ]


def _values(kept: Mapping[str, Mapping[str, Any]]) -> Values:
    return Values({key: (_entry(key, value),) for key, value in kept.items()})


def _entry(key: str, value: Mapping[str, Any]) -> DatedValue:
    until = value["until"]
    return DatedValue(
        key=key,
        content=frozen(value["content"]),
        start=date.fromisoformat(value["from"]),
        until=None if until is None else date.fromisoformat(until),
        source=value["source"],
        status=Status(value["status"]),
        approved_by=value["approved_by"],
        unit="",
        fa=key,
        en=key,
        cites=(),
        assumes=(),
    )


def _other_files(
    kept: Iterable[Mapping[str, Any]], found: Iterable[InputFile]
) -> Iterator[Difference]:
    wanted = {file["name"]: file["sha256"] for file in kept}
    hashes = {file.name: file.sha256 for file in found}
    for name in sorted(wanted.keys() | hashes.keys()):
        if name not in wanted:
            yield Difference(NOT_READ, name)
        elif name not in hashes:
            yield Difference(GONE, name)
        elif hashes[name] != wanted[name]:
            yield Difference(ALTERED, name, hashes[name], wanted[name])


def _other_lines(name: str, again: bytes, kept: bytes) -> Iterator[Difference]:
    if again == kept:
        return
    pairs = zip_longest(again.decode().split("\n"), kept.decode().split("\n"), fillvalue="")
    number, (found, needed) = next(
        (number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]
    )
    place = f"{name}:{number}"
    yield Difference(REDUCED_OTHERWISE, place, found[:LONGEST], needed[:LONGEST])
