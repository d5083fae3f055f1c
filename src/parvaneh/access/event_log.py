"""Who may read the log: its events carry no province, so only who sees the whole country."""

from datetime import date

from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.ledger.models import Event
from parvaneh.ledger.queries import Wanted, events_found


def visible_events(acting: Acting, wanted: Wanted, *, on: date) -> QuerySet[Event]:
    """Events that somebody may see, the last one first; none without `LOG_SEE` for the country.

    A case and an office show their own events (`events_of_case`, `events_of`) to whoever may see
    them; this is the log as a whole.
    """
    if reach(acting, Permission.LOG_SEE, on).country:
        return events_found(wanted)
    return Event.objects.none()
