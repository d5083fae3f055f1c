"""Whether a database is a demonstration: what it makes must say so."""

from parvaneh.registry.models import Demonstration


def is_demonstration() -> bool:
    """Whether this database carries the mark: everything in it is generated."""
    return Demonstration.objects.exists()


def demonstration() -> Demonstration | None:
    """The mark, with what makes the same content again; None where there is none."""
    return Demonstration.objects.first()
