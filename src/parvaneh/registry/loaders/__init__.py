"""To load is to check: each object and each list, scoped to the reader. One module per subject."""

from parvaneh.registry.loaders.approved_values import value_of, visible_values
from parvaneh.registry.loaders.bodies import body_of, holding_of, visible_bodies
from parvaneh.registry.loaders.offices import (
    licence_of,
    office_of,
    person_of,
    visible_licences,
    visible_offices,
    visible_persons,
)

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # approved values
    "value_of",
    "visible_values",
    # offices, persons, licences
    "office_of",
    "visible_offices",
    "person_of",
    "visible_persons",
    "licence_of",
    "visible_licences",
    # bodies
    "body_of",
    "visible_bodies",
    "holding_of",
]
