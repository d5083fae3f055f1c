"""Where an entry comes from, in words: people write it, the product writes keys of its own."""

from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg

GENERATED = "demonstration:"
SHIPPED = "holidays"
MADE_UP = msg("generated for the demonstration")
HOLIDAYS = msg("list of official holidays shipped with the product")


def source_said(source: str) -> str:
    """A source as people read it; what somebody entered stays as they wrote it."""
    if source.startswith(GENERATED):
        return say(MADE_UP)
    return say(HOLIDAYS) if source == SHIPPED else source
