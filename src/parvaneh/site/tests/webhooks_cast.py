"""A system that is told of changes, beside the cast of the matrix."""

from __future__ import annotations

import datetime as dt

from parvaneh.webhooks.models import MessageKind, Target
from parvaneh.webhooks.operations import messages_put
from parvaneh.webhooks.signing import secret_make


def webhook_places(at: dt.datetime) -> dict[str, str]:
    """A target on a host that is not listed here, and one message that waits for it."""
    kind = MessageKind.GRADE_CHANGED
    target = Target.objects.create(
        code="t-booking",
        title="سامانه نوبت‌دهی (نمایشی)",
        url="https://booking.example.org/grades",
        kinds=[kind.value],
        secret=secret_make(),
        made_by="system",
        made_at=at,
    )
    messages_put(kind=kind, told=[{"office": "2300001", "grade": "خوب"}], at=at)
    return {"webhook": target.code}
