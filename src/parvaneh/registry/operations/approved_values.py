"""Proposing, confirming and declining values of the law: two people for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models.functions import Coalesce, Greatest

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import conflict_if_refused, refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, Status
from parvaneh.law.values import ValuesFault, read_values
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.entering import choice_faults, order_faults, shown, text_faults
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.permitted import permitted
from parvaneh.registry.queries.approved_values import shipped
from parvaneh.registry.queries.demonstration import is_demonstration
from parvaneh.registry.value_forms import content_faults, plain

DAY = timedelta(days=1)
SOURCE_LENGTH = 300
AUTHORITY_LENGTH = 120
REASON_LENGTH = 400
# An assumption of ours is shipped, never approved.
STATUSES = (Status.OFFICIAL, Status.PROVISIONAL, Status.DEMONSTRATION)

NO_KEY = msg("The law has no value under the key {found}.")
FOLLOWED = msg("A value that begins on {needed} is in force already; a new one begins later.")
USED = msg("The value in force was used for {needed}; a new one begins after that day.")
ONLY_DEMO = msg("A demonstration value stands only in a database with demonstration accounts.")
SAME_PERSON = msg("Whoever proposed a value does not confirm it, nor does anybody for them.")
SETTLED = msg("This value was confirmed or declined before.")
IN_FILE = msg("In the file: {found}")
TAKEN = "another value of this key was confirmed at the same time"


@dataclass(frozen=True)
class Intended:
    """A value as somebody would propose it. `ends_on` is its last day; None leaves it open."""

    key: str
    content: Any
    starts_on: date
    source: str
    authority: str
    status: str
    ends_on: date | None = None


def value_propose(*, value: Intended, by: Doer, at: datetime) -> ApprovedValue:
    """Propose a value; it changes nothing until another person confirms it.

    Raises:
        Refused: with everything that is wrong with it.
    """
    permitted(by, Permission.VALUE_PROPOSE, Lies(), at)
    refuse(*value_faults(value))
    with act(by=by, at=at):
        return _proposed(value, by, at)


def profile_propose(
    *, text: str, name: str, dry_run: bool, by: Doer, at: datetime
) -> tuple[Intended, ...]:
    """Propose every value of a profile (the form of `parvaneh rank --values`), all or none.

    Args:
        text: the TOML text.
        name: what to call the file in faults.
        dry_run: only say what is wrong, or what would be proposed.
        by: who acts.
        at: the moment.

    Returns:
        What was, or would be, proposed.

    Raises:
        Refused: with every fault of every value.
    """
    permitted(by, Permission.VALUE_PROPOSE, Lies(), at)
    intended = _read_profile(text, name)
    refuse(*(fault for value in intended for fault in value_faults(value)))
    if not dry_run:
        with act(by=by, at=at):
            for value in intended:
                _proposed(value, by, at)
    return intended


def value_confirm(*, value: ApprovedValue, by: Doer, at: datetime) -> ApprovedValue:
    """Put a proposed value in force; the one before it ends on the day before.

    Raises:
        Refused: by the person who proposed it; or it is settled; or it no longer follows.
        Conflict: another value of the key was confirmed meanwhile.
    """
    permitted(by, Permission.VALUE_APPROVE, Lies(), at)
    with act(by=by, at=at):
        row = ApprovedValue.objects.select_for_update().get(pk=value.pk)
        refuse(*_settled(row), *_same_person(row, by), *_following(_intended_of(row)))
        before = _closed_before(row)
        row.confirmed_by, row.confirmed_for, row.confirmed_at = by.key, by.for_key, at
        with conflict_if_refused(TAKEN):
            row.save(update_fields=["confirmed_by", "confirmed_for", "confirmed_at"])
        event_write(
            kind="value.confirmed",
            subject=f"value:{row.code}",
            before=before,
            after=row.key,
            facts=_facts(row) | {"proposed_by": row.proposed_by},
        )
    return row


def value_decline(*, value: ApprovedValue, reason: str, by: Doer, at: datetime) -> ApprovedValue:
    """Turn a proposed value down.

    Raises:
        Refused: it is settled, or no reason is given.
    """
    permitted(by, Permission.VALUE_APPROVE, Lies(), at)
    with act(by=by, at=at):
        row = ApprovedValue.objects.select_for_update().get(pk=value.pk)
        refuse(*_settled(row), *text_faults("reason", reason, REASON_LENGTH))
        row.declined_by, row.declined_at = by.key, at
        row.save(update_fields=["declined_by", "declined_at"])
        event_write(
            kind="value.declined",
            subject=f"value:{row.code}",
            facts=_facts(row),
            private={"reason": clean(reason)},
        )
    return row


def values_use(*, on: date, keys: Iterable[str] | None = None) -> int:
    """Mark the approved values in force on a day as used for it: they are not ended before.

    Part of the act that uses them (a ranking, a verdict, a time limit), which tells it in its own
    event. What is marked already costs one read and moves no version.

    Args:
        on: the day for which they are used.
        keys: of the values that were used; all by default.

    Returns:
        How many there are.
    """
    held = ApprovedValue.objects.filter(holds_on(on), confirmed_at__isnull=False)
    if keys is not None:
        held = held.filter(key__in=list(keys))
    used = list(held.values_list("pk", "used_until"))
    unmarked = [pk for pk, until in used if until is None or until < on]
    if unmarked:
        later = Greatest(Coalesce("used_until", on), on)
        ApprovedValue.objects.filter(pk__in=unmarked).update(used_until=later)
    return len(used)


def value_faults(value: Intended) -> list[Reason]:
    """Everything that is wrong with a value somebody would propose."""
    faults = [
        *text_faults("source", value.source, SOURCE_LENGTH),
        *text_faults("authority", value.authority, AUTHORITY_LENGTH),
        *choice_faults("status", value.status, STATUSES),
        *order_faults("ends_on", value.starts_on, value.ends_on),
    ]
    if value.status == Status.DEMONSTRATION and not is_demonstration():
        faults.append(Reason("status", ONLY_DEMO, ()))
    history = shipped().histories.get(value.key)
    if history is None:
        return [Reason("key", NO_KEY, (), found=shown(value.key)), *faults]
    faults += content_faults(value.content, history=history, on=value.starts_on)
    return [*faults, *_following(value)]


def _proposed(value: Intended, by: Doer, at: datetime) -> ApprovedValue:
    row = ApprovedValue.objects.create(
        code=fresh_code("v"),
        key=value.key,
        content=plain(value.content),
        starts_on=value.starts_on,
        ends_on=value.ends_on,
        source=clean(value.source),
        authority=clean(value.authority),
        status=value.status,
        proposed_by=by.key,
        proposed_for=by.for_key,
        proposed_at=at,
    )
    event_write(
        kind="value.proposed", subject=f"value:{row.code}", after=row.key, facts=_facts(row)
    )
    return row


def _following(value: Intended) -> list[Reason]:
    """A value follows those confirmed before it, and does not shorten one that was used."""
    rows = ApprovedValue.objects.filter(key=value.key, confirmed_at__isnull=False)
    faults = []
    later = rows.filter(starts_on__gte=value.starts_on).order_by("-starts_on").first()
    if later is not None:
        faults.append(Reason("starts_on", FOLLOWED, (), needed=later.starts_on))
    used = rows.filter(used_until__gte=value.starts_on).order_by("-used_until").first()
    if used is not None:
        faults.append(Reason("starts_on", USED, (), needed=used.used_until))
    return faults


def _closed_before(row: ApprovedValue) -> str:
    """End the confirmed value in force when the new one begins; its subject, empty for none."""
    rows = ApprovedValue.objects.select_for_update().filter(
        holds_on(row.starts_on), key=row.key, confirmed_at__isnull=False
    )
    last = rows.first()
    if last is None:
        return ""
    last.ends_on = row.starts_on - DAY
    last.save(update_fields=["ends_on"])
    return f"value:{last.code}"


def _settled(row: ApprovedValue) -> list[Reason]:
    settled = row.confirmed_at is not None or row.declined_at is not None
    return [Reason("value", SETTLED, ())] if settled else []


def _same_person(row: ApprovedValue, by: Doer) -> list[Reason]:
    proposers = {row.proposed_by, row.proposed_for} - {""}
    same = proposers & {by.key, by.for_key}
    return [Reason("by", SAME_PERSON, ())] if same else []


def _intended_of(row: ApprovedValue) -> Intended:
    return Intended(
        row.key, row.content, row.starts_on, row.source, row.authority, row.status, row.ends_on
    )


def _read_profile(text: str, name: str) -> tuple[Intended, ...]:
    try:
        values = read_values(text, name)
    except ValuesFault as why:
        refuse(*(Reason("profile", IN_FILE, (), found=sentence) for sentence in why.faults))
        raise
    return tuple(
        Intended(
            key, one.content, one.start, one.source, one.approved_by, one.status.value, one.until
        )
        for key, history in values.histories.items()
        for one in history
    )


def _facts(row: ApprovedValue) -> dict[str, object]:
    return {
        "key": row.key,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else "",
        "status": row.status,
    }
