"""The rows of the public register, made from the registry: all offices in a dozen statements."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from hashlib import sha256
from typing import Any, TypeVar

from django.db.models import Max, Model, QuerySet

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.points import Public
from parvaneh.editions.standing import Stands, stands_on
from parvaneh.kit.places import BY_KEY, counties_of
from parvaneh.law.directive_1404 import art06_grade_in_force, art07_grades
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.registry.access_features import AccessFeature
from parvaneh.registry.models import (
    Grade,
    Licence,
    Office,
    OfficeAccess,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
)
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.evidence import assessments_in_force
from parvaneh.registry.queries.grades import evaluated

WEEK = {str(day): place for place, day in enumerate(Weekday)}
M = TypeVar("M", bound=Model)


def rows_on(on: date) -> list[ListedOffice]:
    """Every office that is listed on a day, by its code; what is not public is not read.

    Args:
        on: the day that the register shows.
    """
    facts = _Facts(on)
    return [row for office in Office.objects.order_by("code") if (row := facts.row_of(office))]


def digest_of(rows: Iterable[ListedOffice]) -> str:
    """The SHA-256 of rows in their order."""
    return sha256("".join(row.digest for row in rows).encode()).hexdigest()


class _Facts:
    """What is known of all offices on a day, read at once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.values = values_in_force()
        self.bands = _bands(self.values, on)
        self.public = Public(self.values, on)
        then = holds_on(on)
        self.titles = dict(OfficeTitle.objects.filter(then).values_list("office_id", "title"))
        self.addresses = {one.office_id: one for one in OfficeAddress.objects.filter(then)}
        self.phones = _values(OfficePhone.objects.filter(then).order_by("number"), "number")
        self.hours = _values(OfficeHours.objects.filter(then), "weekday", "opens", "closes")
        offered = OfficeService.objects.filter(then).order_by("service")
        self.services = _values(offered, "service", "rials")
        known = OfficeAccess.objects.filter(then)
        self.access = _values(known, "feature", "holds", "known_from", "starts_on")
        self.grades = _by_office(
            Grade.objects.filter(void=False, starts_on__lte=on).order_by("starts_on")
        )
        licences = Licence.objects.filter(starts_on__lte=on).order_by("-starts_on", "-pk")
        self.licences = _by_office(licences.prefetch_related("terms", "suspensions", "steps"))
        inspected = assessments_in_force().filter(method=Method.INSPECTION, assessed_on__lte=on)
        self.inspected = dict(
            inspected.values("office_id")
            .annotate(last=Max("assessed_on"))
            .values_list("office_id", "last")
        )

    def row_of(self, office: Office) -> ListedOffice | None:
        key = office.pk
        stands = stands_on(self.licences[key], self.on)
        if stands is None:
            return None
        row = ListedOffice(
            code=office.code,
            title=self.titles.get(key, office.title),
            province=office.province,
            phones=[number for (number,) in self.phones[key]],
            hours=_hours(self.hours[key]),
            services=dict(self.services[key]),
            access=_access(self.access[key]),
            inspected_on=self.inspected.get(key),
            **_standing(stands),
            **_address(self.addresses.get(key)),
            **self._graded(self.grades[key]),
        )
        row.words = _words(row)
        row.digest = _digest(row)
        return row

    def _graded(self, grades: Sequence[Grade]) -> dict[str, Any]:
        known = tuple(map(evaluated, grades))
        try:
            held = art06_grade_in_force.grade_in_force(
                evaluations=known, values=self.values, on=self.on
            ).value
        except NoValueInForce:
            return {}
        if held is None:
            return {}
        source = next((one for one in reversed(grades) if one.starts_on == held.valid_from), None)
        return {
            "grade": held.grade,
            "tiles": self.bands.get(held.grade, 0),
            "bands": len(self.bands),
            "cycle": held.cycle,
            "graded_on": held.valid_from,
            "official": source.standing if source else "",
            "place": source.place if source else None,
            "held": [self._strip(one) for one in reversed(grades) if one.grade],
            "indicators": self.public.said(source) if source else [],
        }

    def _strip(self, grade: Grade) -> list[Any]:
        until = grade.ends_on.isoformat() if grade.ends_on else None
        tiles = self.bands.get(grade.grade, 0)
        starts_on = grade.starts_on.isoformat()
        return [grade.cycle, grade.grade, tiles, starts_on, until, grade.standing]


def _by_office(rows: Iterable[M]) -> Mapping[int, list[M]]:
    found: defaultdict[int, list[M]] = defaultdict(list)
    for row in rows:
        found[row.office_id].append(row)  # type: ignore[attr-defined]
    return found


def _values(rows: QuerySet[Any], *names: str) -> Mapping[int, list[tuple[Any, ...]]]:
    """Columns of the rows of each office, as plain tuples."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for office, *values in rows.values_list("office_id", *names):
        found[office].append(tuple(values))
    return found


def _bands(values: Values, on: date) -> dict[str, int]:
    """The place of each grade from the top, from 1."""
    try:
        found = art07_grades.bands(values=values, on=on).value or ()
    except NoValueInForce:
        return {}
    return {band.key: place for place, band in enumerate(found, 1)}


def _standing(stands: Stands) -> dict[str, Any]:
    return {
        "standing": stands.standing,
        "standing_since": stands.since,
        "standing_until": stands.until,
        "licence": stands.licence.number,
    }


def _address(address: OfficeAddress | None) -> dict[str, Any]:
    if address is None:
        return {}
    names = ("county", "city", "street", "postal_code", "latitude", "longitude")
    return {name: getattr(address, name) for name in names}


def _hours(rows: Iterable[tuple[str, time, time]]) -> list[list[str]]:
    ordered = sorted(rows, key=lambda one: (WEEK[one[0]], one[1]))
    return [[weekday, f"{opens:%H:%M}", f"{closes:%H:%M}"] for weekday, opens, closes in ordered]


def _access(rows: Iterable[tuple[str, bool, str, date]]) -> dict[str, list[Any]]:
    """What is known by feature, in the order in which features are asked about."""
    known = {
        feature: [holds, known_from, since.isoformat()]
        for feature, holds, known_from, since in rows
    }
    return {str(one): known[one] for one in AccessFeature if one in known}


def _words(row: ListedOffice) -> str:
    """What a search looks through: names in both languages, the place, the code."""
    province = BY_KEY.get(row.province)
    names = [province.fa, province.en, *province.aliases] if province else []
    county = _county(row)
    return " ".join(filter(None, [row.title, row.city, county, row.street, *names, row.code]))


def _county(row: ListedOffice) -> str:
    known = counties_of(BY_KEY[row.province]) if row.county else ()
    return next((one.fa for one in known if one.number == row.county), "")


def _digest(row: ListedOffice) -> str:
    said = {
        field.name: getattr(row, field.name)
        for field in ListedOffice._meta.concrete_fields
        if field.name != "digest"
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()
