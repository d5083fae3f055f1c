"""The Jinja2 environment of every page."""

from typing import Any

from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Make the environment: escapes always, and refuses a name that nobody gave."""
    for decided in ("autoescape", "undefined"):  # Django would let settings decide
        options.pop(decided, None)
    return Environment(autoescape=True, undefined=StrictUndefined, **options)
