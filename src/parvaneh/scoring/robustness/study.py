"""The whole study of a ranking: draws, leave-one-out, drivers and survey intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress, silent
from parvaneh.scoring.inputs import inputs_of
from parvaneh.scoring.measures import Whole
from parvaneh.scoring.policy import Policy, policy_of
from parvaneh.scoring.ranking import Ranking
from parvaneh.scoring.robustness.drawing import Drawn, drawn_places
from parvaneh.scoring.robustness.draws import Floats, coefficient_vectors, shares_of, whole_weights
from parvaneh.scoring.robustness.drivers import Drivers, Model, criteria_of, drivers
from parvaneh.scoring.robustness.left_out import LeftOut, left_out
from parvaneh.scoring.robustness.places import edges_of, field_of
from parvaneh.scoring.robustness.surveys import SurveyInterval, survey_interval
from parvaneh.scoring.summary import CRITERION_CODES, SURVEY_CRITERIA, Summary

TOP = 20
ROWS = 1024  # of each sample that the drivers are estimated from
DRIVING = msg("finding what drives the places")


@dataclass(frozen=True, eq=False)
class Robustness:
    """How firm a ranking is. `offices` are those with a place, by code; `places` what they have.

    `bands` are the keys of the grades that `drawn.grades` counts, the highest first. `survey` holds
    every office with answers, also those without a place.
    """

    draws: int
    seed: int
    offices: tuple[str, ...]
    places: Whole
    bands: tuple[str, ...]
    drawn: Drawn
    left_out: LeftOut
    drivers: Drivers
    survey: Mapping[str, SurveyInterval]


class NothingToDraw(ValueError):
    """No office has a place, so no place can be more or less firm."""


def robustness_of(
    ranking: Ranking, *, draws: int, seed: int, progress: Progress = silent
) -> Robustness:
    """Study a ranking.

    Args:
        ranking: the whole; it is not changed.
        draws: coefficient vectors, at least 1.
        seed: of every draw; equal seeds give equal studies.
        progress: told what is done.

    Raises:
        NothingToDraw: no office has a place.
    """
    policy = policy_of(ranking.values, ranking.period)
    placed = [(at, result) for at, result in enumerate(ranking.results) if result.place is not None]
    if not placed:
        raise NothingToDraw("no office has a place")
    at = np.array([number for number, _ in placed])
    places = np.array([result.place for _, result in placed], np.int64)
    scores = np.array([[float(score or 0) for score in result.indicators] for _, result in placed])
    generator = np.random.default_rng(seed)
    drawn = _draw(scores, policy, draws, generator, progress)
    progress(DRIVING, 0, 1)
    inputs = inputs_of(ranking.summary, ranking.values, policy)
    coefficients = [float(one) for one in policy.coefficients]
    weights = [float(one) for one in policy.criterion_weights]
    model = Model(criteria_of(inputs, at), coefficients, weights, places, generator)
    driving = drivers(model, ROWS, generator)
    progress(DRIVING, 1, 1)
    return Robustness(
        draws=draws,
        seed=seed,
        offices=tuple(result.office for _, result in placed),
        places=places,
        bands=tuple(band.key for band in policy.bands),
        drawn=drawn,
        left_out=left_out(scores, shares_of(policy.coefficients), places, _bounds(policy)),
        drivers=driving,
        survey=survey_intervals(ranking.summary, policy),
    )


def survey_intervals(summary: Summary, policy: Policy) -> dict[str, SurveyInterval]:
    """The intervals of every office with answers, by code.

    Args:
        summary: the reduced evidence.
        policy: what each answer is worth and each question weighs.
    """
    weights = [policy.criterion_weights[CRITERION_CODES.index(code)] for code in SURVEY_CRITERIA]
    found = {}
    for at, office in enumerate(summary.offices):
        clients = int(summary.survey_rows[at])
        one = survey_interval(summary.survey[at], clients, policy.survey_points, weights)
        if one is not None:
            found[office.code] = one
    return found


def _draw(
    scores: Floats,
    policy: Policy,
    draws: int,
    generator: np.random.Generator,
    progress: Progress,
) -> Drawn:
    field = field_of(scores)
    weights = whole_weights(coefficient_vectors(policy.coefficients, draws, generator))
    edges = edges_of(_bounds(policy), field.unit)
    return drawn_places(field, weights, edges, TOP, progress=progress)


def _bounds(policy: Policy) -> list[tuple[Fraction, bool]]:
    return [(band.lower, band.inclusive) for band in policy.bands]
