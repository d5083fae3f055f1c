"""Forms in which an answer asks for more: «other» opens the field in which it is said."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from parvaneh.frame.form_fields.asked import MISSING, wrong


class RevealingForm(forms.Form):
    """A form whose `reveals` name, for a choice, the field that it asks for too.

    Without script that field is always shown; it counts only where its choice was made.
    """

    reveals: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def clean(self) -> dict[str, Any]:
        """Ask for what a choice reveals; forget what belongs to a choice not made."""
        said = super().clean() or self.cleaned_data
        for name, opened in self.reveals.items():
            made = said.get(name)
            chosen = {made} if isinstance(made, str) else set(made or ())
            for choice, field in opened.items():
                self._settle(field, is_open=choice in chosen)
        return said

    def _settle(self, field: str, *, is_open: bool) -> None:
        if not is_open:
            self.cleaned_data[field] = ""
            self.errors.pop(field, None)
        elif not self.cleaned_data.get(field) and field not in self.errors:
            self.add_error(field, wrong(MISSING, label=str(self.fields[field].label or "")))
