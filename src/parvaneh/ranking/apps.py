"""The `ranking` application."""

from django.apps import AppConfig


class Ranking(AppConfig):
    """The yearly cycle, from its opening to the honours list."""

    name = "parvaneh.ranking"
    label = "ranking"
