"""What people typed, brought to its one form: every fault is collected, then refused at once.

Each rule is a function that tells the faults of one field. `Typed` asks them in turn and keeps what
they told; an operation that reads one value object joins their lists itself.

typed = Typed()
name = typed.text("name", name, longest=120)
national_id = typed.number("national_id", national_id, identities.national_id, NOT_AN_ID)
typed.stop()  # refuses, if there is a fault, with all of them
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from parvaneh.frame.refused import refuse
from parvaneh.kit.identities import NotAnId
from parvaneh.kit.text import clean
from parvaneh.law.citation import Citation
from parvaneh.law.ruling import Reason, msg
from parvaneh.registry.models.places import PROVINCE_KEYS

NO_CITES: tuple[Citation, ...] = ()

NEEDED = msg("This is needed.")
TOO_LONG = msg("This is too long: {found} characters; at most {needed} fit.")
UNKNOWN = msg("There is no such choice: {found}. Possible are: {needed}.")
NO_PROVINCE = msg("There is no province {found}.")
FORM = msg("{found} does not have the form that is asked for: {needed}.")
OUT_OF_ORDER = msg("The last day, {found}, lies before the first, {needed}.")
NOT_YET = msg("{found} lies in the future; today is {needed}.")
OUT_OF_BOUNDS = msg("{found} is not a whole number from {least} to {most}.")
NOT_EMPTY = msg("This must stay empty here; found: {found}.")
MOST_SHOWN = 80


def text_faults(field: str, text: str, most: int, *, needed: bool = True) -> list[Reason]:
    """What is wrong with a text once it is cleaned: missing, or too long."""
    cleaned = clean(text)
    if needed and not cleaned:
        return [Reason(field, NEEDED, ())]
    if len(cleaned) > most:
        return [Reason(field, TOO_LONG, (), found=len(cleaned), needed=most)]
    return []


def choice_faults(field: str, found: str, allowed: Iterable[str]) -> list[Reason]:
    """What is wrong with a word that must be one of several."""
    known = tuple(str(one) for one in allowed)
    if found in known:
        return []
    return [Reason(field, UNKNOWN, (), found=shown(found), needed=known)]


def form_faults(field: str, found: str, form: str, example: str) -> list[Reason]:
    """What is wrong with a code that must match a form.

    Args:
        field: the field.
        found: what was typed.
        form: a regular expression for all of it.
        example: what is told instead of the expression.
    """
    if re.fullmatch(form, found):
        return []
    return [Reason(field, FORM, (), found=shown(found), needed=example)]


def order_faults(field: str, first: date, last: date | None) -> list[Reason]:
    """What is wrong with a period: it ends before it begins."""
    if last is None or last >= first:
        return []
    return [Reason(field, OUT_OF_ORDER, (), found=last, needed=first)]


def future_faults(field: str, found: date, today: date) -> list[Reason]:
    """What is wrong with a day on which something is said to have happened: it is yet to come."""
    return [Reason(field, NOT_YET, (), found=found, needed=today)] if found > today else []


def number_faults(field: str, found: object, least: int, most: int) -> list[Reason]:
    """What is wrong with a whole number."""
    if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
        return []
    params = {"least": least, "most": most}
    return [Reason(field, OUT_OF_BOUNDS, (), found=shown(str(found)), params=params)]


def empty_faults(field: str, found: object) -> list[Reason]:
    """What is wrong with a field that has no meaning here: it was filled."""
    filled = found not in (None, "")
    return [Reason(field, NOT_EMPTY, (), found=shown(str(found)))] if filled else []


def shown(text: str) -> str:
    """Anything typed, cleaned and short enough to be shown back."""
    cleaned = clean(text)
    return cleaned if len(cleaned) <= MOST_SHOWN else f"{cleaned[:MOST_SHOWN]}…"


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
        self.faults += text_faults(field, typed, longest, needed=not optional)
        return clean(typed)

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
        self.faults += choice_faults(field, str(typed), allowed)
        return str(typed)

    def province(self, field: str, typed: str, *, optional: bool = False) -> str:
        """The key of a province; empty, where it may be, is the whole country."""
        if typed not in PROVINCE_KEYS and not (optional and typed == ""):
            self.fault(field, NO_PROVINCE, found=clean(str(typed)))
        return typed

    def whole(self, field: str, typed: int, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        self.faults += number_faults(field, typed, least, most)
        return typed

    def order(self, field: str, *, first: date, last: date | None) -> None:
        """A period that does not end before it starts."""
        self.faults += order_faults(field, first, last)

    def stop(self) -> None:
        """Refuse, if there was a fault.

        Raises:
            Refused: with every fault.
        """
        refuse(*self.faults)
