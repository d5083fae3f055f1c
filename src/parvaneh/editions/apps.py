"""The `editions` application."""

from django.apps import AppConfig


class Editions(AppConfig):
    """What the public sees."""

    name = "parvaneh.editions"
    label = "editions"
