"""A finished run as announced, and as a draft, for tests of what is shown of one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from parvaneh.kit.clock import day_of
from parvaneh.law.directive_1404.procedures.ranking_cycle import DRAFTED
from parvaneh.ranking.models import Announcement, Cycle, Result, Run
from parvaneh.ranking.tests.samples import AT, Country, finished_run
from parvaneh.registry.models import Grade

DAYS = 10


@dataclass(frozen=True)
class Announced:
    """A run whose grades are those of the offices."""

    country: Country
    run: Run
    at: datetime


def announced_run(country: Country, *, draws: int = 20, at: datetime = AT) -> Announced:
    """A run of the sample country, announced at a moment; nobody objected yet.

    The rows are those that an announcement writes; how it is done has tests of its own.
    """
    run = finished_run(country, draws)
    Announcement.objects.create(
        cycle=run.cycle, run=run, announce_at=at, announced_at=at, proposed_by="user:one",
        proposed_at=at, confirmed_by="user:two", confirmed_at=at,
    )  # fmt: skip
    for result in Result.objects.filter(run=run).select_related("office"):
        Grade.objects.create(
            office=result.office, province=result.province, cycle=run.cycle.year, version=1,
            total=result.total, grade=result.grade, place=result.place, points=result.points,
            answers=result.answers, standing="demonstration", event="announcement:1",
            source=run.key, starts_on=day_of(at), entered_by="system", entered_at=at,
        )  # fmt: skip
    return Announced(country, run, at)


def drafted(run: Run, now: datetime) -> Cycle:
    """The cycle of a run as a draft with the managers from now on."""
    cycle = run.cycle
    cycle.case.state = DRAFTED.key
    cycle.case.save(update_fields=["state"])
    cycle.draft_until = day_of(now) + timedelta(days=DAYS)
    cycle.save(update_fields=["draft_until"])
    return cycle
