"""The jobs of casework, found by the worker through this module."""

from parvaneh.casework.documents import document_render

__all__ = ["document_render"]
