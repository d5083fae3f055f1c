"""Messages: written with the act that causes them, sent once afterwards.

In the product each message stands at once. By e-mail and SMS only one's own duties come directly;
the rest comes in one digest on a working day, never an empty one. Nothing is sent at night or on a
day off, nor while the reader is quiet; nothing personal is in a message, least of all in an SMS.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework.message_kinds import KINDS
from parvaneh.casework.models import Channel, Message, MessageRule
from parvaneh.casework.standing import Doer
from parvaneh.frame.jobs import enqueue, job
from parvaneh.frame.ports import mail_port, sms_port
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.clock import now_utc, tehran
from parvaneh.kit.languages import gettext, render
from parvaneh.kit.text import Language
from parvaneh.law.judicial_calendar import days_off
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import act, event_write
from parvaneh.registry.queries import calendar

# Ours, not the law's: nobody is woken by a message.
HOURS = range(8, 20)
AT_ONCE = 100
NO_FACTS: Mapping[str, object] = {}
UNKNOWN_KINDS = msg("There are no messages of the kinds {found}.")
OWN_DUTY = msg("Messages of the kinds {found} are about your own duties and cannot be muted.")


class NotSent(OSError):
    """So many messages could not be sent now."""


def message_write(
    *,
    to: Iterable[User],
    kind: str,
    subject: str,
    occasion: str,
    by: Doer,
    at: datetime,
    facts: Mapping[str, object] = NO_FACTS,
) -> None:
    """Write a message to users within the running act, and have it sent after the commit.

    Args:
        to: whom; those who are not active get none.
        kind: one of `KINDS`.
        subject: what it is about, ``kind:key``.
        occasion: what makes it one message and no other: the same occasion never tells twice.
        by: who acts; nobody is told of what they did themselves.
        at: the moment.
        facts: codes, ISO days and numbers for the places of the texts; nothing personal.
    """
    told = [Told(user, subject, occasion, facts) for user in to]
    messages_write(told=told, kind=kind, by=by, at=at)


@dataclass(frozen=True)
class Told:
    """Who is told, about what (``kind:key``), on which occasion, with which facts."""

    to: User
    subject: str
    occasion: str
    facts: Mapping[str, object]


def messages_write(*, told: Sequence[Told], kind: str, by: Doer, at: datetime) -> None:
    """Write messages of one kind on many occasions; each as `message_write` does."""
    said = KINDS[kind]
    users = {one.to.pk for one in told}
    rules = {one.user_id: one for one in MessageRule.objects.filter(user__in=users)}
    rows = [
        Message(
            to=one.to,
            key=f"{kind}:{one.occasion}:{one.to.code}:{channel}",
            kind=kind,
            channel=channel,
            subject=one.subject,
            facts=dict(one.facts),
            is_direct=said.own,
            written_at=at,
        )
        for one in told
        if one.to.is_active and by.key != f"user:{one.to.code}"
        for channel in _channels(one.to, kind, rules.get(one.to.pk))
    ]
    with act(by=by, at=at):
        Message.objects.bulk_create(rows, ignore_conflicts=True)
        if any(row.channel != Channel.APP for row in rows):
            enqueue(messages_send)


def rule_set(
    *,
    by: Acting,
    at: datetime,
    by_email: bool,
    by_sms: bool,
    muted_kinds: Iterable[str] = (),
    muted_until: datetime | None = None,
) -> MessageRule:
    """Say what one wants to be told, and how.

    Raises:
        Refused: a kind is unknown, or about one's own duties.
    """
    muted = sorted(set(muted_kinds))
    unknown = [one for one in muted if one not in KINDS]
    own = [one for one in muted if one in KINDS and KINDS[one].own]
    reasons = [Reason("muted_kinds", UNKNOWN_KINDS, (), found=unknown)] if unknown else []
    reasons += [Reason("muted_kinds", OWN_DUTY, (), found=own)] if own else []
    refuse(*reasons)
    with act(by=by, at=at):
        rule, _ = MessageRule.objects.update_or_create(
            user=by.user,
            defaults={
                "by_email": by_email,
                "by_sms": by_sms,
                "muted_kinds": muted,
                "muted_until": muted_until,
            },
        )
        event_write(kind="messages.rule-set", subject=by.key, facts={"muted_kinds": muted})
    return rule


def messages_for(acting: Acting) -> QuerySet[Message]:
    """One's own messages in the product, the newest first; nobody reads another's."""
    return Message.objects.filter(to=acting.user, channel=Channel.APP).order_by("-id")


def message_read(*, message: int, by: Acting, at: datetime) -> None:
    """Note that its reader has seen a message, the first time.

    Raises:
        NotThere: it is not theirs.
    """
    if not messages_for(by).filter(pk=message).exists():
        raise NotThere(str(message))
    with act(by=by, at=at):
        messages_for(by).filter(pk=message, read_at=None).update(read_at=at)


def text_of(message: Message, language: Language) -> tuple[str, str]:
    """Title and text of a message in a language."""
    said = KINDS[message.kind]
    text = said.sms if message.channel == Channel.SMS else said.text
    title = gettext(said.title, language)
    lines = [render(text, _shown(message.facts), language)]
    lines += [gettext(KINDS[one].title, language) for one in message.facts.get("kinds", ())]
    return title, "\n".join(lines)


def is_office_hour(at: datetime) -> bool:
    """Whether messages may go out: by day, on a day that is not off in the whole country."""
    there = at.astimezone(tehran())
    return there.hour in HOURS and not days_off(calendar(), province="", on=there.date())


@job(queue="messages", every="*/5 * * * *")
def messages_send() -> None:
    """Send what waits by e-mail and SMS, in office hours; each message once."""
    at = now_utc()
    if not is_office_hour(at):
        return
    waiting = Message.objects.filter(sent_at=None).exclude(channel=Channel.APP).order_by("id")
    failed = 0
    for key in waiting.values_list("pk", flat=True)[:AT_ONCE]:
        try:
            _send(key, at)
        except OSError:
            failed += 1  # one shut door must not hold up the others; the job is tried again
    if failed:
        raise NotSent(failed)


@job(queue="messages", every="*/15 * * * *")
def messages_digest() -> None:
    """Put what is new since the last digest into one e-mail for each user, once a working day."""
    at = now_utc()
    if not is_office_hour(at):
        return
    new = Message.objects.filter(channel=Channel.APP, is_direct=False, sent_at=None, read_at=None)
    for user in User.objects.filter(pk__in=new.values("to")).exclude(email=""):
        _digest(user, at)


def _channels(user: User, kind: str, rule: MessageRule | None) -> list[Channel]:
    said = KINDS[kind]
    found = [Channel.APP] if kind != "digest" else []
    if not said.own:
        return found
    if user.email and (rule is None or rule.by_email):
        found.append(Channel.EMAIL)
    if said.sms and user.mobile and (rule is None or rule.by_sms):
        found.append(Channel.SMS)
    return found


def _send(key: int, at: datetime) -> None:
    """Send one message, its row locked meanwhile: two workers never send the same."""
    with transaction.atomic():
        locked = Message.objects.select_for_update(skip_locked=True, of=("self",))
        message = locked.select_related("to").filter(pk=key, sent_at=None).first()
        if message is None or _is_quiet(message.to, at):
            return
        language = Language(message.to.language)
        title, text = text_of(message, language)
        if message.channel == Channel.SMS:
            sms_port().send(key=message.key, to=message.to.mobile, text=text)
        else:
            mail_port().send(key=message.key, to=message.to.email, subject=title, body=text)
        Message.objects.filter(pk=key).update(sent_at=at)


def _is_quiet(user: User, at: datetime) -> bool:
    return MessageRule.objects.filter(user=user, muted_until__gt=at).exists()


def _digest(user: User, at: datetime) -> None:
    rule = MessageRule.objects.filter(user=user).first() or MessageRule(user=user)
    if not rule.by_email or (rule.muted_until and rule.muted_until > at):
        return
    day = at.astimezone(tehran()).date().isoformat()
    with transaction.atomic():
        # One digest for a user and a day; what is new later waits for the next one.
        key = f"digest:{day}:{user.code}:{Channel.EMAIL}"
        if Message.objects.filter(key=key).exists():
            return
        new = Message.objects.select_for_update().filter(
            to=user, channel=Channel.APP, is_direct=False, sent_at=None, read_at=None
        )
        told = [one for one in new if one.kind not in rule.muted_kinds]
        if not told:
            return
        Message.objects.create(
            to=user,
            key=key,
            kind="digest",
            channel=Channel.EMAIL,
            subject=f"user:{user.code}",
            facts={"count": len(told), "kinds": sorted({one.kind for one in told})},
            is_direct=True,
            written_at=at,
        )
        Message.objects.filter(pk__in=[one.pk for one in told]).update(sent_at=at)
        enqueue(messages_send)


def _shown(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts as values to show: days are days again."""
    day = facts.get("day")
    return {**facts, "day": date.fromisoformat(day)} if isinstance(day, str) else dict(facts)
