"""The whole study of a ranking: draws, leave-one-out, drivers and the intervals of its surveys.

Floats may count here, because nothing here is decided: a study stands beside the legal result and
never changes it. Everything random comes from one seed; the same ranking, seed and number of draws
give the same study, with any number of threads, compiled or not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from parvaneh.kit.progress import Progress, silent
from parvaneh.scoring.fixed import TooLarge
from parvaneh.scoring.inputs import Inputs, inputs_of
from parvaneh.scoring.policy import Policy, policy_of
from parvaneh.scoring.ranking import Ranking, Result
from parvaneh.scoring.robustness.drawing import Drawn, drawn_places
from parvaneh.scoring.robustness.draws import (
    Floats,
    Whole,
    coefficient_vectors,
    shares_of,
    whole_weights,
)
from parvaneh.scoring.robustness.drivers import (
    INDICATORS,
    ROWS,
    Driver,
    Model,
    criteria_of,
    drivers_of,
)
from parvaneh.scoring.robustness.intervals import DECIMALS, SurveyInterval, survey_interval
from parvaneh.scoring.robustness.left_out import NONE, LeftOut, demoted, left_out
from parvaneh.scoring.robustness.places import edges_of, field_of
from parvaneh.scoring.summary import CRITERION_CODES, SURVEY_CRITERIA, Summary

SURVEY_WEIGHTS_AT = tuple(CRITERION_CODES.index(code) for code in SURVEY_CRITERIA)


class NothingToDraw(ValueError):
    """No office has a place, so no place can be more or less firm."""


@dataclass(frozen=True, slots=True)
class OfficePlaces:
    """How firm one office's place is.

    `low`, `median` and `high`: nine draws of ten give it a place from `low` to `high`. `top`: the
    probability to be among the first. `grades`: that of each band, the highest first, after the
    office's demotion. `without`: its place, and `grades_without` its grade, without each indicator
    in turn; None and "" where nothing would be left to weigh. `farthest`: the indicator whose
    absence moves it most, "" if none does; `shift`: by how many places, down being positive.
    """

    office: str
    place: int
    low: int
    median: int
    high: int
    top: float
    grades: tuple[float, ...]
    without: tuple[int | None, ...]
    grades_without: tuple[str, ...]
    farthest: str
    shift: int


@dataclass(frozen=True, slots=True)
class Without:
    """All offices without one indicator: places moved on average, and at most and by whom.

    `grades_changed`: offices whose grade is another. `mean_shift` is None where nothing would be
    left to weigh.
    """

    indicator: str
    mean_shift: float | None
    farthest: int
    office: str
    grades_changed: int


@dataclass(frozen=True)
class Settings:
    """With what a study was made.

    `draws` coefficient vectors from `seed`; offices with a place; `top` places are counted among
    the first; `bands` are the keys of the grades, the highest first; totals in parts of a point,
    `unit` of them; `rows` of the drivers' samples, 0 if there are no drivers.
    """

    draws: int
    seed: int
    offices: int
    top: int
    bands: tuple[str, ...]
    unit: int
    rows: int


@dataclass(frozen=True)
class Robustness:
    """How firm a ranking is.

    `places` by code, of the offices with a place; `surveys` by code, of every office with answers;
    `without` in the order of the indicators; `drivers` in that of `drivers.FACTORS`, empty where
    the numbers of the profile are too large to be worked with.
    """

    settings: Settings
    places: Mapping[str, OfficePlaces]
    surveys: Mapping[str, SurveyInterval]
    without: tuple[Without, ...]
    drivers: tuple[Driver, ...]


def robustness_of(
    ranking: Ranking, *, draws: int, seed: int, progress: Progress = silent
) -> Robustness:
    """Study a ranking.

    Args:
        ranking: the whole; it is not changed.
        draws: coefficient vectors, at least 1.
        seed: of everything random, from 0.
        progress: told what is done.

    Raises:
        NothingToDraw: no office has a place.
        ValueError: fewer than one draw.
    """
    if draws < 1:
        raise ValueError(f"{draws} draws: at least 1")
    policy = policy_of(ranking.values, ranking.period)
    placed = [(at, one) for at, one in enumerate(ranking.results) if one.place is not None]
    if not placed:
        raise NothingToDraw("no office has a place")
    offices = np.array([at for at, _ in placed])
    results = [result for _, result in placed]
    for_draws, for_drivers = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(2))
    inputs = _inputs(ranking, policy)
    demotion = (
        np.array([result.demoted_by for result in results])
        if inputs is None
        else inputs.demotion[offices]
    )
    field = field_of(np.array([_scores(result) for result in results]))
    edges = edges_of([(band.lower, band.inclusive) for band in policy.bands], field.unit)
    vectors = coefficient_vectors(policy.coefficients, draws, for_draws)
    drawn = drawn_places(field, whole_weights(vectors), edges, policy.honoured, progress=progress)
    without = left_out(field, shares_of(policy.coefficients), edges)
    drivers = () if inputs is None else _drivers(inputs, offices, for_drivers, progress)
    bands = tuple(band.key for band in policy.bands)
    return Robustness(
        Settings(
            draws, seed, len(results), policy.honoured, bands, field.unit, ROWS if drivers else 0
        ),
        _places(results, drawn, without, demotion, bands),
        survey_intervals(ranking.summary, policy),
        _without(results, without, demotion, len(bands)),
        drivers,
    )


def survey_intervals(summary: Summary, policy: Policy) -> dict[str, SurveyInterval]:
    """The intervals of every office's survey, by code; offices without answers are left out.

    Args:
        summary: the reduced evidence.
        policy: the worth of the answers, the weights of the questions.
    """
    weights = [policy.criterion_weights[at] for at in SURVEY_WEIGHTS_AT]
    clients = summary.survey_rows.tolist()
    found = {}
    for at, office in enumerate(summary.offices):
        one = survey_interval(summary.survey[at], clients[at], policy.survey_points, weights)
        if one is not None:
            found[office.code] = one
    return found


def _inputs(ranking: Ranking, policy: Policy) -> Inputs | None:
    try:
        return inputs_of(ranking.summary, ranking.values, policy)
    except TooLarge:
        return None


def _drivers(
    inputs: Inputs, offices: Whole, generator: np.random.Generator, progress: Progress
) -> tuple[Driver, ...]:
    try:
        criteria = criteria_of(inputs, offices)
    except TooLarge:
        return ()
    return drivers_of(Model(criteria, inputs.policy), generator, progress=progress)


def _scores(result: Result) -> list[float]:
    # Who has a place has all ten scores.
    return [float(score) for score in result.indicators if score is not None]


def _places(
    results: list[Result],
    drawn: Drawn,
    without: LeftOut,
    demotion: Whole,
    bands: tuple[str, ...],
) -> dict[str, OfficePlaces]:
    top = _rounded(drawn.top / drawn.draws)
    grades = _rounded(_lowered(drawn.grades, demotion) / drawn.draws)
    places = without.places.T.tolist()
    grades_changed = demoted(without.grades, demotion, len(bands)).T.tolist()
    moved = np.where(without.places > 0, without.places - without.own_places, 0)
    farthest = np.abs(moved).argmax(axis=0)
    shift = moved[farthest, np.arange(len(results))]
    return {
        result.office: OfficePlaces(
            office=result.office,
            place=result.place or 0,
            low=int(drawn.low[at]),
            median=int(drawn.median[at]),
            high=int(drawn.high[at]),
            top=float(top[at]),
            grades=tuple(grades[at].tolist()),
            without=tuple(place or None for place in places[at]),
            grades_without=tuple("" if one == NONE else bands[one] for one in grades_changed[at]),
            farthest=INDICATORS[farthest[at]] if shift[at] else "",
            shift=int(shift[at]),
        )
        for at, result in enumerate(results)
    }


def _lowered(grades: Whole, demotion: Whole) -> Whole:
    """Counts of grades by the total, shape (n, g), as counts of grades after each demotion."""
    lowered = grades.copy()
    for by in np.unique(demotion[demotion > 0]).tolist():
        some = demotion == by
        lowered[some] = 0
        for band in range(grades.shape[1]):
            lowered[some, min(band + by, grades.shape[1] - 1)] += grades[some, band]
    return lowered


def _without(
    results: list[Result], without: LeftOut, demotion: Whole, bands: int
) -> tuple[Without, ...]:
    own = demoted(without.own_grades, demotion, bands)
    grades_changed = (demoted(without.grades, demotion, bands) != own).sum(axis=1)
    moved = np.abs(without.places - without.own_places)
    told = []
    for at, indicator in enumerate(INDICATORS):
        if not without.places[at].any():
            told.append(Without(indicator, None, 0, "", 0))
            continue
        farthest = int(moved[at].argmax())
        told.append(
            Without(
                indicator,
                round(float(moved[at].mean()), DECIMALS),
                int(moved[at, farthest]),
                results[farthest].office if moved[at, farthest] else "",
                int(grades_changed[at]),
            )
        )
    return tuple(told)


def _rounded(numbers: Floats) -> Floats:
    return np.asarray(np.round(numbers, DECIMALS))
