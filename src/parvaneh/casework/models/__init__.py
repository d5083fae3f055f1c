"""How cases are kept: one module per subject. Only the operations of casework write them."""

from parvaneh.casework.models.assignments import Assignment
from parvaneh.casework.models.cases import Case, Counter, Party
from parvaneh.casework.models.deadlines import (
    ChangeKind,
    Deadline,
    DeadlineChange,
    DeadlineState,
)
from parvaneh.casework.models.documents import (
    Content,
    Document,
    DocumentState,
    LetterCounter,
)
from parvaneh.casework.models.messages import Channel, Message, MessageRule
from parvaneh.casework.models.notes import Note, NoteVersion, Visibility
from parvaneh.casework.models.notices import Notice, Proof
from parvaneh.casework.models.recusals import Recusal, Standing
from parvaneh.casework.models.searches import SavedSearch

__all__ = [
    "Assignment",
    "Case",
    "ChangeKind",
    "Channel",
    "Content",
    "Counter",
    "Deadline",
    "DeadlineChange",
    "DeadlineState",
    "Document",
    "DocumentState",
    "LetterCounter",
    "Message",
    "MessageRule",
    "Note",
    "NoteVersion",
    "Notice",
    "Party",
    "Proof",
    "Recusal",
    "SavedSearch",
    "Standing",
    "Visibility",
]
