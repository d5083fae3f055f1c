"""The `ranking` application."""

from importlib import import_module

from django.apps import AppConfig


class Ranking(AppConfig):
    """The yearly cycle, from its opening to the honours list."""

    name = "parvaneh.ranking"
    label = "ranking"

    def ready(self) -> None:
        """Make the letters of the cycle known: a page that verifies one must know its title."""
        import_module("parvaneh.ranking.letters")
