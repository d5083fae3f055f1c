"""The only writers of targets, messages and deliveries."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import orjson

from parvaneh.access.permissions import Permission
from parvaneh.access.rules import permitted
from parvaneh.access.scopes import Lies
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.frame.jobs import enqueue
from parvaneh.frame.refused import NotThere, inserted, refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.keys import ID_LETTERS
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import text_faults
from parvaneh.webhooks.addresses import address_faults
from parvaneh.webhooks.models import (
    TEXT_LENGTH,
    Delivery,
    DeliveryState,
    Message,
    MessageKind,
    Target,
)
from parvaneh.webhooks.sending import webhooks_send
from parvaneh.webhooks.signing import secret_make

CODE_LETTERS = 10
TITLE_LENGTH = 120
NO_KIND = msg("Choose at least one kind of change.")
NOT_A_KIND = msg("There is no kind {found}; there are: {needed}.")
TOLD_ALREADY = msg("{found} is told already.")


def target_add(*, title: str, url: str, kinds: Collection[str], by: Doer, at: datetime) -> Target:
    """Tell an address of changes from now on; it gets a secret of its own.

    Args:
        title: what it is called here.
        url: https, on a listed host.
        kinds: of `MessageKind`.
        by: who wants it; needs to manage the machine.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
    """
    address = url.strip()
    refuse(
        *permitted(by, Permission.MACHINE_MANAGE, Lies(), tehran_day(at)),
        *text_faults("title", title, TITLE_LENGTH),
        *address_faults(address),
        *_kind_faults(kinds),
        *_known_faults(address),
    )
    with act(by=by, at=at):
        target = inserted(
            Target(
                code=f"t-{_letters()}", title=clean(title), url=address, kinds=sorted(set(kinds)),
                secret=secret_make(), made_by=by.key, made_at=at,
            )
        )  # fmt: skip
        event_write(
            kind="target.added",
            subject=target.key,
            facts={"url": target.url, "kinds": target.kinds},
        )
    return target


def target_end(*, target: Target, because: str, by: Doer, at: datetime) -> None:
    """Tell an address nothing more; what still waited for it is given up.

    Raises:
        Refused: no permission, or no reason.
        NotThere: it was ended before.
    """
    refuse(
        *permitted(by, Permission.MACHINE_MANAGE, Lies(), tehran_day(at)),
        *text_faults("because", because, TEXT_LENGTH),
    )
    with act(by=by, at=at):
        changed = Target.objects.filter(pk=target.pk, ended_at=None).update(
            ended_at=at, ended_by=by.key, because=clean(because)
        )
        if not changed:
            raise NotThere(target.code)
        waiting = Delivery.objects.filter(target=target, state=DeliveryState.WAITING)
        left = waiting.update(state=DeliveryState.GIVEN_UP)
        event_write(
            kind="target.ended",
            subject=target.key,
            facts={"given_up": left},
            private={"because": clean(because)},
        )


def secret_show(*, target: Target, by: Doer, at: datetime) -> None:
    """Note that somebody looks at the secret of a target.

    Raises:
        Refused: no permission.
    """
    refuse(*permitted(by, Permission.MACHINE_MANAGE, Lies(), tehran_day(at)))
    with act(by=by, at=at):
        event_write(kind="target.secret-shown", subject=target.key)


def messages_put(*, kind: MessageKind, told: Iterable[Mapping[str, object]], at: datetime) -> int:
    """Put messages into the outbox, in the transaction of the change that they tell of.

    Args:
        kind: of all of them.
        told: what each says; text, whole numbers, lists and tables of public facts only.
        at: the moment of the change.

    Returns:
        How many messages were written; none where nobody is told of this kind.
    """
    targets = list(Target.objects.filter(ended_at=None, kinds__contains=[kind.value]))
    if not targets:
        return 0
    messages = [
        Message(code=f"msg_{_letters(24)}", kind=kind, body=_body(kind, one, at), written_at=at)
        for one in told
    ]
    keyed(messages)
    copy_rows(Message, messages)
    ways = [
        Delivery(message=message, target=target, due_at=at)
        for target in targets
        for message in messages
    ]
    copy_rows(Delivery, ways)
    for target in targets if messages else ():
        enqueue(webhooks_send, target=target.code)
    return len(messages)


def deliveries_repeat(*, target: Target, messages: Collection[str], by: Doer, at: datetime) -> int:
    """Send messages to a target once more, whatever became of them before.

    Args:
        target: one that is still told.
        messages: codes of messages that were meant for it; empty: all that did not arrive.
        by: who wants it.
        at: the moment.

    Returns:
        How many are sent again.

    Raises:
        Refused: no permission.
        NotThere: the target was ended.
    """
    refuse(*permitted(by, Permission.MACHINE_MANAGE, Lies(), tehran_day(at)))
    with act(by=by, at=at):
        if not Target.objects.select_for_update().filter(pk=target.pk, ended_at=None).exists():
            raise NotThere(target.code)
        known = Delivery.objects.filter(target=target)
        chosen = (
            known.filter(message__code__in=messages)
            if messages
            else known.exclude(state=DeliveryState.ARRIVED)
        )
        number = chosen.update(state=DeliveryState.WAITING, tries=0, due_at=at)
        event_write(kind="deliveries.repeated", subject=target.key, facts={"messages": number})
        enqueue(webhooks_send, target=target.code)
    return number


def _kind_faults(kinds: Collection[str]) -> list[Reason]:
    if not kinds:
        return [Reason("kinds", NO_KIND, ())]
    known = tuple(MessageKind.values)
    return [
        Reason("kinds", NOT_A_KIND, (), found=one, needed=known)
        for one in sorted(set(kinds) - set(known))
    ]


def _known_faults(url: str) -> list[Reason]:
    if Target.objects.filter(url=url, ended_at=None).exists():
        return [Reason("url", TOLD_ALREADY, (), found=url)]
    return []


def _body(kind: MessageKind, told: Mapping[str, object], at: datetime) -> str:
    said = {"type": kind.value, "timestamp": at.isoformat(), "data": dict(told)}
    return orjson.dumps(said).decode()


def _letters(number: int = CODE_LETTERS) -> str:
    return "".join(secrets.choice(ID_LETTERS) for _ in range(number))
