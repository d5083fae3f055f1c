"""The inbox: what waits for its reader, whom it concerns, until when; and messages to them."""

from datetime import datetime, time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import BooleanField, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvaneh.casework.message_kinds import KINDS
from parvaneh.casework.messages import message_read, messages_for, rule_set, text_of
from parvaneh.casework.models import Case, Message, MessageRule
from parvaneh.casework.queries import Queue, queue_page
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoicesField, DayField
from parvaneh.frame.keyset import rows_after
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.clock import tehran, tehran_day
from parvaneh.kit.languages import msg
from parvaneh.ranking.queries.objections import offices_managed
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.work.case_list import case_address
from parvaneh.site.work.case_words import numbers_set, procedure_name, state_of_case, whose_turn

COUNTED_TO = 99
SIZE = 25
MENTIONS, MESSAGES = "mentions", "messages"
SECTIONS = {
    Queue.MINE.value: msg("Mine"),
    Queue.TURN.value: msg("My unit's turn"),
    Queue.UNASSIGNED.value: msg("Nobody's"),
    Queue.OVERDUE.value: msg("Over time"),
    Queue.THIS_WEEK.value: msg("Due this week"),
    MENTIONS: msg("Mentions"),
    MESSAGES: msg("Messages"),
}
EMPTY = {
    Queue.MINE.value: msg("No case is given to you. Look among those that are nobody's."),
    Queue.TURN.value: msg("No case waits for you or your unit."),
    Queue.UNASSIGNED.value: msg("Every case that waits here is in somebody's hands."),
    Queue.OVERDUE.value: msg("Nothing is over time."),
    Queue.THIS_WEEK.value: msg("Nothing is due until Friday."),
    MENTIONS: msg("Nobody has mentioned you in a note that you have not read."),
    MESSAGES: msg("There are no unread messages."),
}


class RuleForm(Form):
    """Which messages somebody wants, and how."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language; own duties cannot be muted."""
        super().__init__(*args, **kwargs)
        self.fields["by_email"] = BooleanField(
            label=say(msg("By e-mail: my own duties at once, the rest in one digest a day")),
            required=False,
        )
        self.fields["by_sms"] = BooleanField(
            label=say(msg("By SMS: only my own duties")), required=False
        )
        self.fields["muted_kinds"] = ChoicesField(
            label=say(msg("Leave out of the digest")),
            choices=[(key, say(kind.title)) for key, kind in KINDS.items() if not kind.own],
            required=False,
            help_text=say(msg("They still stand in the product.")),
        )
        self.fields["muted_until"] = DayField(
            label=say(msg("Send me nothing until")),
            required=False,
            help_text=say(msg("Nothing goes out before that day; in the product it all stands.")),
        )


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show one part of the inbox, with how much each part holds."""
    reader = reader_of(request)
    asked = request.GET.get("at", "")
    at = asked if asked in SECTIONS else Queue.MINE.value
    is_queue = at not in {MENTIONS, MESSAGES}
    page = queue_page(reader.acting, Queue(at), on=reader.on, size=SIZE) if is_queue else None
    messages = [] if is_queue else messages_said(unread(reader, at)[:SIZE])
    told = {
        "tabs": _tabs(reader, at),
        "at": at,
        "title": SECTIONS[at],
        "rows": [row_said(one) for one in page.cases] if page else [],
        "is_more": bool(page and page.next),
        "messages": messages,
        "empty": EMPTY[at],
        "today": reader.on,
    }
    return render(request, "work/inbox.html", told)


@login_required
@require_safe
def messages_all(request: HttpRequest) -> HttpResponse:
    """Show one's own messages, the newest first, read ones too."""
    reader = reader_of(request)
    rows = messages_for(reader.acting)
    after = request.GET.get("after", "")
    last = rows.filter(pk=int(after)).first() if after.isascii() and after.isdigit() else None
    found = rows_after(rows, ("-id",), after=last, size=SIZE + 1)
    told = {
        "messages": messages_said(found[:SIZE]),
        "next": f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else "",
    }
    return render(request, "work/messages.html", told)


@login_required
@require_POST
def message(request: HttpRequest, message: int) -> HttpResponse:
    """Note that a message was read, and go to what it is about."""
    reader = reader_of(request)
    found = messages_for(reader.acting).filter(pk=message).first()
    return one_act(
        form=Form(request.POST),
        operation=lambda _: message_read(message=message, by=reader.acting, at=reader.at),
        done=lambda _: _place_of(found, reader) if found else reverse("inbox"),
        again=lambda _: redirect("inbox"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message_rule(request: HttpRequest) -> HttpResponse:
    """Say which messages one wants, and how."""
    reader = reader_of(request)
    rule = MessageRule.objects.filter(user=reader.acting.user).first() or MessageRule()

    def again(form: Form) -> HttpResponse:
        return render(request, "work/message_rule.html", {"form": form})

    if request.method != "POST":
        until = tehran_day(rule.muted_until) if rule.muted_until else None
        known = {"by_email": rule.by_email, "by_sms": rule.by_sms, "muted_kinds": rule.muted_kinds}
        return again(RuleForm(initial={**known, "muted_until": until}))
    return one_act(
        form=RuleForm(request.POST),
        operation=lambda said: rule_set(
            by=reader.acting,
            at=reader.at,
            by_email=said["by_email"],
            by_sms=said["by_sms"],
            muted_kinds=said["muted_kinds"],
            muted_until=_morning(said["muted_until"]),
        ),
        done=lambda _: reverse("inbox"),
        again=again,
    )


def unread(reader: Reader, at: str) -> QuerySet[Message]:
    """One's own unread messages: mentions, or all others."""
    rows = messages_for(reader.acting).filter(read_at=None)
    return rows.filter(kind="mention") if at == MENTIONS else rows.exclude(kind="mention")


def messages_said(rows: Any) -> list[dict[str, object]]:
    """Messages in words."""
    return [_said(one) for one in rows]


def row_said(case: Case) -> dict[str, object]:
    """A case as an item of work."""
    return {
        "number": case.number,
        "url": case_address(case),
        "procedure": procedure_name(case.procedure),
        "state": state_of_case(case),
        "turn": whose_turn(case),
        "office": case.office.title if case.office else shown(case.province),
        "hand": case.assigned_to.name if case.assigned_to else "",
        "assign": reverse("case_assign", args=[case.number]),
        "due_on": case.due_on,
    }


def counted(found: int) -> str:
    """A count that is told no further than at a glance."""
    return say(msg("more than {count}"), count=COUNTED_TO) if found > COUNTED_TO else shown(found)


def _tabs(reader: Reader, at: str) -> list[dict[str, object]]:
    address = reverse("inbox")
    return [
        {
            "words": say(words),
            "url": f"{address}?at={key}",
            "is_here": key == at,
            "about": counted(count_of(reader, key)),
        }
        for key, words in SECTIONS.items()
    ]


def count_of(reader: Reader, key: str) -> int:
    """How much a part of the inbox holds, counted to a hundred at most."""
    if key in {MENTIONS, MESSAGES}:
        return unread(reader, key).order_by()[: COUNTED_TO + 1].count()
    found = queue_page(reader.acting, Queue(key), on=reader.on, size=COUNTED_TO)
    return len(found.cases) + bool(found.next)


def _said(one: Message) -> dict[str, object]:
    title, text = text_of(one, language_now())
    return {
        "key": one.pk,
        "title": title,
        "text": numbers_set(text),
        "at": one.written_at,
        "is_read": one.read_at is not None,
    }


def _place_of(one: Message, reader: Reader) -> str:
    kind, _, key = one.subject.partition(":")
    number = str(one.facts.get("case", ""))
    if kind == "notice":
        return reverse("notice", args=[key])
    if kind == "case" or number:
        return reverse("case", args=[number or key])
    # A manager hears of a cycle when its draft waits, or a remark on it was answered.
    managed = sorted(offices_managed(reader.acting, reader.on))
    if kind == "cycle" and managed:
        return reverse("result_draft", args=[managed[0]])
    return reverse("inbox")


def _morning(day: Any) -> datetime | None:
    return datetime.combine(day, time.min, tehran()) if day else None
