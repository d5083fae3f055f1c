"""The `frame` application."""

from django.apps import AppConfig


class Frame(AppConfig):
    """Tools for Django, without domain."""

    name = "parvaneh.frame"
    label = "frame"
