"""The first page: what this is; for who has signed in, what waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.casework.queries import Queue, queue_page
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.work.case_list import QUEUES

SHOWN = (Queue.TURN, Queue.MINE, Queue.OVERDUE, Queue.THIS_WEEK)
COUNTED_TO = 99


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page."""
    signed_in = request.user.is_authenticated
    queues = _queues(reader_of(request)) if signed_in else []
    return render(request, "home.html", {"user": request.user, "queues": queues})


def _queues(reader: Reader) -> list[dict[str, object]]:
    """How many cases wait in each queue, counted no further than can be told at a glance."""
    found: list[dict[str, object]] = []
    for queue in SHOWN:
        page = queue_page(reader.acting, queue, on=reader.on, size=COUNTED_TO)
        count = len(page.cases)
        found.append(
            {
                "key": queue.value,
                "name": QUEUES[queue.value],
                "count": count,
                "more": bool(page.next),
            }
        )
    return found
