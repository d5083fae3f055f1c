"""What is known, read as values. One module per subject."""

from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.bodies import kanoon_of

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # approved values
    "values_in_force",
    # bodies
    "kanoon_of",
]
