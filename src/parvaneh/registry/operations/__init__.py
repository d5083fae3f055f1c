"""The only writers of the registry. One module per subject."""

from parvaneh.registry.operations.approved_values import (
    Intended,
    profile_propose,
    value_confirm,
    value_decline,
    value_propose,
    values_use,
)
from parvaneh.registry.operations.bodies import (
    bodies_found_first,
    body_dissolve,
    body_found,
    kanoon_assign,
)
from parvaneh.registry.operations.seats import seat_fill, seat_vacate

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # bodies
    "bodies_found_first",
    "body_found",
    "body_dissolve",
    "kanoon_assign",
    # approved values
    "Intended",
    "value_propose",
    "profile_propose",
    "value_confirm",
    "value_decline",
    "values_use",
    # seats
    "seat_fill",
    "seat_vacate",
]
