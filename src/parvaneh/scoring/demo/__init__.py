"""Demo evidence: a generated country that looks like a real one and says that it is none."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import pyarrow as pa

from parvaneh.kit.outputs import folder_aside
from parvaneh.kit.progress import Progress, silent
from parvaneh.law.directive_1404.art05_evaluation import Period, evaluation_period
from parvaneh.law.values import shipped_values
from parvaneh.scoring.demo.arrays import days, table, texts, words
from parvaneh.scoring.demo.assessments import assessment_rows
from parvaneh.scoring.demo.bulk import service_rows, survey_rows
from parvaneh.scoring.demo.country import Country, make_country
from parvaneh.scoring.demo.days import days_around
from parvaneh.scoring.demo.monitoring import monitoring_count, monitoring_rows
from parvaneh.scoring.demo.notices import Origin, is_generated, notice, write_notice
from parvaneh.scoring.demo.records import applicability_rows, record_rows
from parvaneh.scoring.demo.staff import staff_rows, training_rows
from parvaneh.scoring.demo.writing import (
    TOO_MANY_ROWS,
    WORKBOOK,
    Format,
    Plan,
    TooManyRows,
    fits_or_raise,
    write_sheets,
)
from parvaneh.scoring.evidence import GENERATED_FILE

__all__ = [  # noqa: RUF022 - grouped, as a table of contents
    # what is generated
    "DEMO_YEAR",
    "Format",
    "Size",
    "Volume",
    "write_demo_evidence",
    "is_generated",
    # where
    "GENERATED_FILE",
    "WORKBOOK",
    # why not
    "TOO_MANY_ROWS",
    "TooManyRows",
    # its parts
    "assessment_rows",
    "demo_period",
    "survey_rows",
]

DEMO_YEAR = 1404


class Size(StrEnum):
    """How much evidence: small, middling, large."""

    S = "S"
    M = "M"
    L = "L"


@dataclass(frozen=True)
class Volume:
    """How many offices, and how many rows of answers and of services."""

    offices: int
    survey: int
    services: int


VOLUMES = {
    Size.S: Volume(1_000, 1_000_000, 1_000_000),
    Size.M: Volume(2_000, 20_000_000, 20_000_000),
    Size.L: Volume(10_000, 100_000_000, 100_000_000),
}
DEFAULT_FORMAT = {Size.S: Format.CSV, Size.M: Format.PARQUET, Size.L: Format.PARQUET}


def write_demo_evidence(
    out: Path,
    *,
    size: Size = Size.S,
    offices: int | None = None,
    seed: int = 1,
    format: Format | None = None,  # noqa: A002 - the word that the command line uses
    volume: Volume | None = None,
    progress: Progress = silent,
) -> dict[str, int]:
    """Generate a country's evidence for the ranking of 1404 into a new folder.

    Args:
        out: the folder; it must not exist. It appears whole or not at all.
        size: the volumes, and how many offices unless `offices` says otherwise.
        offices: another number of offices; the volumes stay.
        seed: equal seeds give equal evidence; for one version of the libraries, equal bytes.
        format: csv, parquet or xlsx; by default csv for S, parquet for M and L.
        volume: volumes of one's own in place of those of the size.
        progress: told the sheet, the rows written so far and how many there will be.

    Returns:
        How many rows each sheet got.

    Raises:
        AlreadyThere: `out` is there already.
        TooManyRows: a workbook cannot hold that many rows.
        ValueError: fewer than one office.
    """
    wanted = volume or VOLUMES[size]
    count = wanted.offices if offices is None else offices
    if count < 1:
        raise ValueError(f"a country needs at least one office, not {count}")
    form = format or DEFAULT_FORMAT[size]
    period = demo_period()
    with folder_aside(out) as aside:
        plans = _plans(make_country(offices=count, seed=seed, period=period), wanted, seed)
        fits_or_raise(plans, form)
        rows = {plan.sheet: plan.rows for plan in plans}
        told = notice(Origin(size, count, seed, DEMO_YEAR, period), rows)
        write_sheets(aside, plans, form, told, progress)
        write_notice(aside, told)
    return rows


def demo_period() -> Period:
    """The period of the ranking that the demo evidence is for.

    Source: D1404 5, by the shipped values (A-11).
    """
    period = evaluation_period(year=DEMO_YEAR, values=shipped_values()).value
    assert period is not None
    return period


def _plans(country: Country, volume: Volume, seed: int) -> list[Plan]:
    around = days_around(country.period)
    small = [
        _office_rows(country),
        assessment_rows(country, around, seed),
        staff_rows(country, around, seed),
        training_rows(country, around, seed),
        record_rows(country, around, seed),
        applicability_rows(country),
    ]
    names = ("offices", "assessments", "staff", "training", "records", "applicability")
    return [
        *(Plan(name, one.num_rows, [one]) for name, one in zip(names, small, strict=True)),
        Plan(
            "monitoring", monitoring_count(country, around), monitoring_rows(country, around, seed)
        ),
        Plan("survey", volume.survey, survey_rows(country, around, volume.survey, seed)),
        Plan("services", volume.services, service_rows(country, around, volume.services, seed)),
    ]


def _office_rows(country: Country) -> pa.Table:
    return table(
        "offices",
        texts(np.arange(country.size, dtype=np.int32), country.codes),
        words(country.titles),
        words([city.county.province.key for city in country.cities]),
        words([city.county.fa for city in country.cities]),
        words([city.fa for city in country.cities]),
        days(country.licensed),
        words([country.status(index).value for index in range(country.size)]),
    )
