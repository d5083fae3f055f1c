"""Kinds of messages and the states of their deliveries, in words."""

from collections.abc import Mapping

from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.webhooks.models import Delivery, DeliveryState, MessageKind, Target

KINDS: Mapping[MessageKind, str] = {
    MessageKind.ANNOUNCED: msg("A ranking was announced"),
    MessageKind.GRADE_CHANGED: msg("The grade of an office changed"),
}
STATES: Mapping[DeliveryState, tuple[str, str]] = {
    DeliveryState.WAITING: (msg("waits"), "note"),
    DeliveryState.ARRIVED: (msg("arrived"), "ok"),
    DeliveryState.GIVEN_UP: (msg("given up"), "bad"),
}
TOLD, ENDED = msg("is told"), msg("no longer told")
NO_ANSWER = msg("no answer ({failure})")
NO_HOST = msg("the host is not listed any more")
NOT_LISTED = "not-listed"


def kind_said(kind: str) -> str:
    """What a kind of message tells of."""
    return say(KINDS[MessageKind(kind)])


def state_said(row: Delivery) -> Tag:
    """How far a delivery has come."""
    words, tone = STATES[DeliveryState(row.state)]
    return Tag(say(words), tone)


def target_said(row: Target) -> Tag:
    """Whether a target is still told."""
    return Tag(say(TOLD), "ok") if row.ended_at is None else Tag(say(ENDED))


def answer_said(row: Delivery) -> str | None:
    """What the last try came to."""
    if row.failure == NOT_LISTED:
        return say(NO_HOST)
    if row.failure:
        return say(NO_ANSWER, failure=row.failure)
    return str(row.answered) if row.answered else None
