"""What a letter says, in the order in which an Iranian office writes it.

Number, date and attachment; «بسمه تعالی»; addressee; subject; body; signature and post; copies.
The texts are in the language of the letter; labels and digits are put by `pages`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.kit.languages import msg
from parvaneh.kit.text import Language


class Mark(StrEnum):
    """What a letter must say of itself, where it is not simply official."""

    PROVISIONAL = "provisional"
    DEMONSTRATION = "demonstration"
    UNOFFICIAL = "unofficial"


MARKS = {
    Mark.PROVISIONAL: msg("Provisional: rests on a value that is not approved"),
    Mark.DEMONSTRATION: msg("Demonstration: no legal effect"),
    Mark.UNOFFICIAL: msg("Generated for information: not an official document"),
}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    text: str


@dataclass(frozen=True)
class Listing:
    """Numbered items, such as reasons or conditions."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headings and rows; cells of the columns in `codes` keep their left-to-right order."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    codes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grade:
    """A grade as tiles from the top (1) and its word, with what is told beside it."""

    word: str
    place: int
    of: int
    told: tuple[tuple[str, str], ...] = ()  # label and value


@dataclass(frozen=True)
class Bars:
    """Named amounts as bars of their possible ones; each row is read without them too.

    A row is its name, what is shown of it, and what it reaches of the longest in thousandths:
    gained, and possible.
    """

    headings: tuple[str, str, str]
    rows: tuple[tuple[str, str, str, int, int], ...]


Block = Paragraph | Listing | Table | Grade | Bars


@dataclass(frozen=True)
class Seal:
    """What makes a printed letter checkable: its short signature, and the log's checkpoint.

    `room` is the text whose place in the file is filled when the file itself is sealed.
    """

    signature: str = ""
    checkpoint: str = ""
    where: str = ""  # where a reader checks it: an address, or how without one
    room: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter. `number` holds its parts in order: they are put together on output."""

    language: Language
    number: tuple[str, ...]
    on: date
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    subject: str
    body: tuple[Block, ...]
    signature: tuple[str, ...]
    attachments: int = 0
    copies: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    seal: Seal = Seal()
