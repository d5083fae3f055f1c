"""The `imports` application."""

from django.apps import AppConfig


class Imports(AppConfig):
    """What came in sheets."""

    name = "parvaneh.imports"
    label = "imports"
