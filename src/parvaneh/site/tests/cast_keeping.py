"""What stands beside the cast for whoever keeps people, the calendar and the values of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from parvaneh.access.models import Delegation, Grant, Proposal
from parvaneh.access.operations.proposals import digest_of
from parvaneh.registry.models import ApprovedValue, DayOff

if TYPE_CHECKING:
    from parvaneh.access.models import User
    from parvaneh.site.tests.cast import Somebody

LATER = dt.timedelta(days=10)
CONTENT = {"role": "provincial_deputy", "scope": "province", "scope_key": "IR-25"}
VALUE_KEY = "D1404.12.objection_days"


def keeping_places(everybody: Iterable[Somebody], at: dt.datetime) -> dict[str, str]:
    """Make a proposal, a delegation, a day off and a proposed value; say where they are found.

    The user who is looked at is the staff of the Provincial Deputy where the case lies; the deputy
    has delegated their role to them.
    """
    known = list(everybody)
    staff, deputy = _own(known, "provincial_staff"), _own(known, "provincial_deputy")
    delegation = Delegation.objects.create(
        giver=deputy,
        receiver=staff,
        grant=Grant.objects.get(user=deputy),
        starts_on=at.date(),
        ends_on=(at + LATER).date(),
        may_pass_on=True,
        reason="x",
        given_at=at,
    )
    served_once(staff, at)
    return {
        "user": staff.code,
        "grant": str(Grant.objects.get(user=staff, scope_key="IR-23").pk),
        "delegation": str(delegation.pk),
        "proposal": _proposal(staff, _own(known, "administrator"), at).code,
        "day_off": str(_day_off(at).pk),
        "value": VALUE_KEY,
        "value_proposal": _value(_own(known, "analyst"), at).code,
    }


def served_once(user: User, at: dt.datetime) -> None:
    """The user held the same role in another province, until a month ago."""
    Grant.objects.create(
        user=user,
        role="provincial_staff",
        scope="province",
        scope_key="IR-07",
        starts_on=(at - 30 * LATER).date(),
        ends_on=(at - 3 * LATER).date(),
        given_by="system",
        given_at=at,
    )


def _own(everybody: Iterable[Somebody], role: str) -> User:
    return next(one.user for one in everybody if one.role == role and one.relation == "own")


def _proposal(user: User, by: User, at: dt.datetime) -> Proposal:
    subject = f"user:{user.code}"
    content = {**CONTENT, "from": at.date().isoformat(), "until": ""}
    return Proposal.objects.create(
        code="p-waits",
        kind="grant.give",
        subject=subject,
        content=content,
        digest=digest_of("grant.give", subject, content),
        province=CONTENT["scope_key"],
        proposed_by=by,
        proposed_at=at,
        expires_at=at + LATER,
    )


def _day_off(at: dt.datetime) -> DayOff:
    return DayOff.objects.create(
        on=(at + LATER).date(),
        kind="closure",
        province="IR-23",
        fa="برودت هوا",
        en="cold",
        source="x",
        entered_by="system",
        entered_at=at,
    )


def _value(by: User, at: dt.datetime) -> ApprovedValue:
    return ApprovedValue.objects.create(
        code="v-waits",
        key=VALUE_KEY,
        content=12,
        starts_on=(at + LATER).date(),
        source="x",
        authority="x",
        status="official",
        proposed_by=f"user:{by.code}",
        proposed_at=at,
    )
