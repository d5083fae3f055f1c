"""Rows that are carried out one by one, each by the same operations as on a page."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence

from parvaneh.frame.refused import Conflict, Refused, refuse
from parvaneh.imports.kinds.kind import Came, Item, Items, Outcome, Work
from parvaneh.law.ruling import Reason, blocking, msg
from parvaneh.ledger.acts import act

IN_THE_WAY = msg("Something that was entered before stands in the way of this row.")
CANNOT_CHANGE = msg("This is known already with another value; an import does not change it.")

Change = tuple[str, object, object]


class Rowwise(Work):
    """Work row by row: what one row wrote is taken back if it is refused."""

    @abstractmethod
    def one(self, item: Item) -> Outcome:
        """Carry out one row.

        Raises:
            Refused: an operation refused it.
            Conflict: a constraint of the database stands against it.
        """

    def each(self, items: Items) -> Iterator[Outcome | Sequence[Reason]]:
        """Carry out the rows in their order."""
        for item in items:
            try:
                with act(**self.occasion.done):
                    outcome = self.one(item)
            except Refused as why:
                yield blocking(why.ruling)
            except Conflict:
                yield [Reason("conflict", IN_THE_WAY, ())]
            else:
                yield outcome


def came(subject: str, changes: Sequence[Change]) -> Outcome:
    """What came of a row about a thing that was there already."""
    return Outcome(Came.CHANGED if changes else Came.SAME, subject, tuple(changes))


def differing(item: Item, held: dict[str, object]) -> list[Change]:
    """The given values that differ from what is held; an empty cell says nothing."""
    return [
        (key, before, item.values[key])
        for key, before in held.items()
        if item.values.get(key) is not None and item.values[key] != before
    ]


def refuse_changes(changes: Sequence[Change]) -> None:
    """Refuse where an import would change what no operation changes.

    Raises:
        Refused: with every such column.
    """
    refuse(*(Reason(key, CANNOT_CHANGE, ()) for key, _, _ in changes))
