"""Reasons of the law as JSON, and back again as sentences in either language.

JSON has no days, fractions or words in two languages, so these are wrapped: ``{"day": ...}``,
``{"fraction": "70/3"}``, ``{"fa": ..., "en": ...}``. A fraction too long to be read is kept rounded
to six decimals as ``{"rounded": ...}``; only a mean over many offices is ever so long.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from parvaneh.kit.languages import Language, render
from parvaneh.kit.names import named
from parvaneh.law.ruling import Reason, parameters
from parvaneh.law.vocabulary import Term
from parvaneh.scoring.results import six_decimals

LONGEST_BITS = 400  # of a fraction that is told exactly; about 120 digits


def reason_as_json(reason: Reason) -> dict[str, Any]:
    """A reason with its message id, its parameters, its articles and its assumptions."""
    given = {name: value for name, value in parameters(reason).items() if value is not None}
    return {
        "key": reason.key,
        "message": reason.message,
        "params": {name: plain(value) for name, value in given.items()},
        "cites": list(reason.cites),
        "assumes": list(reason.assumes),
    }


def told(reason: Mapping[str, Any], language: Language) -> str:
    """The sentence of a reason that was kept as JSON.

    Args:
        reason: as `reason_as_json` makes it.
        language: Persian or English.
    """
    params = {name: revived(value) for name, value in reason["params"].items()}
    return render(reason["message"], {"found": None, "needed": None, **params}, language)


def plain(value: object) -> Any:
    """A parameter of a message in the form that JSON can keep.

    Raises:
        TypeError: it is of a kind that no message has.
    """
    value = named(value)
    if hasattr(value, "fa") and hasattr(value, "en"):
        return {"fa": value.fa, "en": value.en}
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Fraction):
        return _plain_fraction(value)
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Sequence | AbstractSet):
        kept = [plain(part) for part in value]
        return kept if isinstance(value, Sequence) else sorted(kept, key=str)
    raise TypeError(f"cannot be kept as JSON: {value!r}")


def revived(value: Any) -> object:
    """The parameter that `plain` kept, as messages take it."""
    if isinstance(value, list):
        return tuple(revived(part) for part in value)
    if not isinstance(value, Mapping):
        return value
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "fraction" in value:
        return Fraction(value["fraction"])
    if "rounded" in value:
        return Decimal(value["rounded"])
    return Term(value["fa"], value["en"])


def _plain_fraction(value: Fraction) -> Any:
    if value.denominator == 1:
        return int(value)
    if value.numerator.bit_length() + value.denominator.bit_length() <= LONGEST_BITS:
        return {"fraction": str(value)}
    return {"rounded": six_decimals(value)}
