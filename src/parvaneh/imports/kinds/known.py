"""The six kinds, by their keys."""

from collections.abc import Mapping
from datetime import date

from parvaneh.access.acting import Acting
from parvaneh.frame.refused import NotThere
from parvaneh.imports.kinds.evidence import EVIDENCE
from parvaneh.imports.kinds.kind import Kind
from parvaneh.imports.kinds.licences import LICENCES
from parvaneh.imports.kinds.offices import OFFICES
from parvaneh.imports.kinds.people import PEOPLE
from parvaneh.imports.kinds.posts import POSTS_HELD
from parvaneh.imports.kinds.records import RECORDS
from parvaneh.registry.reach import reach_of

# In the order in which an empty register is filled: each refers to those before it.
KINDS: Mapping[str, Kind] = {
    one.key: one for one in (OFFICES, PEOPLE, POSTS_HELD, LICENCES, RECORDS, EVIDENCE)
}


def kinds_of(acting: Acting, on: date) -> list[Kind]:
    """The kinds that somebody may import anywhere."""
    return [one for one in KINDS.values() if not reach_of(acting, one.permission, on).empty()]


def kind_of(acting: Acting, key: str, on: date) -> Kind:
    """One kind that somebody may import.

    Raises:
        NotThere: there is none of this key, or not for them.
    """
    found = next((one for one in kinds_of(acting, on) if one.key == key), None)
    if found is None:
        raise NotThere(key)
    return found
