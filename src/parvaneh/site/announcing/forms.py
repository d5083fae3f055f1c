"""Forms of the announcement, of tasks that follow from grades, and of honours."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parvaneh.frame.form_fields import ChoiceField, DayField, TextField
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say
from parvaneh.kit.clock import tehran
from parvaneh.kit.languages import Language, msg
from parvaneh.kit.text import persian_digits
from parvaneh.ranking.models.cycles import TEXT_LENGTH

AT_ONCE, LATER = "at_once", "later"
FIRST_HOUR = 8
MINUTES = (0, 30)
NO_DAY = msg("Choose the day of the announcement")


def _times() -> list[tuple[str, str]]:
    found = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in MINUTES]
    is_persian = language_now() is Language.FA
    return [(one, persian_digits(one) if is_persian else one) for one in found]


class ProposeForm(forms.Form):
    """When a ranking is announced."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["when"] = ChoiceField(
            label=say(msg("When shall it be announced?")),
            choices=[
                (LATER, say(msg("At a moment (embargo): nothing is public before it"))),
                (AT_ONCE, say(msg("As soon as the second person confirms"))),
            ],
            initial=LATER,
        )
        self.fields["on"] = DayField(label=say(msg("Day")), required=False)
        self.fields["time"] = ChoiceField(
            label=say(msg("Time in Tehran")),
            choices=_times(),
            look="select",
            initial=f"{FIRST_HOUR:02}:00",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """A moment needs its day."""
        said = super().clean() or {}
        if said.get("when") == LATER and not said.get("on") and "on" not in self.errors:
            self.add_error("on", ValidationError(say(NO_DAY)))
        return said

    @staticmethod
    def moment(said: dict[str, Any], at: datetime) -> datetime:
        """The moment that was chosen."""
        if said["when"] == AT_ONCE:
            return at
        on: date = said["on"]
        clock = time.fromisoformat(said["time"] or f"{FIRST_HOUR:02}:00")
        return datetime.combine(on, clock, tzinfo=tehran())


class ReasonForm(forms.Form):
    """Why something is taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextField(
            label=say(msg("Why?")), lines=True, max_length=TEXT_LENGTH
        )


class EndForm(forms.Form):
    """How a task that follows from a grade ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["state"] = ChoiceField(
            label=say(msg("How did it end?")),
            choices=[
                ("done", say(msg("It was carried out"))),
                ("dropped", say(msg("It is not to be carried out"))),
            ],
        )
        self.fields["note"] = TextField(
            label=say(msg("What was done, or why not")), lines=True, max_length=TEXT_LENGTH
        )


class HonourForm(forms.Form):
    """How an office was honoured."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=say(msg("On which day was it honoured?")))
        self.fields["how"] = TextField(
            label=say(msg("How? A ceremony, a prize, a letter")), lines=True, max_length=TEXT_LENGTH
        )
