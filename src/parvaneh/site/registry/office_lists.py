"""The list of offices: its columns, what may be asked of it, and its file."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from parvaneh.frame.form_fields import TextField
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.listing import Grade as GradeCell
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY, counties_of
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.registry.models import Office
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.rows import (
    has_manager,
    holds_grade,
    in_county,
    in_licence_state,
    offices_found,
    understaffed,
)
from parvaneh.site.choices import chosen, province_chosen
from parvaneh.site.grade_marks import bands_on, initial_on, mark_of
from parvaneh.site.place_names import county_name
from parvaneh.site.registry.grades import total_said
from parvaneh.site.registry.words import licence_tag

NONE = "none"
YES, NO = "yes", "no"
YES_NO = ((YES, msg("yes")), (NO, msg("no")))


def offices_listing(seen: QuerySet[Office], on: date) -> Listing:
    """The list of offices as its readers see it on a day."""
    values = values_in_force()
    bands, initial = bands_on(values, on), initial_on(values, on)

    def grade(row: Any) -> GradeCell | None:
        key = row.grade or initial
        if not key or not bands:
            return None
        mark = mark_of(key, bands)
        return GradeCell(mark.word, mark.place, mark.of)

    return Listing(
        "offices",
        msg("Offices"),
        (
            Column("title", msg("Office"), lambda row: row.title, link=_address, order="title_key"),
            Column("code", msg("Code"), lambda row: row.code, Kind.CODE, order="code"),
            Column("province", msg("Province"), lambda row: shown(row.province), order="province"),
            Column("county", msg("County"), lambda row: county_name(row.province, row.county)),
            Column("city", msg("City"), lambda row: row.city, in_file_only=True),
            Column("street", msg("Address"), lambda row: row.street, in_file_only=True),
            Column("phones", msg("Telephones"), _phones, Kind.CODE, in_file_only=True),
            Column("manager", msg("Manager"), lambda row: row.manager),
            Column("licence", msg("Licence"), _licence, Kind.TAG),
            Column(
                "licence_number",
                msg("Number of the licence"),
                lambda row: row.licence_number,
                Kind.CODE,
                in_file_only=True,
            ),
            Column("grade", msg("Grade"), grade, Kind.GRADE),
            Column("total", msg("Score"), lambda row: total_said(row.total or ""), Kind.CODE),
        ),
        partial(OfficeFilter, seen=seen, on=on),
    )


class OfficeFilter(forms.Form):
    """What may be asked of the list of offices."""

    def __init__(
        self, asked: QueryDict | None, *, seen: QuerySet[Office], on: date, **kwargs: Any
    ) -> None:
        """Ask in the reader's language; counties are offered once a province is chosen."""
        super().__init__(asked, **kwargs)
        self.seen, self.on = seen, on
        values = values_in_force()
        self.initial_grade = initial_on(values, on)
        province = BY_KEY.get(asked.get("province", "")) if asked else None
        counties = counties_of(province) if province else ()
        hint = "" if counties else say(msg("Choose a province first, and show."))
        self.fields["q"] = TextField(
            label=say(msg("Title, code, place or telephone")), required=False, max_length=100
        )
        bands = [(one.key, shown(one)) for one in bands_on(values, on)]
        self.fields |= {
            "province": province_chosen(),
            "county": chosen(msg("County"), [(one.number, one.fa) for one in counties], hint),
            "licence": chosen(msg("Licence"), _states()),
            "grade": chosen(msg("Grade"), bands),
            "manager": chosen(msg("Has a manager"), [(key, say(words)) for key, words in YES_NO]),
            "short": chosen(msg("Has fewer staff than it must"), [(YES, say(msg("yes")))]),
        }

    def condition(self) -> Q:
        """Everything that was asked, as one condition."""
        said, on = self.cleaned_data, self.on
        parts: dict[str, Callable[[str], Q]] = {
            "q": lambda text: offices_found(text, on),
            "province": lambda key: Q(province=key),
            "county": lambda number: in_county(int(number), on),
            "licence": lambda state: in_licence_state("" if state == NONE else state),
            "grade": lambda key: holds_grade(key, self.initial_grade, on),
            "manager": lambda told: has_manager(on) if told == YES else ~has_manager(on),
            "short": lambda _: Q(pk__in=understaffed(self.seen, on)),
        }
        condition = Q()
        for name, part in parts.items():
            if said.get(name):
                condition &= part(said[name])
        return condition


def _states() -> list[tuple[str, str]]:
    none = (NONE, say(msg("no licence that stands")))
    return [*((one.key, shown(one)) for one in life.STANDING), none]


def _address(row: Office) -> str:
    return reverse("office", args=[row.code])


def _licence(row: Any) -> Tag:
    tag = licence_tag(row.licence_state or "")
    return Tag(tag.text, tag.tone)


def _phones(row: Any) -> str:
    return " ".join(row.phones or ())
