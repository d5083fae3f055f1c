"""Choices of filters: none chosen first."""

from collections.abc import Iterable
from typing import Any

from parvaneh.frame.form_fields import ChoiceField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import PROVINCES

ANY = msg("any")


def chosen(label: str, choices: Iterable[tuple[Any, str]], hint: str = "") -> ChoiceField:
    """A choice of a filter; any is the first."""
    listed = [("", say(ANY)), *((str(key), words) for key, words in choices)]
    return ChoiceField(
        label=say(label), choices=listed, look="select", required=False, help_text=hint
    )


def province_chosen() -> ChoiceField:
    """One of the provinces."""
    return chosen(msg("Province"), [(one.key, shown(one)) for one in PROVINCES])
