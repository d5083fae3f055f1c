"""What stands beside the facts of an office: days closed soon, papers of its cases."""

from collections.abc import Iterable
from datetime import date, timedelta

from parvaneh.access.acting import Acting
from parvaneh.casework.documents import reads_all
from parvaneh.casework.models import Case, Document
from parvaneh.frame.pages_environment import shown
from parvaneh.registry.models import Office
from parvaneh.registry.queries import days_off_between
from parvaneh.site.document_title import document_title

SOON = timedelta(days=30)
MOST_PAPERS = 10


def closed_soon(office: Office, on: date) -> list[tuple[date, str]]:
    """The days off of the judicial calendar in the month from a day on: the day, and why."""
    rows = days_off_between(on, on + SOON, office.province)
    names = {row.on: [] for row in rows}  # type: dict[date, list[str]]
    for row in rows:
        names[row.on].append(shown(row))
    return [(day, shown(why)) for day, why in names.items()]


def papers_of(acting: Acting, cases: Iterable[Case], on: date) -> list[dict[str, object]]:
    """The latest documents of those cases of an office whose every document one may read."""
    read = {one.pk: one for one in cases if reads_all(acting, one, on)}
    rows = Document.objects.filter(case__in=read).order_by("-made_at", "-pk")[:MOST_PAPERS]
    return [
        {
            "code": one.code,
            "title": document_title(one),
            "number": one.number,
            "case": read[one.case_id].number,
            "made_at": one.made_at,
            "is_there": one.content_id is not None,
        }
        for one in rows
    ]
