"""What waits: proposed values and roles, delegations that run or will, a message to a system."""

from collections.abc import Mapping
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.operations import delegation_give, grant_propose
from parvaneh.access.scopes import Scope
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.law.directive_1392.art24_finality import APPEAL_DAYS
from parvaneh.law.directive_1404.art07_grades import BANDS
from parvaneh.law.directive_1404.art13_display import PUBLIC_LEVEL, PublicLevel
from parvaneh.law.ruling import Status
from parvaneh.law.values import value_at
from parvaneh.registry.operations import Intended, value_confirm, value_decline, value_propose
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.webhooks.models import MessageKind, Target
from parvaneh.webhooks.operations import messages_put
from parvaneh.webhooks.signing import secret_make

AUTHORITY = "رئیس مرکز (نمایشی)"
SOURCE = "نامه نمایشی {}"
LEAVE = "مرخصی (نمایشی)"
DELEGATED = (("deputy_1", "province_staff_1", 0), ("kanoon_1", "secretary_1", 9))


def waiting_make(users: Mapping[str, User], plan: Plan) -> None:
    """Make what waits: values and a role for a second person, delegations, a message."""
    _values(users, plan)
    done: dict[str, Any] = {"at": plan.at}
    grant_propose(
        user=users["officer_2"],
        role="judiciary_head_office",
        scope=Scope.COUNTRY,
        by=Acting(users["administrator_1"]),
        **done,
    )
    for giver, receiver, first in (
        ("deputy_1", "province_staff_1", 0),
        ("kanoon_1", "secretary_1", 9),
    ):
        delegation_give(
            grant=Grant.objects.get(user=users[giver]),
            receiver=users[receiver],
            starts_on=plan.today + first * DAY,
            ends_on=plan.today + (first + 10) * DAY,
            reason=LEAVE,
            by=Acting(users[giver]),
            **done,
        )
    _told(plan)


def _told(plan: Plan) -> None:
    """A system that is told of changes; its host is listed nowhere, so nothing leaves."""
    Target.objects.create(
        code="t-demo",
        title="سامانه نوبت‌دهی (نمایشی)",
        url="https://booking.example.org/grades",
        kinds=MessageKind.values,
        secret=secret_make(),
        made_by="system",
        made_at=plan.at,
    )
    told = {"cycle": plan.today.year, "offices": 0, "demonstration": True}
    messages_put(kind=MessageKind.ANNOUNCED, told=[told], at=plan.at)


def _values(users: Mapping[str, User], plan: Plan) -> None:
    officer, head = Acting(users["officer_1"]), Acting(users["center_head_1"])
    in_force = values_in_force()
    bands = value_at(in_force, BANDS, plan.today).content
    wanted = (
        (BANDS, bands, -90),
        (APPEAL_DAYS, 25, 30),
        (BANDS, bands, 60),
        (APPEAL_DAYS, 40, 45),
        # So that public pages can show what there is to show.
        (PUBLIC_LEVEL, PublicLevel.INDICATORS.value, -90),
    )
    asked = [
        Intended(
            key, content, plan.today + days * DAY, SOURCE.format(at), AUTHORITY,
            Status.DEMONSTRATION,
        )
        for at, (key, content, days) in enumerate(wanted, start=1)
    ]  # fmt: skip
    found = [value_propose(value=one, by=officer, at=plan.at) for one in asked]
    for shown in (found[0], found[4]):
        value_confirm(value=shown, by=head, at=plan.at)
    value_decline(value=found[3], reason="دلیل کافی نیست (نمایشی)", by=head, at=plan.at)
