"""What is known, read as values. One module per subject."""

from parvaneh.registry.queries.approved_values import (
    approved_in_force,
    values_in_force,
)
from parvaneh.registry.queries.approved_values import (
    shipped as values_as_shipped,
)
from parvaneh.registry.queries.as_of import OfficeAsOf, office_as_of
from parvaneh.registry.queries.bodies import (
    kanoon_of,
)
from parvaneh.registry.queries.days import (
    calendar,
    calendar_health,
    calendar_version,
    calendar_warnings,
    days_off_between,
)
from parvaneh.registry.queries.demonstration import demonstration, is_demonstration
from parvaneh.registry.queries.evidence import evidence_for_ranking
from parvaneh.registry.queries.grades import grade_in_force
from parvaneh.registry.queries.licences import (
    licence_of_office,
    licence_state,
    suspension_on,
    term_on,
)
from parvaneh.registry.queries.persons import (
    certificates_expiring,
    declaration_due,
    eligibility_of,
    facts_of,
)
from parvaneh.registry.queries.records import convictions_of, records_for_ranking
from parvaneh.registry.queries.staff import (
    manager_of,
    managers_of,
    staff_of,
    staffing_of,
)

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # approved values
    "values_in_force",
    "values_as_shipped",
    "approved_in_force",
    # offices as of a day
    "OfficeAsOf",
    "office_as_of",
    # bodies
    "kanoon_of",
    # the judicial calendar
    "calendar",
    "calendar_version",
    "calendar_health",
    "calendar_warnings",
    "days_off_between",
    # licences
    "licence_state",
    "licence_of_office",
    "suspension_on",
    "term_on",
    # persons
    "facts_of",
    "eligibility_of",
    "declaration_due",
    "certificates_expiring",
    # staff
    "staff_of",
    "manager_of",
    "managers_of",
    "staffing_of",
    # the ranking's own doors, unscoped
    "evidence_for_ranking",
    "convictions_of",
    "records_for_ranking",
    # whether what is made here is for showing only
    "demonstration",
    "is_demonstration",
    # grades held
    "grade_in_force",
]
