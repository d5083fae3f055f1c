"""What a document is called, on whatever page it stands."""

from parvaneh.casework.letter_kinds import LETTER_KINDS, NoSuchLetter
from parvaneh.casework.models import Document
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.kit.text import isolate

FILE = msg("File given to the case")


def document_title(document: Document) -> str:
    """What a document is called: a letter by its kind, a file by the name it came with."""
    try:
        return say(LETTER_KINDS.of(document.kind).title)
    except NoSuchLetter:
        given = document.name.reveal() if document.name else ""
        return isolate(given) if given else say(FILE)
