"""The `registry` application."""

from django.apps import AppConfig


class Registry(AppConfig):
    """Who and what exists."""

    name = "parvaneh.registry"
    label = "registry"
