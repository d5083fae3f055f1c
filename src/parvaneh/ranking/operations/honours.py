"""Closing the list after the objections (12), and honouring the highest of it (14)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from parvaneh.access.acting import Acting
from parvaneh.access.queries import actors
from parvaneh.access.scopes import Lies
from parvaneh.casework.documents import document_pend
from parvaneh.casework.ending_many import cases_end
from parvaneh.casework.models import Case
from parvaneh.casework.operations import step_take
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.copying import copy_rows
from parvaneh.frame.refused import Conflict, Refused, refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404 import art14_honours
from parvaneh.law.directive_1404.procedures.objection import ANNOUNCED, OVERDUE
from parvaneh.law.ruling import Reason, ruled
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ranking.letters import HONOUR
from parvaneh.ranking.models import Announcement, Cycle, Honour, Result
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations.announcement_making import standing_of
from parvaneh.ranking.operations.entering import may_decide, step_faults
from parvaneh.ranking.operations.letters import MARKS, READERS
from parvaneh.ranking.queries.announcements import cases_of
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.registry.entering import text_faults
from parvaneh.registry.models import Grade
from parvaneh.registry.queries import kanoon_of

ART_12, ART_14 = cites("D1404 12(3)"), cites("D1404 14")
DAY = timedelta(days=1)

STILL_OPEN = msg("{found} objections or days for objecting are still open; the list closes after.")
NOT_ANNOUNCED = msg("Only an announced ranking has a list to close.")
NOT_KANOON = msg("The Kanoon of the office honours it, and whoever acts for it.")
NOT_YET = msg("The day of honouring, {found}, lies in the future.")
BEFORE_LIST = msg("The list closed on {needed}; nobody was honoured by it before.")


def cycle_finalise(*, cycle: Cycle, by: Acting, at: datetime) -> Cycle:
    """Close the list: where nobody objected in time that is recorded, and the highest are listed.

    Args:
        cycle: announced, its days for objecting over.
        by: who closes it, for the Services Deputy.
        at: the moment.

    Raises:
        Refused: an objection is not decided and served yet, or days for objecting still run.
        Conflict: the cycle has moved meanwhile.
    """
    may_decide(by, at)
    with act(by=by, at=at, case=cycle.case.number):
        row = Announcement.objects.select_for_update().filter(cycle=cycle).first()
        if row is None or row.announced_at is None:
            raise Refused(ruled([Reason("cycle", NOT_ANNOUNCED, ART_12)]))
        _lapse(cycle, at)
        if left := still_open(cycle):
            refuse(Reason("objections", STILL_OPEN, ART_12, found=left))
        silent = list(cases_of(cycle).filter(state=OVERDUE.key))
        closed = cases_end(cases=silent, step="close", actor=Actor.GENERAL_DEPARTMENT, by=by, at=at)
        case = Case.objects.get(pk=cycle.case_id)
        cycle.case = step_take(case=case, step="finalise", by=by, at=at)
        row.finalised_at = at
        row.save(update_fields=["finalised_at"])
        listed = honours_list(cycle=cycle, by=by, at=at)
        event_write(
            kind="cycle.finalised",
            subject=cycle.key,
            cites=ART_12,
            facts={"closed": len(closed), "honoured": len(listed)},
        )
    return cycle


def still_open(cycle: Cycle) -> int:
    """How many cases of objecting keep the list from being closed."""
    return cases_of(cycle).filter(ended_on=None).exclude(state=OVERDUE.key).count()


def honours_list(*, cycle: Cycle, by: Doer, at: datetime) -> list[Honour]:
    """List whom the Kanoon must honour, from the grades as they stand after the objections.

    Args:
        cycle: its list is closed in the running act, or was before.
        by: who closes it.
        at: the moment.

    Raises:
        Refused: objections are open.
        Conflict: it is listed already.
    """
    on = day_of(at)
    grades = {one.office.code: one for one in _placed(cycle)}
    kanoons = _kanoons(grades.values(), on)
    totals = {code: Fraction(one.total) for code, one in grades.items()}
    ruling = art14_honours.honours(
        totals=totals,
        demoted=_demoted(cycle),
        kanoons={code: kanoons[one.office.province] for code, one in grades.items()},
        open_objections=still_open(cycle),
        values=values_of(cycle),
        on=cycle.last,
    )
    refuse(*ruling.reasons)
    places = _places(totals)
    rows = [
        Honour(
            cycle=cycle, office=grade.office, province=grade.office.province,
            kanoon=kanoons[grade.office.province], place=places[code], total=grade.total,
            listed_by=by.key, listed_at=at,
        )
        for code, grade in sorted(grades.items(), key=lambda one: (places[one[0]], one[0]))
        if code in (ruling.value or ())
    ]  # fmt: skip
    with act(by=by, at=at, case=cycle.case.number):
        if Honour.objects.filter(cycle=cycle).exists():
            raise Conflict(cycle.code)
        copy_rows(Honour, rows)
        event_write(
            kind="honours.listed",
            subject=cycle.key,
            cites=ART_14,
            facts={"offices": [one.office.code for one in rows]},
        )
    return rows


def honour_give(*, honour: Honour, on: date, how: str, by: Doer, at: datetime) -> Honour:
    """Record how the Kanoon honoured an office, and write its certificate.

    Args:
        honour: of a closed list.
        on: the day of it.
        how: in words: a ceremony, a prize.
        by: who honours, for the Kanoon.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
        Conflict: somebody recorded it meanwhile.
    """
    refuse(
        *_who_faults(honour, by, day_of(at)),
        *step_faults(honour.cycle, "honour", Actor.KANOON),
        *text_faults("how", how, TEXT_LENGTH),
        *_day_faults(honour, on, day_of(at)),
    )
    with act(by=by, at=at) as running:
        row = Honour.objects.select_for_update(of=("self",)).select_related("office", "cycle")
        found = row.get(pk=honour.pk)
        if found.given_on is not None:
            raise Conflict(str(found.pk))
        found.given_on, found.given_how, found.given_by = on, clean(how), by.key
        case = cases_of(found.cycle).get(office=found.office)
        running.case = running.case or case.number
        found.certificate = document_pend(
            case=case, kind=HONOUR, facts=_facts(found), visible_to=READERS, by=by, at=at
        )
        found.save()
        event_write(
            kind="honour.given",
            subject=f"office:{found.office.code}",
            cites=ART_14,
            facts={"cycle": found.cycle.code, "place": found.place, "on": on.isoformat()},
            private={"how": found.given_how},
        )
    return found


def may_give(honour: Honour, by: Doer, on: date) -> bool:
    """Whether somebody speaks for the Kanoon of an honoured office."""
    return not _who_faults(honour, by, on)


def _who_faults(honour: Honour, by: Doer, on: date) -> list[Reason]:
    if not isinstance(by, Acting):
        return []
    known = actors(by, Lies(honour.province, honour.kanoon), on)
    return [] if Actor.KANOON in known else [Reason("by", NOT_KANOON, ART_14)]


def _day_faults(honour: Honour, on: date, today: date) -> list[Reason]:
    listed = day_of(honour.listed_at)
    if on > today:
        return [Reason("on", NOT_YET, ART_14, found=on)]
    return [Reason("on", BEFORE_LIST, ART_14, needed=listed)] if on < listed else []


def _lapse(cycle: Cycle, at: datetime) -> None:
    """Record the passing of time where the hourly job has not yet done so."""
    over = cases_of(cycle).filter(state=ANNOUNCED.key, due_on__lt=day_of(at))
    for case in over.order_by("pk"):
        assert case.due_on is not None
        try:
            step_take(
                case=case,
                step="lapse",
                by=SYSTEM,
                at=at,
                occurred_on=max(case.due_on + DAY, case.entered_on),
            )
        except (Conflict, Refused):
            continue  # somebody was faster


def _placed(cycle: Cycle) -> Sequence[Grade]:
    """The grades of the cycle as they stand, of offices with a place."""
    rows = Grade.objects.filter(
        event=cycle.key, void=False, place__isnull=False, replaced_by__isnull=True
    )
    return list(rows.select_related("office"))


def _demoted(cycle: Cycle) -> frozenset[str]:
    rows = Result.objects.filter(run__announcements__cycle=cycle, demoted_by__gt=0)
    return frozenset(rows.values_list("office__code", flat=True))


def _kanoons(grades: Iterable[Grade], on: date) -> Mapping[str, str]:
    provinces = {one.office.province for one in grades}
    return {key: kanoon_of(key, on) for key in provinces}


def _places(totals: Mapping[str, Fraction]) -> Mapping[str, int]:
    """Places by total; who are tied share the first of theirs."""
    ordered = sorted(totals.values(), reverse=True)
    first: dict[Fraction, int] = {}
    for place, total in enumerate(ordered, start=1):
        first.setdefault(total, place)
    return {code: first[total] for code, total in totals.items()}


def _facts(honour: Honour) -> dict[str, object]:
    cycle = honour.cycle
    mark = MARKS.get(standing_of(cycle))
    return {
        "year": cycle.year,
        "office": honour.office.code,
        "title": honour.office.title,
        "total": honour.total,
        "place": honour.place,
        "count": Honour.objects.filter(cycle=cycle).count(),
        "listed_on": day_of(honour.listed_at).isoformat(),
        "given_on": honour.given_on.isoformat() if honour.given_on else "",
        "given_how": honour.given_how,
        "marks": [mark] if mark else [],
    }
