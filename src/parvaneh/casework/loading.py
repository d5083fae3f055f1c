"""The loaders of casework: to load a case is to check that its reader may see it.

A case is within reach where its place is (one condition over columns of its own row), and for its
parties. Lists and the loader take the same rows, so no list names a case that cannot be opened.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Reach
from parvaneh.casework.models import Case, Party
from parvaneh.casework.numbers import case_number_read
from parvaneh.frame.refused import NotThere
from parvaneh.frame.whole_rows import rows_within
from parvaneh.registry.reach import EVERYWHERE, NOWHERE, reach_of

# What the parties of a case may do with it, beside those who hold a role where it lies.
PARTIES_MAY = frozenset({Permission.CASE_SEE, Permission.CASE_ACT})


def case_of(acting: Acting, number: str, *, on: date, to: Permission = Permission.CASE_SEE) -> Case:
    """The case of a number, as people write it.

    Args:
        acting: who asks, and for whom.
        number: in any of the three digit sets, with hyphens or slashes.
        on: the day on which they ask.
        to: what they want to do with it.

    Raises:
        NotThere: no such case, or not for them; both look the same.
    """
    known = case_number_read(number)
    found = known and rows_within(visible_cases(acting, to=to, on=on).filter(number=known))
    if not found:
        raise NotThere(number)
    return found[0]


def visible_cases(
    acting: Acting, *, on: date, to: Permission = Permission.CASE_SEE
) -> QuerySet[Case]:
    """The cases that somebody may see (or do something else with) on a day."""
    return Case.objects.filter(union_of(places(acting, to=to, on=on)))


def places(acting: Acting, *, to: Permission, on: date) -> list[Q]:
    """The reach of somebody as separate conditions, each of which is a range of one index."""
    reach = reach_of(acting, to, on)
    if reach.country:
        return [EVERYWHERE]
    return [*ranges(reach), *_as_party(acting, to)]


def ranges(reach: Reach) -> list[Q]:
    """A reach as conditions over columns of a case, each of which is a range of one index."""
    return [
        *(Q(province=key) for key in sorted(reach.provinces)),
        *(Q(kanoon=key) for key in sorted(reach.kanoons)),
        *(Q(office_code=key) for key in sorted(reach.offices)),
        *([Q(number__in=sorted(reach.cases))] if reach.cases else []),
    ]


def union_of(conditions: Iterable[Q]) -> Q:
    """The condition that holds where one of several does; where there is none, nowhere."""
    known = list(conditions)
    return reduce(or_, known) if known else NOWHERE


def _as_party(acting: Acting, to: Permission) -> list[Q]:
    # A party's right is their own: who acts for another by delegation has that other's roles only.
    if acting.acts_for or to not in PARTIES_MAY:
        return []
    mine = Party.objects.filter(person__user=acting.user)
    return [Q(pk__in=mine.values("case"))]
