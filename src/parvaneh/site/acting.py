"""For whom somebody acts, as every page says it in its head."""

from django.http import HttpRequest

from parvaneh.access.models import User
from parvaneh.access.sign_in.middleware import acting_of


def acted_for(request: HttpRequest) -> User | None:
    """Whom the reader acts for now, by delegation; nobody where they act for themselves."""
    # A page of what went wrong may be made before anybody was asked who they are.
    acting = acting_of(request) if hasattr(request, "user") else None
    return acting.acts_for if acting else None
