"""Pages of imports: start, give, look at what was found, store, take back."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvaneh.frame.act_page import one_act
from parvaneh.frame.language import language_now
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.refused import NotThere
from parvaneh.imports.kinds.known import KINDS, kind_of, kinds_of
from parvaneh.imports.loaders import import_of, visible_imports
from parvaneh.imports.models import Import, State
from parvaneh.imports.operations import import_undo, report_kept
from parvaneh.imports.progress import progress_of
from parvaneh.imports.taking import import_check_again, import_store, import_take
from parvaneh.kit.languages import msg, show
from parvaneh.site.imports.forms import GiveForm, StoreForm, UndoForm
from parvaneh.site.imports.words import (
    MOST_FAULTS,
    change_rows,
    column_name,
    fault_rows,
    may_be_stored,
    notices,
    state_tag,
    tiles,
)
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of

WAITING = (State.GIVEN, State.ORDERED)


def _to(given: Import) -> str:
    return reverse("import", args=[given.code])


IMPORTS = Listing(
    "imports",
    msg("What was given"),
    (
        Column("code", msg("Import"), lambda one: one.code, Kind.CODE, link=_to),
        Column("kind", msg("Kind"), lambda one: show(KINDS[one.kind].name, language_now())),
        Column("state", msg("State"), state_tag, Kind.TAG),
        Column("rows", msg("Rows"), lambda one: one.counts.get("rows"), Kind.NUMBER),
        Column("wrong", msg("With faults"), lambda one: one.counts.get("wrong"), Kind.NUMBER),
        Column("given_at", msg("Given"), lambda one: one.given_at, Kind.MOMENT, order="given_at"),
    ),
)


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what may be imported, and what was."""
    reader = reader_of(request)
    kinds = kinds_of(reader.acting, reader.on)
    if not kinds:
        raise NotThere("imports")
    rows: QuerySet[Import] = visible_imports(reader.acting, on=reader.on)
    return listing_response(
        request, "imports/start.html", IMPORTS, rows, ("-given_at", "-pk"), kinds=kinds
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file of a kind and have it checked."""
    reader = reader_of(request)
    wanted = kind_of(reader.acting, kind, reader.on)

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, "imports/give.html", {"form": form, "kind": wanted})

    if request.method != "POST":
        return shown(GiveForm())
    return one_act(
        form=GiveForm(request.POST, request.FILES),
        operation=lambda said: import_take(
            kind=wanted,
            name=said["file"][0].name,
            data=said["file"][0].read(),
            by=reader.acting,
            at=reader.at,
        ),
        done=_to,
        again=shown,
    )


@login_required
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show where an import stands and what was found in it."""
    reader = reader_of(request)
    given = import_of(reader.acting, code, on=reader.on)
    report = report_kept(given)
    columns = report.by_column().most_common()
    return render(
        request,
        "imports/import.html",
        {
            "given": given,
            "kind": KINDS[given.kind],
            "state": state_tag(given),
            "is_waiting": given.state in WAITING,
            "progress": progress_of(given.key) if given.state in WAITING else None,
            "report": report,
            "tiles": tiles(given),
            "faults": fault_rows(given, report),
            "most": MOST_FAULTS,
            "by_column": [(column_name(given, key) or "—", count) for key, count in columns],
            "changes": change_rows(given, report),
            "notices": notices(report),
            "may_store": may_be_stored(given),
            "name": given.name.reveal(),
        },
    )


@login_required
@require_POST
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Check an import again."""
    reader = reader_of(request)
    given = import_of(reader.acting, code, on=reader.on)
    return one_act(
        form=forms.Form(request.POST),
        operation=lambda _: import_check_again(given=given, by=reader.acting, at=reader.at),
        done=_to,
        again=lambda _: one(request, code),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def store(request: HttpRequest, code: str) -> HttpResponse:
    """Say what storing will do, then do it."""
    reader = reader_of(request)
    given = _in_state(reader, code, State.CHECKED)

    def shown(form: forms.Form) -> HttpResponse:
        told = {"given": given, "kind": KINDS[given.kind], "form": form}
        return render(request, "imports/store.html", told)

    if request.method != "POST":
        return shown(StoreForm(given=given))
    form = StoreForm(request.POST, given=given)
    return one_act(
        form=form,
        operation=lambda _: import_store(
            given=given, partly=form.partly, by=reader.acting, at=reader.at
        ),
        done=_to,
        again=shown,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Say what taking back will do, then do it."""
    reader = reader_of(request)
    given = _in_state(reader, code, State.DONE)

    def shown(form: forms.Form) -> HttpResponse:
        told = {"given": given, "kind": KINDS[given.kind], "form": form}
        return render(request, "imports/undo.html", told)

    if request.method != "POST":
        return shown(UndoForm())
    return one_act(
        form=UndoForm(request.POST),
        operation=lambda said: import_undo(
            given=given, because=said["because"], by=reader.acting, at=reader.at
        ),
        done=_to,
        again=shown,
    )


def _in_state(reader: Reader, code: str, state: State) -> Import:
    # In another state the operation would refuse it with its reasons; here is no page.
    given = import_of(reader.acting, code, on=reader.on)
    if given.state != state:
        raise NotThere(code)
    return given
