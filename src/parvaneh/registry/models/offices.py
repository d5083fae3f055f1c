"""Offices, and the history of what is known of them."""

from django.db import models

from parvaneh.frame.history import tracked


@tracked
class Office(models.Model):
    """A licensed office. Its code is text of ASCII digits and never changes."""

    code = models.CharField(max_length=12, unique=True)
    province = models.CharField(max_length=5)
    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.title
