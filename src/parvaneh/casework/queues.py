"""Queues: what waits for somebody, by whose turn it is; and the filters that people combine."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import actors, reach
from parvaneh.access.scopes import Lies, Reach
from parvaneh.casework.lists import Order, Page, Source, page_of, source
from parvaneh.casework.loading import ranges, visible_cases
from parvaneh.casework.models import Deadline
from parvaneh.casework.models.deadlines import RUNS
from parvaneh.casework.numbers import case_number_read
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.law.judicial_calendar import Weekday, weekday
from parvaneh.registry.loaders import offices_named
from parvaneh.registry.models import Office
from parvaneh.registry.reach import EVERYWHERE

RUNNING = Q(ended_on=None)


class Queue(StrEnum):
    """What somebody looks at first."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    TURN = "turn"
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"


def queue_page(acting: Acting, queue: Queue, *, on: date, after: str = "", size: int = 100) -> Page:
    """One page of a queue, the most pressing first; see `queue_source`."""
    return page_of(queue_source(acting, queue, on=on), after, size)


def queue_source(acting: Acting, queue: Queue, *, on: date) -> Source:
    """What a queue is read from, the most pressing first.

    Beside `MINE`, a queue holds the cases that wait for an actor whom the reader's roles speak for
    in the very place where the role is held.
    """
    if queue is Queue.MINE:
        mine = Q(assigned_to=acting.acts_for or acting.user)
        return source(acting, on=on, where=mine, order=Order.PRESSING)
    where = {
        Queue.UNASSIGNED: Q(assigned_to=None),
        Queue.TURN: Q(),
        Queue.OVERDUE: Q(due_on__lt=on),
        Queue.TODAY: Q(due_on=on),
        Queue.THIS_WEEK: Q(due_on__gte=on, due_on__lte=week_ends(on)),
    }[queue]
    return source(acting, on=on, where=where, order=Order.PRESSING, among=turns(acting, on))


def turns(acting: Acting, on: date) -> list[Q]:
    """Where somebody's roles have the turn: place by place, the actors that they are there."""
    found = []
    for place in _places(reach(acting, Permission.CASE_ACT, on)):
        known = sorted(actors(acting, _lies(place), on))
        if known:
            found.append(_condition(place) & Q(waits_for__overlap=known))
    return found


def escalated(acting: Acting, *, on: date) -> list[Deadline]:
    """Limits within reach that an authority has missed: told to those above, deciding nothing.

    The directives attach no outcome to a missed limit (A-23); nothing happens by itself but this.
    """
    seen = visible_cases(acting, on=on)
    missed = Deadline.objects.filter(RUNS, last_on__lt=on, state="open", case__in=seen)
    return list(missed.select_related("case").order_by("last_on", "id")[:500])


def week_ends(on: date) -> date:
    """The Friday with which the Iranian week of a day ends."""
    return on + timedelta((list(Weekday).index(Weekday.FRIDAY) - _place_in_week(on)) % 7)


def _place_in_week(on: date) -> int:
    return list(Weekday).index(weekday(on))


def _places(reached: Reach) -> list[Reach]:
    return [
        *([Reach(country=True)] if reached.country else []),
        *(Reach(provinces=frozenset({key})) for key in sorted(reached.provinces)),
        *(Reach(kanoons=frozenset({key})) for key in sorted(reached.kanoons)),
        *(Reach(offices=frozenset({key})) for key in sorted(reached.offices)),
        *(Reach(cases=frozenset({key})) for key in sorted(reached.cases)),
    ]


def _condition(place: Reach) -> Q:
    return EVERYWHERE if place.country else ranges(place)[0]


def _lies(place: Reach) -> Lies:
    return Lies(
        next(iter(place.provinces), ""),
        next(iter(place.kanoons), ""),
        next(iter(place.offices), ""),
        next(iter(place.cases), ""),
    )


@dataclass(frozen=True)
class Asks:
    """What a reader asks of a list; empty asks nothing. The form in which searches are kept.

    `queue` says among which cases; it is not part of `condition`.
    """

    procedure: str = ""
    state: str = ""
    province: str = ""
    office: str = ""
    subject: str = ""
    waits_for: str = ""
    assigned_to: str = ""  # code of a user; "-" for nobody
    running: bool | None = None
    due_from: str = ""  # ISO day
    due_until: str = ""
    opened_from: str = ""
    opened_until: str = ""
    text: str = ""  # number of a case, code or name of an office
    queue: str = ""

    def kept(self) -> Mapping[str, object]:
        """What is asked, as a saved search keeps it."""
        return {name: value for name, value in asdict(self).items() if value not in {"", None}}


def condition(asks: Asks) -> Q:
    """The condition of what a reader asks; all of it holds."""
    equal = {
        "procedure": asks.procedure,
        "state": asks.state,
        "province": asks.province,
        "office_code": asks.office,
        "subject": asks.subject,
        "due_on__gte": asks.due_from,
        "due_on__lte": asks.due_until,
        "opened_at__date__gte": asks.opened_from,
        "opened_at__date__lte": asks.opened_until,
    }
    found = Q(**{name: value for name, value in equal.items() if value})
    if asks.waits_for:
        found &= Q(waits_for__contains=[asks.waits_for])
    if asks.assigned_to:
        nobody = asks.assigned_to == "-"
        found &= Q(assigned_to=None) if nobody else Q(assigned_to__code=asks.assigned_to)
    if asks.running is not None:
        found &= RUNNING if asks.running else Q(ended_on__isnull=False)
    return found & _texted(asks.text)


def _texted(text: str) -> Q:
    """Cases that a reader means by a number, or by the code or name of an office."""
    plain = ascii_digits(clean(text))
    if not plain:
        return Q()
    if number := case_number_read(plain):
        return Q(number=number)
    if plain.isascii() and plain.isdigit():
        return Q(office_code=plain)
    return Q(office__in=offices_named(Office.objects.all(), text).values("pk"))
