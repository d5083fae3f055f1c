"""The jobs of casework, found by the worker through this module."""

from parvaneh.casework.documents import document_render
from parvaneh.casework.messages import messages_digest, messages_send
from parvaneh.casework.passing import time_passes
from parvaneh.casework.recounting import deadlines_recount
from parvaneh.casework.reminding import deadlines_remind

__all__ = [
    "deadlines_recount",
    "deadlines_remind",
    "document_render",
    "messages_digest",
    "messages_send",
    "time_passes",
]
