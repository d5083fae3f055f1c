"""Users: made, deactivated, let in again."""

import re
from copy import copy
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from parvaneh.access.codes import code_make
from parvaneh.access.models import Delegation, Grant, User
from parvaneh.access.models.users import MOBILE, USERNAME, login_form, mobile_form
from parvaneh.access.operations.ending import (
    delegations_end,
    grants_end,
    sessions_end,
    user_key,
)
from parvaneh.access.permissions import Permission
from parvaneh.access.rules import permitted
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer, act, event_write

BAD_USERNAME = msg(
    "A username has 2 to 40 small Latin letters, digits, dots, hyphens or underscores, and begins "
    "with a letter: {found}"
)
NO_NAME = msg("A user has a name.")
LONG_NAME = msg("A name has at most {needed} signs; this one has {found}.")
BAD_EMAIL = msg("{found} is not an e-mail address.")
BAD_MOBILE = msg("{found} is not a mobile number; write it like 09123456789 or +989123456789.")
BAD_LANGUAGE = msg("The language is fa or en, not {found}.")
TAKEN = msg("{found} is taken.")
NOT_ACTIVE = msg("The user {found} is not active.")
STILL_ACTIVE = msg("The user {found} is active.")
NOT_YOURSELF = msg("Nobody deactivates themselves.")
EDITED = ("name", "email", "mobile", "language")
NAME_LENGTH = 120
EMAIL_LENGTH = 254


def user_make(
    *,
    username: str,
    name: str,
    by: Doer,
    at: datetime,
    email: str = "",
    mobile: str = "",
    language: str = "fa",
    password: str | None = None,
    is_demo: bool = False,
) -> User:
    """Make a user who may sign in and, as yet, do nothing.

    Args:
        username: small Latin letters; folded before it is kept.
        name: what others see.
        by: who makes it; needs `user.manage`.
        at: the moment of the act.
        email: where letters reach them; optional.
        mobile: E.164, or as dialled in Iran; optional. It also serves to sign in.
        language: fa or en.
        password: in any digits; none until one is set with a one-time code.
        is_demo: made for a demonstration.

    Raises:
        Refused: with every fault at once.
    """
    user = User(
        code=code_make(),
        username=login_form(username),
        name=clean(name),
        email=clean(email).lower(),
        mobile=mobile_form(mobile) if mobile else "",
        language=language,
        is_demo=is_demo,
        created_at=at,
    )
    refuse(*permitted(by, Permission.USER_MANAGE, Lies(), tehran_day(at)), *_faults(user))
    user.set_password(password)
    with act(by=by, at=at):
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError:  # somebody took the same name in the meantime
            refuse(*_taken(user))
            raise
        event_write(kind="user.made", subject=user_key(user), after="active")
    return user


def user_edit(
    *, user: User, name: str, email: str, mobile: str, language: str, by: Doer, at: datetime
) -> User:
    """Change what a user is called and where they are reached; the name for signing in stays.

    Args:
        user: whose.
        name: what others see.
        email: where letters reach them; may be empty.
        mobile: as for `user_make`; it also serves to sign in.
        language: fa or en.
        by: who changes it; needs `user.manage`.
        at: the moment of the act.

    Raises:
        Refused: with every fault at once.
    """
    asked = copy(user)
    asked.name, asked.email, asked.language = clean(name), clean(email).lower(), language
    asked.mobile = mobile_form(mobile) if mobile else ""
    refuse(*permitted(by, Permission.USER_MANAGE, Lies(), tehran_day(at)), *_faults(asked))
    changed = [one for one in EDITED if getattr(asked, one) != getattr(user, one)]
    if not changed:
        return user
    with act(by=by, at=at):
        try:
            with transaction.atomic():
                asked.save(update_fields=changed)
        except IntegrityError:  # somebody took the same in the meantime
            refuse(*_taken(asked))
            raise
        # The log names what changed; what it was, and is, the row's own history keeps.
        event_write(kind="user.edited", subject=user_key(user), facts={"changed": changed})
    return asked


def user_deactivate(*, user: User, by: Doer, at: datetime, reason: str) -> None:
    """Let a user in no longer: sessions end at once, grants and delegations with them.

    What is still tied to the user (`queries.tied_to`) is moved before or after, never lost.

    Raises:
        Refused: no permission, nobody deactivates themselves, already inactive.
    """
    faults = permitted(by, Permission.USER_MANAGE, Lies(), tehran_day(at))
    if by.key == user_key(user):
        faults.append(Reason("user", NOT_YOURSELF, ()))
    refuse(*faults)
    with act(by=by, at=at):
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            refuse(Reason("user", NOT_ACTIVE, (), found=user.code))
        user.is_active = False
        grants_end(Grant.objects.filter(user=user), by=by, at=at, reason=reason)
        tied = Q(giver=user) | Q(receiver=user)
        delegations_end(Delegation.objects.filter(tied), by=by, at=at)
        sessions_end(user, why="deactivated", at=at)
        event_write(
            kind="user.deactivated",
            subject=user_key(user),
            before="active",
            after="inactive",
            private={"reason": clean(reason)},
        )


def user_reactivate(*, user: User, by: Doer, at: datetime, reason: str) -> None:
    """Let a user in again, without any of the roles that they held before.

    Raises:
        Refused: no permission, or the user is active.
    """
    refuse(*permitted(by, Permission.USER_MANAGE, Lies(), tehran_day(at)))
    with act(by=by, at=at):
        if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            refuse(Reason("user", STILL_ACTIVE, (), found=user.code))
        user.is_active = True
        event_write(
            kind="user.reactivated",
            subject=user_key(user),
            before="inactive",
            after="active",
            private={"reason": clean(reason)},
        )


def _faults(user: User) -> list[Reason]:
    found = []
    if not re.fullmatch(USERNAME, user.username):
        found.append(Reason("username", BAD_USERNAME, (), found=user.username))
    if not user.name:
        found.append(Reason("name", NO_NAME, ()))
    if len(user.name) > NAME_LENGTH:
        found.append(Reason("name", LONG_NAME, (), found=len(user.name), needed=NAME_LENGTH))
    if user.email and not _is_email(user.email):
        found.append(Reason("email", BAD_EMAIL, (), found=user.email))
    if user.mobile and not re.fullmatch(MOBILE, user.mobile):
        found.append(Reason("mobile", BAD_MOBILE, (), found=user.mobile))
    if user.language not in {"fa", "en"}:
        found.append(Reason("language", BAD_LANGUAGE, (), found=user.language))
    return found + _taken(user)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= EMAIL_LENGTH


def _taken(user: User) -> list[Reason]:
    asked = {"username": user.username, "email": user.email, "mobile": user.mobile}
    return [
        Reason(name, TAKEN, (), found=given)
        for name, given in asked.items()
        if given and User.objects.exclude(pk=user.pk).filter(**{name: given}).exists()
    ]
