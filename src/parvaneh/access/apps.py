"""The `access` application."""

from django.apps import AppConfig


class Access(AppConfig):
    """Who may do what."""

    name = "parvaneh.access"
    label = "access"
