"""The jobs of casework, found by the worker through this module."""

from parvaneh.casework.documents import document_render
from parvaneh.casework.messages import messages_digest, messages_send

__all__ = ["document_render", "messages_digest", "messages_send"]
