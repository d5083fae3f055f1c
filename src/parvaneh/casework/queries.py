"""Everything that is asked of cases; what is loaded here, its reader may see."""

from parvaneh.casework.explaining import Explained, explained
from parvaneh.casework.lists import Order, Page, Source, count, page, source
from parvaneh.casework.loading import case_of, visible_cases
from parvaneh.casework.notes import note_of, notes_for, users_mentioned
from parvaneh.casework.queues import (
    Asks,
    Queue,
    condition,
    escalated,
    queue_page,
    queue_source,
)
from parvaneh.casework.recounting import deadlines_preview
from parvaneh.casework.recusing import quorum_tested
from parvaneh.casework.searches import asks_of, search_of, searches_of
from parvaneh.casework.timeline import Entry, OpenStep, open_steps_for, steps_next, timeline

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # one case
    "case_of",
    "open_steps_for",
    "steps_next",
    "OpenStep",
    "timeline",
    "Entry",
    "note_of",
    "notes_for",
    "users_mentioned",
    "quorum_tested",
    "explained",
    "Explained",
    # lists
    "visible_cases",
    "page",
    "Page",
    "Order",
    "count",
    "source",
    "Source",
    "queue_page",
    "queue_source",
    "Queue",
    "Asks",
    "condition",
    "escalated",
    "deadlines_preview",
    "searches_of",
    "search_of",
    "asks_of",
]
