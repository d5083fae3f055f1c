"""What is wrong with what somebody typed: reasons by field, so that all are told at once."""

import re
from collections.abc import Iterable
from datetime import date

from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason

NEEDED = msg("This is needed.")
TOO_LONG = msg("At most {needed} characters; there are {found}.")
NOT_KNOWN = msg("{found} is not one of: {needed}.")
FORM = msg("{found} does not have the form that is asked for: {needed}.")
ENDS_BEFORE = msg("It would end on {found}, before it begins on {needed}.")
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
    known = tuple(allowed)
    if found in known:
        return []
    return [Reason(field, NOT_KNOWN, (), found=shown(found), needed=known)]


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
    return [Reason(field, ENDS_BEFORE, (), found=last, needed=first)]


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
