"""What exists: one module per subject. Only `registry.operations` writes these tables."""

from parvaneh.registry.models.approved_values import ApprovedValue
from parvaneh.registry.models.bodies import Assignment, Body, BodyKind, Holding
from parvaneh.registry.models.evidence import Applicability, Assessment, Batch, Count
from parvaneh.registry.models.grades import Grade
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.persons import Person
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
    "Count",
    "Grade",
    "Holding",
    "Office",
    "Person",
    "Record",
    "Version",
]
