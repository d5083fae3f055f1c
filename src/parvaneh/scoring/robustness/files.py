"""A study as files: a row an office in `robustness.csv`, everything else in `robustness.json`.

The table is UTF-8 with LF, ASCII digits and a point; probabilities, shares and means have six
decimals. Both files together read back as the study that was written.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from parvaneh.kit.languages import msg
from parvaneh.scoring.robustness.drawing import HIGH, LOW
from parvaneh.scoring.robustness.draws import CONCENTRATION, NOISE
from parvaneh.scoring.robustness.drivers import INDICATORS, MIXED, Driver
from parvaneh.scoring.robustness.intervals import (
    CONFIDENCE,
    DECIMALS,
    Interval,
    SurveyInterval,
)
from parvaneh.scoring.robustness.study import OfficePlaces, Robustness, Settings, Without

TABLE, REST = "robustness.csv", "robustness.json"
PLACES = ("place", "place_low", "place_median", "place_high")
TOP = "p_top"
GRADE = "p_"
WITHOUT = tuple(f"place_without_{indicator.lower()}" for indicator in INDICATORS)
GRADE_WITHOUT = tuple(f"grade_without_{indicator.lower()}" for indicator in INDICATORS)
FARTHEST = ("farthest_without", "farthest_shift")
SURVEY = ("survey_n", "contented", "contented_low", "contented_high", "survey_mean",
          "survey_mean_low", "survey_mean_high")  # fmt: skip
# What the columns are called where a person reads them.
HEADINGS: Mapping[str, str] = {
    "office_code": msg("office code"),
    "place": msg("place"),
    "place_low": msg("best place of nine draws in ten"),
    "place_median": msg("middle place of the draws"),
    "place_high": msg("worst place of nine draws in ten"),
    TOP: msg("probability to be among the first"),
    GRADE: msg("probability of the grade {grade}"),
    "place_without": msg("place without {indicator}"),
    "grade_without": msg("grade without {indicator}"),
    "farthest_without": msg("indicator whose absence moves it most"),
    "farthest_shift": msg("places moved without it"),
    "survey_n": msg("clients who answered"),
    "contented": msg("share of answers 4 and 5"),
    "contented_low": msg("lower limit of the share"),
    "contented_high": msg("upper limit of the share"),
    "survey_mean": msg("mean score of the survey"),
    "survey_mean_low": msg("lower limit of the mean"),
    "survey_mean_high": msg("upper limit of the mean"),
}


class NotAStudy(ValueError):
    """The files are not those of a study as this program writes them; the sentence says why."""


def write_robustness(folder: Path, found: Robustness) -> None:
    """Write both files.

    Args:
        folder: an existing folder.
        found: the study.

    Raises:
        OSError: they cannot be written.
    """
    (folder / TABLE).write_bytes(table_of(found).encode())
    text = json.dumps(rest_of(found), ensure_ascii=False, indent=2)
    (folder / REST).write_bytes(f"{text}\n".encode())


def read_robustness(folder: Path) -> Robustness | None:
    """Read a study back; None where the folder holds none.

    Args:
        folder: an output folder.

    Raises:
        NotAStudy: the files are there and are not as they were written.
        OSError: they cannot be read.
    """
    try:
        rest = json.loads((folder / REST).read_bytes())
        with (folder / TABLE).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError:
        return None
    except (ValueError, csv.Error) as error:
        raise NotAStudy(f"{type(error).__name__}: {error}") from error
    try:
        return _study(rest, rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAStudy(f"{type(error).__name__}: {error}") from error


def columns_of(bands: Iterable[str]) -> tuple[str, ...]:
    """The columns of the table for these grades, the highest first."""
    chances = (TOP, *(GRADE + band for band in bands))
    return ("office_code", *PLACES, *chances, *WITHOUT, *GRADE_WITHOUT, *FARTHEST, *SURVEY)


def table_of(found: Robustness) -> str:
    """The table: a row for every office with a place or with answers, sorted by code as text."""
    out = io.StringIO()
    columns = columns_of(found.settings.bands)
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for office in sorted({*found.places, *found.surveys}):
        row: dict[str, object] = {"office_code": office}
        if office in found.places:
            row |= _cells_of_places(found.places[office], found.settings.bands)
        if office in found.surveys:
            row |= dict(zip(SURVEY, _cells_of_survey(found.surveys[office]), strict=True))
        writer.writerow(row)
    return out.getvalue()


def rest_of(found: Robustness) -> dict[str, Any]:
    """Settings, leave-one-out and drivers as JSON content, with what the numbers mean."""
    return {
        "settings": asdict(found.settings),
        "meaning": {
            "draws": f"half Dirichlet around the profile's coefficients (concentration "
            f"{CONCENTRATION}), half each coefficient up or down by at most {NOISE:.0%}",
            "places": f"of the draws, from the {int(100 * LOW)} % to the {int(100 * HIGH)} % place",
            "drivers": f"Sobol' shares of the variance of the mean shift of places, from "
            f"{MIXED * found.settings.rows} answers of the model; bounds by the bootstrap, 90 %",
            "survey": f"Wilson interval of the share, Student's of the mean, {CONFIDENCE:.0%}; "
            "n counts clients",
        },
        "without": [asdict(one) for one in found.without],
        "drivers": [asdict(one) for one in found.drivers],
    }


def _cells_of_places(one: OfficePlaces, bands: Iterable[str]) -> dict[str, object]:
    chances = zip(bands, one.grades, strict=True)
    return {
        **dict(zip(PLACES, (one.place, one.low, one.median, one.high), strict=True)),
        TOP: _decimal(one.top),
        **{GRADE + band: _decimal(chance) for band, chance in chances},
        **dict(zip(WITHOUT, ("" if one is None else one for one in one.without), strict=True)),
        **dict(zip(GRADE_WITHOUT, one.grades_without, strict=True)),
        **dict(zip(FARTHEST, (one.farthest, one.shift), strict=True)),
    }


def _cells_of_survey(one: SurveyInterval) -> Iterator[object]:
    yield one.mean.n
    for interval in (one.contented, one.mean):
        for number in (interval.estimate, interval.low, interval.high):
            yield "" if number is None else _decimal(number)


def _decimal(number: float) -> str:
    return f"{number:.{DECIMALS}f}"


def _study(rest: Mapping[str, Any], rows: Iterable[Mapping[str, str]]) -> Robustness:
    told = rest["settings"]
    settings = Settings(**{**told, "bands": tuple(told["bands"])})
    listed = list(rows)
    return Robustness(
        settings,
        {row["office_code"]: _places(row, settings.bands) for row in listed if row["place"]},
        {row["office_code"]: _survey(row) for row in listed if row["survey_n"]},
        tuple(Without(**one) for one in rest["without"]),
        tuple(Driver(**one) for one in rest["drivers"]),
    )


def _places(row: Mapping[str, str], bands: Iterable[str]) -> OfficePlaces:
    place, low, median, high = (int(row[name]) for name in PLACES)
    return OfficePlaces(
        office=row["office_code"],
        place=place,
        low=low,
        median=median,
        high=high,
        top=float(row[TOP]),
        grades=tuple(float(row[GRADE + band]) for band in bands),
        without=tuple(int(row[name]) if row[name] else None for name in WITHOUT),
        grades_without=tuple(row[name] for name in GRADE_WITHOUT),
        farthest=row[FARTHEST[0]],
        shift=int(row[FARTHEST[1]]),
    )


def _survey(row: Mapping[str, str]) -> SurveyInterval:
    n = int(row["survey_n"])
    contented, mean = (_interval(row, name, n) for name in ("contented", "survey_mean"))
    return SurveyInterval(contented, mean)


def _interval(row: Mapping[str, str], name: str, n: int) -> Interval:
    low, high = (float(row[end]) if row[end] else None for end in (f"{name}_low", f"{name}_high"))
    return Interval(low, float(row[name]), high, n)
