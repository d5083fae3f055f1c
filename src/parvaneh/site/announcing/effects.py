"""Tasks that follow from grades: by province, ended with a note by whoever carries them out."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.frame.act_page import one_act
from parvaneh.frame.language import language_now
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import Conflict, NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.ranking.models import Cycle, Effect, EffectState
from parvaneh.ranking.operations import effect_end
from parvaneh.ranking.operations.effects import may_end
from parvaneh.registry.reach import reach_of, within
from parvaneh.site.announcing.forms import EndForm
from parvaneh.site.announcing.reaching import asked_of
from parvaneh.site.announcing.words import KINDS, STATES
from parvaneh.site.choices import chosen, province_chosen
from parvaneh.site.listing import listing_response
from parvaneh.site.people import names_of
from parvaneh.site.reader import Reader


class EffectFilter(forms.Form):
    """What may be asked of the tasks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["state"] = chosen(
            say(msg("State")), [(key, say(words)) for key, (words, _) in STATES.items()]
        )
        self.fields["kind"] = chosen(
            say(msg("Kind")), [(key, say(words)) for key, (words, _) in KINDS.items()]
        )
        self.fields["province"] = province_chosen()

    def condition(self) -> Q:
        """What is asked, as a condition."""
        asked = self.cleaned_data
        names = ("state", "kind", "province")
        return Q(**{name: asked[name] for name in names if asked.get(name)})


def _filter(sent: QueryDict | None) -> EffectFilter:
    return EffectFilter(sent)


def effects_listing(code: str) -> Listing:
    """The list of what follows from the grades of a cycle."""

    def said(row: Effect) -> str:
        return str(row.said[language_now().value])

    def address(row: Effect) -> str:
        return reverse("effect", args=[code, row.pk])

    return Listing(
        "effects",
        msg("What follows from grades"),
        (
            Column("what", msg("What"), said, link=address, is_long=True),
            Column("kind", msg("Kind"), partial(_tag, KINDS, "kind"), Kind.TAG),
            Column("office", msg("Office"), lambda row: row.office.title, is_long=True),
            Column("code", msg("Code"), lambda row: row.office.code, Kind.CODE),
            Column("province", msg("Province"), lambda row: shown(_province(row))),
            Column("state", msg("State"), partial(_tag, STATES, "state"), Kind.TAG),
            Column("note", msg("Note"), lambda row: row.note, in_file_only=True),
            Column("ended", msg("Ended"), lambda row: row.ended_at, Kind.MOMENT),
        ),
        _filter,
    )


@login_required
@require_safe
def effects(request: HttpRequest, code: str) -> HttpResponse:
    """List what follows from the grades of a cycle, where the reader's role holds."""
    asked = asked_of(request, code)
    rows = _visible(asked.reader, asked.cycle)
    counted = rows.values("province").annotate(
        all=Count("pk"), left=Count("pk", filter=Q(state=EffectState.LISTED))
    )
    places = [
        (BY_KEY[one["province"]], one["all"], one["left"])
        for one in counted.order_by("province")
        if one["province"] in BY_KEY
    ]
    return listing_response(
        request,
        "announcing/effects.html",
        effects_listing(code),
        rows.select_related("office"),
        ("-pk",),
        cycle=asked.cycle,
        trail=asked.trail,
        places=places,
        is_announced=asked.announcement is not None and asked.announcement.announced_at is not None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def effect_page(request: HttpRequest, code: str, effect: int) -> HttpResponse:
    """Show one task; end it."""
    asked = asked_of(request, code)
    row = _visible(asked.reader, asked.cycle).select_related("office").filter(pk=effect).first()
    if row is None:
        raise NotThere(str(effect))
    reader = asked.reader

    def page(form: forms.Form) -> HttpResponse:
        said = {
            "row": row,
            "cycle": asked.cycle,
            "what": row.said[language_now().value],
            "kind": _tag(KINDS, "kind", row),
            "state": _tag(STATES, "state", row),
            "trail": asked.trail,
            "form": form,
            "may_end": row.state == EffectState.LISTED and may_end(row, reader.acting, reader.at),
            "people": names_of([row.ended_by]),
            "province": _province(row),
        }
        return render(request, "announcing/effect.html", said)

    if request.method != "POST":
        return page(EndForm())

    def end(said: Any) -> Effect:
        try:
            return effect_end(
                effect=row, state=said["state"], note=said["note"], by=reader.acting, at=reader.at
            )
        except Conflict:
            return row  # somebody was faster: the page shows how it ended

    return one_act(
        form=EndForm(request.POST),
        operation=end,
        done=lambda _: reverse("effects", args=[code]),
        again=page,
    )


def _visible(reader: Reader, cycle: Cycle) -> QuerySet[Effect]:
    reach = reach_of(reader.acting, Permission.RANKING_SEE, reader.on)
    return Effect.objects.filter(within(reach), cycle=cycle)


def _province(row: Effect) -> object:
    return BY_KEY.get(row.province, row.province)


def _tag(words: Any, name: str, row: Effect) -> Tag:
    text, tone = words[getattr(row, name)]
    return Tag(say(text), tone)
