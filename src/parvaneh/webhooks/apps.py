"""The `webhooks` application."""

from django.apps import AppConfig


class Webhooks(AppConfig):
    """Who is told of changes, what they are told, and whether it arrived."""

    name = "parvaneh.webhooks"
    label = "webhooks"
