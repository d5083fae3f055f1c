"""The list of cases: queues, filters, sorting, the list as a file, and views that people keep."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import BooleanField, ChoiceField, Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.models import Case, SavedSearch
from parvaneh.casework.operations import search_begin_with, search_delete, search_save
from parvaneh.casework.queries import (
    Asks,
    Queue,
    Source,
    asks_of,
    queue_source,
    search_of,
    searches_of,
    source,
)
from parvaneh.casework.searches import LONGEST
from parvaneh.casework.units import units_held
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.registry.reach import reach_of
from parvaneh.site.limits_said import days_left
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.roles_said import Titles
from parvaneh.site.work.case_filter import ANY, filter_for, query_of
from parvaneh.site.work.case_words import procedure_name, state_of_case, whose_turn
from parvaneh.site.work.units_said import unit_said

ALL = "all"
QUEUES = {
    Queue.TURN.value: msg("Your turn"),
    Queue.MINE.value: msg("Given to you"),
    Queue.UNASSIGNED.value: msg("Given to nobody"),
    Queue.OVERDUE.value: msg("Over time"),
    Queue.TODAY.value: msg("Today"),
    Queue.THIS_WEEK.value: msg("This week"),
    ALL: msg("All that you may see"),
}


def case_address(case: Case) -> str:
    """The address of a case."""
    return reverse("case", args=[case.number])


def case_listing(reader: Reader) -> Listing:
    """The list of cases, as this reader may ask it."""

    def left(case: Case) -> Tag | None:
        if case.due_on is None:
            return None
        is_late = case.due_on < reader.on
        return Tag(days_left(case.due_on, reader.on), "bad" if is_late else "plain")

    def hand(case: Case) -> str | None:
        return case.assigned_to.name if case.assigned_to else None

    # Who works in one place needs no column that says which.
    is_one = is_in_one_province(reader)
    columns = (
        Column(
            "number",
            msg("Case"),
            lambda one: one.number,
            Kind.CODE,
            link=case_address,
            order="id",
        ),
        Column("kind", msg("Kind"), lambda one: procedure_name(one.procedure)),
        Column("state", msg("State"), state_of_case),
        Column("office", msg("Office"), _office, is_long=True),
        Column(
            "office_code",
            msg("Code of the office"),
            lambda one: one.office_code,
            Kind.CODE,
            in_file_only=True,
        ),
        Column("province", msg("Province"), lambda one: shown(one.province), in_file_only=is_one),
        Column("waits_for", msg("Waits for"), whose_turn),
        Column("hand", msg("Given to"), hand),
        Column("due", msg("Last day"), lambda one: one.due_on, Kind.DAY, order="due_on"),
        Column("left", msg("Days left"), left, Kind.TAG),
        Column("opened", msg("Opened"), lambda one: one.opened_at, Kind.MOMENT, in_file_only=True),
        Column("outcome", msg("Outcome"), lambda one: one.outcome, in_file_only=True),
        Column("ended", msg("Ended"), lambda one: one.ended_on, Kind.DAY, in_file_only=True),
    )
    return Listing(
        "cases",
        msg("Cases"),
        columns,
        filters=filter_for(reader),
        picks=lambda one: str(one.number),
    )


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show a queue, the most pressing first, or all cases, the newest first."""
    reader = reader_of(request)
    kept = searches_of(reader.acting, reader.on)
    begins = next((one for one in kept if one.is_default and one.owner == reader.acting.user), None)
    if begins is not None and not request.GET:
        return HttpResponseRedirect(_view_address(begins))
    asked = request.GET.get("queue", "")
    queue = asked if asked in QUEUES else ALL
    read, titles = source_of(reader, queue), Titles()
    return listing_response(
        request,
        "work/cases.html",
        case_listing(reader),
        read.rows,
        read.order,
        among=read.among,
        tabs=_tabs(queue),
        queue=queue,
        views=[_view_said(one, reader, titles) for one in kept],
        may_choose=may_work(reader),
        query=request.GET.urlencode(),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view_keep(request: HttpRequest) -> HttpResponse:
    """Keep what is asked of the list under a name."""
    reader = reader_of(request)
    sent = request.GET if request.method != "POST" else request.POST
    asks = _asks(reader, QueryDict(sent.get("query", "")))

    def again(form: Form) -> HttpResponse:
        told = {"form": form, "query": query_of(asks), "chosen": _chosen(reader, asks)}
        return render(request, "work/view_keep.html", told)

    if request.method != "POST":
        return again(ViewForm(reader=reader))
    return one_act(
        form=ViewForm(request.POST, reader=reader),
        operation=lambda said: search_save(
            name=said["name"],
            asks=asks,
            by=reader.acting,
            at=reader.at,
            unit=said["unit"],
            is_default=said["is_default"],
        ),
        done=_view_address,
        again=again,
    )


@login_required
@require_POST
def view_change(request: HttpRequest, code: str) -> HttpResponse:
    """Throw a view away, or let the list begin with it (or no more)."""
    reader = reader_of(request)
    search = search_of(reader.acting, code, reader.on)

    def change(_: object) -> None:
        if request.POST.get("do") == "delete":
            search_delete(search=search, by=reader.acting, at=reader.at)
        else:
            wanted = request.POST.get("do") == "begin"
            search_begin_with(search=search, wanted=wanted, by=reader.acting, at=reader.at)

    return one_act(
        form=Form(request.POST),
        operation=change,
        done=lambda _: f"{reverse('cases')}?queue={ALL}",
        again=lambda _: HttpResponseRedirect(reverse("cases")),
    )


class ViewForm(Form):
    """How a view is kept."""

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        """Offer the reader's units."""
        super().__init__(*args, **kwargs)
        self.fields["name"] = TextField(
            label=say(msg("Name of the view")),
            max_length=LONGEST,
            error_messages={"required": say(msg("Give it a name"))},
        )
        titles = Titles()
        named = [(one, unit_said(one, titles)) for one in units_held(reader.acting, reader.on)]
        self.fields["unit"] = ChoiceField(
            label=say(msg("For whom?")),
            choices=[("", say(msg("only for me"))), *named],
            required=False,
            help_text=say(msg("Whoever opens it sees no more cases than their own roles show.")),
        )
        self.fields["is_default"] = BooleanField(
            label=say(msg("My list of cases begins with it")), required=False
        )


def source_of(reader: Reader, queue: str) -> Source:
    """What a queue, or the list of all cases, is read from."""
    if queue == ALL:
        return source(reader.acting, on=reader.on)
    return queue_source(reader.acting, Queue(queue), on=reader.on)


def is_in_one_province(reader: Reader) -> bool:
    """Whether all cases that this reader may see by role lie in one province at most."""
    reached = reach_of(reader.acting, Permission.CASE_SEE, reader.on)
    return not reached.country and len(reached.provinces) <= 1 and not reached.kanoons


def may_work(reader: Reader) -> bool:
    """Whether this reader could take steps or assign anywhere."""
    wanted = (Permission.CASE_ACT, Permission.CASE_ASSIGN)
    return any(not reach(reader.acting, one, reader.on).empty() for one in wanted)


def _office(case: Case) -> str | None:
    return case.office.title if case.office else None


def _tabs(queue: str) -> list[dict[str, object]]:
    address = reverse("cases")
    return [
        {"words": say(words), "url": f"{address}?queue={key}", "is_here": key == queue}
        for key, words in QUEUES.items()
    ]


def _asks(reader: Reader, query: QueryDict) -> Asks:
    """What a query asks; what cannot be read asks nothing."""
    queue = query.get("queue", "")
    form = filter_for(reader)(query)
    return form.asks(queue if queue in QUEUES else "") if form.is_valid() else Asks()


def _chosen(reader: Reader, asks: Asks) -> list[tuple[str, str]]:
    """What a view asks, in words."""
    form = filter_for(reader)(QueryDict(query_of(asks)))
    found = [(say(msg("Queue")), say(QUEUES[asks.queue]))] if asks.queue in QUEUES else []
    if not form.is_valid():
        return found
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value:
            words = dict(getattr(field, "choices", ())).get(value, value)
            found.append((str(field.label), shown(words)))
    return found or [(say(msg("Filter")), say(ANY))]


def _view_address(search: SavedSearch) -> str:
    query = query_of(asks_of(search)) or f"queue={ALL}"
    return f"{reverse('cases')}?{query}"


def _view_said(search: SavedSearch, reader: Reader, titles: Titles) -> dict[str, object]:
    mine = search.owner == reader.acting.user
    return {
        "code": search.code,
        "name": search.name,
        "url": _view_address(search),
        "is_mine": mine,
        "is_default": mine and search.is_default,
        "owner": "" if mine else search.owner.name,
        "unit": unit_said(search.unit, titles) if search.unit else "",
    }
