"""What a run computes, before anything of it is stored: results, explanations, files, firmness.

Here is no database: the snapshot's bytes and the values go in, what is to be kept comes out.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from parvaneh.kit.archive import pack
from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.version import code_version
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art03_weighting import points_available
from parvaneh.law.values import Values
from parvaneh.scoring.bundle import bundle_members, root_of
from parvaneh.scoring.derivation import derivations_of
from parvaneh.scoring.evidence import InputFile
from parvaneh.scoring.fast import rank
from parvaneh.scoring.fixed import millionths
from parvaneh.scoring.policy import FULL, policy_of
from parvaneh.scoring.ranking import Ranking, Result
from parvaneh.scoring.results import results_csv, six_decimals
from parvaneh.scoring.robustness.study import (
    NothingToDraw,
    Robustness,
    robustness_of,
    survey_intervals,
)
from parvaneh.scoring.summary import Summary
from parvaneh.scoring.summary_file import to_members

EXPLAINING = "explaining each office"
LEVEL = 1  # of compression: an explanation shrinks to a tenth, sooner than it is made


@dataclass(frozen=True)
class Wanted:
    """What is computed beside the results: explanations with the bundle, and draws."""

    draws: int
    seed: int
    explained: bool


@dataclass(frozen=True)
class Computed:
    """A run as it will be stored; `derivations` by office, compressed; `bundle` b"" without one."""

    ranking: Ranking
    results: bytes
    derivations: Mapping[str, bytes]
    bundle: bytes
    root: str
    robustness: Robustness | None
    firmness: Mapping[str, Mapping[str, Any]]
    available: Mapping[Indicator, Fraction]


def computed(
    summary: Summary,
    values: Values,
    file: InputFile,
    wanted: Wanted,
    progress: Progress = silent,
) -> Computed:
    """Rank frozen evidence, explain each office, pack the bundle, say how firm places are.

    Args:
        summary: the evidence.
        values: the locked values, or those of a what-if.
        file: the snapshot's file, as the bundle names it.
        wanted: what beside the results.
        progress: told how many offices are explained.

    Raises:
        Unrankable: the law refuses the evidence; every reason names its office.
        PolicyFault: the values cannot be ranked by.
    """
    ranking = rank(summary, values)
    derivations, bundle, root = {}, b"", ""
    if wanted.explained:
        trees = list(_explained(ranking, progress))
        members = bundle_members(
            ranking,
            to_members(summary),
            trees,
            inputs=(file,),
            values=values,
            code_version=_code_version(),
        )
        derivations = {
            tree["office"]: zlib.compress(members[f"derivations/{tree['office']}.json"], LEVEL)
            for tree in trees
        }
        bundle, root = pack(members), root_of(members)
    robustness = _robustness(ranking, wanted)
    available = points_available(values=values, on=summary.period.last).value
    return Computed(
        ranking=ranking,
        results=results_csv(ranking),
        derivations=derivations,
        bundle=bundle,
        root=root,
        robustness=robustness,
        firmness=_firmness(ranking, robustness),
        available=available or {},
    )


def row_of(result: Result, found: Computed) -> dict[str, Any]:
    """What the row of an office's result holds, but for the run and the office."""
    scored = [
        (one.value, score)
        for one, score in zip(Indicator, result.indicators, strict=True)
        if score is not None
    ]
    return {
        "total": "" if result.total is None else str(result.total),
        "millionths": None if result.total is None else millionths(result.total),
        "grade": result.grade,
        "place": result.place,
        "province_place": result.province_place,
        "demoted_by": result.demoted_by,
        "status": result.status.value,
        "answers": result.survey_n,
        "scores": {key: str(score) for key, score in scored},
        "points": {
            key: str(score * found.available[Indicator(key)] / FULL) for key, score in scored
        },
        "firmness": found.firmness[result.office],
        "derivation": found.derivations.get(result.office),
    }


def average_of(ranking: Ranking) -> str:
    """The national average with six decimals: exactly it may have thousands of digits."""
    return six_decimals(ranking.average)


@cache
def _code_version() -> str:
    return code_version()  # it reads every file of the package


def _explained(ranking: Ranking, progress: Progress) -> Iterator[dict[str, Any]]:
    for number, tree in enumerate(derivations_of(ranking), start=1):
        yield tree
        progress(EXPLAINING, number, len(ranking.results))


def _robustness(ranking: Ranking, wanted: Wanted) -> Robustness | None:
    if not wanted.draws:
        return None
    try:
        return robustness_of(ranking, draws=wanted.draws, seed=wanted.seed)
    except NothingToDraw:
        return None


def _firmness(ranking: Ranking, robustness: Robustness | None) -> dict[str, dict[str, Any]]:
    """How sure place and grade of each office are, by its code; it decides nothing."""
    policy = policy_of(ranking.values, ranking.period)
    surveys = robustness.surveys if robustness else survey_intervals(ranking.summary, policy)
    ages = _ages(ranking.summary)
    found: dict[str, dict[str, Any]] = {}
    for result in ranking.results:
        told: dict[str, Any] = {}
        if robustness and (one := robustness.places.get(result.office)):
            told["places"] = {"low": one.low, "median": one.median, "high": one.high}
            told["top"] = one.top
            told["grades"] = dict(zip(robustness.settings.bands, one.grades, strict=True))
            told["farthest"] = {"indicator": one.farthest, "shift": one.shift}
        if survey := surveys.get(result.office):
            mean, contented = survey.mean, survey.contented
            told["survey"] = {
                "n": mean.n,
                "mean": [mean.low, mean.estimate, mean.high],
                "contented": [contented.low, contented.estimate, contented.high],
                "is_few": result.survey_n < policy.survey_minimum,
            }
        if age := ages.get(result.office):
            told["evidence"] = age
        found[result.office] = told
    return found


def _ages(summary: Summary) -> dict[str, dict[str, Any]]:
    """The days of each office's assessments that count: the oldest, the newest, how many."""
    newest = summary.newest
    if not len(newest.office):
        return {}
    starts = np.flatnonzero(np.diff(newest.office, prepend=-1))
    oldest = np.minimum.reduceat(newest.day, starts).tolist()
    latest = np.maximum.reduceat(newest.day, starts).tolist()
    counts = np.add.reduceat(newest.count, starts).tolist()
    return {
        summary.offices[office].code: {
            "oldest": date.fromordinal(first).isoformat(),
            "newest": date.fromordinal(last).isoformat(),
            "assessments": count,
        }
        for office, first, last, count in zip(
            newest.office[starts].tolist(), oldest, latest, counts, strict=True
        )
    }
