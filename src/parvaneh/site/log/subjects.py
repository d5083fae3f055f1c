"""Where the thing lies that an event is about, for who may go there."""

from collections.abc import Mapping

from django.urls import NoReverseMatch, reverse

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.site.reader import Reader

# The route that shows a thing by the rest of its key, and without which permission it would not.
PLACES: Mapping[str, tuple[str, Permission]] = {
    "case": ("case", Permission.CASE_SEE),
    "office": ("office", Permission.OFFICE_SEE),
    "person": ("person", Permission.PERSON_SEE),
    "user": ("user", Permission.USER_SEE),
    "body": ("body", Permission.BODY_SEE),
    "event": ("log_event", Permission.LOG_SEE),
    "target": ("webhook", Permission.MACHINE_SEE),
}


def address_of(subject: str, reader: Reader) -> str:
    """The address of a thing; empty where it has no page or the reader no way to it."""
    kind, _, key = subject.partition(":")
    if kind not in PLACES or not key:
        return ""
    route, permission = PLACES[kind]
    if reach(reader.acting, permission, reader.on).empty():
        return ""
    try:
        return reverse(route, args=[key])
    except NoReverseMatch:
        return ""
