"""The letters by which the offices learn their grades: made in batches, served, never doubled.

What is still to be done is read from the cases of the announcement, so that a lost job loses no
letter: `letters_look` goes on wherever it stopped.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework.letters_many import letters_make, letters_pend, letters_serve
from parvaneh.casework.models import Case, Deadline, Document, DocumentState, Notice
from parvaneh.casework.models.notices import STANDS
from parvaneh.casework.standing import day_of
from parvaneh.frame.jobs import batches, enqueue, enqueue_many, job
from parvaneh.kit.clock import now_utc
from parvaneh.kit.letters import Mark
from parvaneh.law.directive_1404.art03_weighting import points_available
from parvaneh.law.directive_1404.art12_objection import OBJECTION
from parvaneh.law.ruling import Status
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.checkpoints import checkpoint_sign
from parvaneh.ranking.letters import GRADE
from parvaneh.ranking.models import Announcement, Effect, EffectKind, Result
from parvaneh.ranking.queries.announcements import cases_of
from parvaneh.ranking.queries.cycles import results_of, values_of
from parvaneh.registry.models import Grade, OfficeTitle
from parvaneh.registry.models.periods import holds_on

READERS = (Actor.MANAGER,)
PATIENCE = timedelta(minutes=10)  # after which letters that are not served are begun again
MARKS = {
    Status.PROVISIONAL.value: Mark.PROVISIONAL.value,
    Status.DEMONSTRATION.value: Mark.DEMONSTRATION.value,
}


@job(queue="ranking")
def letters_begin(*, cycle: str) -> None:
    """Sign the log after an announcement, and order its letters in batches."""
    found = Announcement.objects.get(cycle__code=cycle)
    if not found.checkpoint:
        signed = checkpoint_sign(by=SYSTEM, at=now_utc())
        text = " ".join(signed.text.splitlines()[:3]) if signed else ""
        Announcement.objects.filter(pk=found.pk).update(checkpoint=text)
    left = unserved(found).order_by("province", "office_code").values_list("number", flat=True)
    enqueue_many(letters_serve_some, [{"cycle": cycle, "cases": some} for some in batches(left)])


@job(queue="letters")
def letters_serve_some(*, cycle: str, cases: list[str]) -> None:
    """Make, seal and serve the grade letters of some offices."""
    grade_letters(
        announcement=Announcement.objects.select_related("cycle", "run").get(cycle__code=cycle),
        numbers=cases,
        at=now_utc(),
    )


@job(queue="ranking", every="*/10 * * * *")
def letters_look() -> None:
    """Go on with grade letters that were begun and are not all served."""
    before = now_utc() - PATIENCE
    for one in Announcement.objects.filter(announced_at__lt=before, finalised_at=None):
        if unserved(one).exists():
            enqueue(letters_begin, cycle=one.cycle.code)


def grade_letters(*, announcement: Announcement, numbers: Sequence[str], at: datetime) -> int:
    """Make, seal and serve the letters of some offices; those that have theirs are left alone.

    Args:
        announcement: made; its cycle and run with it.
        numbers: of the cases of these offices.
        at: the moment, whose day the letters bear.

    Returns:
        How many notices were sent here.
    """
    by = announcer_of(announcement)
    cases = list(unserved(announcement).filter(number__in=numbers).select_related("office"))
    facts = LetterFacts(announcement, cases).all()
    letters_pend(kind=GRADE, facts=facts, visible_to=READERS, by=by, at=at)
    waiting = Document.objects.filter(case__in=cases, kind=GRADE, state=DocumentState.PENDING)
    letters_make(documents=list(waiting.select_related("case").order_by("case")), by=by, at=at)
    ready = Document.objects.filter(case__in=cases, kind=GRADE, state=DocumentState.READY)
    return len(letters_serve(documents=list(ready), by=by, at=at))


def unserved(announcement: Announcement) -> QuerySet[Case]:
    """The cases of an announcement whose grade letter was not served yet."""
    sent = Notice.objects.filter(STANDS, case=OuterRef("pk"), document__kind=GRADE)
    return cases_of(announcement.cycle).filter(~Exists(sent))


def announcer_of(announcement: Announcement) -> Acting:
    """The second person, in whose name what was announced is told."""
    keys = (announcement.confirmed_by, announcement.confirmed_for)
    codes = [one.removeprefix("user:") for one in keys if one]
    users = {one.code: one for one in User.objects.filter(code__in=codes)}
    return Acting(users[codes[0]], users[codes[1]] if len(codes) > 1 else None)


class LetterFacts:
    """What the letters of some offices say, read in a few statements."""

    def __init__(self, announcement: Announcement, cases: Sequence[Case]) -> None:
        """Take whose letters."""
        self.announcement, self.cases = announcement, cases
        self.cycle, self.run = announcement.cycle, announcement.run

    def all(self) -> dict[int, dict[str, Any]]:
        """The facts of each letter by the key of its case, as `ranking.letters` takes them."""
        offices = [one.office_id for one in self.cases]
        results = {one.office_id: one for one in results_of(self.run).filter(office__in=offices)}
        rows = Grade.objects.filter(event=self.cycle.key, office__in=offices)
        grades = {one.office_id: one for one in rows.order_by("-version")}
        effects: dict[int, list[Effect]] = {}
        for one in Effect.objects.filter(grade__in=grades.values()).order_by("pk"):
            effects.setdefault(one.office_id, []).append(one)
        limits = self._limits()
        return {
            case.pk: self._one(
                case, grades[office], results[office], effects.get(office, []), limits.get(case.pk)
            )
            for case in self.cases
            for office in [case.office_id]
            if office is not None and office in grades and office in results
        }

    @cached_property
    def alike(self) -> dict[str, Any]:
        """What all letters of the announcement say alike."""
        on = day_of(self.announcement.announced_at or self.announcement.announce_at)
        return {
            "cycle": self.cycle.code,
            "year": self.cycle.year,
            "extraordinary": self.cycle.extraordinary,
            "reason": self.cycle.reason,
            "first": self.cycle.first.isoformat(),
            "last": self.cycle.last.isoformat(),
            "announced_on": on.isoformat(),
            "placed": results_of(self.run).filter(place__isnull=False).count(),
            "available": self._available(),
            "root": self.run.root,
        }

    @cached_property
    def bands(self) -> Mapping[str, dict[str, Any]]:
        """The grades by key, as letters show them."""
        listed = self.run.facts["bands"]
        return {
            one["key"]: {**{name: one[name] for name in ("key", "fa", "en")}, "place": n,
                         "of": len(listed)}
            for n, one in enumerate(listed, start=1)
        }  # fmt: skip

    @cached_property
    def titles(self) -> Mapping[int, str]:
        """What the offices are called on the day of the announcement."""
        on = day_of(self.announcement.announced_at or self.announcement.announce_at)
        offices = [one.office for one in self.cases if one.office]
        known = OfficeTitle.objects.filter(holds_on(on), office__in=offices)
        named = dict(known.values_list("office_id", "title"))
        return {one.pk: named.get(one.pk, one.title) for one in offices}

    def _available(self) -> dict[str, str]:
        known = points_available(values=values_of(self.cycle), on=self.cycle.last).value or {}
        return {one.value: str(points) for one, points in known.items()}

    def _limits(self) -> dict[int, str]:
        rows = Deadline.objects.filter(case__in=self.cases, key=OBJECTION.length)
        return {one.case_id: one.last_on.isoformat() for one in rows if one.last_on}

    def _one(
        self,
        case: Case,
        grade: Grade,
        result: Result,
        effects: Sequence[Effect],
        last_on: str | None,
    ) -> dict[str, Any]:
        mark = MARKS.get(grade.standing)
        return {
            **self.alike,
            "office": case.office_code,
            "title": self.titles.get(grade.office_id, ""),
            "grade": self.bands.get(grade.grade),
            "total": grade.total,
            "place": grade.place,
            "points": dict(grade.points),
            "answers": grade.answers,
            "status": result.status,
            "demoted_by": result.demoted_by,
            "effects": [one.said for one in effects if one.kind != EffectKind.DUTY],
            "below": any(one.kind == EffectKind.DUTY for one in effects),
            "last_on": last_on,
            "marks": [mark] if mark else [],
        }
