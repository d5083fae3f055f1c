"""Who somebody is in a case: by their roles where it lies, and as a party; recused or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import actors, reach
from parvaneh.access.scopes import Lies
from parvaneh.casework.models import Case
from parvaneh.casework.moving import Known, read
from parvaneh.kit.clock import tehran
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import System

# Who may do something to a case: a user, or the product itself.
Doer = Acting | System

ORDER = {actor: place for place, actor in enumerate(Actor)}


@dataclass(frozen=True)
class Part:
    """Somebody's part in a case: the actors that they may be, and whether they are recused."""

    actors: tuple[Actor, ...]
    is_recused: bool = False


def part_of(case: Case, by: Doer, on: date) -> Part:
    """The part of somebody in a case on a day."""
    return part_known(case, by, on, read(case, None if isinstance(by, System) else by))


def part_known(case: Case, by: Doer, on: date, known: Known) -> Part:
    """The part of somebody in a case on a day, from what is known of both.

    The product itself is only the passing of time.
    """
    if isinstance(by, System):
        return Part((Actor.CLOCK,))
    found = {Actor(name) for name in known.parties}
    if reach(by, Permission.CASE_ACT, on).covers(lies(case)):
        found |= actors(by, lies(case), on)
    return Part(in_order(found - {Actor.CLOCK}), known.is_recused)


def lies(case: Case) -> Lies:
    """Where a case lies."""
    return Lies(case.province, case.kanoon, case.office_code, case.number)


def in_order(known: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors in the order in which the law's vocabulary names them."""
    return tuple(sorted(known, key=ORDER.__getitem__))


def day_of(at: datetime) -> date:
    """The day in Tehran on which a moment lies: the day that the law counts."""
    return at.astimezone(tehran()).date()
