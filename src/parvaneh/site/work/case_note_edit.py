"""One's own note on a case, corrected: what it said before is kept with it."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from parvaneh.casework.models import Note
from parvaneh.casework.notes import note_of
from parvaneh.casework.operations import note_edit as corrected
from parvaneh.casework.queries import case_of
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import Conflict, NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.reader import reader_of
from parvaneh.site.work.case_act import ActPage, case_at
from parvaneh.site.work.case_forms import NoteEditForm
from parvaneh.site.work.case_words import CORRECT_NOTE

KEPT = msg("What the note said before is kept with it; who may read it stays as it is.")
TOLD = msg("Whoever is mentioned for the first time is told.")
COURSE = "course"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Show what one's own note says, then write it anew."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on)
    note = note_of(reader.acting, case, code, reader.on)
    if note.author != reader.acting.user:
        raise NotThere(code)
    page = ActPage(case, say(CORRECT_NOTE), say(msg("Keep the note")), (say(KEPT), say(TOLD)))

    def again(form: Form) -> HttpResponse:
        back = case_at(case, COURSE)
        told = {"page": page, "case": case, "form": form, "here": request.path, "back": back}
        return render(request, "work/case_act.html", told)

    if request.method != "POST":
        said = note.versions.get(number=note.version).text
        return again(NoteEditForm(initial={"version": note.version, "text": said}))
    write = partial(corrected, by=reader.acting, at=reader.at)
    return one_act(
        form=NoteEditForm(request.POST),
        operation=lambda said: write(note=_as_seen(note, said["version"]), text=said["text"]),
        done=lambda _: case_at(case, COURSE),
        again=again,
    )


def _as_seen(note: Note, version: int) -> Note:
    if note.version != version:
        raise Conflict(note.code)
    return note
