"""Units in words: which desk, in which place."""

from parvaneh.access.scopes import Scope
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg

DESKS = {
    "center": msg("the Center"),
    "department": msg("the General Department"),
    "deputy": msg("the office of the Provincial Deputy"),
    "council": msg("the Council"),
    "appeal": msg("the appeal board"),
    "kanoon": msg("the Kanoon"),
    "primary": msg("the primary board"),
}
THERE = msg("{desk}, {place}")
ROLE = msg("those of my role")


def unit_said(unit: str) -> str:
    """A unit such as ``province:IR-23:deputy`` in words."""
    scope, _, rest = unit.partition(":")
    place, _, desk = rest.rpartition(":")
    name = say(DESKS.get(desk, ROLE))
    if not place or scope == Scope.COUNTRY:
        return name
    return say(THERE, desk=name, place=shown(place))
