"""Assessments of criteria: a hundred thousand in one sheet, by the rules of a single one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.imports.columns import Column, Type
from parvaneh.imports.kinds.kind import Came, Items, Kind, Occasion, Outcome, Undoing
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import METHODS
from parvaneh.law.ruling import Reason
from parvaneh.law.vocabulary import Term
from parvaneh.registry.loaders import visible_evidence
from parvaneh.registry.models import Assessment, Batch
from parvaneh.registry.operations import Assessed, Place, assessments_write
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


class Evidence:
    """Writes new assessments, and corrections of known ones whose score differs, in one COPY."""

    def __init__(self, occasion: Occasion) -> None:
        """Keep who imports, and when."""
        self.occasion = occasion

    def begin(self, items: Items) -> None:
        """Look up the assessments that the rows may be about."""
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
        """Check all rows, store those that are right, then say what came of each."""
        columns = items.columns
        references = [one or "" for one in columns["reference"]]
        asked = not assessed_right(columns["score"], references)
        told: list[Outcome | Sequence[Reason]] = []
        rows: list[Assessed] = []
        today = self.occasion.on
        places: dict[int, tuple[Place, Outcome]] = {}
        known, values = self.known, values_in_force()
        measured: dict[How, list[Reason]] = {}
        hows = zip(
            columns["criterion"], map(int, columns["method"]), columns["assessed_on"], strict=True
        )
        rest = (columns["office_code"], hows, columns["score"], references)
        for number, office, how, score, reference in zip(items.numbers, *rest, strict=True):
            office_id = office.id
            # Few ways and days among many rows: the law is asked once for each.
            if how not in measured:
                measured[how] = measured_faults(*how, today, values)
            faults = measured[how]
            if asked:
                faults = faults + assessed_faults(score, reference)
            if faults:
                told.append(faults)
                continue
            if office_id not in places:
                place = Place(office_id, office.code, office.province)
                places[office_id] = place, Outcome(Came.NEW, f"office:{office.code}")
            place, new = places[office_id]
            pk, before = known.get((office_id, *how, reference), NOT_KNOWN) if known else NOT_KNOWN
            told.append(new if pk is None else _outcome(new.subject, before, score))
            if before != score:
                rows.append(Assessed(number, place, *how, score, reference, pk))
        if rows:
            source = self.occasion.source
            assessments_write(rows=rows, source=source, because=source, **self.occasion.done)
        yield from told


def exported(acting: Acting, on: date) -> Iterator[Sequence[object]]:
    """The assessments in force that somebody may see."""
    rows = visible_evidence(acting, to=Permission.EVIDENCE_SEE, on=on)
    columns = ("office__code", "criterion", "method", "assessed_on", "score", "reference")
    for row in rows.order_by("pk").values_list(*columns).iterator(chunk_size=10_000):
        yield (*row[:2], str(row[2]), *row[3:5], row[5] or None)


def taken_back(occasion: Occasion, source: str) -> Iterable[str]:
    """Replace the batch by one that holds only what its corrections had replaced."""
    batch = Batch.objects.filter(source=source, replaces=None).first()
    if batch is None:
        return []
    rows = Assessment.objects.filter(batch=batch)
    later = rows.filter(corrected_by__isnull=False).select_related("batch")
    blocked = [f"assessment:{batch.code}-{one.number}" for one in later.order_by("number")]
    if Batch.objects.filter(replaces=batch).exists():
        blocked.append(f"batch:{batch.code}")
    if not blocked:
        corrected = rows.filter(corrects__isnull=False).select_related("corrects", "office")
        restored = [_restored(one) for one in corrected.order_by("number")]
        doing = {"source": source, "because": source, **occasion.done}
        assessments_write(rows=restored, replaces=batch, **doing)
    return blocked


def _restored(one: Assessment) -> Assessed:
    assert one.corrects is not None
    place = Place(one.office_id, one.office.code, one.province)
    return Assessed(
        one.number, place, one.criterion, one.method, one.assessed_on, one.corrects.score,
        one.reference, one.pk,
    )  # fmt: skip


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
)
