"""The public pages and answers that are kept as bytes, and what of their addresses counts.

A page belongs here if a stranger's copy holds for every stranger until the next edition, the next
change of the calendar or the values, or a moment that it tells (`changes_at`).
"""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from parvaneh.editions.queries import version_now
from parvaneh.frame.kept_door import Application, KeptDoor, KeptRoute
from parvaneh.site.account.palette_choice import COOKIE as PALETTE
from parvaneh.site.api.routes_kept import KEPT_ANSWERS
from parvaneh.site.public.embedding import PLACED

KEPT = (
    KeptRoute("home", "/"),
    KeptRoute(
        "find",
        "/find/",
        once=("q", "province", "city", "grade", "service", "open", "from"),
        several=("access",),
    ),
    KeptRoute("places", "/places/"),
    KeptRoute("province", "/places/[A-Z]{2}-[0-9]{2}/"),
    KeptRoute("public_office", r"/find/[0-9]{1,12}/"),
    KeptRoute("office_badge", r"/badge/[0-9]{1,12}\.svg", alike=True),
    KeptRoute("embed", "/embed/", once=("office", *PLACED)),
    KeptRoute("embedded_list", "/embed/list/", once=PLACED, alike=True),
    KeptRoute("compare", "/find/compare/", several=("office",)),
    KeptRoute("method", "/method/"),
    KeptRoute("stability", "/stability/"),
    KeptRoute("honours", "/honours/"),
    KeptRoute("open_data", "/open-data/"),
    KeptRoute("help", "/help/"),
    KeptRoute("privacy", "/privacy/"),
    KeptRoute("accessibility", "/accessibility/"),
    *KEPT_ANSWERS,
)


def kept_door(application: Application, *, version: Callable[[], str] | None = None) -> KeptDoor:
    """The product behind the door that answers from kept pages.

    Args:
        application: Django.
        version: asks for the version of what is shown; by default the database, as a request does.
    """
    return KeptDoor(
        application,
        routes=KEPT,
        version=version or _version,
        telling=(settings.SESSION_COOKIE_NAME, PALETTE),
        most=settings.KEPT_MOST,
        shelf=Path(settings.KEPT_SHELF) if settings.KEPT_SHELF else None,
    )


def _version() -> str:
    try:
        return version_now()
    finally:
        close_old_connections()  # back into the pool, as after a request
