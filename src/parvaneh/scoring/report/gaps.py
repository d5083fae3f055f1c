"""What evidence is missing: by sheet, by province and by criterion."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvaneh.scoring.policy import Policy
from parvaneh.scoring.summary import CRITERION_CODES, SURVEY_CRITERIA, Summary

# The sheets that carry evidence of single offices, in the order in which they are shown.
SOURCES = ("assessments", "survey", "services", "monitoring", "staff", "training")
SHEETS = ("offices", *SOURCES, "records", "applicability")
SERVICE_CRITERIA = ("I4.b", "I4.c", "I4.d")
STAFF_CRITERIA = ("I6.c", "I6.e")

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: whether it was given, and how many of its rows lay outside the period."""

    name: str
    given: bool
    outside: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """How many offices have no evidence of a criterion, and to how many it does not apply."""

    code: str
    missing: int
    inapplicable: int


@dataclass(frozen=True)
class Gaps:
    """What is missing, of `offices` offices.

    `covered` counts, by province and source, the offices with at least one row of it;
    `in_province` the offices of each province.
    """

    offices: int
    sheets: tuple[Sheet, ...]
    criteria: tuple[Criterion, ...]
    in_province: Mapping[str, int]
    covered: Mapping[tuple[str, str], int]


def gaps_of(summary: Summary, policy: Policy, ranked: Sequence[bool]) -> Gaps:
    """Find what is missing.

    Args:
        summary: the reduced evidence.
        policy: which monitored systems count, and the least number of survey answers.
        ranked: for each office whether it is looked at; revoked ones are not.
    """
    kept = np.array(ranked, dtype=bool)
    evidence, sources = _evidence(summary, policy), _sources(summary)
    excluded = _inapplicable(summary)
    criteria = tuple(
        Criterion(
            code,
            missing=int((kept & ~evidence[:, at] & ~excluded[:, at]).sum()),
            inapplicable=int((kept & excluded[:, at]).sum()),
        )
        for at, code in enumerate(CRITERION_CODES)
    )
    provinces = [office.province for office in summary.offices]
    in_province = Counter(one for one, is_kept in zip(provinces, kept, strict=True) if is_kept)
    covered: Counter[tuple[str, str]] = Counter()
    for source, has in sources.items():
        here = zip(provinces, (kept & has).tolist(), strict=True)
        covered.update((province, source) for province, is_covered in here if is_covered)
    sheets = tuple(
        Sheet(name, name in summary.sheets, summary.outside.get(name, 0)) for name in SHEETS
    )
    return Gaps(int(kept.sum()), sheets, criteria, in_province, covered)


def _sources(summary: Summary) -> dict[str, Flags]:
    """By source, which offices have at least one row of it in the period."""
    count = len(summary.offices)
    return {
        "assessments": _any_of(summary.newest.office, count),
        "survey": summary.survey_rows > 0,
        "services": summary.services[:, 0] > 0,
        "monitoring": summary.minutes[:, :, 1].sum(axis=1) > 0,
        "staff": _any_of(summary.stays.office, count),
        "training": summary.training[:, 0] > 0,
    }


def _evidence(summary: Summary, policy: Policy) -> Flags:
    """For each office and criterion whether there is anything to score it by."""
    found = np.zeros((len(summary.offices), len(CRITERION_CODES)), dtype=bool)
    place = {code: at for at, code in enumerate(CRITERION_CODES)}
    found[summary.newest.office, summary.newest.criterion] = True
    enough = summary.survey_rows > 0
    if policy.small_sample == "not_assessable":
        enough = summary.survey_rows >= max(policy.survey_minimum, 1)
    for at, code in enumerate(SURVEY_CRITERIA):
        found[:, place[code]] |= enough & (summary.survey[:, at].sum(axis=1) > 0)
    counted = [at for at, name in enumerate(summary.systems) if name in policy.systems]
    found[:, place["I3.b"]] |= summary.minutes[:, counted, 1].sum(axis=1) > 0
    found[:, place["I6.b"]] |= summary.training[:, 0] > 0
    for code in SERVICE_CRITERIA:
        found[:, place[code]] |= summary.services[:, 0] > 0
    for code in STAFF_CRITERIA:
        found[:, place[code]] |= _any_of(summary.stays.office, len(found))
    return found


def _inapplicable(summary: Summary) -> Flags:
    excluded = np.zeros((len(summary.offices), len(CRITERION_CODES)), dtype=bool)
    office = {one.code: at for at, one in enumerate(summary.offices)}
    place = {code: at for at, code in enumerate(CRITERION_CODES)}
    for row in summary.applicability:
        if not row.applicable:
            excluded[office[row.office], place[row.criterion]] = True
    return excluded


def _any_of(offices: NDArray[np.int64], count: int) -> Flags:
    return np.bincount(offices, minlength=count)[:count] > 0
