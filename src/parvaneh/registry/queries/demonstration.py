"""Whether a database is a demonstration: what it makes must say so."""

from parvaneh.access.models import User


def is_demonstration() -> bool:
    """Whether this database carries the demonstration mark: accounts made for showing."""
    return User.objects.filter(is_demo=True).exists()
