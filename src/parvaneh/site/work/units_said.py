"""Units in words: which desk, in which place."""

from parvaneh.access.scopes import Scope
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.site.roles_said import Titles, place_said

OF_KANOON = "kanoon"
DESKS = {
    "center": msg("the Center"),
    "department": msg("the General Department"),
    "deputy": msg("the office of the Provincial Deputy"),
    "council": msg("the Council"),
    "appeal": msg("the appeal board"),
    OF_KANOON: msg("the Kanoon"),
    "primary": msg("the primary board"),
}
THERE = msg("{desk}, {place}")
ROLE = msg("those of my role")


def unit_said(unit: str, titles: Titles) -> str:
    """A unit such as ``province:IR-23:deputy`` in words; the Kanoon's own desk by its title.

    Args:
        unit: as `casework.units` writes it.
        titles: of the page.
    """
    scope, _, rest = unit.partition(":")
    key, _, desk = rest.rpartition(":")
    name = say(DESKS.get(desk, ROLE))
    if not key or scope == Scope.COUNTRY:
        return name
    place = place_said(scope, key, titles)
    return place if desk == OF_KANOON else say(THERE, desk=name, place=place)
