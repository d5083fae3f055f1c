"""Forms of the values of the law."""

import json
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parvaneh.frame.form_fields import ChoiceField, DayField, TextField
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.law.ruling import Status
from parvaneh.law.values import DatedValue
from parvaneh.registry.operations.approved_values import STATUSES, Intended
from parvaneh.registry.queries import is_demonstration
from parvaneh.registry.value_forms import plain
from parvaneh.site.value_grids import GRIDS, Grid
from parvaneh.site.values.words import STATUSES as STATUS_WORDS
from parvaneh.site.values.words import is_plain

LONGEST_CONTENT = 20_000
DEEPEST = 50
LONGEST_NUMBER = 12  # digits
NOT_WHOLE = msg("Write a whole number")
NOT_JSON = msg("This cannot be read as JSON: look at its commas, quotes and brackets")
YES, NO = msg("yes"), msg("no")


class ValueFilter(forms.Form):
    """What may be asked of the table of values."""

    def __init__(self, *args: Any, articles: list[tuple[str, str]], **kwargs: Any) -> None:
        """Ask in the reader's language.

        Args:
            articles: codes of articles that have values, and how they are called.
        """
        super().__init__(*args, **kwargs)
        every = ("", say(msg("all")))
        self.fields["q"] = TextField(label=say(msg("Name or key")), max_length=80, required=False)
        self.fields["article"] = ChoiceField(
            label=say(msg("Article")),
            choices=[every, *articles],
            required=False,
            look="select",
        )
        self.fields["status"] = ChoiceField(
            label=say(msg("Status")),
            choices=[every, *((one.value, say(STATUS_WORDS[one][0])) for one in Status)],
            required=False,
            look="select",
        )


class ValueForm(forms.Form):
    """A value as somebody would propose it."""

    def __init__(self, *args: Any, heading: DatedValue, **kwargs: Any) -> None:
        """Ask for content of the form that the value has.

        Args:
            heading: the value that it would follow.
        """
        super().__init__(*args, **kwargs)
        self.heading = heading
        # A grid where there is one for the key, unless the content comes written out as JSON.
        kind = None if "content" in self.data else GRIDS.get(heading.key)
        self.grid: Grid | None = kind(heading.content) if kind else None
        if self.grid is None:
            self.fields["content"] = self._content_field()
        else:
            self.fields |= self.grid.fields
            self.initial = {**self.grid.initial, **(self.initial or {})}
        self.fields["starts_on"] = DayField(
            label=say(msg("From which day?")),
        )
        self.fields["ends_on"] = DayField(
            label=say(msg("Until which day?")),
            required=False,
            help_text=say(msg("Empty: until another value follows.")),
        )
        self.fields["source"] = TextField(
            label=say(msg("Source")),
            max_length=300,
            help_text=say(msg("The decree or letter with its number and day.")),
        )
        self.fields["authority"] = TextField(
            label=say(msg("Approved by")),
            max_length=120,
            help_text=say(msg("Who approved it there: the office, not the person.")),
        )
        known = [one for one in STATUSES if one != Status.DEMONSTRATION or is_demonstration()]
        self.fields["status"] = ChoiceField(
            label=say(msg("Status")),
            choices=[(one.value, say(STATUS_WORDS[one][0])) for one in known],
            initial=Status.OFFICIAL.value,
        )

    def _content_field(self) -> forms.Field:
        content = plain(self.heading.content)
        label = say(msg("The new value"))
        if isinstance(content, bool):
            choices = [("true", say(YES)), ("false", say(NO))]
            return ChoiceField(label=label, choices=choices)
        if is_plain(content):
            field = TextField(label=label, max_length=200)
            field.control = "digits" if isinstance(content, int) else "latin"  # type: ignore[attr-defined]  # how it shows
            return field
        return TextField(
            label=label,
            lines=True,
            max_length=LONGEST_CONTENT,
            help_text=say(
                msg("As JSON, in the form of the value that it follows; change only what changes.")
            ),
        )

    def clean_content(self) -> Any:
        """The content as the law keeps it: a number, a word, yes or no, a list or a table."""
        typed, form = str(self.cleaned_data["content"]), plain(self.heading.content)
        if isinstance(form, bool):
            return typed == "true"
        if isinstance(form, int):
            return _whole(typed)
        if isinstance(form, str):
            return ascii_digits(clean(typed))
        return _json(typed)

    def clean(self) -> dict[str, Any]:
        """The content that the fields of a grid come to."""
        said = super().clean() or {}
        if self.grid is None or any(name in self.errors for name in self.grid.fields):
            return said
        content = self.grid.content(said)
        rest = {name: one for name, one in said.items() if name not in self.grid.fields}
        return {**rest, "content": content}

    def intended(self, said: dict[str, Any]) -> Intended:
        """What was said, as the registry takes it."""
        return Intended(key=self.heading.key, **said)

    def sent(self) -> list[tuple[str, str]]:
        """What was sent, to be sent on with the second yes; of several choices each."""
        found = []
        for field in self:
            value = field.value()
            listed = value if isinstance(value, list) else [value]
            found += [(field.html_name, str(one)) for one in listed if one not in (None, "", False)]
        return found


def shown_first(heading: DatedValue) -> dict[str, object]:
    """What the form of a change begins with where there is no grid: the value as it is."""
    content = plain(heading.content)
    if isinstance(content, bool):
        return {"content": "true" if content else "false"}
    if is_plain(content):
        return {"content": str(content)}
    return {"content": json.dumps(content, ensure_ascii=False, indent=1)}


def written(one: date | object | None) -> str:
    """A cleaned value as an address carries it on."""
    return one.isoformat() if isinstance(one, date) else str(one or "")


def _whole(typed: str) -> int:
    text = ascii_digits(clean(typed)).replace("٬", "").replace(",", "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise ValidationError(say(NOT_WHOLE))
    return int(text)


def _json(typed: str) -> Any:
    if max(typed.count("["), typed.count("{")) > DEEPEST * 10:
        raise ValidationError(say(NOT_JSON))
    try:
        return json.loads(typed, parse_float=str)
    except (ValueError, RecursionError) as why:
        raise ValidationError(say(NOT_JSON)) from why
