"""Searches that people keep under a name, for themselves or for their unit."""

import secrets
from dataclasses import fields
from datetime import date, datetime

from django.db.models import Q

from parvaneh.access.acting import Acting
from parvaneh.access.queries import grants_of
from parvaneh.casework.models import SavedSearch
from parvaneh.casework.queues import Asks
from parvaneh.casework.standing import day_of
from parvaneh.casework.units import unit_of
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import act, event_write

LONGEST = 120
NO_NAME = msg("A search is kept under a name of at most {needed} characters.")
NAMED_ALREADY = msg("You keep a search named {found} already.")
NO_UNIT = msg("You hold no role in {found}, so you share nothing there.")


def search_save(
    *,
    name: str,
    asks: Asks,
    by: Acting,
    at: datetime,
    unit: str = "",
    is_default: bool = False,
) -> SavedSearch:
    """Keep a search.

    Args:
        name: what its owner calls it.
        asks: what it asks; whoever opens it sees no more than their own reach.
        by: the owner.
        at: the moment.
        unit: share it with a unit of theirs (``province:IR-23:deputy``); empty for oneself.
        is_default: whether the owner's list of cases begins with it.

    Raises:
        Refused: no name, a name in use, or a unit of others.
    """
    called = clean(name)
    mine = SavedSearch.objects.filter(owner=by.user, name=called)
    refuse(
        *([] if 0 < len(called) <= LONGEST else [Reason("name", NO_NAME, (), needed=LONGEST)]),
        *([Reason("name", NAMED_ALREADY, (), found=called)] if called and mine.exists() else []),
        *(
            [Reason("unit", NO_UNIT, (), found=unit)]
            if unit and unit not in _units(by, day_of(at))
            else []
        ),
    )
    with act(by=by, at=at):
        kept = SavedSearch.objects.create(
            owner=by.user,
            code=secrets.token_hex(8),
            name=called,
            asks=dict(asks.kept()),
            unit=unit,
            saved_at=at,
            saved_by=by.key,
        )
        if is_default:
            _begin_with(kept)
        event_write(kind="search.saved", subject=f"search:{kept.code}", facts={"unit": unit})
    return kept


def search_begin_with(*, search: SavedSearch, wanted: bool, by: Acting, at: datetime) -> None:
    """Let one's list of cases begin with one's own search, or with none any more.

    Raises:
        NotThere: it is another's.
    """
    if search.owner != by.user:
        raise NotThere(search.code)
    with act(by=by, at=at):
        if wanted:
            _begin_with(search)
        else:
            SavedSearch.objects.filter(pk=search.pk).update(is_default=False)


def search_of(acting: Acting, code: str, on: date) -> SavedSearch:
    """The search of a code: one's own, or shared with a unit of one's own.

    Raises:
        NotThere: there is none, or it is another's.
    """
    found = next((one for one in searches_of(acting, on) if one.code == code), None)
    if found is None:
        raise NotThere(code)
    return found


def search_delete(*, search: SavedSearch, by: Acting, at: datetime) -> None:
    """Throw away one's own search.

    Raises:
        NotThere: it is another's.
    """
    if search.owner != by.user:
        raise NotThere(search.code)
    with act(by=by, at=at):
        event_write(kind="search.deleted", subject=f"search:{search.code}")
        search.delete()


def searches_of(acting: Acting, on: date) -> list[SavedSearch]:
    """One's own searches, and those shared with one's units, by name."""
    seen = Q(owner=acting.user) | Q(unit__in=sorted(_units(acting, on)))
    return list(SavedSearch.objects.filter(seen).select_related("owner").order_by("name", "id"))


def asks_of(search: SavedSearch) -> Asks:
    """What a kept search asks; a question that is no longer known is left out."""
    known = {field.name for field in fields(Asks)}
    return Asks(**{name: value for name, value in search.asks.items() if name in known})


def _begin_with(search: SavedSearch) -> None:
    SavedSearch.objects.filter(owner=search.owner, is_default=True).update(is_default=False)
    SavedSearch.objects.filter(pk=search.pk).update(is_default=True)


def _units(acting: Acting, on: date) -> frozenset[str]:
    return frozenset(map(unit_of, grants_of(acting, on)))
