"""The pages' environment with what only the doors know: the menu, the mark of a demonstration."""

from typing import Any

from jinja2 import Environment

from parvaneh.frame.pages_environment import environment as frame_environment
from parvaneh.site.acting import acted_for
from parvaneh.site.addresses import addresses_of
from parvaneh.site.demonstration import is_marked
from parvaneh.site.menu import route_or_nothing, staff_menu


def environment(**options: Any) -> Environment:
    """Make the environment of every page."""
    made = frame_environment(**options)
    made.globals |= {
        "acted_for": acted_for,
        "addresses_of": addresses_of,
        "is_marked": is_marked,
        "route_or_nothing": route_or_nothing,
        "staff_menu": staff_menu,
    }
    return made
