"""Whether a letter or a licence that somebody holds is genuine and stands. Nothing is kept."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.casework.verifying import (
    LetterStands,
    PublicLetter,
    Verdict,
    letter_verified_by_file,
    letter_verified_by_text,
)
from parvaneh.editions.licences import PublicLicence, licence_number_read, licence_verified
from parvaneh.editions.models import Standing
from parvaneh.frame.act_page import UNPROCESSABLE
from parvaneh.frame.form_fields import TextField, UploadField
from parvaneh.frame.pages_environment import code, day, say, shown
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import isolate

LONGEST = 1000
LARGEST = 2_000_000  # bytes; letters of ours have some forty thousand

LETTERS: Mapping[LetterStands, tuple[str, str, str]] = {
    LetterStands.GENUINE: (
        msg("This letter is ours and stands."),
        msg("Compare number, day and kind with the paper in your hand."),
        "ok",
    ),
    LetterStands.SUPERSEDED: (
        msg("This letter was ours; a later one stands in its place."),
        msg("Go by the later one; ask whoever gave you this paper for it."),
        "warn",
    ),
    LetterStands.WITHDRAWN: (
        msg("This letter was ours and was taken back."),
        msg("Do not rely on it."),
        "bad",
    ),
    LetterStands.UNKNOWN: (
        msg("No such letter is known here."),
        msg("Do not rely on the paper before the office that is named on it confirms it."),
        "bad",
    ),
}
LICENCES: Mapping[Standing | None, tuple[str, str]] = {
    Standing.OPEN: (msg("This licence stands."), "ok"),
    Standing.SUSPENDED: (msg("This licence is suspended; its office serves nobody."), "bad"),
    Standing.VACANT: (msg("This licence ended: its manager left."), "bad"),
    Standing.REVOKED: (msg("This licence was revoked."), "bad"),
    Standing.CLOSED: (msg("This licence ended."), "bad"),
    None: (msg("This licence was issued; its office is not yet open."), "warn"),
}
NO_LICENCE = msg("No licence has this number.")
MISTYPED = msg("Look at the number again; one wrong digit is enough.")
CENTER = msg("Center for Statistics and Information Technology")
OF_PROVINCE = msg("Secretariat of the province of {province}")
NUMBER_ALONE = msg("A number can be copied onto another paper: the code or the file proves more.")

Said = dict[str, Any]


class TextForm(forms.Form):
    """What is typed or pasted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["what"] = TextField(
            label=say(msg("Number of the letter or licence, or the text of its QR code")),
            help_text=say(
                msg("Such as {letter} or {licence}."),
                letter=isolate("9023/1/1404"),
                licence=isolate("1404-00012-7"),
            ),
            lines=True,
            rows=2,
            max_length=LONGEST,
        )


class FileForm(forms.Form):
    """The file of a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for one file."""
        super().__init__(*args, **kwargs)
        self.fields["file"] = UploadField(
            label=say(msg("The letter as a file")),
            kinds=("PDF",),
            largest=LARGEST,
            help_text=say(msg("It is read and not kept.")),
        )


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Verify what was typed; ask for it where nothing was."""
    asked = "what" in request.GET
    form = TextForm(request.GET) if asked else TextForm()
    found = None
    if asked and form.is_valid():
        # The text of a code names its case: what was pasted is not shown again.
        found, form = _of_text(form.cleaned_data["what"]), TextForm()
    return render(request, "public/verify.html", {"form": form, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def verify_file(request: HttpRequest) -> HttpResponse:
    """Verify a letter by its file."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    found = None
    if form.is_valid():
        found = _letter_said(letter_verified_by_file(form.cleaned_data["file"][0].read()))
    answer = render(request, "public/verify_file.html", {"form": form, "found": found})
    if form.errors:
        answer.status_code = UNPROCESSABLE
    return answer


def _of_text(text: str) -> Said:
    if not licence_number_read(text):
        return _letter_said(letter_verified_by_text(text), note="" if "*" in text else NUMBER_ALONE)
    return _licence_said(licence_verified(text, on=day_of(now_utc())))


def _letter_said(verdict: Verdict, note: str = "") -> Said:
    title, advice, tone = LETTERS[verdict.stands]
    why = say(verdict.why, **dict(verdict.params)) if verdict.why else ""
    rows = _letter_rows(verdict.letter) if verdict.letter else []
    if verdict.later:
        rows.append((say(msg("The letter in its place")), code(verdict.later.number)))
        rows.append((say(msg("Its day")), day(verdict.later.on)))
    lines = [why, say(advice), say(note) if note and verdict.letter else ""]
    return {"title": say(title), "tone": tone, "lines": list(filter(None, lines)), "rows": rows}


def _letter_rows(letter: PublicLetter) -> list[tuple[str, object]]:
    province = BY_KEY.get(letter.province)
    by = say(OF_PROVINCE, province=shown(province)) if province else say(CENTER)
    return [
        (say(msg("Kind")), say(letter.title)),
        (say(msg("Number")), code(letter.number)),
        (say(msg("Day")), day(letter.on)),
        (say(msg("Issued by")), by),
    ]


def _licence_said(licence: PublicLicence | None) -> Said:
    if licence is None:
        return {"title": say(NO_LICENCE), "tone": "bad", "lines": [say(MISTYPED)]}
    title, tone = LICENCES[licence.standing]
    rows: list[tuple[str, object]] = [
        (say(msg("Licence")), code(licence.number)),
        (say(msg("Since")), day(licence.since)),
    ]
    if licence.until:
        rows.append((say(msg("Until")), day(licence.until)))
    lines = [] if licence.is_latest else [say(msg("The office has a later licence."))]
    return {
        "title": say(title),
        "tone": tone,
        "lines": lines,
        "rows": rows,
        "office": licence.office,
    }
