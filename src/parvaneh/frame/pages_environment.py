"""The Jinja2 environment of every page."""

from typing import Any

from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Make the environment: escapes always, and refuses a name that nobody gave."""
    del options["autoescape"]  # Django would let a setting decide
    return Environment(autoescape=True, undefined=StrictUndefined, **options)
