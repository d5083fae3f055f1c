"""Pages as they stood on a day: the day is asked at the top, and said on the page."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from parvaneh.frame.form_fields import DayField
from parvaneh.frame.pages_environment import say
from parvaneh.kit.clock import tehran
from parvaneh.kit.languages import msg
from parvaneh.site.reader import Reader

ASKED = "as_of"
NOT_YET = msg("That day is yet to come")


class AsOfForm(forms.Form):
    """The day to which a page goes back."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields[ASKED] = DayField(label=say(msg("As it stood on")), required=False)

    def clean_as_of(self) -> date | None:
        """Refuse a day that is yet to come: nothing stands there yet."""
        on: date | None = self.cleaned_data[ASKED]
        if on and on > self.today:
            raise ValidationError(say(NOT_YET))
        return on


@dataclass(frozen=True)
class AsOf:
    """The day that a page shows, and the form that asks for another."""

    on: date
    today: date
    form: AsOfForm
    path: str

    @property
    def is_past(self) -> bool:
        """Whether the page shows another day than today."""
        return self.on != self.today

    @property
    def until(self) -> datetime:
        """The last moment of the day, in Tehran."""
        return datetime.combine(self.on, time.max, tzinfo=tehran())


def as_of(request: HttpRequest, reader: Reader) -> AsOf:
    """The day that is asked for; today where none is, or none that can be read."""
    form = AsOfForm(request.GET if ASKED in request.GET else None, today=reader.on)
    on = form.cleaned_data[ASKED] if form.is_bound and form.is_valid() else None
    return AsOf(on or reader.on, reader.on, form, request.path)
