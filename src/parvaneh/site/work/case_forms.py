"""Forms of the generic case page."""

from typing import Any

from django import forms

from parvaneh.casework.models import Visibility
from parvaneh.frame.form_fields import DayField, TextField
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg

# A note for oneself, for one's unit, for everybody who may see the case.
VISIBILITIES = {
    Visibility.PRIVATE: msg("only I"),
    Visibility.UNIT: msg("my unit"),
    Visibility.PARTIES: msg("everybody who may see the case, its parties too"),
}
LONGEST_REASON = 4000
LONGEST_NOTE = 20_000


class StepForm(forms.Form):
    """What somebody says who takes a step."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def __init__(self, *args: Any, is_final: bool, **kwargs: Any) -> None:
        """Ask for a confirmation too where the step ends the case."""
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"] = DayField(
            label=say(msg("On which day?")),
            required=False,
            help_text=say(msg("Leave it empty if it happens today.")),
        )
        self.fields["reason"] = TextField(
            label=say(msg("Why?")),
            lines=True,
            max_length=LONGEST_REASON,
            required=is_final,
            help_text=say(msg("It is kept with the case; the log holds only its seal.")),
        )
        if is_final:
            self.fields["confirmed"] = forms.BooleanField(
                label=say(msg("I have read what will happen, and want it.")),
                error_messages={"required": say(msg("Confirm that you want it"))},
            )
        required = say(msg("Say why"))
        self.fields["reason"].error_messages["required"] = required


class NoteEditForm(forms.Form):
    """What a note says; it carries the version that its author saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["text"] = _note_field()


class NoteForm(forms.Form):
    """A note on a case."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["text"] = _note_field()
        self.fields["visibility"] = forms.ChoiceField(
            label=say(msg("Who may read it?")),
            choices=[(value.value, say(words)) for value, words in VISIBILITIES.items()],
            initial=Visibility.PRIVATE.value,
            widget=forms.RadioSelect(),
        )


def _note_field() -> TextField:
    return TextField(
        label=say(msg("Note")),
        lines=True,
        max_length=LONGEST_NOTE,
        error_messages={"required": say(msg("Write the note"))},
    )
