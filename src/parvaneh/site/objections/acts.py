"""Acts on an objection that take a few words: each a page that says what will happen, then does it.

The evidence objected to stands beside the form, so that nobody decides from memory.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from parvaneh.casework.queries import open_steps_for
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoiceField, TextField, UploadField
from parvaneh.frame.pages_environment import cites, say
from parvaneh.frame.refused import Conflict, NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.procedure import Step
from parvaneh.ranking.models import Objection
from parvaneh.ranking.operations import deciding, objecting
from parvaneh.ranking.operations.objecting import LONGEST, MOST_DOCUMENTS, Given
from parvaneh.ranking.queries.objections import objection_of
from parvaneh.site.objections.one import address_of
from parvaneh.site.objections.words import ADVICE, point_said, state_tag
from parvaneh.site.reader import Reader, reader_of

Said = Mapping[str, Any]
ASKED = ["GET", "HEAD", "POST"]


def _lines(label: str, hint: str = "", *, required: bool = True) -> TextField:
    return TextField(
        label=say(label),
        lines=True,
        max_length=LONGEST,
        required=required,
        help_text=say(hint) if hint else "",
    )


def _nothing() -> dict[str, forms.Field]:
    return {}


def _lacking() -> dict[str, forms.Field]:
    hint = msg("Write it so that the manager knows what to do; they read these words.")
    return {"lacking": _lines(msg("What is lacking?"), hint)}


def _opinion() -> dict[str, forms.Field]:
    choices = [(key, say(words)) for key, words in ADVICE.items()]
    hint = msg("The Services Deputy and the manager read it.")
    return {
        "advice": ChoiceField(label=say(msg("What does the province advise?")), choices=choices),
        "opinion": _lines(msg("Why?"), hint),
    }


def _reasons() -> dict[str, forms.Field]:
    hint = msg("The manager reads it, and it stands in the letter of the decision.")
    return {"reasons": _lines(msg("Why?"), hint)}


def _reason() -> dict[str, forms.Field]:
    hint = msg("It is kept with the case; nobody has to give a reason.")
    return {"reason": _lines(msg("Why?"), hint, required=False)}


def _completion() -> dict[str, forms.Field]:
    return {
        "said": _lines(msg("What was lacking"), required=False),
        "documents": UploadField(label=say(msg("Documents")), most=MOST_DOCUMENTS, required=False),
    }


def _given(said: Said) -> list[Given]:
    return [Given(one.name, one.read()) for one in said["documents"]]


@dataclass(frozen=True)
class Act:
    """One act: its step, words, fields and operation.

    Attributes:
        step: key of the step of the procedure that it takes.
        title: a msgid.
        button: a msgid.
        says: msgids: what will happen, and to whom.
        fields: makes the fields in the reader's language.
        operation: of the objection, what was said, and what every operation is told.
        also: states from which it may be taken although its step is not open there yet.
        is_final: whether it cannot be undone.
    """

    step: str
    title: str
    button: str
    says: tuple[str, ...]
    fields: Callable[[], dict[str, forms.Field]]
    operation: Callable[..., object]
    also: str = ""
    is_final: bool = False


REVIEW = Act(
    "review",
    msg("Begin the review"),
    msg("Begin"),
    (
        msg("The objection is then under review; the manager is told."),
        msg("The twenty days have run since it was lodged, whenever the review begins."),
    ),
    _nothing,
    lambda objection, _, **told: objecting.objection_review(objection=objection, **told),
)
RETURN = Act(
    "return",
    msg("Return the objection to be completed"),
    msg("Return it"),
    (
        msg("The manager is told what is lacking, and completes it or withdraws."),
        msg("The province's twenty days run on meanwhile; if they end before it is completed, "
            "the Services Deputy decides whether it is admitted all the same."),
    ),
    _lacking,
    lambda objection, said, **told: objecting.objection_return(
        objection=objection, lacking=said["lacking"], **told
    ),
    also="review",
)  # fmt: skip
SEND = Act(
    "send",
    msg("Send the objection to the Services Deputy"),
    msg("Send it on"),
    (
        msg("The Services Deputy then has one month to decide and to serve the decision."),
        msg("Both the Services Deputy and the manager are told."),
    ),
    _opinion,
    lambda objection, said, **told: objecting.objection_send(
        objection=objection, advice=said["advice"], opinion=said["opinion"], **told
    ),
    also="review",
    is_final=True,
)
COMPLETE = Act(
    "complete",
    msg("Complete the objection"),
    msg("Send what was lacking"),
    (msg("What you wrote before stays as it is; this is added to it."),),
    _completion,
    lambda objection, said, **told: objecting.objection_complete(
        objection=objection, said=said["said"], documents=_given(said), **told
    ),
)
WITHDRAW = Act(
    "withdraw",
    msg("Withdraw the objection"),
    msg("Withdraw it"),
    (
        msg("The announced grade stands."),
        msg("You cannot object to this result again."),
        msg("Whoever has the objection now is told."),
    ),
    _reason,
    lambda objection, said, **told: objecting.objection_withdraw(
        objection=objection, reason=said["reason"], **told
    ),
    is_final=True,
)
ADMIT = Act(
    "admit",
    msg("Admit the objection for review"),
    msg("Admit it"),
    (msg("The Provincial Deputy reviews it as one that came in time; the manager is told."),),
    _reasons,
    lambda objection, said, **told: deciding.objection_admit(
        objection=objection, reasons=said["reasons"], **told
    ),
)
DISMISS = Act(
    "dismiss",
    msg("Dismiss the objection without looking into it"),
    msg("Dismiss it"),
    (
        msg("The announced grade stands."),
        msg("A letter with the reasons is made; it is then to be served on the manager."),
    ),
    _reasons,
    lambda objection, said, **told: deciding.objection_dismiss(
        objection=objection, reasons=said["reasons"], **told
    ),
    is_final=True,
)
SERVE = Act(
    "serve",
    msg("Serve the decision"),
    msg("Serve it on the manager"),
    (
        msg("The letter of the decision, and that of the corrected grade if there is one, are "
            "sent to the manager, who is told at once."),
        msg("What proves that they reached the manager is recorded with each letter."),
        msg("The case ends with that."),
    ),
    _nothing,
    lambda objection, _, **told: deciding.objection_serve(objection=objection, **told),
    is_final=True,
)  # fmt: skip


class ActForm(forms.Form):
    """The form of an act; it carries the version that its reader saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def __init__(self, *args: Any, asked: Act, **kwargs: Any) -> None:
        """Ask what the act asks."""
        super().__init__(*args, **kwargs)
        self.fields |= asked.fields()


@login_required
@require_http_methods(ASKED)
def act(request: HttpRequest, number: str, asked: Act) -> HttpResponse:
    """Show what an act will do, or do it."""
    reader = reader_of(request)
    found = objection_of(reader.acting, number, on=reader.on)
    step = step_open(found, reader, asked.step, asked.also)

    def done(said: Said) -> object:
        if said["version"] != found.case.version:
            raise Conflict(number)
        return asked.operation(found, said, by=reader.acting, at=reader.at)

    def shown(form: forms.Form) -> HttpResponse:
        told = {
            "act": asked,
            "form": form,
            "here": request.path,
            "back": address_of(found.case),
            "case": found.case,
            "office": found.office,
            "objection": found,
            "state": state_tag(found.case),
            "points": [point_said(one) for one in found.points.all()],
            "rests_on": cites(step.cites),
        }
        return render(request, "objections/act.html", told)

    if request.method != "POST":
        return shown(ActForm(initial={"version": found.case.version}, asked=asked))
    return one_act(
        form=ActForm(request.POST, request.FILES, asked=asked),
        operation=done,
        done=lambda _: address_of(found.case),
        again=shown,
    )


def step_open(objection: Objection, reader: Reader, key: str, also: str = "") -> Step:
    """The step of a key, or the one that is taken with it first, if this reader may take it now.

    Raises:
        NotThere: they may not; both look the same as an objection that is not there.
    """
    steps = open_steps_for(objection.case, reader.acting, reader.on)
    found = next((one for one in steps if one.key in {key, also}), None)
    if found is None:
        raise NotThere(objection.case.number)
    return found
