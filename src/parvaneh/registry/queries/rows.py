"""Rows of lists: an office, a person, a body with what stands beside it, in one statement."""

from collections import Counter, defaultdict
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from parvaneh.frame.persian import FaKey, FaNorm
from parvaneh.kit.text import ascii_digits, clean, search_key
from parvaneh.law.directive_1392 import art03_staffing
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.models import (
    Grade,
    Licence,
    Office,
    OfficeAddress,
    OfficePhone,
    Person,
    Post,
    StaffOrder,
)
from parvaneh.registry.models.licences import STANDING
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.approved_values import values_in_force

MANAGER = PostKind.MANAGER.value


def offices_listed(offices: QuerySet[Office], on: date) -> QuerySet[Office]:
    """Offices with what a list shows of each on a day: place, manager, licence, grade, phones.

    The state of a licence is the one last written; a daily job writes what days made of it.
    """
    mine = {"office": OuterRef("pk")}
    address = OfficeAddress.objects.filter(holds_on(on), **mine)
    licence = Licence.objects.filter(**mine, state__in=STANDING, starts_on__lte=on)
    manager = Post.objects.filter(holds_on(on), **mine, post=MANAGER)
    phones = OfficePhone.objects.filter(holds_on(on), **mine).order_by("number")
    return offices.annotate(
        title_key=FaKey("title"),
        county=Subquery(address.values("county")[:1]),
        city=Subquery(address.values("city")[:1]),
        street=Subquery(address.values("street")[:1]),
        phones=ArraySubquery(phones.values("number")),
        manager=Subquery(manager.values("person__name")[:1]),
        licence_number=Subquery(licence.values("number")[:1]),
        licence_state=Subquery(licence.values("state")[:1]),
        grade=Subquery(_grades(on).values("grade")[:1]),
        total=Subquery(_grades(on).values("total")[:1]),
    )


def in_county(county: int, on: date) -> Q:
    """The condition that an office lies in a county on a day."""
    rows = OfficeAddress.objects.filter(holds_on(on), office=OuterRef("pk"), county=county)
    return Q(Exists(rows))


def in_licence_state(state: str) -> Q:
    """The condition that an office has a licence in a state; "" for none that stands."""
    standing = Licence.objects.filter(office=OuterRef("pk"), state__in=STANDING)
    return Q(Exists(standing.filter(state=state))) if state else ~Q(Exists(standing))


def holds_grade(grade: str, initial: str, on: date) -> Q:
    """The condition that an office holds a grade on a day.

    Args:
        grade: key of the grade.
        initial: the grade of offices that no ranking has graded; "" where there is none.
        on: the day.
    """
    held = Q(grade_held=grade)
    unranked = Q(grade_held=None) if grade == initial else Q()
    rows = Office.objects.annotate(grade_held=Subquery(_grades(on).values("grade")[:1]))
    return Q(pk__in=rows.filter(held | unranked if unranked else held).values("pk"))


def has_manager(on: date) -> Q:
    """The condition that somebody manages an office on a day."""
    return Q(Exists(Post.objects.filter(holds_on(on), office=OuterRef("pk"), post=MANAGER)))


def offices_found(text: str, on: date) -> Q:
    """The condition that an office is meant by a text: part of title, code, place or phone."""
    folded, digits = search_key(text), ascii_digits(clean(text)).replace("-", "").replace(" ", "")
    places = OfficeAddress.objects.filter(holds_on(on), office=OuterRef("pk"))
    there = places.alias(city_key=FaNorm("city"), street_key=FaNorm("street"))
    near = there.filter(Q(city_key__contains=folded) | Q(street_key__contains=folded))
    titled = Office.objects.alias(title_norm=FaNorm("title")).filter(title_norm__contains=folded)
    condition = Q(pk__in=titled.values("pk")) | Q(Exists(near))
    if digits.isascii() and digits.isdigit():
        phones = OfficePhone.objects.filter(holds_on(on), office=OuterRef("pk"))
        called = phones.filter(number__contains=digits.removeprefix("0"))
        condition |= Q(code__startswith=digits) | Q(Exists(called))
    return condition


def understaffed(offices: QuerySet[Office], on: date) -> list[int]:
    """Keys of the offices that have fewer staff on a day than they must have (D1392 3).

    The law is asked once for each combination of staff that occurs.
    """
    staff: dict[int, Counter[PostKind]] = defaultdict(Counter)
    full: set[int] = set()
    posts = Post.objects.filter(holds_on(on), office__in=offices)
    counted = posts.values_list("office_id", "post", "full_time").annotate(Count("pk"))
    for office, post, full_time, count in counted.order_by():
        staff[office][PostKind(post)] += count
        if post == MANAGER and full_time:
            full.add(office)
    ordered: dict[int, dict[PostKind, int]] = defaultdict(dict)
    orders = StaffOrder.objects.filter(holds_on(on), office__in=offices)
    for office, post, persons in orders.values_list("office_id", "post", "persons"):
        ordered[office][PostKind(post)] = persons
    known: dict[tuple[object, ...], bool] = {}
    values, short = values_in_force(), []
    for office in offices.values_list("pk", flat=True):
        held, more = staff[office], ordered[office]
        key = (tuple(sorted(held.items())), tuple(sorted(more.items())), office in full)
        if key not in known:
            try:
                ruling = art03_staffing.staffing(
                    staff=held,
                    manager_full_time=office in full,
                    ordered=more,
                    values=values,
                    on=on,
                )
            except NoValueInForce:
                return []
            known[key] = ruling.granted
        if not known[key]:
            short.append(office)
    return short


def persons_listed(persons: QuerySet[Person], on: date) -> QuerySet[Person]:
    """Persons with the post that each holds on a day, the manager's before others."""
    held = Post.objects.filter(holds_on(on), person=OuterRef("pk")).order_by("-full_time", "pk")
    return persons.annotate(
        name_key=FaKey("name"),
        post_held=Subquery(held.values("post")[:1]),
        office_code=Subquery(held.values("office__code")[:1]),
        office_title=Subquery(held.values("office__title")[:1]),
    )


def _grades(on: date) -> QuerySet[Grade]:
    """The grades held by an outer office until a day, the one in force first (A-28)."""
    held = Grade.objects.filter(office=OuterRef("pk"), void=False, starts_on__lte=on)
    return held.exclude(grade="").order_by(F("starts_on").desc())
