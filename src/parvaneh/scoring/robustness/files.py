"""A study as files: a row an office in `robustness.csv`, the rest in `robustness.json`."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from parvaneh.scoring.robustness.drivers import FACTORS, INDICATORS, Drivers
from parvaneh.scoring.robustness.study import TOP, Robustness
from parvaneh.scoring.robustness.surveys import CONFIDENCE, Span

TABLE, SETTINGS = "robustness.csv", "robustness.json"
_SURVEY = (
    *("survey_n", "contented", "contented_low", "contented_high"),
    *("survey_mean", "survey_mean_low", "survey_mean_high"),
)


def write_robustness(folder: Path, found: Robustness) -> None:
    """Write both files.

    Raises:
        OSError: they cannot be written.
    """
    (folder / TABLE).write_text(table_csv(found), encoding="utf-8")
    text = json.dumps(settings(found), ensure_ascii=False, indent=2)
    (folder / SETTINGS).write_text(f"{text}\n", encoding="utf-8")


def table_csv(found: Robustness) -> str:
    """A row for every office with a place or with survey answers, by code.

    Places are those of 5 %, 50 % and 95 % of the draws; probabilities are shares of the draws, for
    grades before any demotion; shares and means of the survey have 95 % intervals.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        (
            *("office_code", "place", "place_low", "place_median", "place_high"),
            *(f"p_top_{TOP}", *(f"p_{band}" for band in found.bands)),
            *(f"place_without_{indicator.lower()}" for indicator in INDICATORS),
            *_SURVEY,
        )
    )
    number = {office: at for at, office in enumerate(found.offices)}
    for office in sorted({*number, *found.survey}):
        writer.writerow(
            (office, *_of_places(found, number.get(office)), *_of_survey(found, office))
        )
    return out.getvalue()


def settings(found: Robustness) -> dict[str, Any]:
    """What was drawn, what drives places, and what becomes of them without each indicator."""
    driving, without = found.drivers, found.left_out
    return {
        "draws": found.draws,
        "seed": found.seed,
        "offices": len(found.offices),
        "top": TOP,
        "interval": {"places": [0.05, 0.95], "survey": CONFIDENCE},
        "drivers": {
            "of": "mean shift of places",
            "rows": driving.rows,
            "variance": round(driving.variance, 6),
            "factors": [
                {"factor": factor, "first": first, "total": total}
                for factor, first, total in zip(
                    FACTORS, _spans(driving, "first"), _spans(driving, "total"), strict=True
                )
            ],
        },
        "without": [
            {
                "indicator": indicator,
                "mean_shift": round(float(without.shift[at]), 4),
                "farthest": int(without.farthest[at]),
                "regraded": int(without.regraded[at]),
            }
            for at, indicator in enumerate(INDICATORS)
        ],
    }


def _of_places(found: Robustness, at: int | None) -> tuple[object, ...]:
    if at is None:
        return ("",) * (5 + len(found.bands) + len(INDICATORS))
    drawn, draws = found.drawn, found.draws
    return (
        *(int(found.places[at]), int(drawn.low[at]), int(drawn.median[at]), int(drawn.high[at])),
        *(f"{count / draws:.4f}" for count in (drawn.top[at], *drawn.grades[at])),
        *found.left_out.places[at].tolist(),
    )


def _of_survey(found: Robustness, office: str) -> tuple[object, ...]:
    one = found.survey.get(office)
    if one is None:
        return ("",) * len(_SURVEY)
    return (
        one.n,
        *(_number(number, 4) for number in _ends(one.contented)),
        *(_number(number, 2) for number in _ends(one.mean)),
    )


def _ends(span: Span) -> tuple[float | None, float | None, float | None]:
    return span.value, span.low, span.high


def _number(number: float | None, places: int) -> str:
    return "" if number is None else f"{number:.{places}f}"


def _spans(driving: Drivers, kind: str) -> list[dict[str, float]]:
    """A share of each factor with its bounds; kind is first or total."""
    named = {"share": driving.shares, "low": driving.low, "high": driving.high}
    columns = {name: getattr(shares, kind) for name, shares in named.items()}
    return [
        {name: round(float(column[at]), 4) for name, column in columns.items()}
        for at in range(len(FACTORS))
    ]
