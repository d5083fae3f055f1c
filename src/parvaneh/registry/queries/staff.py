"""Who works in an office on a day, and whether it has the staff that it must have."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from parvaneh.law.directive_1392 import art03_staffing
from parvaneh.law.ruling import Ruling
from parvaneh.law.values import Values
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.models import Office, Person, Post, StaffOrder
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.approved_values import values_in_force


def staff_of(office: Office, on: date) -> list[Post]:
    """The posts held in an office on a day, with their persons; the manager's first."""
    rows = Post.objects.filter(holds_on(on), office=office).select_related("person")
    order = list(PostKind)
    return sorted(rows, key=lambda row: (order.index(PostKind(row.post)), row.pk))


def manager_of(office: Office, on: date) -> Person | None:
    """Who manages an office on a day."""
    rows = Post.objects.filter(holds_on(on), office=office, post=PostKind.MANAGER)
    found = rows.select_related("person").first()
    return found.person if found else None


def managers_of(offices: Iterable[Office], on: date) -> Mapping[int, Person]:
    """Who manages each of many offices on a day, by the office's key; vacant ones are left out."""
    rows = Post.objects.filter(
        holds_on(on), office__in=[one.pk for one in offices], post=PostKind.MANAGER
    )
    return {row.office_id: row.person for row in rows.select_related("person")}


def ordered_staff(office: Office, on: date) -> Mapping[PostKind, int]:
    """How many more an office must employ in each post, by orders in force (D1392 3 n.1)."""
    rows = StaffOrder.objects.filter(holds_on(on), office=office)
    return {PostKind(row.post): row.persons for row in rows}


def staffing_of(office: Office, on: date) -> Ruling[None]:
    """Whether an office has the staff that it must have on a day (D1392 3 and its note)."""
    staff, ordered = staff_of(office, on), ordered_staff(office, on)
    return staffing_by(staff, ordered, values=values_in_force(), on=on)


def staffing_by(
    staff: Iterable[Post], ordered: Mapping[PostKind, int], *, values: Values, on: date
) -> Ruling[None]:
    """The same, for posts and orders that were read before.

    Raises:
        NoValueInForce: the day lies before the directive.
    """
    held = tuple(staff)
    return art03_staffing.staffing(
        staff=Counter(PostKind(row.post) for row in held),
        manager_full_time=any(row.full_time for row in held if row.post == PostKind.MANAGER),
        ordered=ordered,
        values=values,
        on=on,
    )
