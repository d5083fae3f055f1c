"""How people reach an office and are helped there: said by the office, or seen by an inspection.

What nobody knows has no row, so that "not there" is never guessed.
"""

from django.db import models

from parvaneh.frame.history import tracked
from parvaneh.registry.access_features import AccessFeature, KnownFrom
from parvaneh.registry.models.offices import OfficeFact
from parvaneh.registry.models.periods import constraints_of, one_of


@tracked
class OfficeAccess(OfficeFact):
    """Whether an office has a feature of access, and where that is known from."""

    feature = models.CharField(max_length=24)
    holds = models.BooleanField()
    known_from = models.CharField(max_length=10)

    class Meta:
        constraints = (
            *constraints_of("officeaccess", "office", "feature"),
            one_of("officeaccess", "feature", AccessFeature),
            one_of("officeaccess", "known_from", KnownFrom),
        )
