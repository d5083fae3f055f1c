"""Telling other systems what changed: an outbox, signed deliveries, sending again."""
