"""Licences, the record, and evidence: lists, single pages, and what may be done with an entry."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission as Can
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import NotThere
from parvaneh.registry.loaders import (
    evidence_of,
    licence_of,
    office_of,
    record_of,
    visible_evidence,
    visible_licences,
    visible_persons,
    visible_records,
)
from parvaneh.registry.models import Assessment, Record
from parvaneh.registry.reach import reach_of, within
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.registry.editing import Edit, edited
from parvaneh.site.registry.licences_said import licence_said
from parvaneh.site.registry.office_sheet import evidence_said
from parvaneh.site.registry.reaching import listed_for
from parvaneh.site.registry.record_edits import ASSESS, RECORD_WRITE
from parvaneh.site.registry.record_lists import (
    evidence_listing,
    licences_listed,
    licences_listing,
    records_listing,
)
from parvaneh.site.registry.records_said import record_said, title_of
from parvaneh.site.registry.words import names_of

ASKED = ["GET", "HEAD", "POST"]
LISTS = "registry/list.html"


@login_required
@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """List the licences within reach."""
    reader = reader_of(request)
    listed_for(reader, Can.LICENCE_SEE)
    seen = visible_licences(reader.acting, to=Can.LICENCE_SEE, on=reader.on)
    rows = licences_listed(seen, reader.on)
    return listing_response(request, LISTS, licences_listing(reader.on), rows, ("-number",))


@login_required
@require_safe
def licence(request: HttpRequest, number: str) -> HttpResponse:
    """Show one licence: its state, its term, its whole life."""
    reader = reader_of(request)
    found = licence_of(reader.acting, number, to=Can.LICENCE_SEE, on=reader.on)
    persons = visible_persons(reader.acting, to=Can.PERSON_SEE, on=reader.on)
    may_go = persons.filter(pk=found.manager_id).exists()
    said = licence_said(found, reader.on, persons=may_go)
    shown = {"licence": said, "office": found.office, "before": found.predecessor}
    return render(request, "registry/licence.html", shown)


@login_required
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """List the entries of the record within reach."""
    reader = reader_of(request)
    listed_for(reader, Can.RECORD_SEE)
    seen = visible_records(reader.acting, to=Can.RECORD_SEE, on=reader.on).select_related("office")
    return listing_response(request, LISTS, records_listing(), seen, ("-final_on", "-id"))


@login_required
@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Show every version of an entry, one that was taken back too."""
    reader = reader_of(request)
    versions = list(_versions(reader, code).select_related("office").order_by("-version"))
    if not versions:
        raise NotThere(code)
    newest, names = versions[0], names_of(one.entered_by for one in versions)
    shown = {
        "title": title_of(newest),
        "record": newest,
        "office": newest.office,
        "versions": [
            (record_said(one), one.entered_at, names.get(one.entered_by, "")) for one in versions
        ],
        "may_correct": not newest.withdrawn and _may(reader, Can.RECORD_MANAGE, newest),
    }
    return render(request, "registry/record.html", shown)


@login_required
@require_http_methods(ASKED)
def record_write(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a judgment or a commendation into the record of an office."""
    reader = reader_of(request)
    found = office_of(reader.acting, code, to=Can.RECORD_MANAGE, on=reader.on)
    back = reverse("office", args=[found.code])
    return edited(
        request,
        RECORD_WRITE,
        reader=reader,
        thing=found,
        name=found.title,
        back=back,
        done=lambda row: reverse("record", args=[row.code]),
    )


@login_required
@require_http_methods(ASKED)
def record_edit(request: HttpRequest, code: str, edit: Edit) -> HttpResponse:
    """Correct an entry, or take it back."""
    reader = reader_of(request)
    found = record_of(reader.acting, code, to=Can.RECORD_MANAGE, on=reader.on)
    back = reverse("record", args=[found.code])
    return edited(request, edit, reader=reader, thing=found, name=title_of(found), back=back)


@login_required
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """List the assessments within reach."""
    reader = reader_of(request)
    listed_for(reader, Can.EVIDENCE_SEE)
    seen = visible_evidence(reader.acting, to=Can.EVIDENCE_SEE, on=reader.on)
    rows = seen.select_related("office", "batch")
    return listing_response(request, LISTS, evidence_listing(), rows, ("-id",))


@login_required
@require_safe
def evidence_one(request: HttpRequest, batch: str, number: int) -> HttpResponse:
    """Show one assessment, with what came before and after it."""
    reader = reader_of(request)
    found = _assessment(reader, batch, number)
    chain = _chain(found)
    names = names_of(one.batch.entered_by for one in chain)
    newest = chain[0]
    shown = {
        "office": found.office,
        "said": evidence_said(newest),
        "newest": newest,
        "versions": [(evidence_said(one), names.get(one.batch.entered_by, "")) for one in chain],
        "may_correct": not newest.withdrawn and _may(reader, Can.EVIDENCE_MANAGE, newest),
    }
    return render(request, "registry/evidence_one.html", shown)


@login_required
@require_http_methods(ASKED)
def assessment_write(request: HttpRequest, code: str) -> HttpResponse:
    """Enter an assessment of an office."""
    reader = reader_of(request)
    found = office_of(reader.acting, code, to=Can.EVIDENCE_MANAGE, on=reader.on)
    back = reverse("office", args=[found.code])
    return edited(
        request,
        ASSESS,
        reader=reader,
        thing=found,
        name=found.title,
        back=back,
        done=lambda row: reverse("evidence_one", args=[row.batch.code, row.number]),
    )


@login_required
@require_http_methods(ASKED)
def evidence_edit(request: HttpRequest, batch: str, number: int, edit: Edit) -> HttpResponse:
    """Correct an assessment, or take it back."""
    reader = reader_of(request)
    found = evidence_of(reader.acting, batch, number, to=Can.EVIDENCE_MANAGE, on=reader.on)
    back = reverse("evidence_one", args=[batch, number])
    return edited(
        request,
        edit,
        reader=reader,
        thing=found,
        name=evidence_said(found)["name"],
        back=back,
        done=lambda row: reverse("evidence_one", args=[row.batch.code, row.number]),
    )


def _versions(reader: Reader, code: str) -> QuerySet[Record]:
    reach = reach_of(reader.acting, Can.RECORD_SEE, reader.on)
    return Record.objects.filter(within(reach), code=code)


def _assessment(reader: Reader, batch: str, number: int) -> Assessment:
    reach = reach_of(reader.acting, Can.EVIDENCE_SEE, reader.on)
    rows = Assessment.objects.filter(within(reach), batch__code=batch, number=number)
    found = rows.select_related("office", "batch").first()
    if found is None:
        raise NotThere(f"{batch}-{number}")
    return found


def _chain(one: Assessment) -> list[Assessment]:
    """An assessment with its corrections and what it corrects, the newest first."""
    rows = Assessment.objects.select_related("batch", "office")
    chain = [one]
    while chain[-1].corrects_id and (before := rows.filter(pk=chain[-1].corrects_id).first()):
        chain.append(before)
    while after := rows.filter(corrects=chain[0].pk).first():
        chain.insert(0, after)
    return chain


def _may(reader: Reader, permission: Can, row: Record | Assessment) -> bool:
    lies = Lies(province=row.province, office=row.office.code)
    return reach_of(reader.acting, permission, reader.on).covers(lies)
