"""Who somebody is in a case: by their roles where it lies, and as a party; recused or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import actors, reach
from parvaneh.access.scopes import Lies
from parvaneh.casework.models import Case
from parvaneh.kit.clock import tehran
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import System

# Who may do something to a case: a user, or the product itself.
Doer = Acting | System

ORDER = {actor: place for place, actor in enumerate(Actor)}

_PARTS = """
SELECT array(SELECT actor FROM casework_party party JOIN registry_person person
                 ON person.id = party.person_id
             WHERE party.case_id = %(case)s AND person.user_id = %(user)s),
       EXISTS(SELECT FROM casework_recusal
              WHERE case_id = %(case)s AND user_id = ANY(%(users)s)
                AND standing = 'recused' AND ended_at IS NULL)
"""


@dataclass(frozen=True)
class Part:
    """Somebody's part in a case: the actors that they may be, and whether they are recused."""

    actors: tuple[Actor, ...]
    is_recused: bool = False


def part_of(case: Case, by: Doer, on: date) -> Part:
    """The part of somebody in a case on a day, in one query beside those of their rights.

    The product itself is only the passing of time. What somebody is as a party they cannot lend:
    who acts for another has that other's roles, not their cases.
    """
    if isinstance(by, System):
        return Part((Actor.CLOCK,))
    known: set[Actor] = set()
    if reach(by, Permission.CASE_ACT, on).covers(lies(case)):
        known |= actors(by, lies(case), on)
    asked = {
        "case": case.pk,
        "user": None if by.acts_for else by.user.pk,
        "users": [one.pk for one in (by.user, by.acts_for) if one],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, asked)
        ((parties, recused),) = cursor.fetchall()
    known |= {Actor(name) for name in parties}
    return Part(in_order(known - {Actor.CLOCK}), recused)


def lies(case: Case) -> Lies:
    """Where a case lies."""
    return Lies(case.province, case.kanoon, case.office_code, case.number)


def in_order(known: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors in the order in which the law's vocabulary names them."""
    return tuple(sorted(known, key=ORDER.__getitem__))


def day_of(at: datetime) -> date:
    """The day in Tehran on which a moment lies: the day that the law counts."""
    return at.astimezone(tehran()).date()
