"""What exists: one module per subject. Only `registry.operations` writes these tables."""

from parvaneh.registry.models.approved_values import ApprovedValue
from parvaneh.registry.models.bodies import Assignment, Body, BodyKind, Holding
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.persons import Person
from parvaneh.registry.models.versions import Version

__all__ = [
    "ApprovedValue",
    "Assignment",
    "Body",
    "BodyKind",
    "Holding",
    "Office",
    "Person",
    "Version",
]
