"""The evidence behind one office's criteria, as a derivation shows it: counts, and rows of files.

A summary knows counts alone; where the rows of the small sheets are at hand, each is named by its
file and its row. The large sheets (survey, services, monitoring) are told by their counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from parvaneh.law.directive_1404.art04_measurement import Assessment, Measured
from parvaneh.law.directive_1404.art05_evaluation import is_within
from parvaneh.law.ruling import Ruling
from parvaneh.scoring.evidence import SCALE, Record, SmallEvidence, Staff
from parvaneh.scoring.exact import MEASURED_BY, by_office
from parvaneh.scoring.measures import EDUCATION, SHARES, STABILITY, TRAINING, UPTIME
from parvaneh.scoring.policy import Policy
from parvaneh.scoring.summary import CRITERION_CODES, SERVICE_COUNTS, SURVEY_CRITERIA, Summary
from parvaneh.scoring.telling import reason_as_json

Tree = dict[str, Any]
SURVEY, SERVICES, MONITORING = "survey", "services", "monitoring"
ASSESSMENTS, STAFF, TRAINING_SHEET, RECORDS = "assessments", "staff", "training", "records"


class RowIndex:
    """The rows and counts of all offices, to be asked for office by office."""

    def __init__(
        self, summary: Summary, policy: Policy, evidence: SmallEvidence | None = None
    ) -> None:
        """Sort the rows by office once.

        Args:
            summary: the reduced evidence.
            policy: the values of the ranking.
            evidence: the rows it was reduced from, where they are at hand.
        """
        self.summary, self.policy = summary, policy
        self.files: Mapping[str, str] = evidence.files if evidence else {}
        self.assessments = by_office(evidence.assessments) if evidence else {}
        self.staff = by_office(evidence.staff) if evidence else {}
        self.training = by_office(evidence.training) if evidence else {}
        self.found = by_office(evidence.records) if evidence else {}
        self.records = by_office(summary.records)
        self.applicability = by_office(summary.applicability)
        count = len(summary.offices)
        self.newest = np.searchsorted(summary.newest.office, np.arange(count + 1))
        self.stays = np.searchsorted(summary.stays.office, np.arange(count + 1))
        self.systems = [at for at, name in enumerate(summary.systems) if name in policy.systems]

    def office(self, at: int) -> "OfficeRows":
        """What stands behind the office at this place of the summary."""
        return OfficeRows(self, at)

    def counts(self, at: int) -> dict[tuple[str, int], int]:
        """How many assessments make each (criterion, way of measuring) of an office."""
        newest = self.summary.newest
        rows = slice(self.newest[at], self.newest[at + 1])
        columns = (newest.criterion[rows], newest.method[rows], newest.count[rows])
        return {
            (CRITERION_CODES[criterion], method): count
            for criterion, method, count in zip(*(one.tolist() for one in columns), strict=True)
        }


class OfficeRows:
    """What stands behind one office."""

    def __init__(self, index: RowIndex, at: int) -> None:
        """Gather the rows of the office at this place of the summary."""
        self.index, self.at = index, at
        self.code = index.summary.offices[at].code
        self._single = index.counts(at)
        self._assessments: dict[tuple[str, int, date], list[Tree]] = {}
        file = index.files.get(ASSESSMENTS)
        for row in index.assessments.get(self.code, ()):
            told = {
                "sheet": ASSESSMENTS,
                "file": file,
                "row": row.row,
                "score": str(Fraction(row.score, SCALE)),
                "on": row.on.isoformat(),
                "reference": row.reference,
            }
            self._assessments.setdefault((row.criterion, row.method, row.on), []).append(told)

    @property
    def inapplicable(self) -> dict[str, str]:
        """Why each criterion that does not apply does not."""
        declared = self.index.applicability.get(self.code, ())
        return {row.criterion: row.reason for row in declared if not row.applicable}

    @property
    def records(self) -> list[Tree]:
        """File and row of each conviction in the summary, in its order; empty if not known."""
        at_hand: dict[Record, list[int]] = {}
        for record in self.index.found.get(self.code, ()):
            at_hand.setdefault(replace(record, row=0), []).append(record.row)
        file = self.index.files.get(RECORDS)
        places: list[Tree] = []
        for record in self.index.records.get(self.code, ()):
            rows = at_hand.get(record)
            places.append({"file": file, "row": rows.pop(0)} if rows else {})
        return places

    def assessed(self, code: str, assessments: Iterable[Assessment]) -> Iterator[Tree]:
        """The single assessments of a criterion, one node for each way of measuring.

        Args:
            code: the criterion.
            assessments: of the office, the mean of each way's newest day; those that count.
        """
        for one in assessments:
            if one.criterion == code:
                yield {
                    "method": int(one.method),
                    "score": str(one.score),
                    "newest_on": one.assessed_on.isoformat(),
                    "evidence": self._assessments.get((code, one.method, one.assessed_on), []),
                    "counts": {"assessments": self._single[code, one.method]},
                }

    def computed(
        self, code: str, survey: Iterable[Measured], ruling: Ruling[Fraction] | None
    ) -> Iterator[Tree]:
        """The value that was computed for a criterion, if any, with what was counted.

        Args:
            code: the criterion.
            survey: the values that the survey gave.
            ruling: what the law made of the other counts for this criterion.
        """
        found = {one.criterion: one.score for one in survey}
        score = found.get(code, ruling.value if ruling else None)
        if score is not None:
            yield {
                "method": int(MEASURED_BY[code]),
                "score": str(score),
                "newest_on": None,
                "evidence": self._counted_rows(code),
                "counts": self._counts(code),
                "reasons": [reason_as_json(one) for one in (ruling.reasons if ruling else ())],
            }

    def _counted_rows(self, code: str) -> list[Tree]:
        """The rows of the small sheets that were counted; none of the large ones."""
        files, period = self.index.files, self.index.summary.period
        if code == TRAINING:
            return [
                {
                    "sheet": TRAINING_SHEET,
                    "file": files.get(TRAINING_SHEET),
                    "row": row.row,
                    "hours": str(Fraction(row.hours, SCALE)),
                    "on": row.on.isoformat(),
                }
                for row in self.index.training.get(self.code, ())
                if is_within(period, row.on)
            ]
        if code in {EDUCATION, STABILITY}:
            return [
                _staff_row(row, files.get(STAFF))
                for row in self.index.staff.get(self.code, ())
                if row.start <= period.last and (row.until is None or row.until >= period.first)
            ]
        return []

    # --- Counts ------------------------------------------------------------------------------

    def _counts(self, code: str) -> Tree:
        if code in SURVEY_CRITERIA:
            return self._survey(code)
        if code in SHARES:
            return self._services(code)
        if code == UPTIME:
            return self._minutes()
        if code == TRAINING:
            return self._hours()
        return self._stays()

    def _survey(self, code: str) -> Tree:
        summary = self.index.summary
        answers = summary.survey[self.at, SURVEY_CRITERIA.index(code)].tolist()
        points = [str(worth) for worth in self.index.policy.survey_points]
        return {"sheet": SURVEY, "answers": answers, "points": points}

    def _services(self, code: str) -> Tree:
        share = next(one for one in self.index.policy.shares if one.criterion == code)
        counts = self.index.summary.services[self.at].tolist()
        return {
            "sheet": SERVICES,
            "services": counts[0],
            "counted_as": share.counts.value,
            "counted": counts[SERVICE_COUNTS.index(share.counts)],
            "full_share": str(share.full),
        }

    def _minutes(self) -> Tree:
        summary = self.index.summary
        return {
            "sheet": MONITORING,
            "systems": [
                {"system": summary.systems[system], "minutes_up": up, "minutes_due": due}
                for system in self.index.systems
                for up, due in [summary.minutes[self.at, system].tolist()]
                if due
            ],
        }

    def _hours(self) -> Tree:
        rows, hours = self.index.summary.training[self.at].tolist()
        full = self.index.policy.training_full
        exact = str(Fraction(hours, SCALE))
        return {"sheet": TRAINING_SHEET, "rows": rows, "hours": exact, "full_hours": full}

    def _stays(self) -> Tree:
        stays = self.index.summary.stays
        rows = slice(self.index.stays[self.at], self.index.stays[self.at + 1])
        columns = (stays.months[rows], stays.days[rows], stays.days_due[rows])
        names = ("education", "months", "days", "days_due")
        counted = zip(stays.education[rows], *(one.tolist() for one in columns), strict=True)
        staff = [dict(zip(names, row, strict=True)) for row in counted]
        return {"sheet": STAFF, "staff": staff}


def _staff_row(row: Staff, file: str | None) -> Tree:
    return {
        "sheet": STAFF,
        "file": file,
        "row": row.row,
        "post": row.post,
        "education": row.education,
        "months": row.months,
        "from": row.start.isoformat(),
        "until": row.until and row.until.isoformat(),
    }
