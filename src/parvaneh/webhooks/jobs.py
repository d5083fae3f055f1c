"""The jobs of webhooks, found by the worker through this module."""

from parvaneh.webhooks.sending import webhooks_follow, webhooks_send

__all__ = ["webhooks_follow", "webhooks_send"]
