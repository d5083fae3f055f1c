"""Files of imports: the template to fill in, the export of the same shape, the marked copy."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from parvaneh.frame.exporting import MEDIA
from parvaneh.frame.language import language_now
from parvaneh.imports.exporting import kind_export
from parvaneh.imports.kinds.known import KINDS, kind_of
from parvaneh.imports.loaders import import_of
from parvaneh.imports.opening import Opened, Unopened
from parvaneh.imports.operations import opened_of, report_kept
from parvaneh.imports.sheets import returned_workbook, template_workbook
from parvaneh.law.jalali import text as jalali_text
from parvaneh.site.reader import reader_of


@login_required
@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give an empty workbook of a kind, in the reader's language."""
    reader = reader_of(request)
    found = kind_of(reader.acting, kind, reader.on)
    return _file(template_workbook(found, language_now()), f"{found.key}-template.xlsx")


@login_required
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give what the reader may see of a kind, in the shape that an import takes."""
    reader = reader_of(request)
    found = kind_of(reader.acting, kind, reader.on)
    form = "csv" if request.GET.get("format") == "csv" else "xlsx"
    made = kind_export(
        kind=found, form=form, language=language_now(), by=reader.acting, at=reader.at
    )
    return _file(made.content, f"{found.key}-{jalali_text(reader.on)}.{form}", form)


@login_required
@require_safe
def returned(request: HttpRequest, code: str) -> HttpResponse:
    """Give a copy of what was given, with its faults marked."""
    reader = reader_of(request)
    given = import_of(reader.acting, code, on=reader.on)
    opened: Opened | None
    try:
        opened = opened_of(given)
    except Unopened:
        opened = None
    data = returned_workbook(KINDS[given.kind], opened, report_kept(given), language_now())
    return _file(data, f"{given.kind}-{given.code}.xlsx")


def _file(data: bytes, name: str, form: str = "xlsx") -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA[form])
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response
