"""Cases and what belongs to them, one module per subject."""

from parvaneh.casework.models.cases import Case, Party

__all__ = ["Case", "Party"]
