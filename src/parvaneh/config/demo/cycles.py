"""Cycles of the ranking: the last one as history, one out of turn computed, the next one begun.

All of it by the operations that people use. Where there are thousands of offices the last yearly
cycle is left out: explaining each of them takes longer than making the country may.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework.models import Case
from parvaneh.config.demo.accounts import FIRST_OFFICE
from parvaneh.config.demo.plan import Cycle as Yearly
from parvaneh.config.demo.plan import Plan, Size, Standing, cycles_of
from parvaneh.config.demo.writing import told
from parvaneh.kit.clock import tehran
from parvaneh.law.directive_1404.art03_weighting import COEFFICIENTS
from parvaneh.law.directive_1404.art05_evaluation import Ground
from parvaneh.ranking.models import Announcement, Cycle, Result, Run
from parvaneh.ranking.operations import (
    cycle_compare,
    cycle_confirm,
    cycle_open,
    draft_send,
    evidence_freeze,
    remark_answer,
    remark_write,
    run_compute,
    run_order,
    values_lock,
    what_if_order,
)
from parvaneh.registry.models import Grade, Office

MOST_EXPLAINED = 100  # offices of a yearly cycle that is kept whole
FEW = 12  # offices evaluated out of turn
DRAWS = {Size.FULL: 200, Size.SMALL: 200, Size.TINY: 0}
DAY = timedelta(days=1)
HAPPENED = "گزارش خرابی گسترده سامانه در چند دفتر (نمایشی)"
TRIED = "رضایت مراجعان دو برابر (نمایشی)"
REMARK = "دوره آموزشی اسفند ما در گزارش نیست (نمایشی)"
ANSWER = "گواهی دوره دیده شد و در مستندات هست (نمایشی)"
FOUND = "جابه‌جایی‌ها با مستندات سازگار است (نمایشی)"
CLOSED = "closed"


def cycles_make(users: Mapping[str, User], plan: Plan) -> None:
    """Make the cycles of a country that was ranked.

    Args:
        users: the listed accounts by name.
        plan: what is made.
    """
    if plan.standing is Standing.BEFORE_FIRST_RANKING:
        return
    officer = Acting(users["officer_1"])
    past = cycles_of(plan)
    if past and plan.volume.offices <= MOST_EXPLAINED:
        _history(past[-1], users, plan)
    if past:
        _out_of_turn(past[-1], officer, plan)
    following = (past[-1].year if past else plan.year) + 1
    doing: dict[str, Any] = {"by": officer, "at": plan.at}
    values_lock(cycle=cycle_open(year=following, **doing), **doing)


def _history(last: Yearly, users: Mapping[str, User], plan: Plan) -> None:
    """The last yearly cycle, from its opening to its end; its grades are there already."""
    officer, second = Acting(users["officer_1"]), Acting(users["officer_2"])

    def on(days: int) -> datetime:
        return datetime.combine(last.period.last + days * DAY, time(9), tehran())

    cycle = cycle_open(year=last.year, by=officer, at=on(-60))
    cycle = values_lock(cycle=cycle, by=officer, at=on(-50))
    cycle = evidence_freeze(cycle=cycle, by=officer, at=on(10)).cycle
    run = _computed(cycle, officer, on(12), plan)
    cycle = _again(cycle)
    cycle_compare(cycle=cycle, note=FOUND, by=officer, at=on(14))
    cycle_confirm(cycle=_again(cycle), by=second, at=on(16))
    until = (on(30)).date()
    draft_send(cycle=_again(cycle), until=until, by=officer, at=on(18))
    _remarked(cycle, Acting(users["manager_1"]), Acting(users["analyst_1"]), on(20))
    announced = datetime.combine(last.announced_on, time(8), tehran())
    Announcement.objects.create(
        cycle=cycle,
        run=run,
        announce_at=announced,
        proposed_by=officer.key,
        proposed_at=announced - DAY,
        confirmed_by=second.key,
        confirmed_at=announced - DAY / 2,
        announced_at=announced,
        finalised_at=plan.at,
    )
    Case.objects.filter(pk=cycle.case_id).update(state=CLOSED, waits_for=[], ended_on=plan.today)
    _as_computed(run, last)
    told(f"cycle-{last.year}", {"announcement": 1}, at=plan.at)


def _remarked(cycle: Cycle, manager: Acting, analyst: Acting, at: datetime) -> None:
    """A manager's remark on the draft, with its answer."""
    office = Office.objects.filter(code=FIRST_OFFICE).first()
    if office is None or not Result.objects.filter(run__cycle=cycle, office=office).exists():
        return
    remark = remark_write(
        cycle=_again(cycle), office=office, text=REMARK, criterion="I6.b", by=manager, at=at
    )
    remark_answer(remark=remark, answer=ANSWER, by=analyst, at=at + DAY)


def _as_computed(run: Run, last: Yearly) -> None:
    """The grades that offices hold as the run of their cycle found them."""
    held = {one.office_id: one for one in Grade.objects.filter(cycle=last.year, version=1)}
    for one in run.office_results.defer("derivation"):
        if grade := held.get(one.office_id):
            grade.grade, grade.total = one.grade, one.total if one.grade else ""
            grade.place = one.place if one.grade else None
            grade.points = one.points if one.grade else {}
            grade.answers = one.answers if one.grade else None
    Grade.objects.bulk_update(held.values(), ("grade", "total", "place", "points", "answers"))


def _out_of_turn(last: Yearly, officer: Acting, plan: Plan) -> None:
    """An evaluation of a few offices, computed and compared, with a what-if beside it."""
    doing: dict[str, Any] = {"by": officer, "at": plan.at}
    graded = Grade.objects.filter(cycle=last.year).exclude(grade="").order_by("office__code")
    codes = list(graded.values_list("office__code", flat=True).distinct()[:FEW])
    if not codes:
        return
    cycle = cycle_open(
        year=last.year, ground=Ground.DEMOTING_EVENT.value, reason=HAPPENED, offices=codes, **doing
    )
    cycle = evidence_freeze(cycle=values_lock(cycle=cycle, **doing), **doing).cycle
    run = _computed(cycle, officer, plan.at, plan)
    cycle_compare(cycle=_again(cycle), note=FOUND, **doing)
    numbers = _coefficients(cycle)
    tried = {COEFFICIENTS: {**numbers, "I2": 2 * int(numbers["I2"])}}
    what_if = what_if_order(cycle=_again(cycle), title=TRIED, changes=tried, **doing)
    run_compute(run=what_if.pk, at=plan.at)
    told(f"cycle-{cycle.code}", {"run": run.number + 1}, at=plan.at)


def _computed(cycle: Cycle, officer: Acting, at: datetime, plan: Plan) -> Run:
    """A run, computed here and now; its job finds nothing left to do."""
    run = run_order(cycle=_again(cycle), by=officer, at=at, draws=DRAWS[plan.size])
    run_compute(run=run.pk, at=at)
    return Run.objects.get(pk=run.pk)


def _again(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_related("case").get(pk=cycle.pk)


def _coefficients(cycle: Cycle) -> dict[str, Any]:
    entries = cycle.values[COEFFICIENTS]["entries"]
    found: dict[str, Any] = entries[-1]["content"]
    return found
