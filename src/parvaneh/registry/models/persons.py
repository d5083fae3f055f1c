"""Persons: managers, experts, clerks, members of bodies, applicants."""

from django.db import models

from parvaneh.access.models import User
from parvaneh.frame.history import tracked


@tracked
class Person(models.Model):
    """A natural person. The code is public inside the product; the national id is encrypted."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="person")

    def __str__(self) -> str:
        return self.name
