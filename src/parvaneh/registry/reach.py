"""From what somebody may do to the rows they may do it to.

A role is held in the country, in provinces, in Kanoons, for offices or for cases. A Kanoon is
turned into the provinces it serves that day; rows carry their province and office; so one SQL
condition tells what is within reach, and lists and loaders use the same one.
"""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.access.scopes import Reach
from parvaneh.registry.queries.bodies import provinces_served

NOWHERE = Q(pk__in=())
EVERYWHERE = Q()


def resolved(reach: Reach, on: date) -> Reach:
    """The reach with its Kanoons turned into the provinces they serve on a day.

    Args:
        reach: as `access.queries.reach` tells it; its Kanoons stay named.
        on: the day asked about.
    """
    if reach.country or not reach.kanoons:
        return reach
    return replace(reach, provinces=reach.provinces | provinces_served(reach.kanoons, on))


def within(
    reach: Reach,
    *,
    province: str = "province",
    office: str = "office__code",
    case: str = "",
    national: bool = False,
) -> Q:
    """The condition that holds for rows within a resolved reach, and for no other.

    Args:
        reach: resolved for the day.
        province: column that holds the row's province.
        office: column that holds the code of the row's office; empty where rows have none.
        case: column that holds the number of the row's case; empty where rows have none.
        national: whether rows that lie in no province are within everybody's reach.
    """
    if reach.country:
        return EVERYWHERE
    found = [(province, reach.provinces), (office, reach.offices), (case, reach.cases)]
    conditions = [Q(**{f"{column}__in": sorted(keys)}) for column, keys in found if column and keys]
    if national and not reach.empty():
        conditions.append(Q(**{province: ""}))
    condition = conditions.pop(0) if conditions else NOWHERE
    for further in conditions:
        condition |= further
    return condition


def reach_of(acting: Acting, permission: Permission, on: date) -> Reach:
    """How far somebody reaches with a permission on a day, Kanoons resolved.

    Which provinces their Kanoons serve is asked once for whoever acts: a page asks for several
    permissions.
    """
    found = reach(acting, permission, on)
    if found.country or not found.kanoons:
        return found
    # On the object itself, as a cached property is: it lives as long as one request.
    kept: dict[tuple[frozenset[str], date], frozenset[str]] = acting.__dict__.setdefault(
        "_served", {}
    )
    asked = (found.kanoons, on)
    if asked not in kept:
        kept[asked] = provinces_served(*asked)
    return replace(found, provinces=found.provinces | kept[asked])
