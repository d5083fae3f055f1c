"""Roles and the places in which they are held, in words: one way to say them on all pages."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from parvaneh.access.models import Grant
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import code_digits, isolate
from parvaneh.registry.models import Body, BodyKind, Office

COUNTRY = msg("the whole country")
IN_KANOON, IN_OFFICE, IN_CASE = msg("Kanoon {code}"), msg("office {code}"), msg("case {code}")
IN_NAMED_OFFICE = msg("{title} ({code})")
NO_ROLE_ANY_MORE = msg("a role that is no more ({code})")


class Titles:
    """Titles of Kanoons and of some offices: one query for each kind, once somebody asks.

    A page makes one and gives it to everything that it says of roles.
    """

    def __init__(self, held: Iterable[Grant] = ()) -> None:
        """Keep of which offices titles will be asked: those of these grants."""
        self._codes = {one.scope_key for one in held if one.scope == Scope.OFFICE}

    @cached_property
    def kanoons(self) -> Mapping[str, str]:
        """The title of every Kanoon by its code."""
        rows = Body.objects.filter(kind=BodyKind.KANOON)
        return dict(rows.values_list("code", "title"))

    @cached_property
    def offices(self) -> Mapping[str, str]:
        """The titles of the offices by their codes."""
        rows = Office.objects.filter(code__in=self._codes) if self._codes else Office.objects.none()
        return dict(rows.values_list("code", "title"))


def role_name(code: str) -> str:
    """The name of a role; rows may hold one that no longer exists."""
    return say(ROLES[code].name) if code in ROLES else say(NO_ROLE_ANY_MORE, code=code)


def place_said(scope: str, key: str, titles: Titles | None = None) -> str:
    """Where a role is held, in words.

    Args:
        scope: kind of the place.
        key: the place.
        titles: of the page; without them an office is said by its code.
    """
    if scope == Scope.PROVINCE:
        return shown(BY_KEY[key]) if key in BY_KEY else key
    if scope == Scope.KANOON:
        return (titles or Titles()).kanoons.get(key) or say(IN_KANOON, code=_digits(key))
    if scope == Scope.OFFICE:
        title = titles.offices.get(key) if titles else None
        code = _digits(key)
        return say(IN_NAMED_OFFICE, title=title, code=code) if title else say(IN_OFFICE, code=code)
    return say(IN_CASE, code=_digits(key)) if scope == Scope.CASE else say(COUNTRY)


def grant_said(grant: Grant, titles: Titles | None = None) -> str:
    """A role and its place, on one line."""
    return f"{role_name(grant.role)} · {place_said(grant.scope, grant.scope_key, titles)}"


def _digits(key: str) -> str:
    return isolate(code_digits(key, language_now()))
