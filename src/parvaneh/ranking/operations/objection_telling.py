"""Who is told of an objection: whose turn it is, and the manager whose it is."""

from collections.abc import Mapping
from datetime import datetime

from parvaneh.access.models import User
from parvaneh.access.queries import users_acting_as
from parvaneh.access.scopes import Scope
from parvaneh.casework.messages import message_write
from parvaneh.casework.standing import Doer
from parvaneh.kit.clock import day_of
from parvaneh.law.vocabulary import Actor
from parvaneh.ranking.models import Objection

NO_FACTS: Mapping[str, object] = {}


def turn_told(objection: Objection, *, by: Doer, at: datetime) -> None:
    """Tell the authority for which an objection waits now."""
    case = objection.case
    people = [
        user
        for actor in (Actor.PROVINCIAL_DEPUTY, Actor.GENERAL_DEPARTMENT)
        if actor.value in case.waits_for
        for user in acting_for(actor, case.province, at)
    ]
    _told(objection, people, "objection", by=by, at=at)


def managers_told(objection: Objection, *, by: Doer, at: datetime, turn: bool = False) -> None:
    """Tell the office's manager that the case has moved; `turn` where it waits for them."""
    people = users_acting_as(Actor.MANAGER, Scope.OFFICE, objection.office.code, day_of(at))
    _told(objection, list(people), "objection" if turn else "moved", by=by, at=at)


def acting_for(actor: Actor, province: str, at: datetime) -> list[User]:
    """The users who act as an authority: of the province, or of the Center."""
    if actor is Actor.PROVINCIAL_DEPUTY:
        return list(users_acting_as(actor, Scope.PROVINCE, province, day_of(at)))
    return list(users_acting_as(actor, Scope.COUNTRY, "", day_of(at)))


def _told(objection: Objection, people: list[User], kind: str, *, by: Doer, at: datetime) -> None:
    case = objection.case
    if people:
        message_write(
            to=people,
            kind=kind,
            subject=case.key,
            occasion=f"{objection.code}:{case.version}",
            facts={"case": case.number},
            by=by,
            at=at,
        )
