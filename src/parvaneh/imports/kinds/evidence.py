"""Assessments of criteria: a hundred thousand in one sheet, by the rules of a single one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from itertools import compress
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.imports.columns import Column, Type
from parvaneh.imports.kinds.kind import Came, Items, Kind, Occasion, Outcome, Undoing, Work
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import METHODS
from parvaneh.law.ruling import Reason
from parvaneh.law.vocabulary import Term
from parvaneh.registry.loaders import visible_evidence
from parvaneh.registry.models import Assessment, Batch
from parvaneh.registry.operations import Assessed, Place, assessments_sent, assessments_write
from parvaneh.registry.operations.evidence import assessed_faults, assessed_right, measured_faults
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.evidence import assessments_in_force

AT_ONCE = 20_000
CRITERION_WORDS = {key: Term(term.fa, term.en) for key, term in CRITERIA.items()}
METHOD_WORDS = {str(key.value): Term(term.fa, term.en) for key, term in METHODS.items()}

COLUMNS = (
    Column(
        "office_code", Term("کد دفتر", "Office code"), Type.OFFICE, required=True,
        example="1200415",
    ),
    Column(
        "criterion", Term("معیار", "Criterion"), Type.WORD, required=True, words=CRITERION_WORDS,
        example="I3.a", cites=cites("D1404 4"),
    ),
    Column(
        "method", Term("شیوه سنجش", "Way of measuring"), Type.WORD, required=True,
        words=METHOD_WORDS, example="3", cites=cites("D1404 8"),
    ),
    Column(
        "assessed_on", Term("روز سنجش", "Assessed on"), Type.DAY, required=True,
        example="1403/06/15", cites=cites("D1404 5"),
    ),
    Column(
        "score", Term("امتیاز، از ۱۰۰", "Score, of 100"), Type.SCORE, required=True,
        example="87.5",
    ),
    Column("reference", Term("شماره گزارش", "Reference"), Type.CODE, example="1403-00017"),
)  # fmt: skip

Key = tuple[int, str, int, date, str]
How = tuple[str, int, date]
NOT_KNOWN = (None, None)


class Evidence(Work):
    """Writes new assessments, and corrections of known ones whose score differs.

    Each part is a batch of its own, and the database stores it while the next one is read.
    """

    def begin(self, items: Items) -> None:
        """Look up the assessments that the rows may be about, and what the law says today."""
        self.values = values_in_force()
        self.measured: dict[How, list[Reason]] = {}
        days = items.columns["assessed_on"]
        offices = {
            one.id for one in {id(one): one for one in items.columns["office_code"]}.values()
        }
        self.known: dict[Key, tuple[int, int]] = {}
        if items:
            held = assessments_in_force().filter(
                office__in=offices, assessed_on__range=(min(days), max(days))
            )
            columns = ("office_id", "criterion", "method", "assessed_on", "reference")
            for *key, pk, score in held.values_list(*columns, "pk", "score"):
                self.known[tuple(key)] = (pk, score)

    def each(self, items: Items) -> Iterator[Outcome | Sequence[Reason]]:
        """Check all rows, begin to store those that are right, and say what came of each."""
        columns = items.columns
        scores, methods = columns["score"], list(map(int, columns["method"]))
        references = [one or "" for one in columns["reference"]]
        hows = list(zip(columns["criterion"], methods, columns["assessed_on"], strict=True))
        named = {id(one): one for one in columns["office_code"]}
        places = {key: Place(one.pk, one.code, one.province) for key, one in named.items()}
        keys = list(map(id, columns["office_code"]))
        offices = list(map(places.__getitem__, keys))
        faults = self._faults(hows, scores, references)
        pks, before = self._held(offices, hows, references)
        is_stored = [
            not fault and old != new for fault, old, new in zip(faults, before, scores, strict=True)
        ]
        self._store(
            is_stored, items.numbers, offices, columns["criterion"], methods,
            columns["assessed_on"], scores, references, pks,
        )  # fmt: skip
        new_of = {key: Outcome(Came.NEW, f"office:{one.code}") for key, one in places.items()}
        made = map(new_of.__getitem__, keys)
        for fault, outcome, old, new in zip(faults, made, before, scores, strict=True):
            yield fault or (outcome if old is None else _outcome(outcome.subject, old, new))

    def _faults(
        self, hows: Sequence[How], scores: Sequence[int], references: Sequence[str]
    ) -> list[list[Reason]]:
        """What the law and the register have against each."""
        # Few ways and days among many rows: the law is asked once for each.
        for how in set(hows) - self.measured.keys():
            self.measured[how] = measured_faults(*how, self.occasion.on, self.values)
        found = list(map(self.measured.__getitem__, hows))
        if assessed_right(scores, references):
            return found
        rest = map(assessed_faults, scores, references)
        return [one + more for one, more in zip(found, rest, strict=True)]

    def _held(
        self, offices: Sequence[Place], hows: Sequence[How], references: Sequence[str]
    ) -> tuple[Sequence[int | None], Sequence[int | None]]:
        """Key and score of the assessment that is known already, for each."""
        if not self.known:
            return [None] * len(hows), [None] * len(hows)
        keys = zip(offices, hows, references, strict=True)
        held = [self.known.get((one.pk, *how, text), NOT_KNOWN) for one, how, text in keys]
        return [pk for pk, _ in held], [score for _, score in held]

    def _store(self, is_stored: Sequence[bool], *columns: Sequence[Any]) -> None:
        rows = Assessed(*(list(compress(one, is_stored)) for one in columns))
        if rows:
            source = self.occasion.source
            sent = assessments_sent(rows=rows, source=source, because=source, **self.occasion.done)
            self.storing.enter_context(sent)


def exported(acting: Acting, on: date) -> Iterator[Sequence[object]]:
    """The assessments in force that somebody may see."""
    rows = visible_evidence(acting, to=Permission.EVIDENCE_SEE, on=on)
    columns = ("office__code", "criterion", "method", "assessed_on", "score", "reference")
    for row in rows.order_by("pk").values_list(*columns).iterator(chunk_size=10_000):
        yield (*row[:2], str(row[2]), *row[3:5], row[5] or None)


def taken_back(occasion: Occasion, source: str) -> Iterable[str]:
    """Replace each batch by one that holds only what its corrections had replaced."""
    batches = list(Batch.objects.filter(source=source, replaces=None).order_by("pk"))
    rows = Assessment.objects.filter(batch__in=batches)
    later = rows.filter(corrected_by__isnull=False).select_related("batch")
    blocked = [f"assessment:{one.batch.code}-{one.number}" for one in later.order_by("pk")]
    replaced = Batch.objects.filter(replaces__in=batches).order_by("pk")
    blocked += [f"batch:{code}" for code in replaced.values_list("replaces__code", flat=True)]
    for batch in () if blocked else batches:
        corrected = rows.filter(batch=batch, corrects__isnull=False)
        known = corrected.select_related("corrects", "office").order_by("number")
        doing = {"source": source, "because": source, **occasion.done}
        assessments_write(rows=_restored(known), replaces=batch, **doing)
    return blocked


def _restored(rows: Iterable[Assessment]) -> Assessed:
    """What these corrections had replaced."""
    columns = (
        (
            one.number, Place(one.office_id, one.office.code, one.province), one.criterion,
            one.method, one.assessed_on, one.corrects.score, one.reference, one.pk,
        )
        for one in rows
        if one.corrects is not None
    )  # fmt: skip
    nothing: list[Sequence[Any]] = [()] * len(fields(Assessed))
    return Assessed(*(list(zip(*columns, strict=True)) or nothing))


def _outcome(subject: str, before: int | None, after: int) -> Outcome:
    if before == after:
        return Outcome(Came.SAME, subject)
    return Outcome(Came.CHANGED, subject, (("score", before, after),))


EVIDENCE = Kind(
    "evidence",
    Term("شواهد", "Evidence"),
    Term(
        "امتیازهایی که با یکی از شیوه‌های ماده ۸ به معیارها داده شده است",
        "Scores given to criteria by one of the ways of article 8",
    ),
    Permission.EVIDENCE_MANAGE,
    ("office_code", "criterion", "method", "assessed_on", "reference"),
    COLUMNS,
    Evidence,
    exported,
    Undoing(first=taken_back),
    {
        "not_permitted": "office_code",
        "survey_only": "method",
        "record_is_computed": "criterion",
        "unknown_criterion": "criterion",
    },
    AT_ONCE,
    part_rows=AT_ONCE,
    ahead=frozenset({"office_code", "assessed_on"}),
)
