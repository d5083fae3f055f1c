"""What a kind of sheet is made of, and what a row comes to."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import compress
from types import TracebackType
from typing import Any, Self, overload

from django.db.models import Model

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.imports.columns import Column
from parvaneh.kit.clock import day_of
from parvaneh.law.ruling import Reason
from parvaneh.law.vocabulary import Term
from parvaneh.ledger.acts import Doer

AT_ONCE = 300  # rows that a page checks while the reader waits


class Came(StrEnum):
    """What a row came to."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Item:
    """One row whose cells could all be read: its number in the sheet, its values by column."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Items(Sequence[Item]):
    """The good rows of a sheet, kept column by column; one is made where it is asked for."""

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        """The row at a place, or those of several places."""
        if isinstance(at, slice):
            columns = {key: column[at] for key, column in self.columns.items()}
            return Items(self.numbers[at], columns)
        values = {key: column[at] for key, column in self.columns.items()}
        return Item(self.numbers[at], values)

    def where(self, chosen: Sequence[bool]) -> "Items":
        """The rows that are chosen."""
        columns = {key: list(compress(one, chosen)) for key, one in self.columns.items()}
        return Items(list(compress(self.numbers, chosen)), columns)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row came to, of what, and what it changed: column, before, after."""

    came: Came
    subject: str
    changes: tuple[tuple[str, object, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who imports, when, and under which code; `source` is what rows say they come from."""

    by: Doer
    at: datetime
    code: str

    @property
    def on(self) -> date:
        """The day in Tehran."""
        return day_of(self.at)

    @property
    def source(self) -> str:
        """The import as rows and events name it."""
        return f"import:{self.code}"

    @property
    def done(self) -> dict[str, Any]:
        """The two arguments that every operation takes."""
        return {"by": self.by, "at": self.at}


Told = Callable[[int], None]


class Work(ABC):
    """The work on the rows of one import; the operations it calls are the rule.

    Within its block the database may still be storing what was carried out last, while the caller
    goes on: only after `rest` may anybody else ask it something.
    """

    def __init__(self, occasion: Occasion) -> None:
        """Keep who imports, and when."""
        self.occasion = occasion
        self.storing = ExitStack()

    def __enter__(self) -> Self:
        """Work."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what is still being stored, or have it taken back."""
        self.storing.__exit__(kind, why, trace)

    def rest(self) -> None:
        """Wait until all that was carried out so far is stored."""
        self.storing.close()

    @abstractmethod
    def begin(self, items: Items) -> None:
        """Look up what is there already, in few queries."""

    @abstractmethod
    def each(self, items: Items) -> Iterator[Outcome | Sequence[Reason]]:
        """Carry out the rows in their order: for each what it came to, or why it was refused."""


@dataclass(frozen=True)
class Undoing:
    """How an import is taken back: tables whose history knows it, children before parents.

    `first` writes what cannot be deleted: versions that take rows back. It returns the subjects
    that stand in the way, and does nothing if there are any.
    """

    tables: tuple[type[Model], ...] = ()
    first: Callable[[Occasion, str], Iterable[str]] | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of sheet.

    Attributes:
        key: its code, and what its sheet is called.
        permission: what who imports must be allowed where each row lies.
        same_by: the columns by which two rows are of the same thing.
        columns: in the order of the template.
        work: makes the work on one import's rows.
        exported: what the reader may see, row by row in the order of the columns.
        undoing: how an import is taken back.
        places: the column that a reason of an operation stands in, where it is not called so.
        at_once: how many rows a page checks while the reader waits.
        part_rows: how many rows are carried out together, where not all are at once.
        ahead: the columns that are looked up beforehand; all of them where rows are not in parts.
    """

    key: str
    name: Term
    about: Term
    permission: Permission
    same_by: tuple[str, ...]
    columns: tuple[Column, ...]
    work: Callable[[Occasion], Work]
    exported: Callable[[Acting, date], Iterable[Sequence[object]]]
    undoing: Undoing
    places: Mapping[str, str] = field(default_factory=dict)
    at_once: int = AT_ONCE
    part_rows: int | None = None
    ahead: frozenset[str] | None = None

    def column(self, key: str) -> Column:
        """The column of a key."""
        return next(one for one in self.columns if one.key == key)
