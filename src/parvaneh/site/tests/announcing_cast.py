"""Two cycles of the cast: one whose announcement waits, one that is over and has its honoured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from parvaneh.access.models import User
from parvaneh.casework.contents import content_keep
from parvaneh.casework.models import Case, Deadline, DeadlineState
from parvaneh.casework.operations import case_open
from parvaneh.kit.places import COUNTRY
from parvaneh.law.directive_1404.art05_evaluation import Ground
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ranking.models import Announcement, Cycle, Effect, Honour, Result, Run, Snapshot
from parvaneh.registry.models import Grade, Office

YEAR = 1404
WAITING, OVER = f"{YEAR}-8", f"{YEAR}-9"
ROOT = "ab" * 32
BANDS = [
    {"key": key, "fa": fa, "en": key, "lower": lower, "inclusive": True}
    for key, fa, lower in (("excellent", "عالی", "85"), ("good", "خوب", "0"))
]


def announcing_places(offices: Sequence[Office], at: dt.datetime) -> dict[str, str]:
    """Write both, as operations leave them; the places that addresses name."""
    _announcement(WAITING, offices, "drafted", at)
    found = _announcement(OVER, offices, "final", at)
    Announcement.objects.filter(pk=found.pk).update(
        confirmed_by=_user_key(1),
        confirmed_at=at,
        announced_at=at,
        edition=1,
        finalised_at=at,
        proof=content_keep(b"proof", "application/zip"),
    )
    office, cycle = offices[0], found.cycle
    grade = Grade.objects.create(
        office=office, province=office.province, cycle=YEAR, version=1, total="90",
        grade="excellent", place=1, standing="official", extraordinary=True, event=cycle.key,
        source=found.run.key, starts_on=dt.date(2024, 9, 22),
        ends_on=dt.date(2025, 3, 20), entered_by="system", entered_at=at,
    )  # fmt: skip
    effect = Effect.objects.create(
        cycle=cycle, office=office, grade=grade, province=office.province, kind="duty", key="11",
        said={"fa": "آموزش (نمایشی)", "en": "training (demo)"}, article="D1404 11",
    )  # fmt: skip
    Honour.objects.create(
        cycle=cycle, office=office, province=office.province, kanoon="k-23", place=1, total="90",
        listed_by="system", listed_at=at,
    )  # fmt: skip
    case_open(
        procedure="objection", subject=f"office:{office.code}", source=cycle.key, office=office,
        kanoon="k-23", by=SYSTEM, at=at,
    )  # fmt: skip
    Deadline.objects.filter(case__source=cycle.key).update(
        state=DeadlineState.DROPPED, ended_on=at.date() + dt.timedelta(days=1)
    )
    Case.objects.filter(source=cycle.key).update(
        state="unchallenged", waits_for=[], due_on=None, ended_on=at.date() + dt.timedelta(days=1)
    )
    return {
        "announcing": WAITING,
        "announced": OVER,
        "effect": str(effect.pk),
        "honoured": office.code,
    }


def _user_key(at: int) -> str:
    """The key of one of the cast."""
    return f"user:{User.objects.order_by('pk')[at].code}"


def _announcement(
    code: str, offices: Sequence[Office], state: str, at: dt.datetime
) -> Announcement:
    case = case_open(
        procedure="ranking_cycle", subject=f"cycle:{code}", province=COUNTRY.key, by=SYSTEM, at=at
    )
    case.deadlines.all().delete()
    Case.objects.filter(pk=case.pk).update(state=state, due_on=None)
    cycle = Cycle.objects.create(
        code=code, year=YEAR, extraordinary=True, ground=Ground.SPECIAL_SERVICES.value,
        reason="خدمات ویژه (نمایشی)", offices=[one.code for one in offices],
        first=dt.date(2024, 6, 21), last=dt.date(2025, 6, 21), case=case, opened_by="system",
        opened_at=at,
    )  # fmt: skip
    kept = {one: content_keep(f"{one} {code}".encode(), "text/csv") for one in ("file", "table")}
    snapshot = Snapshot.objects.create(
        cycle=cycle, number=1, file=kept["file"], sha256=kept["file"].sha256,
        offices=len(offices), upto=at, frozen_by="system", frozen_at=at,
    )  # fmt: skip
    run = Run.objects.create(
        cycle=cycle, snapshot=snapshot, number=1, state="done", official=True, root=ROOT,
        results=kept["table"], facts={"bands": BANDS, "below_average": []},
        ordered_by=_user_key(0), ordered_at=at, done_at=at,
    )  # fmt: skip
    Result.objects.bulk_create(
        Result(
            run=run, office=one, province=one.province, total="90", millionths=90_000_000,
            grade="excellent", place=1, status="active",
        )
        for one in offices
    )  # fmt: skip
    return Announcement.objects.create(
        cycle=cycle, run=run, announce_at=at, proposed_by=_user_key(0), proposed_at=at
    )
