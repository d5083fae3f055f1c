"""What the public register says. Nobody is asked who they are: everything here is public."""

from django.db.models import QuerySet

from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.frame.persian import FaKey


def edition_now() -> int:
    """The number of the last edition; 0 before the first."""
    return Edition.objects.order_by("-number").values_list("number", flat=True).first() or 0


def listed() -> QuerySet[ListedOffice]:
    """Every listed office, in Persian order."""
    return ListedOffice.objects.order_by(FaKey("title"), "code")
