"""Numbers by which Iran knows persons and their telephones: read, checked, in one form.

Digits may be ASCII, Persian or Arabic; zeros that a spreadsheet stripped from the left come back.
Sources: the Civil Registration Organisation's check digit of the national id, and that of the
11-digit national id of legal entities; ITU-T E.164 for telephones (+98, trunk prefix 0).
"""

import re

from parvaneh.kit.text import ascii_digits, clean

NATIONAL_ID_LENGTH = 10
LEGAL_ID_LENGTH = 11
# Spreadsheets strip at most so many zeros from a national id before it is no national id at all.
SHORTEST_NATIONAL_ID = 8
CHECK_BASE = 11
LEGAL_WEIGHTS = (29, 27, 23, 19, 17, 29, 27, 23, 19, 17)
LEGAL_SHIFT = 2
POSTAL_CODE_LENGTH = 10
_BETWEEN = re.compile(r"[\s()\-\u200c]+")
_ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")
_MOBILE = re.compile(r"\+989[0-9]{9}")
_FIXED = re.compile(r"\+98[1-8][0-9]{9}")


class NotAnId(ValueError):
    """The text is no such number; the message does not repeat it, for it may be personal."""


def national_id(text: str) -> str:
    """The national id of a natural person, 10 ASCII digits.

    Raises:
        NotAnId: wrong length, all digits equal, or the check digit does not fit.
    """
    digits = _digits(text)
    if not SHORTEST_NATIONAL_ID <= len(digits) <= NATIONAL_ID_LENGTH:
        raise NotAnId("a national id has 10 digits")
    padded = digits.rjust(NATIONAL_ID_LENGTH, "0")
    if len(set(padded)) == 1:
        raise NotAnId("all digits are equal")
    weighted = zip(padded[:-1], range(NATIONAL_ID_LENGTH, 1, -1), strict=True)
    rest = sum(int(digit) * weight for digit, weight in weighted) % CHECK_BASE
    if int(padded[-1]) != (rest if rest < LEGAL_SHIFT else CHECK_BASE - rest):
        raise NotAnId("the check digit does not fit")
    return padded


def legal_id(text: str) -> str:
    """The national id of a legal entity, 11 ASCII digits.

    Raises:
        NotAnId: wrong length, all digits equal, or the check digit does not fit.
    """
    digits = _digits(text)
    if len(digits) != LEGAL_ID_LENGTH:
        raise NotAnId("the national id of a legal entity has 11 digits")
    if len(set(digits)) == 1:
        raise NotAnId("all digits are equal")
    shift = int(digits[-2]) + LEGAL_SHIFT
    weighted = zip(digits[:-1], LEGAL_WEIGHTS, strict=True)
    rest = sum((int(digit) + shift) * weight for digit, weight in weighted) % CHECK_BASE
    if int(digits[-1]) != rest % NATIONAL_ID_LENGTH:
        raise NotAnId("the check digit does not fit")
    return digits


def postal_code(text: str) -> str:
    """A postal code, 10 ASCII digits that do not begin with zero.

    Raises:
        NotAnId: it is none.
    """
    digits = _digits(text)
    if len(digits) != POSTAL_CODE_LENGTH or digits.startswith("0"):
        raise NotAnId("a postal code has 10 digits")
    return digits


def telephone(text: str) -> str:
    """A telephone number in E.164; a number written with 0, 0098 or 98 before it is Iranian.

    Raises:
        NotAnId: it is none.
    """
    plain = _BETWEEN.sub("", ascii_digits(clean(text)))
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    elif plain.startswith("0"):
        plain = f"+98{plain[1:]}"
    elif plain.startswith("98"):
        plain = f"+{plain}"
    iranian = plain.startswith("+98")
    fits = (
        (_MOBILE.fullmatch(plain) or _FIXED.fullmatch(plain))
        if iranian
        else _ABROAD.fullmatch(plain)
    )
    if not fits:
        raise NotAnId("not a telephone number")
    return plain


def mobile(text: str) -> str:
    """An Iranian mobile number in E.164: ``+989…``.

    Raises:
        NotAnId: it is none.
    """
    plain = _BETWEEN.sub("", ascii_digits(clean(text)))
    # A spreadsheet strips the zero from the left here too.
    found = telephone(f"0{plain}" if len(plain) == NATIONAL_ID_LENGTH else plain)
    if not _MOBILE.fullmatch(found):
        raise NotAnId("a mobile number is 09 and 9 digits more")
    return found


def _digits(text: str) -> str:
    plain = _BETWEEN.sub("", ascii_digits(clean(text)))
    if not (plain.isascii() and plain.isdigit()):
        raise NotAnId("digits only")
    return plain
