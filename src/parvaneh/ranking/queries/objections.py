"""Objections and their cases, for who may read them.

Each announced office has a case of procedure ``objection`` whose `source` is the cycle's key
(``cycle:1404``) and whose `subject` is the office's (``office:2300001``), entered on the day of the
announcement. An objection is read where its case is, by those who may also see rankings there; and
by the manager of the office.
"""

from datetime import date

from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.deadlines import since_of
from parvaneh.casework.loading import ranges, union_of, visible_cases
from parvaneh.casework.models import Case, Deadline
from parvaneh.casework.numbers import case_number_read
from parvaneh.frame.refused import NotThere
from parvaneh.law.directive_1404.art12_objection import OBJECTION as TO_OBJECT
from parvaneh.law.directive_1404.procedures.objection import ANNOUNCED, OVERDUE, UNCHALLENGED
from parvaneh.ranking.models import Cycle, Objection, Run
from parvaneh.registry.models import Grade
from parvaneh.registry.reach import EVERYWHERE, reach_of

OBJECTION = "objection"
ANNOUNCED_BY = "cycle:"
# States in which nobody has objected.
SILENT = (ANNOUNCED.key, OVERDUE.key, UNCHALLENGED.key)


class NotAnnounced(LookupError):
    """A case of an objection does not say to which announcement; a fault of the program."""


def objection_cases(
    acting: Acting, *, on: date, to: Permission = Permission.CASE_SEE
) -> QuerySet[Case]:
    """The cases in which results may be, or were, objected to, that somebody may see on a day."""
    known = visible_cases(acting, on=on, to=to)
    cases = known.filter(procedure=OBJECTION, source__startswith=ANNOUNCED_BY)
    ranking = reach_of(acting, Permission.RANKING_SEE, on)
    places = [EVERYWHERE] if ranking.country else ranges(ranking)
    own = sorted(offices_managed(acting, on))
    return cases.filter(union_of([*places, *([Q(office_code__in=own)] if own else [])]))


def objection_case_of(
    acting: Acting, number: str, *, on: date, to: Permission = Permission.CASE_SEE
) -> Case:
    """The case of a number, if it is one of objecting.

    Raises:
        NotThere: no such case, or not for them.
    """
    known = case_number_read(number)
    cases = objection_cases(acting, on=on, to=to).select_related("office")
    found = known and cases.filter(number=known).first()
    if not found:
        raise NotThere(number)
    return found


def visible_objections(acting: Acting, *, on: date) -> QuerySet[Objection]:
    """The objections that somebody may read on a day."""
    cases = objection_cases(acting, on=on).exclude(state__in=SILENT)
    rows = Objection.objects.filter(case__in=cases)
    return rows.select_related("case", "office", "cycle", "grade", "became")


def objection_of(acting: Acting, number: str, *, on: date) -> Objection:
    """The objection in a case.

    Raises:
        NotThere: there is none, or not for them.
    """
    found = visible_objections(acting, on=on).filter(case__number=case_number_read(number)).first()
    if found is None:
        raise NotThere(number)
    return found


def offices_managed(acting: Acting, on: date) -> frozenset[str]:
    """Codes of the offices that somebody manages: the roles that act in an office's own cases."""
    return reach(acting, Permission.CASE_ACT, on).offices


def cycle_of_case(case: Case) -> Cycle:
    """The cycle whose result a case is about.

    Raises:
        NotAnnounced: it names none.
    """
    found = Cycle.objects.filter(code=case.source.removeprefix(ANNOUNCED_BY)).first()
    if found is None:
        raise NotAnnounced(case.number)
    return found


def run_announced(cycle: Cycle) -> Run:
    """The run whose results were announced.

    Raises:
        NotAnnounced: none was.
    """
    runs = Run.objects.filter(announcements__cycle=cycle).select_related("snapshot", "cycle")
    found = runs.first()
    if found is None:
        raise NotAnnounced(cycle.code)
    return found


def grade_of_case(case: Case) -> Grade:
    """The version of the office's grade that stands for the cycle of its case.

    Raises:
        NotAnnounced: there is none.
    """
    year = cycle_of_case(case).year
    rows = Grade.objects.filter(office=case.office_id, cycle=year, void=False)
    found = rows.order_by("-version").first()
    if found is None:
        raise NotAnnounced(case.number)
    return found


def clock_of_objecting(case: Case) -> Deadline | None:
    """The time limit in which the manager may object; it stays when it has ended."""
    return Deadline.objects.filter(case=case, key=TO_OBJECT.length).order_by("id").last()


def announced_on(case: Case) -> date:
    """The day of the announcement, from which the manager's days are counted."""
    clock = clock_of_objecting(case)
    return since_of(clock.facts).entered_on if clock else case.entered_on


def served_on(case: Case) -> date | None:
    """The day on which service of the grade to the manager is proven; None while it is not."""
    clock = clock_of_objecting(case)
    return since_of(clock.facts).served_on if clock else None
