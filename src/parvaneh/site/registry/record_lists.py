"""Lists of licences, of the record, and of evidence: their columns and filters."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from django import forms
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse

from parvaneh.frame.form_fields import DayField, NumberField, TextField
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.persian import FaNorm
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean, search_key
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.registry.models import Licence, LicenceTerm, Office, Record, Suspension
from parvaneh.registry.models.licences import STATES
from parvaneh.scoring.evidence import SCALE
from parvaneh.site.choices import chosen, province_chosen
from parvaneh.site.registry.records_said import NOT_FINAL, RECORD_KINDS, REVOKES, title_of
from parvaneh.site.registry.words import LICENCE_STATES, left, licence_tag
from parvaneh.site.sources_said import source_said

OFFICE = msg("Office: code or part of the title")
MOST_DAYS = 3650


def licences_listed(rows: QuerySet[Licence], on: date) -> QuerySet[Licence]:
    """Licences with the end of their last term, and of a suspension that runs."""
    terms = LicenceTerm.objects.filter(licence=OuterRef("pk")).order_by("-ends_on")
    running = Q(starts_on__lte=on, ends_on__gte=on) & (Q(lifted_on=None) | Q(lifted_on__gt=on))
    suspended = Suspension.objects.filter(running, licence=OuterRef("pk"))
    return rows.annotate(
        ends_on=Subquery(terms.values("ends_on")[:1]),
        due_on=Subquery(terms.values("due_on")[:1]),
        suspended_until=Subquery(suspended.values("ends_on")[:1]),
    )


def licences_listing(on: date) -> Listing:
    """The list of licences as it is read on a day."""

    def days_left(row: Any) -> Tag | None:
        if row.ended_on or row.ends_on is None:
            return None
        tag = left(row.ends_on, on)
        return Tag(tag.text, tag.tone)

    def state(row: Any) -> Tag:
        tag = licence_tag(row.state)
        return Tag(tag.text, tag.tone)

    return Listing(
        "licences",
        msg("Licences"),
        (
            Column("number", msg("Number"), lambda row: row.number, Kind.CODE,
                   lambda row: reverse("licence", args=[row.number]), "number"),
            Column("office", msg("Office"), lambda row: row.office.title,
                   link=lambda row: reverse("office", args=[row.office.code]), is_long=True),
            Column("code", msg("Code"), lambda row: row.office.code, Kind.CODE),
            Column("province", msg("Province"), lambda row: shown(row.office.province)),
            Column("manager", msg("Manager"), lambda row: row.manager.name),
            Column("state", msg("State"), state, Kind.TAG),
            Column("starts_on", msg("First day"), lambda row: row.starts_on, Kind.DAY,
                   order="starts_on"),
            Column("ends_on", msg("Last day of the term"), lambda row: row.ends_on, Kind.DAY,
                   order="ends_on"),
            Column("left", msg("Left"), days_left, Kind.TAG),
            Column("due_on", msg("Renewal from"), lambda row: row.due_on, Kind.DAY,
                   in_file_only=True),
            Column("suspended_until", msg("Suspended until"), lambda row: row.suspended_until,
                   Kind.DAY),
            Column("ended_on", msg("Ended on"), lambda row: row.ended_on, Kind.DAY,
                   in_file_only=True),
        ),
        partial(LicenceFilter, on=on),
    )  # fmt: skip


class _Filter(forms.Form):
    """A filter whose fields each make a part of the condition."""

    def parts(self) -> dict[str, Callable[[Any], Q]]:
        """The condition of each field that was answered."""
        raise NotImplementedError

    def condition(self) -> Q:
        """Everything that was asked, as one condition."""
        condition = Q()
        for name, part in self.parts().items():
            if self.cleaned_data.get(name) not in (None, ""):
                condition &= part(self.cleaned_data[name])
        return condition


class LicenceFilter(_Filter):
    """What may be asked of the list of licences."""

    def __init__(self, asked: QueryDict | None, *, on: date) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        self.on = on
        states = [(key, shown(LICENCE_STATES[key])) for key in STATES if key in LICENCE_STATES]
        self.fields["q"] = TextField(
            label=say(msg("Number, office or manager")), required=False, max_length=100
        )
        self.fields["province"] = province_chosen()
        self.fields["state"] = chosen(msg("State"), states)
        self.fields["within"] = NumberField(
            label=say(msg("Term ends within so many days")), least=0, most=MOST_DAYS, required=False
        )
        self.fields["suspended"] = chosen(msg("Suspended now"), [("yes", say(msg("yes")))])

    def parts(self) -> dict[str, Callable[[Any], Q]]:
        """The condition of each field."""
        return {
            "q": licences_found,
            "province": lambda key: Q(office__province=key),
            "state": lambda key: Q(state=key),
            "within": lambda days: ending_within(self.on, days),
            "suspended": lambda _: Q(suspended_until__isnull=False),
        }


def ending_within(on: date, days: int) -> Q:
    """The condition that a standing licence's last term ends within so many days."""
    last = on + timedelta(days=days)
    ended = LicenceTerm.objects.values("licence").annotate(last=Max("ends_on"))
    return Q(ended_on=None, pk__in=ended.filter(last__range=(on, last)).values("licence"))


def licences_found(text: str) -> Q:
    """The condition that a licence is meant by a text: its number, office or manager."""
    number = ascii_digits(clean(text)).replace("/", "-")
    by_office = office_found("office", text)
    named = Licence.objects.alias(name_norm=FaNorm("manager__name"))
    by_manager = Q(pk__in=named.filter(name_norm__contains=search_key(text)).values("pk"))
    return Q(number__startswith=number) | by_office | by_manager


def office_found(relation: str, text: str) -> Q:
    """The condition that a row's office is meant by a text: its code or part of its title."""
    digits = ascii_digits(clean(text))
    titled = Office.objects.alias(title_norm=FaNorm("title"))
    found = titled.filter(title_norm__contains=search_key(text))
    return Q(**{f"{relation}__in": found.values("pk")}) | Q(**{f"{relation}__code": digits})


def records_listing() -> Listing:
    """The list of the record."""
    return Listing(
        "records",
        msg("Record"),
        (
            Column("title", msg("Entry"), title_of, link=_record),
            Column("code", msg("Code"), lambda row: row.code, Kind.CODE),
            Column("office", msg("Office"), lambda row: row.office.title,
                   link=lambda row: reverse("office", args=[row.office.code]), is_long=True),
            Column("office_code", msg("Code of the office"), lambda row: row.office.code,
                   Kind.CODE, in_file_only=True),
            Column("province", msg("Province"), lambda row: shown(row.province)),
            Column("ruling", msg("Judgment"), lambda row: row.ruling, Kind.CODE),
            Column("ruled_on", msg("Ruled on"), lambda row: row.ruled_on, Kind.DAY),
            Column("final_on", msg("Final on"), lambda row: row.final_on, Kind.DAY,
                   order="final_on"),
            Column("state", msg("State"), _record_state, Kind.TAG),
            Column("source", msg("Source"), lambda row: row.source, Kind.CODE, in_file_only=True),
        ),
        RecordFilter,
    )  # fmt: skip


class RecordFilter(_Filter):
    """What may be asked of the record."""

    def __init__(self, asked: QueryDict | None) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        kinds = [(key, say(words)) for key, words in RECORD_KINDS.items()]
        self.fields["q"] = TextField(label=say(OFFICE), required=False, max_length=100)
        self.fields["province"] = province_chosen()
        self.fields["kind"] = chosen(msg("Kind"), kinds)
        self.fields["since"] = DayField(label=say(msg("Final from")), required=False)
        self.fields["until"] = DayField(label=say(msg("Final until")), required=False)

    def parts(self) -> dict[str, Callable[[Any], Q]]:
        """The condition of each field."""
        return {
            "q": partial(office_found, "office"),
            "province": lambda key: Q(province=key),
            "kind": lambda key: Q(kind=key),
            "since": lambda day: Q(final_on__gte=day),
            "until": lambda day: Q(final_on__lte=day),
        }


def evidence_listing() -> Listing:
    """The list of assessments in force."""
    return Listing(
        "evidence",
        msg("Evidence"),
        (
            Column("criterion", msg("Criterion"), lambda row: shown(CRITERIA[row.criterion]),
                   link=lambda row: reverse("evidence_one", args=[row.batch.code, row.number])),
            Column("key", msg("Code of the criterion"), lambda row: row.criterion, Kind.CODE,
                   in_file_only=True),
            Column("office", msg("Office"), lambda row: row.office.title,
                   link=lambda row: reverse("office", args=[row.office.code]), is_long=True),
            Column("code", msg("Code"), lambda row: row.office.code, Kind.CODE),
            Column("province", msg("Province"), lambda row: shown(row.province)),
            Column("assessed_on", msg("Day"), lambda row: row.assessed_on, Kind.DAY,
                   order="assessed_on"),
            Column("score", msg("Score of 100"), lambda row: Fraction(row.score, SCALE),
                   Kind.NUMBER),
            Column("method", msg("Measured by"), lambda row: shown(METHODS[Method(row.method)])),
            Column("source", msg("Where it comes from"), lambda row: source_said(row.batch.source)),
            Column("reference", msg("Number of the report"), lambda row: row.reference, Kind.CODE,
                   in_file_only=True),
        ),
        EvidenceFilter,
    )  # fmt: skip


class EvidenceFilter(_Filter):
    """What may be asked of evidence."""

    def __init__(self, asked: QueryDict | None) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        criteria = [(key, f"{key} {shown(term)}") for key, term in CRITERIA.items()]
        indicators = [(one.value, shown(term)) for one, term in INDICATORS.items()]
        self.fields["q"] = TextField(label=say(OFFICE), required=False, max_length=100)
        self.fields["province"] = province_chosen()
        self.fields["indicator"] = chosen(msg("Indicator"), indicators)
        self.fields["criterion"] = chosen(msg("Criterion"), criteria)
        self.fields["method"] = chosen(
            msg("Measured by"), [(one.value, shown(term)) for one, term in METHODS.items()]
        )
        self.fields["since"] = DayField(label=say(msg("From")), required=False)
        self.fields["until"] = DayField(label=say(msg("Until")), required=False)

    def parts(self) -> dict[str, Callable[[Any], Q]]:
        """The condition of each field."""
        return {
            "q": partial(office_found, "office"),
            "province": lambda key: Q(province=key),
            "indicator": lambda key: Q(criterion__in=_criteria_of(key)),
            "criterion": lambda key: Q(criterion=key),
            "method": lambda number: Q(method=int(number)),
            "since": lambda day: Q(assessed_on__gte=day),
            "until": lambda day: Q(assessed_on__lte=day),
        }


def _criteria_of(indicator: str) -> list[str]:
    return [one for one in CRITERIA if indicator_of(criterion=one) == indicator]


def _record(row: Record) -> str:
    return reverse("record", args=[row.code])


def _record_state(row: Record) -> Tag | None:
    if row.revokes:
        return Tag(say(REVOKES), "bad")
    return Tag(say(NOT_FINAL), "warn") if row.final_on is None else None
