"""Small pages that change one thing: a form, one operation, reasons beside the fields.

    RENAME = Edit(title=msg("Another title"), button=msg("Keep"), form=RenameForm, operation=rename)

A page loads the thing (that decides who may), names its edit and says where to go back to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import DayField
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import Refused
from parvaneh.kit.languages import msg
from parvaneh.law.ruling import ruled
from parvaneh.site.reader import Reader

Said = Mapping[str, Any]
STARTS_ON = msg("From which day?")
TODAY = msg("Leave it empty if from today.")
CONFIRMED = msg("I have read what will happen, and want it.")
CONFIRM = msg("Confirm that you want it")


class EditForm(forms.Form):
    """A form about one thing, for one reader; `build` adds its fields in the reader's language."""

    def __init__(
        self, data: Any = None, *, thing: Any, reader: Reader, is_final: bool = False, **kwargs: Any
    ) -> None:
        """Build the fields; what cannot be undone is confirmed by one more."""
        super().__init__(data, **kwargs)
        self.thing, self.reader = thing, reader
        self.build()
        if is_final:
            self.fields["confirmed"] = forms.BooleanField(
                label=say(CONFIRMED), error_messages={"required": say(CONFIRM)}
            )

    def build(self) -> None:
        """Add the fields; nothing where the edit only asks to be confirmed."""

    def starts_on(self) -> None:
        """Ask from which day it holds; today where nothing is said."""
        self.fields["starts_on"] = DayField(
            label=say(STARTS_ON), required=False, help_text=say(TODAY)
        )

    def from_day(self) -> Any:
        """The day from which it holds."""
        return self.cleaned_data.get("starts_on") or self.reader.on


@dataclass(frozen=True)
class Edit:
    """One way to change one thing.

    Attributes:
        title: a msgid, the page's heading.
        button: a msgid.
        form: an `EditForm`.
        operation: calls the one operation with the thing, the form and the reader.
        says: msgids: what it does, and to whom.
        is_final: whether it cannot be undone; it is then confirmed.
        beside: fields beside which reasons of other keys are shown.
        initial: what the form begins with.
    """

    title: str
    button: str
    form: type[EditForm]
    operation: Callable[[Any, EditForm, Reader], Any]
    says: tuple[str, ...] = ()
    is_final: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)
    initial: Callable[[Any, Reader, HttpRequest], Mapping[str, Any]] | None = None


def edited(
    request: HttpRequest,
    edit: Edit,
    *,
    reader: Reader,
    thing: Any,
    name: str,
    back: str,
    done: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show an edit's page, or do it.

    Args:
        request: GET or POST.
        edit: what is changed and how.
        reader: who changes it.
        thing: loaded for the reader, with the permission that the edit needs.
        name: of the thing, as the page says it.
        back: where the page leads back to.
        done: where to go afterwards, from what the operation returned; back where none is given.
    """

    def shown(form: forms.Form) -> HttpResponse:
        told = {"edit": edit, "form": form, "name": name, "back": back, "path": request.path}
        return render(request, "registry/edit.html", told)

    asked = {"thing": thing, "reader": reader, "is_final": edit.is_final}
    if request.method != "POST":
        initial = edit.initial(thing, reader, request) if edit.initial else {}
        return shown(edit.form(initial=dict(initial), **asked))
    form = edit.form(request.POST, **asked)
    return one_act(
        form=form,
        operation=lambda _: _done(edit, thing, form, reader),
        done=done or (lambda _: back),
        again=shown,
    )


def _done(edit: Edit, thing: Any, form: EditForm, reader: Reader) -> Any:
    """Do it; a refusal's reasons go beside the fields that the edit names."""
    try:
        return edit.operation(thing, form, reader)
    except Refused as why:
        reasons = [
            replace(one, key=edit.beside.get(one.key, one.key)) for one in why.ruling.reasons
        ]
        raise Refused(ruled(reasons)) from why
