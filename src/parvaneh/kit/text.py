"""Persian text: cleaned for keeping, folded for search, ordered as in a Persian dictionary.

Numbers are printed here too, always from exact values and always rounded half up. `decimal_text` is
the official print of a rational number; everything a file, a table or a proof shows comes from it.

Sources: The Unicode Standard 15, chapters 9.2 (Arabic) and 23.2 (layout controls), annex 9
(isolates), annex 15 (normal forms); the number symbols are those of the CLDR locale ``fa``.
"""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from markupsafe import Markup, escape


class Language(StrEnum):
    """The languages in which everything is shown; Persian is the first."""

    FA = "fa"
    EN = "en"


Number = int | Fraction | Decimal | str

ZWNJ = "\u200c"
ZWJ = "\u200d"
FSI = "\u2068"
PDI = "\u2069"

ASCII_DIGITS = "0123456789"
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
DECIMAL_SEPARATOR = "٫"
THOUSANDS_SEPARATOR = "٬"
# The mark before the minus keeps it on the left of the digits inside right-to-left text (CLDR fa).
PERSIAN_MINUS = "\u200e\u2212"

# Arabic keyboards type these where Persian has letters of its own.
PERSIAN_LETTERS = {"ي": "ی", "ك": "ک", "ھ": "ه"}
# For search alone: shapes that readers do not tell apart. Hamza and madda over a letter fall off
# with the other marks; the standalone hamza and what has no decomposition is named here.
SEARCH_LETTERS = {"ى": "ی", "ې": "ی", "ة": "ه", "ہ": "ه", "ە": "ه", "ٱ": "ا", "ء": ""}

# The Persian alphabet in dictionary order; آ is a letter of its own and the first.
ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"

PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
# Printable characters that nevertheless change: Arabic letters, presentation forms, tatweel.
_CHANGING = re.compile("[يكھ\u0640\ufb50-\ufdff\ufe70-\ufefc]")
_SPACE_CONTROLS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Format characters that are visible signs and therefore stay: Arabic number signs, end of ayah.
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2\u0890\u0891")
_KEPT = _VISIBLE_FORMATS | {ZWNJ, ZWJ}
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
TATWEEL = "\u0640"

_TO_PERSIAN_LETTERS = str.maketrans(PERSIAN_LETTERS)
_TO_SEARCH_LETTERS = str.maketrans(PERSIAN_LETTERS | SEARCH_LETTERS)
_TO_PERSIAN_DIGITS = str.maketrans(ASCII_DIGITS + ARABIC_DIGITS, PERSIAN_DIGITS * 2)
_TO_ASCII_DIGITS = str.maketrans(PERSIAN_DIGITS + ARABIC_DIGITS, ASCII_DIGITS * 2)
# Letters are moved to a run of code points in their own order, above every other Arabic letter.
FIRST_PLACE = 0xE000
TO_PLACES = str.maketrans({letter: chr(FIRST_PLACE + at) for at, letter in enumerate(ALPHABET)})
ALEF_MADDA_PARTS = "ا\u0653"


def clean(text: str) -> str:
    """Return text in the one form in which it is kept. Doing it twice changes nothing more.

    NFC; Arabic ي ك ھ become Persian ی ک ه; presentation forms become letters; tatweel, bidi
    controls and every other control are removed, line breaks and tabs become one space; ZWNJ and
    ZWJ stay; spaces at the ends go.

    Args:
        text: anything typed or read from a file.

    Returns:
        The cleaned text, possibly empty.
    """
    if _is_clean(text):
        return text.strip()
    unfolded = PRESENTATION_FORMS.sub(_letters_of_form, text)
    spaced = _SPACE_CONTROLS.sub(" ", unfolded)
    visible = "".join(character for character in spaced if not is_dropped(character))
    composed = unicodedata.normalize("NFC", visible)
    return composed.translate(_TO_PERSIAN_LETTERS).strip()


def search_key(text: str) -> str:
    """Return the folded key under which text is found.

    Two spellings that a Persian reader takes for the same word have the same key: without ZWNJ,
    diacritics and hamza forms, with ASCII digits, in lower case, with single spaces.

    Args:
        text: anything; it need not be cleaned.

    Returns:
        The key; never shown to anybody.
    """
    bare = _without_marks(_without_marks(clean(text)).casefold())
    joined = bare.replace(ZWNJ, "").replace(ZWJ, "")
    return " ".join(ascii_digits(joined.translate(_TO_SEARCH_LETTERS)).split())


def sort_key(text: str) -> str:
    """Return a key whose code-point order is Persian dictionary order.

    آ is first, پ after ب, چ after ج, ژ after ز, گ after ک, و before ه. Letters with hamza stand
    with their bare letter, digits of the three sets are equal, ZWNJ and diacritics do not count;
    words equal so far are ordered by their cleaned form, so that the order is total.

    Args:
        text: anything; it need not be cleaned.

    Returns:
        The key; compare it with ``<``, or in the database under the collation "C".
    """
    cleaned = clean(text)
    # Folding would make a bare ا of آ: it takes its place in the order before that.
    marked = unicodedata.normalize("NFD", cleaned).replace(ALEF_MADDA_PARTS, chr(FIRST_PLACE))
    return f"{search_key(marked).translate(TO_PLACES)}\x1f{cleaned}"


def ascii_digits(text: str) -> str:
    """Return text with Persian and Arabic digits written in ASCII; nothing else changes."""
    return text.translate(_TO_ASCII_DIGITS)


def persian_digits(text: str) -> str:
    """Return text with ASCII and Arabic digits written in Persian; nothing else changes."""
    return text.translate(_TO_PERSIAN_DIGITS)


def code_digits(text: str, language: Language) -> str:
    """Return a code with the digits in which it is read.

    A code of figures alone takes the language's digits; one with Latin letters (``r-7ad3x30y``)
    keeps its own, for it is copied and typed as a whole.
    """
    is_latin = any(sign.isascii() and sign.isalpha() for sign in text)
    return persian_digits(text) if language is Language.FA and not is_latin else text


def decimal_text(value: Fraction | int, places: int) -> str:
    """Print an exact number in ASCII digits, rounded half up (away from zero), without a float.

    This is the official print: ``decimal_text(Fraction(2, 3), 6) == "0.666667"``.

    Args:
        value: the exact number.
        places: how many decimals are printed, 0 or more.

    Returns:
        A decimal number with exactly so many decimals; zero never carries a minus.

    Raises:
        ValueError: `places` is negative.
    """
    if places < 0:
        message = f"decimals cannot be negative: {places}"
        raise ValueError(message)
    numerator, denominator = value.as_integer_ratio()
    scaled = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if numerator < 0 and scaled else ""
    whole = digits[: len(digits) - places]
    return f"{sign}{whole}.{digits[len(digits) - places :]}" if places else f"{sign}{whole}"


def persian_number(value: Number, places: int = 0, *, grouped: bool = True) -> str:
    """Print an exact number as a Persian reader writes it: ``۱٬۲۳۴٫۵۰``.

    Args:
        value: an exact number, or its decimal text in any of the three digit sets.
        places: how many decimals are printed; rounded half up.
        grouped: whether thousands are set apart.

    Returns:
        Persian digits with ``٫`` before the decimals and ``٬`` between thousands.

    Raises:
        TypeError: a float, which is not exact.
        ValueError: the text is not a number.
    """
    sign, whole, decimals = _printed(value, places)
    shown = f"{int(whole):,}".replace(",", THOUSANDS_SEPARATOR) if grouped else whole
    tail = DECIMAL_SEPARATOR + decimals if decimals else ""
    return (PERSIAN_MINUS if sign else "") + persian_digits(shown + tail)


def latin_number(value: Number, places: int = 0, *, grouped: bool = True) -> str:
    """Print an exact number as an English reader writes it: ``1,234.50``; as `persian_number`."""
    sign, whole, decimals = _printed(value, places)
    shown = f"{int(whole):,}" if grouped else whole
    return sign + shown + (f".{decimals}" if decimals else "")


def isolate(text: str) -> str:
    """Wrap text so that its direction neither takes from nor gives to its surroundings (FSI…PDI).

    Codes such as ``12-34-56`` keep their order after a Persian word. For plain text; in HTML use
    `isolate_html`.
    """
    return f"{FSI}{text}{PDI}"


def isolate_html(text: str, direction: Literal["ltr", "rtl", "auto"] = "ltr") -> Markup:
    """Wrap escaped text in ``<bdi>``; codes, telephone numbers and signed numbers are "ltr"."""
    return Markup('<bdi dir="{}">{}</bdi>').format(direction, escape(text))


def _is_clean(text: str) -> bool:
    """Whether only spaces at its ends can be wrong; quick, for columns of a million cells."""
    if text.isascii():
        return text.isprintable()
    return (
        text.replace(ZWNJ, "").isprintable()
        and _CHANGING.search(text) is None
        and unicodedata.is_normalized("NFC", text)
    )


def _letters_of_form(found: re.Match[str]) -> str:
    # Free-standing marks (U+FE70 …) unfold to a space and the mark; the space was never typed.
    return unicodedata.normalize("NFKC", found[0]).strip()


def is_dropped(character: str) -> bool:
    """Whether a character is never kept: tatweel, and controls that are no visible sign."""
    if character == TATWEEL:
        return True
    return unicodedata.category(character) in _DROPPED_CATEGORIES and character not in _KEPT


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


def _printed(value: Number, places: int) -> tuple[str, str, str]:
    """Sign, whole digits and decimals of a number, all ASCII."""
    if isinstance(value, float):
        message = "a float is not exact: pass a Fraction, an int or decimal text"
        raise TypeError(message)
    exact = Fraction(_plain(value) if isinstance(value, str) else value)
    text = decimal_text(exact, places)
    sign = "-" if text.startswith("-") else ""
    whole, _, decimals = text.removeprefix("-").partition(".")
    return sign, whole, decimals


def _plain(text: str) -> str:
    """Number text of the three digit sets as Python reads it."""
    latin = ascii_digits(clean(text)).replace("\u2212", "-")
    return latin.replace(DECIMAL_SEPARATOR, ".").replace(THOUSANDS_SEPARATOR, "")
