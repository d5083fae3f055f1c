"""To load is to check: each object and each list, scoped to the reader. One module per subject."""

from parvaneh.registry.loaders.approved_values import value_of, visible_values
from parvaneh.registry.loaders.bodies import body_of, holding_of, visible_bodies
from parvaneh.registry.loaders.evidence import evidence_of, visible_counts, visible_evidence
from parvaneh.registry.loaders.grades import grade_of, visible_grades
from parvaneh.registry.loaders.offices import (
    licence_of,
    office_of,
    offices_named,
    person_of,
    persons_named,
    visible_licences,
    visible_offices,
    visible_persons,
)
from parvaneh.registry.loaders.records import record_of, visible_records

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
    "offices_named",
    "persons_named",
    # records
    "record_of",
    "visible_records",
    # grades
    "grade_of",
    "visible_grades",
    # evidence
    "evidence_of",
    "visible_evidence",
    "visible_counts",
    # bodies
    "body_of",
    "visible_bodies",
    "holding_of",
]
