"""Passwords: set by their owner, or anew with a one-time code that an administrator gives."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.codes import code_make
from parvaneh.access.models import PasswordCode, User
from parvaneh.access.models.users import password_form
from parvaneh.access.operations.ending import sessions_end, user_key
from parvaneh.access.operations.users import user_make
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import holds_weighty
from parvaneh.access.rules import permitted
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.ledger.models import Event

SIZE, GROUP = 12, 4
VALID_FOR = timedelta(hours=24)

WRONG_CODE = msg("The name and the code do not go together, or the code is used or too old.")
WEAK = msg("The password is too weak: {found}")
NOT_YOUR_OWN = msg("Nobody resets their own second factor; ask another administrator.")
ALONE = msg(
    "You reset the other of password and second factor of {found} within the last week; for "
    "a weighty role another administrator does this one."
)
ONE_WEEK = timedelta(days=7)
NO_REASON = msg("Say why.")
NO_FACTOR = msg("The user {found} has no second factor.")


def password_set(*, user: User, password: str, at: datetime, but: Iterable[int] = ()) -> None:
    """Set one's password; every session but those named by key ends."""
    with act(by=Acting(user), at=at):
        user.set_password(password)
        user.save(update_fields=["password"])
        sessions_end(user, why="password changed", at=at, but=but)
        event_write(kind="user.password-set", subject=user_key(user))


def password_code_give(*, user: User, by: Doer, at: datetime) -> str:
    """Make a code with which a user sets a password once, within a day.

    Returns:
        The code, in groups; it is kept nowhere and never shown again.

    Raises:
        Refused: no permission.
    """
    faults = permitted(by, Permission.USER_MANAGE, Lies(), tehran_day(at))
    refuse(*faults, *_alone(user, "user.second-factor-reset", by, at))
    code = code_make(SIZE)
    with act(by=by, at=at):
        user.password_codes.filter(used_at__isnull=True).update(used_at=at)
        PasswordCode.objects.create(
            user=user,
            digest=_digest(user, code),
            made_at=at,
            made_by=by.key,
            expires_at=at + VALID_FOR,
        )
        event_write(kind="user.password-code-given", subject=user_key(user))
    return "-".join(code[start : start + GROUP] for start in range(0, SIZE, GROUP))


def user_invite(
    *,
    username: str,
    name: str,
    by: Doer,
    at: datetime,
    email: str = "",
    mobile: str = "",
    language: str = "fa",
) -> tuple[User, str]:
    """Make a user together with the code for their first password. Arguments as for `user_make`.

    Returns:
        The user, and the code in groups; it is kept nowhere and never shown again.

    Raises:
        Refused: with every fault at once.
    """
    with act(by=by, at=at):
        user = user_make(
            username=username,
            name=name,
            email=email,
            mobile=mobile,
            language=language,
            by=by,
            at=at,
        )
        return user, password_code_give(user=user, by=by, at=at)


def password_code_use(*, user: User | None, code: str, password: str, at: datetime) -> None:
    """Set a password with a one-time code. It counts once, however often it is sent.

    Args:
        user: whoever has the name that was typed; none where nobody has.
        code: as typed.
        password: the new one.
        at: the moment of the act.

    Raises:
        Refused: the code does not fit, or the password is too weak; the code then stays good.
    """
    faults = _weaknesses(password, user)
    if user is None or not user.is_active or not _open(user, code, at).exists():
        faults.append(Reason("code", WRONG_CODE, ()))
    refuse(*faults)
    assert user is not None
    with act(by=Acting(user), at=at):
        if not _open(user, code, at).update(used_at=at):
            refuse(Reason("code", WRONG_CODE, ()))
        password_set(user=user, password=password, at=at)


def second_factor_reset(*, user: User, by: Doer, at: datetime, reason: str) -> None:
    """Take off every second factor of a user who has lost them; all sessions end.

    Args:
        user: whose.
        by: who does it; never the user.
        at: the moment of the act.
        reason: how it is known that it is the user who asks.

    Raises:
        Refused: no permission, one's own, or there is none.
    """
    faults = permitted(by, Permission.USER_MANAGE, Lies(), tehran_day(at))
    if by.key == user_key(user):
        faults.append(Reason("user", NOT_YOUR_OWN, ()))
    refuse(*faults, *_alone(user, "user.password-code-given", by, at))
    with act(by=by, at=at):
        taken_off, _ = Authenticator.objects.filter(user_id=user.pk).delete()
        if not taken_off:
            refuse(Reason("user", NO_FACTOR, (), found=user.code))
        sessions_end(user, why="second factor reset", at=at)
        event_write(
            kind="user.second-factor-reset",
            subject=user_key(user),
            private={"reason": clean(reason)},
        )


def sessions_of_user_end(*, user: User, by: Doer, at: datetime, reason: str) -> int:
    """Sign a user out wherever they are signed in; they may sign in again.

    Args:
        user: whose sessions end.
        by: who does it; the user themselves may.
        at: the moment of the act.
        reason: why; kept out of the log's readable part.

    Returns:
        How many sessions ended.

    Raises:
        Refused: no permission, or no reason.
    """
    faults = [] if by.key == user_key(user) else _may_manage(by, at)
    if not clean(reason):
        faults.append(Reason("reason", NO_REASON, ()))
    refuse(*faults)
    with act(by=by, at=at):
        ended = sessions_end(user, why="ended by other", at=at)
        event_write(
            kind="user.signed-out",
            subject=user_key(user),
            facts={"sessions": ended},
            private={"reason": clean(reason)},
        )
    return ended


def _may_manage(by: Doer, at: datetime) -> list[Reason]:
    return permitted(by, Permission.USER_MANAGE, Lies(), tehran_day(at))


def _alone(user: User, other: str, by: Doer, at: datetime) -> list[Reason]:
    """Reasons against: one person would take over the account of somebody with a weighty role."""
    if not isinstance(by, Acting) or not holds_weighty(user, tehran_day(at)):
        return []
    lately = Event.objects.filter(
        kind=other, subject=user_key(user), by=by.key, at__gt=at - ONE_WEEK
    )
    return [Reason("user", ALONE, (), found=user.code)] if lately.exists() else []


def _open(user: User, code: str, at: datetime) -> QuerySet[PasswordCode]:
    return PasswordCode.objects.filter(
        user=user, digest=_digest(user, code), used_at__isnull=True, expires_at__gt=at
    )


def _digest(user: User, code: str) -> bytes:
    plain = ascii_digits(clean(code)).lower().replace("-", "").replace(" ", "")
    return hashlib.sha256(f"{user.code}:{plain}".encode()).digest()


def _weaknesses(password: str, user: User | None) -> list[Reason]:
    try:
        validate_password(password_form(password), user)
    except ValidationError as why:
        return [Reason("password", WEAK, (), found=" ".join(why.messages))]
    return []
