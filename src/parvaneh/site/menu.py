"""The menu of who works here: one table, each entry shown to those whom its page would answer.

A page is added to the menu by one line here, once its route exists.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import Error
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import is_staff, reach
from parvaneh.access.sign_in.middleware import acting_of
from parvaneh.frame.pages_environment import say
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.kit.languages import msg


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu.

    Attributes:
        label: a message of the catalogue.
        route: the name of the page's route.
        permission: without which the page would refuse; None where every reader has it.
        others: any of which does as well.
    """

    label: str
    route: str
    permission: Permission | None = None
    others: tuple[Permission, ...] = ()


WORK: tuple[Entry, ...] = (
    Entry(msg("Inbox"), "inbox", Permission.CASE_SEE),
    Entry(msg("Cases"), "cases", Permission.CASE_SEE),
    Entry(msg("Objections"), "objections", Permission.RANKING_SEE),
)
REGISTRY: tuple[Entry, ...] = (
    Entry(msg("Offices"), "offices", Permission.OFFICE_SEE),
    Entry(msg("Persons"), "persons", Permission.PERSON_SEE),
    Entry(msg("Bodies"), "bodies", Permission.BODY_SEE),
    Entry(msg("Licences"), "licences", Permission.LICENCE_SEE),
    Entry(msg("Record"), "records", Permission.RECORD_SEE),
    Entry(msg("Evidence"), "evidence", Permission.EVIDENCE_SEE),
)
PEOPLE: tuple[Entry, ...] = (
    Entry(msg("Users"), "users", Permission.USER_SEE),
    Entry(msg("Roles"), "roles"),
    Entry(msg("Delegations"), "delegations"),
    Entry(msg("Proposals"), "proposals"),
)
CALENDAR: tuple[Entry, ...] = (
    Entry(msg("Calendar"), "calendar"),
    Entry(msg("Values of the law"), "values", Permission.VALUE_SEE),
)
RANKING: tuple[Entry, ...] = (
    Entry(msg("Cycles of the ranking"), "cycles", Permission.RANKING_SEE),
    Entry(msg("Evidence of cycles"), "evidence_start", Permission.RANKING_SEE),
)
IMPORTS: tuple[Entry, ...] = (
    Entry(msg("Imports"), "imports", Permission.OFFICE_MANAGE, (Permission.EVIDENCE_MANAGE,)),
)
LOG: tuple[Entry, ...] = (Entry(msg("Everything that was done"), "log", Permission.LOG_SEE),)
MACHINE: tuple[Entry, ...] = (
    Entry(msg("Health"), "machine_health", Permission.MACHINE_SEE),
    Entry(msg("Jobs"), "machine_jobs", Permission.MACHINE_SEE),
    Entry(msg("Who is told of changes"), "webhooks", Permission.MACHINE_SEE),
)

MENU: Mapping[str, tuple[Entry, ...]] = {
    msg("Work"): WORK,
    msg("Registry"): REGISTRY,
    msg("Ranking"): RANKING,
    msg("People and roles"): PEOPLE,
    msg("Calendar and values"): CALENDAR,
    msg("Log"): LOG,
    msg("Imports"): IMPORTS,
    msg("Machine"): MACHINE,
}

Shown = dict[str, Any]


def staff_menu(request: HttpRequest) -> list[Shown]:
    """The groups of the side menu for who reads; nothing for a stranger or a party."""
    try:
        acting, on = _reader(request)
        if acting is None or not is_staff(acting, on):
            return []
        return list(_groups(acting, on, request.path))
    except Error:  # a page of what went wrong must not go wrong itself
        return []


def _reader(request: HttpRequest) -> tuple[Acting | None, date]:
    on = tehran_day(now_utc())
    # A page of what went wrong may be made before anybody was asked who they are.
    return (acting_of(request) if hasattr(request, "user") else None), on


def _groups(acting: Acting, on: date, path: str) -> Iterator[Shown]:
    here = _here(path)
    for name, entries in MENU.items():
        shown = [_shown(one, here) for one in entries if _is_for(acting, one, on)]
        if shown:
            yield {"name": say(name), "entries": shown}


def _is_for(acting: Acting, entry: Entry, on: date) -> bool:
    if entry.permission is None:
        return True
    return any(not reach(acting, one, on).empty() for one in (entry.permission, *entry.others))


def _here(path: str) -> str:
    """The address of the entry under which a page lies: the longest that begins it."""
    addresses = (reverse(one.route) for entries in MENU.values() for one in entries)
    return max((one for one in addresses if path.startswith(one)), key=len, default="")


def _shown(entry: Entry, here: str) -> Shown:
    address = reverse(entry.route)
    return {"words": say(entry.label), "url": address, "is_here": address == here}


def route_or_nothing(name: str) -> str:
    """The address of a page that may not be there; empty where it is not."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
