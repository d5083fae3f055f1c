"""Writing the grades that a ranking announced, and new versions upon objection."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import QuerySet

from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.frame.refused import conflict_if_refused, inserted, refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art07_grades import bands
from parvaneh.law.ruling import Reason, Status
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import choice_faults, form_faults, number_faults, text_faults
from parvaneh.registry.models import Grade, Office
from parvaneh.registry.models.grades import INDICATOR_KEYS, STANDINGS, TOTAL_FORM, TOTAL_LENGTH
from parvaneh.registry.operations.approved_values import values_use
from parvaneh.registry.operations.grade_points import available_in, points_faults
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.demonstration import is_demonstration

DAY = timedelta(days=1)
SOURCE_LENGTH = 60
REASON_LENGTH = 400
MOST_PLACE = 1_000_000
CITES = {
    "grades_announce": cites("D1404 6", "D1404 7", "D1404 12"),
    "grade_replace": cites("D1404 12"),
}

NO_TOTAL = msg("A graded office has a total.")
NO_PLACE = msg("An office without a grade has no place.")
ONLY_DEMO = msg("A demonstration grade stands only in a database with demonstration accounts.")
TWICE = msg("Named twice: {found}.")
ANNOUNCED = msg("These offices have a grade of {needed} already: {found}.")
LATER_GRADE = msg("These offices have a grade that begins on or after {needed}: {found}.")
NOT_IN_FORCE = msg("This version was replaced before; replace the newest one.")
TOO_EARLY = msg("A new version begins on {needed} at the earliest, not on {found}.")
BELOW_ANNOUNCED = msg("A total is from 0 to 100; found: {found}.")


@dataclass(frozen=True)
class Announced:
    """What a ranking made of one office.

    `total` is the exact fraction as text, such as ``"255/3"`` reduced to ``"85"``; `grade` a key of
    a band of article 7, empty where the office could not be graded; `place` None without one.
    `points` says what each indicator brought to the total, as exact fractions by its code, empty
    where that is not entered; `answers` how many clients answered the survey.
    """

    office: Office
    total: str
    grade: str
    place: int | None
    points: Mapping[str, str] = field(default_factory=dict)
    answers: int | None = None


def grades_announce(
    *,
    cycle: int,
    grades: Sequence[Announced],
    starts_on: date,
    standing: str,
    event: str,
    source: str,
    because: str = "",
    extraordinary: bool = False,
    by: Doer,
    at: datetime,
) -> list[Grade]:
    """Write the grades of one ranking, all or none; earlier grades end on the day before.

    Args:
        cycle: the Jalali year of the ranking.
        grades: one for each office.
        starts_on: the first day on which they are in force.
        standing: "official", "provisional" or "demonstration".
        event: names the announcement, such as ``cycle:1404``.
        source: what they rest on: the ranking's run.
        because: why offices are evaluated out of turn; empty for the yearly ranking.
        extraordinary: whether they come from an extraordinary evaluation (D1404 5).
        by: who acts; whoever calls looks to it that the announcement was confirmed.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
        Conflict: grades of the same offices were written meanwhile.
    """
    refuse(
        *choice_faults("standing", standing, STANDINGS),
        *_demonstration_faults(standing),
        *text_faults("event", event, SOURCE_LENGTH),
        *text_faults("source", source, SOURCE_LENGTH),
        *text_faults("because", because, REASON_LENGTH, needed=extraordinary),
        *_announced_faults(grades, cycle, starts_on),
        *_office_faults(cycle, grades, starts_on, extraordinary=extraordinary),
    )
    with act(by=by, at=at):
        values_use(on=starts_on)  # the bands; nothing that decided this is altered afterwards
        last = _newest_of_cycle(cycle, grades) if extraordinary else {}
        _end_before(starts_on, [one.office for one in grades])
        rows = [
            Grade(
                office=one.office, province=one.office.province, cycle=cycle,
                version=last[one.office.pk].version + 1 if one.office.pk in last else 1,
                replaces=last.get(one.office.pk), total=one.total, grade=one.grade,
                place=one.place, points=dict(one.points), answers=one.answers,
                standing=standing, extraordinary=extraordinary,
                event=clean(event), source=clean(source),
                because=clean(because) if one.office.pk in last else "",
                starts_on=starts_on, entered_by=by.key, entered_at=at,
            )
            for one in grades
        ]  # fmt: skip
        with conflict_if_refused("grades of the same offices were written meanwhile"):
            copy_rows(Grade, keyed(rows))
        event_write(
            kind="grades.announced",
            subject=event,
            cites=CITES["grades_announce"],
            facts={
                "cycle": cycle,
                "offices": len(rows),
                "starts_on": starts_on.isoformat(),
                "standing": standing,
            },
        )
    return rows


def grade_replace(
    *,
    grade: Grade,
    announced: Announced,
    starts_on: date,
    source: str,
    because: str,
    by: Doer,
    at: datetime,
) -> Grade:
    """Put a new version in the place of an office's grade, from the day of the decision (A-24).

    Args:
        grade: the version in force.
        announced: what the decision makes of the office.
        starts_on: the day of the decision; on the version's own first day the old one is void.
        source: the case that decided, ``case:number``.
        because: the decision in short.
        by: who acts.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
        Conflict: somebody else replaced it meanwhile.
    """
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *text_faults("because", because, REASON_LENGTH),
        *_announced_faults([announced], grade.cycle, starts_on),
    )
    with act(by=by, at=at):
        old = Grade.objects.select_for_update().get(pk=grade.pk)
        refuse(*_replacing_faults(old, starts_on))
        values_use(on=starts_on)
        before, ends_on = old.grade, old.ends_on
        old.void = old.starts_on == starts_on
        old.ends_on = old.ends_on if old.void else starts_on - DAY
        old.save(update_fields=["void", "ends_on"])
        row = inserted(
            Grade(
                office=old.office, province=old.province, cycle=old.cycle,
                version=old.version + 1, replaces=old, total=announced.total,
                grade=announced.grade, place=announced.place, points=dict(announced.points),
                answers=announced.answers, standing=old.standing,
                extraordinary=old.extraordinary, event=old.event, source=clean(source),
                because=clean(because), starts_on=starts_on, ends_on=ends_on,
                entered_by=by.key, entered_at=at,
            )
        )  # fmt: skip
        event_write(
            kind="grade.replaced",
            subject=f"office:{old.office.code}",
            before=before,
            after=row.grade,
            cites=CITES["grade_replace"],
            facts={"cycle": row.cycle, "version": row.version, "total": row.total},
            private={"because": row.because, "points": _in_a_line(row.points)},
        )
    return row


def _in_a_line(points: Mapping[str, str]) -> str:
    return " ".join(f"{key}={points[key]}" for key in INDICATOR_KEYS if key in points)


def _end_before(starts_on: date, offices: Iterable[Office]) -> None:
    held = Grade.objects.filter(
        office__in=[one.pk for one in offices], void=False, starts_on__lt=starts_on
    )
    held.exclude(ends_on__lt=starts_on).update(ends_on=starts_on - DAY)


def _newest_of_cycle(cycle: int, grades: Iterable[Announced]) -> dict[int, Grade]:
    offices = [one.office.pk for one in grades]
    rows = Grade.objects.filter(cycle=cycle, office__in=offices).order_by("version")
    return {row.office_id: row for row in rows}


def _announced_faults(grades: Iterable[Announced], cycle: int, on: date) -> list[Reason]:
    values = values_in_force()
    known = bands(values=values, on=on).value or ()
    keys = ("", *(band.key for band in known))
    available = available_in(cycle, values)
    faults = []
    for one in grades:
        faults += _one_fault(one, keys)
        faults += points_faults(one.points, one.answers, one.total, cycle, available)
    return faults


def _one_fault(one: Announced, keys: Sequence[str]) -> list[Reason]:
    faults = choice_faults("grade", one.grade, keys)
    if one.grade and not one.total:
        faults.append(Reason("total", NO_TOTAL, CITES["grades_announce"]))
    if one.total:
        faults += _total_faults(one.total)
    if one.place is not None:
        faults += number_faults("place", one.place, 1, MOST_PLACE)
        if not one.grade:
            faults.append(Reason("place", NO_PLACE, CITES["grades_announce"]))
    return faults


def _total_faults(total: str) -> list[Reason]:
    faults = form_faults("total", total, TOTAL_FORM, "257/3")
    faults += text_faults("total", total, TOTAL_LENGTH)
    if not faults and not 0 <= Fraction(total) <= 100:  # noqa: PLR2004 - the scale of article 3
        faults.append(Reason("total", BELOW_ANNOUNCED, cites("D1404 3"), found=total))
    return faults


def _office_faults(
    cycle: int, grades: Sequence[Announced], starts_on: date, *, extraordinary: bool
) -> list[Reason]:
    times = Counter(one.office.code for one in grades)
    faults = []
    if twice := tuple(sorted(code for code, number in times.items() if number > 1)):
        faults.append(Reason("grades", TWICE, (), found=twice))
    held = Grade.objects.filter(office__in=[one.office.pk for one in grades], void=False)
    if not extraordinary and (known := _codes(held.filter(cycle=cycle))):
        faults.append(Reason("cycle", ANNOUNCED, cites("D1404 5"), found=known, needed=cycle))
    elif later := _codes(held.filter(starts_on__gte=starts_on)):
        faults.append(Reason("starts_on", LATER_GRADE, (), found=later, needed=starts_on))
    return faults


def _codes(rows: QuerySet[Grade]) -> tuple[str, ...]:
    return tuple(sorted(set(rows.values_list("office__code", flat=True))))


def _demonstration_faults(standing: str) -> list[Reason]:
    if standing == Status.DEMONSTRATION and not is_demonstration():
        return [Reason("standing", ONLY_DEMO, ())]
    return []


def _replacing_faults(old: Grade, starts_on: date) -> list[Reason]:
    if old.void or Grade.objects.filter(replaces=old).exists():
        return [Reason("grade", NOT_IN_FORCE, CITES["grade_replace"])]
    if starts_on < old.starts_on or (old.ends_on and starts_on > old.ends_on):
        where = CITES["grade_replace"]
        return [Reason("starts_on", TOO_EARLY, where, found=starts_on, needed=old.starts_on)]
    return []
