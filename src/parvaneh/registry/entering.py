"""What people typed, brought to its one form: every fault is collected, then refused at once.

typed = Typed()
name = typed.text("name", name, longest=120)
national_id = typed.number("national_id", national_id, identities.national_id, NOT_AN_ID)
typed.stop()  # refuses, if there is a fault, with all of them
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from parvaneh.frame.refused import refuse
from parvaneh.kit.identities import NotAnId
from parvaneh.kit.text import clean
from parvaneh.law.citation import Citation
from parvaneh.law.ruling import Reason, msg
from parvaneh.registry.models.places import PROVINCE_KEYS

T = TypeVar("T")
NO_CITES: tuple[Citation, ...] = ()

NEEDED = msg("This is needed.")
TOO_LONG = msg("This is too long: {found} characters; at most {needed} fit.")
UNKNOWN = msg("There is no such choice: {found}. Possible are: {needed}.")
NO_PROVINCE = msg("There is no province {found}.")
OUT_OF_ORDER = msg("The last day, {found}, lies before the first, {needed}.")
OUT_OF_RANGE = msg("This must lie between {least} and {most}; found: {found}.")


class Typed:
    """Reads fields one by one and keeps the faults of all."""

    def __init__(self) -> None:
        """Start without faults."""
        self.faults: list[Reason] = []

    def fault(
        self,
        field: str,
        message: str,
        *,
        cites: tuple[Citation, ...] = NO_CITES,
        found: object = None,
        needed: object = None,
        **params: object,
    ) -> None:
        """Keep a fault of a field."""
        self.faults.append(Reason(field, message, cites, found=found, needed=needed, params=params))

    def text(self, field: str, typed: str, *, longest: int, optional: bool = False) -> str:
        """Cleaned text that fits; empty only where it may be."""
        cleaned = clean(typed)
        if not cleaned and not optional:
            self.fault(field, NEEDED)
        if len(cleaned) > longest:
            self.fault(field, TOO_LONG, found=len(cleaned), needed=longest)
        return cleaned

    def number(
        self,
        field: str,
        typed: str,
        read: Callable[[str], str],
        message: str,
        *,
        optional: bool = False,
    ) -> str:
        """A number of persons or telephones in its one form; never repeated in a fault."""
        if not clean(typed):
            if not optional:
                self.fault(field, NEEDED)
            return ""
        try:
            return read(typed)
        except NotAnId:
            self.fault(field, message)
            return ""

    def choice(self, field: str, typed: str, allowed: Iterable[str]) -> str:
        """One of the codes that are possible."""
        codes = tuple(str(one) for one in allowed)
        if typed not in codes:
            self.fault(field, UNKNOWN, found=clean(str(typed)), needed=codes)
        return str(typed)

    def province(self, field: str, typed: str, *, optional: bool = False) -> str:
        """The key of a province; empty, where it may be, is the whole country."""
        if typed not in PROVINCE_KEYS and not (optional and typed == ""):
            self.fault(field, NO_PROVINCE, found=clean(str(typed)))
        return typed

    def whole(self, field: str, typed: int, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        if not least <= typed <= most:
            self.fault(field, OUT_OF_RANGE, found=typed, least=least, most=most)
        return typed

    def order(self, field: str, *, first: date, last: date | None) -> None:
        """A period that does not end before it starts."""
        if last is not None and last < first:
            self.fault(field, OUT_OF_ORDER, found=last, needed=first)

    def stop(self) -> None:
        """Refuse, if there was a fault.

        Raises:
            Refused: with every fault.
        """
        refuse(*self.faults)
