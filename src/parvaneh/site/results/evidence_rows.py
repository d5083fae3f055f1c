"""Rows of evidence in words: what each says, who entered it, whether and what it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.urls import reverse

from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.ranking.queries.objectable import assessment_key, record_key
from parvaneh.ranking.queries.own_results import (
    applicability_then,
    assessments_then,
    counts_then,
    records_then,
)
from parvaneh.registry.models import Assessment, Batch, Record
from parvaneh.scoring.evidence import SCALE
from parvaneh.site.own_result import Told, objecting_url
from parvaneh.site.people import names_of
from parvaneh.site.sources_said import source_said

Tree = Mapping[str, Any]
COUNTS = msg("counts")
OLDER = msg("does not count: a newer one of the same way stands")
REPLACED = msg("does not count: one value for the whole period takes its place")
NOT_APPLYING = msg("does not count: the criterion does not apply to this office")
COUNTED = msg("counted together with the others, as told above")
DECLARED = msg("declared: does not apply ({reason})")
APPLIES = msg("declared: applies")
NOT_COUNTED = msg("does not count in this period")
COSTS = msg("costs {points} points of the record")
DEMOTES = msg("lowers the grade by {by}")
NOTHING = msg("costs nothing")
CONVICTIONS = {
    "criminal": msg("criminal conviction of degree {degree}"),
    "disciplinary": msg("disciplinary conviction of degree {degree}"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of evidence.

    `brings` is what it brings to the total, None where it counts for nothing or only with others;
    `url` leads to the row in the registry, `object_url` to an objection to it.
    """

    way: str
    effect: str
    counts: bool
    source: str
    entered_by: str
    entered_at: datetime
    object_url: str
    who: str = ""
    on: date | None = None
    score: Fraction | None = None
    brings: Fraction | None = None
    document: str = ""
    age: int | None = None
    url: str = ""


class CriterionRows:
    """The rows behind one criterion of one result."""

    def __init__(self, told: Told, tree: Tree, per_point: Fraction | None) -> None:
        """Take the criterion's part of the derivation.

        Args:
            told: the result.
            tree: what the derivation says of the criterion.
            per_point: what a point of its score is worth in the total.
        """
        self.told, self.own, self.tree, self.per_point = told, told.own, tree, per_point
        self.code: str = tree["criterion"]
        self.methods: Mapping[int, Tree] = {row["method"]: row for row in tree["methods"]}

    def assessed(self) -> Iterator[Row]:
        """Single assessments, the newest first."""
        for row in assessments_then(self.own, self.code):
            counts, effect = self._effect(row)
            score = Fraction(row.score, SCALE)
            yield Row(
                way=self.told.voice.method(row.method),
                effect=say(effect),
                counts=counts,
                source=source_said(row.batch.source),
                entered_by=row.batch.entered_by,
                entered_at=row.batch.entered_at,
                object_url=objecting_url(self.own.office.code, self.code, assessment_key(row)),
                on=row.assessed_on,
                score=score,
                brings=self._brings(row.method, score) if counts else None,
                document=row.reference,
                age=(self.own.cycle.last - row.assessed_on).days,
                url=reverse("evidence_one", args=[row.batch.code, row.number]),
            )

    def counted(self) -> Iterator[Row]:
        """The batches from which counts were added up, each once."""
        whole = [(key, row) for key, row in self.methods.items() if row["newest_on"] is None]
        for method, row in whole:
            sheets = counts_then(self.own, row["counts"]["sheet"])
            for batch in {one.batch_id: one.batch for one in sheets}.values():
                yield self._of_batch(batch, self.told.voice.method(method), say(COUNTED))

    def declared(self) -> Iterator[Row]:
        """Declarations on whether it applies."""
        for row in applicability_then(self.own, self.code):
            words = say(APPLIES) if row.applicable else say(DECLARED, reason=row.reason)
            yield self._of_batch(row.batch, "", words)

    def _effect(self, row: Assessment) -> tuple[bool, str]:
        """Whether an assessment counts, and if not, why."""
        way = self.methods.get(row.method)
        if self.tree["state"] == "inapplicable":
            return False, NOT_APPLYING
        if way is not None and way["newest_on"] is None:
            return False, REPLACED
        if way is None or way["newest_on"] != row.assessed_on.isoformat():
            return False, OLDER
        return True, COUNTS

    def _brings(self, method: int, score: Fraction) -> Fraction | None:
        """The mean over the ways, and within a way over the rows of its newest day."""
        if self.per_point is None:
            return None
        of_day: int = self.methods[method]["counts"]["assessments"]
        return self.per_point * score / (len(self.methods) * of_day)

    def _of_batch(self, batch: Batch, way: str, effect: str) -> Row:
        return Row(
            way=way,
            effect=effect,
            counts=bool(way),
            source=source_said(batch.source),
            entered_by=batch.entered_by,
            entered_at=batch.entered_at,
            object_url=objecting_url(self.own.office.code, self.code),
        )


def judgments(told: Told, tree: Tree) -> Iterator[Row]:
    """The convictions of the record, the earliest first.

    Args:
        told: the result.
        tree: what the derivation says of the record.
    """
    costs = {(one["ruling"], one["final_on"], one["kind"]): one for one in tree["records"]}
    for row in records_then(told.own):
        assert row.final_on is not None  # those are asked for alone
        cost = costs.get((row.ruling, row.final_on.isoformat(), row.kind))
        yield Row(
            way=_conviction(row),
            effect=_costs(cost),
            counts=bool(cost and cost["counts"]),
            source=source_said(row.source),
            entered_by=row.entered_by,
            entered_at=row.entered_at,
            object_url=objecting_url(told.own.office.code, "", record_key(row)),
            on=row.final_on,
            document=row.ruling,
            age=(told.own.cycle.last - row.final_on).days,
            url=reverse("record", args=[row.code]),
        )


def named(rows: Iterator[Row]) -> list[Row]:
    """The same rows with the names of those who entered them, looked up at once."""
    listed = list(rows)
    names = names_of(one.entered_by for one in listed)
    return [replace(one, who=names.get(one.entered_by, "")) for one in listed]


def _conviction(row: Record) -> str:
    return say(CONVICTIONS[row.kind], degree=row.degree)


def _costs(cost: Tree | None) -> str:
    if cost is None or not cost["counts"]:
        return say(NOT_COUNTED)
    if cost["demotion"]:
        return say(DEMOTES, by=cost["demotion"])
    points = Fraction(cost["deduction"])
    return say(COSTS, points=points) if points else say(NOTHING)
