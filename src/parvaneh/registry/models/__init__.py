"""What exists: one module per subject. Only `registry.operations` writes these tables."""

from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.persons import Person

__all__ = ["Office", "Person"]
