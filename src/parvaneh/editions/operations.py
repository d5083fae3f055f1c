"""The only writer of the public register: publishing an edition."""

from datetime import date, datetime
from typing import Any

from django.db import connection

from parvaneh.editions.making import digest_of, rows_on
from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.editions.points import level_on
from parvaneh.frame.copying import copy_rows
from parvaneh.kit.clock import day_of
from parvaneh.law.directive_1404.art13_display import open_data_terms
from parvaneh.law.ruling import Status
from parvaneh.law.values import NoValueInForce
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.queries.approved_values import values_in_force

ONE_AT_A_TIME = 0x5EED1404  # the lock under which editions are made


def edition_publish(*, by: Doer, at: datetime) -> Edition:
    """Publish what the registry says today, unless the last edition says it already.

    Rows that did not change stay as they are; one event tells the edition and its digest.

    Args:
        by: who publishes; the product itself after a change, whoever announces after a ranking.
        at: the moment.

    Returns:
        The new edition, or the last one where nothing changed.
    """
    on = day_of(at)
    with act(by=by, at=at):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        rows = rows_on(on)
        last, digest = Edition.objects.order_by("number").last(), digest_of(rows)
        under = _published_under(on)
        if (
            last
            and last.digest == digest
            and all(getattr(last, name) == value for name, value in under.items())
        ):
            return last
        made = Edition.objects.create(
            number=last.number + 1 if last else 1,
            shows_on=on,
            published_at=at,
            offices=len(rows),
            changed=_stored(rows),
            digest=digest,
            **under,
        )
        event_write(
            kind="edition.published",
            subject=f"edition:{made.number}",
            facts={
                "offices": made.offices,
                "changed": made.changed,
                "sha256": digest,
                "level": made.level,
            },
        )
    return made


def _published_under(on: date) -> dict[str, Any]:
    """What the public sees on a day, and on what terms."""
    values = values_in_force()
    said: dict[str, Any] = {"level": str(level_on(values, on)), "terms": []}
    try:
        ruling = open_data_terms(values=values, on=on)
    except NoValueInForce:
        return said | {"terms_official": False}
    said["terms"] = [dict(one) for one in ruling.value or ()]
    firm = all(one.status is Status.OFFICIAL for one in ruling.rests_on)
    return said | {"terms_official": firm}


def _stored(rows: list[ListedOffice]) -> int:
    """Write what differs from what is there; how many rows came, changed or went."""
    there = dict(ListedOffice.objects.values_list("code", "digest"))
    new = [row for row in rows if there.get(row.code) != row.digest]
    gone = there.keys() - {row.code for row in rows}
    ListedOffice.objects.filter(code__in=[*gone, *(row.code for row in new)]).delete()
    copy_rows(ListedOffice, new)
    return len(new) + len(gone)
