"""The `ledger` application."""

from django.apps import AppConfig


class Ledger(AppConfig):
    """What was done: events in a chain, checkpoints, receipts."""

    name = "parvaneh.ledger"
    label = "ledger"
