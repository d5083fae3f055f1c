"""Giving sheets that are counted: survey, services, monitoring, training, staff."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoiceField, UploadField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.ranking.operations import counts_give
from parvaneh.registry.models import Batch
from parvaneh.registry.models.evidence import COUNTED
from parvaneh.scoring.schema import SHEETS
from parvaneh.site.evidence.reaching import cycle_seen, provinces_seen, time_left
from parvaneh.site.people import names_of
from parvaneh.site.reader import reader_of

ASKED = ["GET", "HEAD", "POST"]
LARGEST = 25_000_000
LATEST = 20


class CountForm(forms.Form):
    """Which sheet, and its file."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """Ask in the reader's language."""
        super().__init__(data, files)
        self.fields["sheet"] = ChoiceField(
            label=say(msg("What does the file hold?")),
            choices=[(key, shown(SHEETS[key].name)) for key in COUNTED],
            hints={key: shown(SHEETS[key].about) for key in COUNTED},
        )
        self.fields["file"] = UploadField(
            label=say(msg("The file")),
            kinds=("XLSX", "CSV"),
            largest=LARGEST,
            help_text=say(
                msg("The sheet of a workbook is named by the key that stands in the list below.")
            ),
        )


@login_required
@require_http_methods(ASKED)
def counting(request: HttpRequest, code: str) -> HttpResponse:
    """Say what each sheet holds; count one that is given."""
    reader = reader_of(request)
    cycle = cycle_seen(reader, code)
    if not provinces_seen(reader, Can.EVIDENCE_MANAGE):
        raise NotThere(code)

    def again(form: forms.Form) -> HttpResponse:
        batches = Batch.objects.filter(
            first=cycle.first, last=cycle.last, replaced_by=None, source__startswith="file:"
        ).order_by("-pk")[:LATEST]
        names = names_of(one.entered_by for one in batches)
        told = {
            **time_left(cycle, reader.on),
            "form": form,
            "path": request.path,
            "sheets": [SHEETS[key] for key in COUNTED],
            "given": [
                {
                    "sheets": ", ".join(
                        shown(SHEETS[key].name) for key in one.sheets if key in COUNTED
                    ),
                    "at": one.entered_at,
                    "by": names[one.entered_by],
                    "outside": sum(one.outside.values()),
                    "code": one.code,
                }
                for one in batches
            ],
        }
        return render(request, "evidence/counting.html", told)

    if request.method != "POST":
        return again(CountForm())
    return one_act(
        form=CountForm(request.POST, request.FILES),
        operation=lambda said: counts_give(
            cycle=cycle, sheet=said["sheet"], name=said["file"][0].name,
            data=said["file"][0].read(), by=reader.acting, at=reader.at,
        ),
        done=lambda _: reverse("evidence_counting", args=[code]),
        again=again,
    )  # fmt: skip
