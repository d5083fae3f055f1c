"""Two versions of a value side by side: what stands in each, and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission
from parvaneh.frame.form_fields import ChoiceField
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art03_weighting import COEFFICIENTS
from parvaneh.law.values import DatedValue
from parvaneh.registry.loaders.approved_values import visible_values
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.queries import values_in_force
from parvaneh.site.reader import Reader
from parvaneh.site.value_grids import coefficient_sum
from parvaneh.site.values.values import reader_who_sees
from parvaneh.site.values.words import content_said, is_plain, name_of, parts_of

FROM, PROPOSED = msg("from {day}"), msg("proposed, from {day}")
TWO = 2


@dataclass(frozen=True)
class Version:
    """One version of a value: as the address names it, as people call it, what stands in it."""

    key: str
    called: str
    content: Any


@dataclass(frozen=True)
class Row:
    """One part of the value in both versions; a change where both are numbers."""

    where: str
    before: str
    after: str
    differs: bool
    change: Fraction | None


class VersionsForm(forms.Form):
    """Which two versions are compared."""

    def __init__(self, *args: Any, versions: Mapping[str, Version], **kwargs: Any) -> None:
        """Offer every version that there is.

        Args:
            versions: by the key that the address names them by.
        """
        super().__init__(*args, **kwargs)
        choices = [(one.key, one.called) for one in versions.values()]
        for name, label in (("before", msg("This version")), ("after", msg("With this one"))):
            self.fields[name] = ChoiceField(label=say(label), choices=choices, look="select")


@login_required
@require_safe
def value_compare(request: HttpRequest, key: str) -> HttpResponse:
    """Show two versions of a value beside each other, proposed ones too."""
    reader = reader_who_sees(request)
    history = values_in_force().histories.get(key)
    if not history:
        raise NotThere(key)
    versions = _versions(history, reader)
    first = dict(zip(("before", "after"), list(versions)[-TWO:], strict=False))
    form = VersionsForm(request.GET if "before" in request.GET else first, versions=versions)
    said = {"key": key, "name": name_of(history[-1]), "form": form, "count": len(versions)}
    if len(versions) < TWO or not form.is_valid():
        return render(request, "values/compare.html", {**said, "rows": [], "pair": None})
    pair = [versions[form.cleaned_data[name]] for name in ("before", "after")]
    rows = _rows(history[-1], pair[0].content, pair[1].content)
    sums = [coefficient_sum(one.content) for one in pair] if key == COEFFICIENTS else None
    return render(
        request, "values/compare.html", {**said, "rows": rows, "pair": pair, "sums": sums}
    )


def _versions(history: tuple[DatedValue, ...], reader: Reader) -> dict[str, Version]:
    """The versions in force, by their first day; then those proposed, by their code."""
    found = {
        one.start.isoformat(): Version(one.start.isoformat(), say(FROM, day=one.start), one.content)
        for one in history
    }
    rows = visible_values(reader.acting, to=Permission.VALUE_SEE, on=reader.on)
    waiting: Any = rows.filter(
        key=history[-1].key, confirmed_at__isnull=True, declined_at__isnull=True
    )
    return {**found, **{one.code: _proposed(one) for one in waiting}}


def _proposed(row: ApprovedValue) -> Version:
    return Version(row.code, say(PROPOSED, day=row.starts_on), row.content)


def _rows(heading: DatedValue, before: Any, after: Any) -> list[Row]:
    if is_plain(before) and is_plain(after):
        texts = (content_said(before, heading.unit), content_said(after, heading.unit))
        return [Row(name_of(heading), *texts, texts[0] != texts[1], _change(before, after))]
    was = {one.where: one.what for one in parts_of(before)}
    now = {one.where: one.what for one in parts_of(after)}
    return [
        Row(where, *pair, pair[0] != pair[1], None)
        for where in dict.fromkeys([*was, *now])
        for pair in [(was.get(where, "—"), now.get(where, "—"))]
    ]


def _change(before: Any, after: Any) -> Fraction | None:
    whole = all(isinstance(one, int) and not isinstance(one, bool) for one in (before, after))
    return Fraction(after - before) if whole else None
