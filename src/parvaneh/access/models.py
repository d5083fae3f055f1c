"""Users, the roles granted to them, and delegations from one to another."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from parvaneh.frame.history import tracked

CODE_LENGTH = 12


class UserManager(BaseUserManager["User"]):
    """Finds users by their name for signing in."""


@tracked
class User(AbstractBaseUser):
    """Somebody who signs in. The code is what events, URLs and exports name."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=2, default="fa")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name


@tracked
class Grant(models.Model):
    """A role held by a user in a scope, from a day until a day (included; none is open)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=10)
    scope_key = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    given_by = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)


@tracked
class Delegation(models.Model):
    """What one user may do for another, from a day until a day (included)."""

    giver = models.ForeignKey(User, models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(User, models.PROTECT, related_name="delegations_received")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="delegations")
    starts_on = models.DateField()
    ends_on = models.DateField()
    may_pass_on = models.BooleanField(default=False)
    reason = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)
