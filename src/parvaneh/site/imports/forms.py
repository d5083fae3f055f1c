"""Forms of imports."""

from typing import Any

from django import forms

from parvaneh.frame.form_fields import TextField, UploadField
from parvaneh.frame.pages_environment import say
from parvaneh.imports.models import Import
from parvaneh.kit.languages import msg

LARGEST = 25_000_000
LONGEST_REASON = 1000
GOOD_ONLY = msg("Store the good rows only; I shall mend the others and give them again.")


class GiveForm(forms.Form):
    """The file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for one file."""
        super().__init__(*args, **kwargs)
        self.fields["file"] = UploadField(
            label=say(msg("The sheet to be checked")),
            kinds=("XLSX", "CSV"),
            largest=LARGEST,
            help_text=say(msg("It is only checked now; nothing is stored.")),
        )


class StoreForm(forms.Form):
    """Whether all rows are stored or none, or the good ones only."""

    def __init__(self, *args: Any, given: Import, **kwargs: Any) -> None:
        """Ask where some rows are wrong; else there is nothing to choose."""
        super().__init__(*args, **kwargs)
        if given.counts.get("faults"):
            self.fields["confirmed"] = forms.BooleanField(
                label=say(
                    msg("Store the good rows only; I shall mend the others and give them again.")
                ),
            )

    @property
    def partly(self) -> bool:
        """Whether the good rows only are wanted."""
        return bool(self.cleaned_data.get("confirmed"))


class UndoForm(forms.Form):
    """Why an import is taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the reason."""
        super().__init__(*args, **kwargs)
        self.fields["because"] = TextField(
            label=say(msg("Why?")),
            lines=True,
            max_length=LONGEST_REASON,
            help_text=say(msg("It is kept with the import; the log holds only its seal.")),
        )
