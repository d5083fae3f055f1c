"""Documents and notices of a case: to read one, and to open what was served on oneself."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.documents import document_bytes, document_of
from parvaneh.casework.models import Notice
from parvaneh.casework.notices import notice_of, notice_unopened, notice_view
from parvaneh.casework.standing import lies
from parvaneh.frame.act_page import one_act
from parvaneh.site.document_words import file_name, notice_said
from parvaneh.site.reader import Reader, reader_of


@login_required
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """Give a document to whoever may read it; what was served on them, once they have opened it."""
    reader = reader_of(request)
    found = document_of(reader.acting, code, on=reader.on)
    waits = notice_unopened(found, reader.acting, reader.on)
    if waits is not None:
        return redirect("notice", waits.code)
    data = document_bytes(found)
    kind = found.content.media_type if found.content else ""
    response = HttpResponse(data, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=file_name(found))
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """Show a notice; its addressee opens its document here, and that is service."""
    reader = reader_of(request)
    found = notice_of(reader.acting, code, on=reader.on)

    def shown(form: forms.Form) -> HttpResponse:
        said = {
            "notice": notice_said(found, reader.acting, reader.on),
            "case": found.case,
            "form": form,
            "may_record": may_record(found, reader),
        }
        return render(request, "work/notice.html", said)

    if request.method != "POST":
        return shown(forms.Form())
    return one_act(
        form=forms.Form(request.POST),
        operation=lambda _: notice_view(notice=found, by=reader.acting, at=reader.at),
        done=lambda seen: reverse("notice", args=[seen.code]),
        again=shown,
    )


def may_record(found: Notice, reader: Reader) -> bool:
    """Whether this reader records what became of a notice, and it is still open."""
    may = reach(reader.acting, Permission.NOTICE_SERVE, reader.on).covers(lies(found.case))
    return may and found.stands and found.served_on is None
