"""What exists: one module per subject. Only `registry.operations` writes these tables."""

from parvaneh.registry.models.approved_values import ApprovedValue
from parvaneh.registry.models.bodies import Assignment, Body, BodyKind, Holding
from parvaneh.registry.models.days import DayOff, WeekendRule
from parvaneh.registry.models.demonstration import Demonstration
from parvaneh.registry.models.evidence import Applicability, Assessment, Batch, Count
from parvaneh.registry.models.findings import Finding
from parvaneh.registry.models.grades import Grade
from parvaneh.registry.models.licences import (
    Licence,
    LicenceStep,
    LicenceTerm,
    NumberSeries,
    Suspension,
)
from parvaneh.registry.models.office_access import OfficeAccess
from parvaneh.registry.models.offices import (
    Office,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
)
from parvaneh.registry.models.persons import (
    Certificate,
    Declaration,
    Degree,
    Dismissal,
    Experience,
    Person,
)
from parvaneh.registry.models.posts import Post, StaffOrder
from parvaneh.registry.models.records import Record
from parvaneh.registry.models.versions import Version

__all__ = [
    "Applicability",
    "ApprovedValue",
    "Assessment",
    "Assignment",
    "Batch",
    "Body",
    "BodyKind",
    "Certificate",
    "Count",
    "DayOff",
    "Declaration",
    "Degree",
    "Demonstration",
    "Dismissal",
    "Experience",
    "Finding",
    "Grade",
    "Holding",
    "Licence",
    "LicenceStep",
    "LicenceTerm",
    "NumberSeries",
    "Office",
    "OfficeAccess",
    "OfficeAddress",
    "OfficeHours",
    "OfficePhone",
    "OfficeService",
    "OfficeTitle",
    "Person",
    "Post",
    "Record",
    "StaffOrder",
    "Suspension",
    "Version",
    "WeekendRule",
]
