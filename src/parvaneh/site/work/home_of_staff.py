"""The first page of staff: today's risks first, then what waits, then what changed."""

from datetime import timedelta

from django.urls import reverse

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.models import Case, Deadline, DeadlineState, Document, DocumentState
from parvaneh.casework.queries import Queue, queue_page, visible_cases
from parvaneh.frame.jobs import jobs_health
from parvaneh.frame.pages_environment import moment, say, shown
from parvaneh.kit.languages import msg
from parvaneh.ledger.models import Event
from parvaneh.site.reader import Reader
from parvaneh.site.work.case_list import case_address
from parvaneh.site.work.case_words import event_said, numbers_set
from parvaneh.site.work.inbox import MENTIONS, MESSAGES, count_of, counted, row_said

RISKS, CHANGES = 6, 8
# Ours: a clock that has stood for so long is looked at, and a letter that waits for its pages.
LONG_STOPPED = timedelta(days=30)
LONG_PENDING = timedelta(minutes=30)
LATELY = timedelta(days=14)
MOST_MINE = 200
TILES = (
    (Queue.OVERDUE, msg("over time"), "bad"),
    (Queue.TODAY, msg("due today"), "warn"),
    (Queue.THIS_WEEK, msg("due this week"), ""),
    (Queue.TURN, msg("wait for you"), ""),
    (Queue.MINE, msg("given to you"), ""),
    (Queue.UNASSIGNED, msg("nobody's"), ""),
)

OF_MESSAGES = {MESSAGES: msg("unread messages"), MENTIONS: msg("mentions")}


def home_of_staff(reader: Reader) -> dict[str, object]:
    """What the first page of staff shows."""
    works = not reach(reader.acting, Permission.CASE_SEE, reader.on).empty()
    if not works:
        counts = _counts([*_machine(reader), *_messages(reader)])
        return {"works": False, "user": reader.acting.user, **counts}
    pressing = queue_page(reader.acting, Queue.TURN, on=reader.on, size=RISKS)
    return {
        "works": True,
        "user": reader.acting.user,
        "today": reader.on,
        **_counts([*_machine(reader), *_tiles(reader), *_messages(reader)]),
        "risks": [row_said(one) for one in pressing.cases],
        "is_more": bool(pressing.next),
        "stopped": _stopped(reader),
        "pending": _pending(reader),
        "changes": _changes(reader),
    }


def _counts(tiles: list[dict[str, object]]) -> dict[str, object]:
    """What there is any of, as tiles; the rest takes one quiet line."""
    return {
        "tiles": [one for one in tiles if one["count"]],
        "none_of": [one for one in tiles if not one["count"]],
    }


def _tiles(reader: Reader) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for queue, label, tone in TILES:
        count = count_of(reader, queue.value)
        found.append(
            {
                "count": count,
                "value": counted(count),
                "label": say(label),
                "url": f"{reverse('cases')}?queue={queue.value}",
                "tone": tone,
            }
        )
    return found


def _machine(reader: Reader) -> list[dict[str, object]]:
    """Jobs that failed, for who looks after the machine."""
    if not reach(reader.acting, Permission.MACHINE_SEE, reader.on).country:
        return []
    failed = jobs_health().failed
    address = f"{reverse('machine_jobs')}?status=failed"
    label = say(msg("failed jobs"))
    return [
        {"count": failed, "value": shown(failed), "label": label, "url": address, "tone": "bad"}
    ]


def _messages(reader: Reader) -> list[dict[str, object]]:
    address = reverse("inbox")
    counts = {key: count_of(reader, key) for key in OF_MESSAGES}
    return [
        {
            "count": counts[key],
            "value": counted(counts[key]),
            "label": say(label),
            "url": f"{address}?at={key}",
        }
        for key, label in OF_MESSAGES.items()
    ]


def _stopped(reader: Reader) -> list[dict[str, object]]:
    """Clocks that have stood for long: somebody may have forgotten them."""
    seen = visible_cases(reader.acting, on=reader.on)
    rows = Deadline.objects.filter(
        state=DeadlineState.STOPPED, stopped_on__lt=reader.on - LONG_STOPPED, case__in=seen
    )
    found = rows.select_related("case").order_by("stopped_on", "id")[:RISKS]
    return [
        {"number": one.case.number, "url": case_address(one.case), "on": one.stopped_on}
        for one in found
    ]


def _pending(reader: Reader) -> list[dict[str, object]]:
    """Letters that were decided on and have no pages yet: the worker may stand still."""
    seen = visible_cases(reader.acting, to=Permission.NOTICE_SERVE, on=reader.on)
    rows = Document.objects.filter(
        state=DocumentState.PENDING, made_at__lt=reader.at - LONG_PENDING, case__in=seen
    )
    found = rows.select_related("case").order_by("id")[:RISKS]
    return [
        {"number": one.number, "case": one.case.number, "url": case_address(one.case)}
        for one in found
    ]


def _changes(reader: Reader) -> list[dict[str, object]]:
    """What others did lately in the cases that are this reader's."""
    who = reader.acting.acts_for or reader.acting.user
    mine = list(
        Case.objects.filter(assigned_to=who, ended_on=None).order_by("due_on", "id")[:MOST_MINE]
    )
    by_number = {one.number: one for one in mine}
    events = Event.objects.filter(case__in=list(by_number), at__gte=reader.at - LATELY)
    others = events.exclude(by=reader.acting.key).order_by("-number")[:CHANGES]
    return [
        {
            "title": event_said(by_number[one.case], one),
            "at": moment(one.at),
            "by": numbers_set(say(msg("case {number}"), number=one.case)),
            "url": case_address(by_number[one.case]),
        }
        for one in others
    ]
