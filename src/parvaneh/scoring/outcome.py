"""What one run came to, as another is compared with it.

It is taken from a ranking in memory, or read back from an output folder (whose derivations hold
every number exactly) or from a bare `results.csv` (whose numbers are rounded to six decimals and
whose coefficients are not known).
"""

import csv
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.values import shipped_values, value_at
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Ranking
from parvaneh.scoring.results import read_results

INDICATOR_CODES = tuple(indicator.value for indicator in Indicator)
RESULTS = "results.csv"
DERIVATIONS = "explain"
BUNDLE = "bundle.zip"
VALUES = "values.json"
OFFICES = "reduced/offices.csv"
RUN = "run.json"
BANDS = "D1404.7.bands"
# What identifies evidence; where it stands in which file, and what policy makes of it, does not.
_SCALES = frozenset({"points", "full_share", "full_hours", "counted_as"})
_ROW = ("score", "on", "reference")
# No exponents: a short text must not become a number that fills the memory.
_NUMBER = re.compile(r"-?\d+(?:[./]\d+)?")
_RECORD = ("kind", "degree", "final_on", "ruling")


class NotAnOutcome(ValueError):
    """The folder or file holds no results as this program writes them; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One office in one run; `grade` is the band's key or name, "" where there is none.

    `evidence` holds a fingerprint of the evidence of each indicator, empty where it is not known.
    """

    office: str
    title: str
    province: str
    status: str
    grade: str
    total: Fraction | None
    indicators: tuple[Fraction | None, ...]
    place: int | None
    demoted_by: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """One run: its name, its coefficients (None where not known), its bands, its offices.

    `bands` run from the highest; `values` holds what each dated value was, by key, as JSON has it.
    """

    name: str
    coefficients: tuple[Fraction, ...] | None
    bands: tuple[Band, ...]
    entries: Mapping[str, Entry]
    values: Mapping[str, object] = field(default_factory=dict)


def outcome_of(ranking: Ranking, name: str) -> Outcome:
    """A ranking in memory as an outcome.

    Args:
        ranking: the whole.
        name: what to call it, such as its year.
    """
    policy = policy_of(ranking.values, ranking.period)
    offices = {office.code: office for office in ranking.summary.offices}
    entries = {
        result.office: Entry(
            office=result.office,
            title=offices[result.office].title,
            province=offices[result.office].province,
            status=result.status.value,
            grade=result.grade,
            total=result.total,
            indicators=result.indicators,
            place=result.place,
            demoted_by=result.demoted_by,
        )
        for result in ranking.results
    }
    used = {basis.key for basis in policy.bases}
    values = {
        key: _plain(value_at(ranking.values, key, ranking.period.last).content) for key in used
    }
    return Outcome(name, policy.coefficients, policy.bands, entries, values)


def read_outcome(path: Path) -> Outcome:
    """Read what a run wrote.

    Args:
        path: an output folder, or a `results.csv`.

    Raises:
        NotAnOutcome: neither, or something in it is not as it was written.
        OSError: it cannot be read.
    """
    try:
        return _of_folder(path) if path.is_dir() else _of_table(path)
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise NotAnOutcome(f"{path.name}: {type(error).__name__}: {error}") from error


def read_derivation(folder: Path, office: str) -> dict[str, Any]:
    """The derivation of one office as a run wrote it.

    Args:
        folder: the output folder.
        office: the code.

    Raises:
        FileNotFoundError: there is no such office.
        ValueError: the file is not JSON.
    """
    text = (folder / DERIVATIONS / f"{office}.json").read_text(encoding="utf-8")
    tree: dict[str, Any] = json.loads(text)
    return tree


def bundled_values(folder: Path) -> dict[str, dict[str, Any]]:
    """What the bundle of an output folder says of each dated value; empty where it has no bundle.

    Returns:
        By key: content, status and whatever else the bundle keeps.
    """
    try:
        with zipfile.ZipFile(folder / BUNDLE) as bundle:
            kept: dict[str, dict[str, Any]] = json.loads(bundle.read(VALUES))
    except (FileNotFoundError, KeyError):
        return {}
    return kept


def province_medians(folder: Path, province: str) -> dict[str, Fraction]:
    """The median score of each indicator among a province's offices with a place.

    Args:
        folder: an output folder; without its bundle nothing tells who the neighbours are.
        province: its key.

    Returns:
        By indicator code; empty where nothing is known.
    """
    try:
        with zipfile.ZipFile(folder / BUNDLE) as bundle:
            text = bundle.read(OFFICES).decode()
        rows = read_results((folder / RESULTS).read_bytes())
    except (FileNotFoundError, KeyError):
        return {}
    offices = csv.DictReader(text.splitlines())
    there = {row["office_code"] for row in offices if row["province_code"] == province}
    scores = [row.indicators for code, row in rows.items() if code in there and row.place]
    medians = {}
    for code, known in zip(INDICATOR_CODES, zip(*scores, strict=True), strict=False):
        medians[code] = median([score for score in known if score is not None])
    return medians


def run_facts(folder: Path) -> dict[str, Any]:
    """What `run.json` of an output folder says; empty where there is none."""
    try:
        facts: dict[str, Any] = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return facts


def bands_of(values: Mapping[str, Mapping[str, Any]]) -> tuple[Band, ...]:
    """The bands of kept values, the highest first; the shipped ones where none were kept."""
    if BANDS in values:
        rows = values[BANDS]["content"]
    else:
        rows = shipped_values().histories[BANDS][-1].content
    made = [
        Band(row["key"], row["fa"], row["en"], Fraction(row["lower"]), row["inclusive"])
        for row in rows
    ]
    return tuple(sorted(made, key=lambda band: (-band.lower, band.inclusive)))


def _of_folder(folder: Path) -> Outcome:
    files = sorted((folder / DERIVATIONS).glob("*.json"))
    if not files:
        return _of_table(folder / RESULTS)
    trees = [json.loads(file.read_bytes()) for file in files]
    kept = bundled_values(folder)
    facts = run_facts(folder)
    return Outcome(
        name=str(facts.get("year", folder.name)),
        coefficients=_coefficients(trees),
        bands=bands_of(kept),
        entries={tree["office"]: _entry(tree) for tree in trees},
        values={key: value["content"] for key, value in kept.items()},
    )


def _coefficients(trees: Iterable[Mapping[str, Any]]) -> tuple[Fraction, ...] | None:
    for tree in trees:
        found = {row["indicator"]: row.get("coefficient") for row in tree["indicators"]}
        if all(found.get(code) is not None for code in INDICATOR_CODES):
            return tuple(Fraction(found[code]) for code in INDICATOR_CODES)
    return None


def _entry(tree: Mapping[str, Any]) -> Entry:
    rows = {row["indicator"]: row for row in tree["indicators"]}
    listed = [rows.get(code, {}) for code in INDICATOR_CODES]
    return Entry(
        office=tree["office"],
        title=tree["title"],
        province=tree["province"],
        status=tree["standing"],
        grade=tree["grade"] or "",
        total=_fraction(tree["total"]),
        indicators=tuple(_fraction(row.get("score")) for row in listed),
        place=tree["place"],
        demoted_by=tree["demoted_by"],
        evidence=tuple(_fingerprint(row) for row in listed),
    )


def _fingerprint(row: Mapping[str, Any]) -> str:
    """Equal for equal evidence of an indicator, whatever policy makes of it."""
    methods = [
        (criterion["criterion"], method["method"], method.get("newest_on"),
         _counts(method.get("counts") or {}), _parts(method.get("evidence"), _ROW))
        for criterion in row.get("criteria", ())
        for method in criterion["methods"]
    ]  # fmt: skip
    text = json.dumps([methods, _parts(row.get("records"), _RECORD)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _counts(counts: Mapping[str, Any]) -> dict[str, Any]:
    """What was counted, without the scale that policy lays on it."""
    return {name: counted for name, counted in counts.items() if name not in _SCALES}


def _parts(rows: Iterable[Mapping[str, Any]] | None, names: Iterable[str]) -> list[str]:
    return sorted(json.dumps([row.get(name) for name in names]) for row in rows or ())


def _of_table(path: Path) -> Outcome:
    bands = bands_of({})
    keys = {band.fa: band.key for band in bands}
    entries = {
        row.office: Entry(
            office=row.office,
            title="",
            province="",
            status=row.status.value,
            grade=keys.get(row.grade, row.grade),
            total=row.total,
            indicators=row.indicators,
            place=row.place,
            demoted_by=row.demoted_by,
        )
        for row in read_results(path.read_bytes()).values()
    }
    return Outcome(path.parent.name or path.stem, None, bands, entries)


def _fraction(text: str | None) -> Fraction | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"not a number: {text[:40]!r}")
    return Fraction(text)


def _plain(content: object) -> object:
    if isinstance(content, Mapping):
        return {name: _plain(part) for name, part in content.items()}
    if isinstance(content, tuple | list):
        return [_plain(part) for part in content]
    return content
