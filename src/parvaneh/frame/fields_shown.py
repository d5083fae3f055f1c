"""How a form's field is shown: which control it gets, and what describes it to a screen reader."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple

from django.forms import BaseForm, BoundField, widgets

CONTROLS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.HiddenInput, "hidden"),
    (widgets.PasswordInput, "password"),
    (widgets.Textarea, "textarea"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "radios"),
    (widgets.Select, "select"),
    (widgets.FileInput, "file"),
    (widgets.EmailInput, "email"),
)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
# What is written from left to right, whatever the page's language.
LEFT_TO_RIGHT = frozenset({"username", "login", "code", "email", "password", "oldpassword"})


def control_of(field: BoundField) -> str:
    """The kind of control that shows a field: text, digits, date, password, select and so on."""
    said = getattr(field.field, "control", "")
    if said:
        return str(said)
    widget = field.field.widget
    for kind, control in CONTROLS:
        if isinstance(widget, kind):
            return control
    return "text"


def described_by(field: BoundField) -> str:
    """Ids of the hint and the error of a field, for ``aria-describedby``."""
    parts = (
        ("hint", field.help_text),
        ("kinds", control_of(field) == "upload"),
        ("error", field.errors),
        ("count", longest_of(field) and control_of(field) == "textarea"),
    )
    return " ".join(f"{field.auto_id}-{part}" for part, there in parts if there)


class Choice(NamedTuple):
    """One of a field's choices, as its group shows it."""

    value: str
    label: str
    chosen: bool
    hint: str
    reveals: BoundField | None


def choices_of(field: BoundField) -> list[Choice]:
    """The choices of a field: which are made, the hint of each, the field that it opens."""
    said = field.value()
    made = {str(one) for one in said} if isinstance(said, list | tuple | set) else {str(said)}
    hints: Mapping[str, str] = getattr(field.field, "hints", {})
    opened = opened_by(field)
    choices: Any = getattr(field.field, "choices", ())
    return [
        Choice(
            str(value),
            str(label),
            said is not None and str(value) in made,
            hints.get(str(value), ""),
            field.form[opened[str(value)]] if str(value) in opened else None,
        )
        for value, label in choices
    ]


def opened_by(field: BoundField) -> Mapping[str, str]:
    """The fields that choices of a field open, by choice."""
    reveals: Mapping[str, Mapping[str, str]] = getattr(field.form, "reveals", {})
    return reveals.get(field.name, {})


def revealed(form: BaseForm) -> frozenset[str]:
    """Names of the fields that stand inside another field's choices."""
    reveals: Mapping[str, Mapping[str, str]] = getattr(form, "reveals", {})
    return frozenset(name for opened in reveals.values() for name in opened.values())


def longest_of(field: BoundField) -> int:
    """How many characters a field keeps; 0 where nobody counts."""
    return int(getattr(field.field, "longest", 0))


def hints_of(field: BoundField) -> list[Any]:
    """The hint of a field; several where it comes as a list, as Django's rules of passwords do."""
    listed = _ITEM.findall(str(field.help_text))
    return [unescape(one) for one in listed] or [field.help_text]
