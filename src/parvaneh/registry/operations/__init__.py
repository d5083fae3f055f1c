"""The only writers of the registry. One module per subject."""

from parvaneh.registry.operations.applicability import Applies, applicability_declare
from parvaneh.registry.operations.approved_values import (
    Intended,
    profile_propose,
    value_confirm,
    value_decline,
    value_propose,
    values_use,
)
from parvaneh.registry.operations.assessments import (
    Assessed,
    Place,
    assessments_sent,
    assessments_write,
)
from parvaneh.registry.operations.bodies import (
    bodies_found_first,
    body_dissolve,
    body_found,
    kanoon_assign,
)
from parvaneh.registry.operations.days import (
    DaysChanged,
    day_off_enter,
    day_off_withdraw,
    days_off_enter,
    holidays_seed,
    weekend_set,
)
from parvaneh.registry.operations.demonstration import demonstration_mark
from parvaneh.registry.operations.evidence import (
    assessment_correct,
    assessment_withdraw,
    assessment_write,
    evidence_import,
)
from parvaneh.registry.operations.findings import Found, finding_enter, verdict_enter
from parvaneh.registry.operations.grades import Announced, grade_replace, grades_announce
from parvaneh.registry.operations.licences import (
    Term,
    death_record,
    licence_close,
    licence_issue,
    licence_open,
    licence_renew,
    licence_revoke,
    licence_succeed,
    licence_withdraw,
    licences_write_up_to,
    manager_replace,
    office_relocate,
)
from parvaneh.registry.operations.office_access import Access, office_access_set
from parvaneh.registry.operations.offices import (
    Address,
    Hours,
    office_address_set,
    office_hours_set,
    office_make,
    office_phones_set,
    office_rename,
    office_services_set,
)
from parvaneh.registry.operations.persons import (
    certificate_enter,
    declaration_enter,
    degree_enter,
    dismissal_enter,
    experience_enter,
    person_make,
    person_reveal,
)
from parvaneh.registry.operations.posts import (
    post_end,
    post_fill,
    staff_order,
)
from parvaneh.registry.operations.records import (
    Entry,
    record_correct,
    record_withdraw,
    record_write,
)
from parvaneh.registry.operations.seats import seat_fill, seat_vacate
from parvaneh.registry.operations.suspensions import (
    licence_suspend,
    suspension_lift,
)

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # offices
    "Address",
    "Hours",
    "Access",
    "office_make",
    "office_rename",
    "office_address_set",
    "office_phones_set",
    "office_hours_set",
    "office_services_set",
    "office_access_set",
    # persons
    "person_make",
    "person_reveal",
    "degree_enter",
    "experience_enter",
    "certificate_enter",
    "declaration_enter",
    "dismissal_enter",
    # posts
    "post_fill",
    "post_end",
    "staff_order",
    # licences
    "Term",
    "licence_issue",
    "licence_open",
    "licence_renew",
    "licence_withdraw",
    "licence_revoke",
    "licence_close",
    "licence_succeed",
    "death_record",
    "manager_replace",
    "office_relocate",
    "licences_write_up_to",
    # suspensions
    "licence_suspend",
    "suspension_lift",
    # the judicial calendar
    "DaysChanged",
    "day_off_enter",
    "days_off_enter",
    "day_off_withdraw",
    "weekend_set",
    "holidays_seed",
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
    # records
    "Entry",
    "record_write",
    "record_correct",
    "record_withdraw",
    # evidence
    "assessment_write",
    "assessment_correct",
    "assessment_withdraw",
    "evidence_import",
    "Assessed",
    "Place",
    "assessments_write",
    "assessments_sent",
    "Applies",
    "applicability_declare",
    "Found",
    "finding_enter",
    "verdict_enter",
    # grades held
    "Announced",
    "grades_announce",
    "grade_replace",
    # seats
    "seat_fill",
    "seat_vacate",
    # what is made here is for showing only
    "demonstration_mark",
]
