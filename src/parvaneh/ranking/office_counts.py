"""The reduced evidence of one office as JSON, and back: what a row of it keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.evidence import Applicability, Office, OfficeStatus, Record, RecordKind
from parvaneh.scoring.summary import (
    ANSWERS,
    SERVICE_COUNTS,
    SURVEY_CRITERIA,
    Counts,
    Newest,
    Stays,
    Summary,
)

Kept = Mapping[str, Any]


def about_kept(office: Office) -> dict[str, str]:
    """What the register says of an office."""
    return {
        "code": office.code,
        "title": office.title,
        "province": office.province,
        "county": office.county,
        "city": office.city,
        "licensed_on": office.licensed_on.isoformat(),
        "status": office.status.value,
    }


def about_read(kept: Kept) -> Office:
    """The office of which `about_kept` was made."""
    said = {**kept, "licensed_on": date.fromisoformat(kept["licensed_on"])}
    return Office(**{**said, "status": OfficeStatus(kept["status"])})


def counts_kept(part: Summary) -> dict[str, Any]:
    """The evidence of a summary of one office."""
    newest, stays = part.newest, part.stays
    columns = (newest.criterion, newest.method, newest.day, newest.total, newest.count)
    spent = (stays.months.tolist(), stays.days.tolist(), stays.days_due.tolist())
    return {
        "survey": part.survey[0].tolist(),
        "survey_rows": int(part.survey_rows[0]),
        "services": part.services[0].tolist(),
        "systems": list(part.systems),
        "minutes": part.minutes[0].tolist(),
        "training": part.training[0].tolist(),
        "stays": [list(row) for row in zip(stays.education, *spent, strict=True)],
        "newest": np.column_stack(columns).tolist(),
        "records": [_record_kept(row) for row in part.records],
        "applicability": [
            [row.criterion, row.applicable, row.reason] for row in part.applicability
        ],
        "sheets": sorted(part.sheets),
    }


def summary_read(office: Office, kept: Kept, period: Period) -> Summary:
    """The summary of one office of which `counts_kept` was made."""
    stays, newest = kept["stays"], np.array(kept["newest"], np.int64).reshape(-1, 5)
    nowhere = np.zeros(len(newest), np.int64)
    return Summary(
        period=period,
        offices=(office,),
        survey=np.array(kept["survey"], np.int64).reshape(1, len(SURVEY_CRITERIA), ANSWERS),
        survey_rows=np.array([kept["survey_rows"]], np.int64),
        services=np.array(kept["services"], np.int64).reshape(1, len(SERVICE_COUNTS)),
        systems=tuple(kept["systems"]),
        minutes=np.array(kept["minutes"], np.int64).reshape(1, len(kept["systems"]), 2),
        training=np.array(kept["training"], np.int64).reshape(1, 2),
        stays=Stays(
            np.zeros(len(stays), np.int64),
            tuple(row[0] for row in stays),
            *(_column(row[at] for row in stays) for at in (1, 2, 3)),
        ),
        newest=Newest(nowhere, *newest.T.copy()),
        records=tuple(_record_read(office.code, row) for row in kept["records"]),
        applicability=tuple(
            Applicability(office.code, criterion, applies, reason, row=0)
            for criterion, applies, reason in kept["applicability"]
        ),
        sheets=frozenset(kept["sheets"]),
        outside={},
    )


def with_assessment(kept: Kept, row: tuple[int, int, int, int]) -> dict[str, Any]:
    """The kept evidence with one more assessment: of each way the newest day counts.

    Args:
        kept: as it was.
        row: place of the criterion, way, day as an ordinal, score.
    """
    criterion, method, day, score = row
    here = [criterion, method]
    found = next((one for one in kept["newest"] if one[:2] == here), None)
    rest = [one for one in kept["newest"] if one[:2] != here]
    if found is None or found[2] < day:
        found = [*here, day, score, 1]
    elif found[2] == day:
        found = [*here, day, found[3] + score, found[4] + 1]
    return {
        **kept,
        "newest": sorted([*rest, found]),
        "sheets": sorted({*kept["sheets"], "assessments"}),
    }


def _record_kept(row: Record) -> list[Any]:
    final_on = row.final_on.isoformat()
    return [
        row.kind.value, row.degree, row.intentional, final_on, row.ruling, row.revokes,
        row.demotion,
    ]  # fmt: skip


def _record_read(code: str, kept: list[Any]) -> Record:
    kind, degree, intentional, final_on, ruling, revokes, demotion = kept
    known = (code, RecordKind(kind), degree, intentional, date.fromisoformat(final_on))
    return Record(*known, ruling, revokes, demotion, row=0)


def _column(values: Any) -> Counts:
    return np.fromiter(values, dtype=np.int64)
