"""The `casework` application."""

from django.apps import AppConfig


class Casework(AppConfig):
    """How any case moves."""

    name = "parvaneh.casework"
    label = "casework"
