"""How a page or a workbook speaks: everything shown passes through here, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache

from markupsafe import Markup

from parvaneh.kit.charts import grade_class, tile_mark
from parvaneh.kit.languages import gettext, msg, render, show
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import (
    Language,
    clean,
    decimal_text,
    isolate_html,
    latin_number,
    persian_digits,
    persian_number,
)
from parvaneh.law.citation import english_label, persian_label
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.law.values import DatedValue, Values, shipped_values

NOTHING = "—"
HUNDRED = 100
MINUS, PLUS = "\u2212", "+"

STATUSES: Mapping[str, str] = {
    "active": msg("active"),
    "suspended": msg("suspended"),
    "revoked": msg("revoked"),
    "ungraded": msg("not graded"),
    "initial": msg("initial grade"),
}
SHEETS: Mapping[str, str] = {
    "offices": msg("offices"),
    "assessments": msg("assessments"),
    "survey": msg("client survey"),
    "services": msg("services"),
    "monitoring": msg("monitoring"),
    "staff": msg("staff"),
    "training": msg("training"),
    "records": msg("records"),
    "applicability": msg("applicability"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade as it is shown: its tiles, its word, and the class of its colour."""

    tiles: str
    word: str
    look: str


@cache
def shipped_value(key: str) -> DatedValue | None:
    """The newest shipped value of a key, for its name and its articles; None for no key of ours."""
    history = _shipped().histories.get(key)
    return history[-1] if history else None


@cache
def _shipped() -> Values:
    return shipped_values()


class Voice:
    """One language with the bands of one ranking: words, numbers, days, names."""

    def __init__(self, language: Language, bands: Sequence[Band] = ()) -> None:
        """Choose.

        Args:
            language: Persian or English.
            bands: the grades, the highest first.
        """
        self.language = language
        self.is_persian = language is Language.FA
        self.direction = "rtl" if self.is_persian else "ltr"
        self._bands = {band.key: (place, band) for place, band in enumerate(bands, 1)}

    def say(self, message: str, **params: object) -> str:
        """A message of the catalogue with its parameters in place."""
        return render(message, params, self.language)

    def word(self, message: str) -> str:
        """A message of the catalogue without places."""
        return gettext(message, self.language)

    def show(self, value: object) -> str:
        """Anything that a reader may be shown; see `parvaneh.kit.languages.show`."""
        return show(value, self.language)

    def text(self, words: str) -> str:
        """Words out of the evidence in a line of ours: cleaned, isolated if they are foreign."""
        return show(clean(words), self.language)

    def number(self, value: Fraction | int | None, places: int = 0) -> str:
        """An exact number with so many decimals; a dash for None."""
        if value is None:
            return NOTHING
        printed = persian_number if self.is_persian else latin_number
        return printed(value, places)

    def digits(self, text: str) -> str:
        """Text with its digits in those of the language."""
        return persian_digits(text) if self.is_persian else text

    def code(self, text: str) -> Markup:
        """A code, kept in its own order, its digits those of the language."""
        return isolate_html(self.digits(clean(text)))

    def latin(self, text: str) -> Markup:
        """A hash, a version, a file name: as it is, kept in its own order."""
        return isolate_html(clean(text))

    def name(self, text: str) -> Markup:
        """A name out of the evidence, in whatever direction it runs; names are Persian."""
        return Markup('<bdi dir="auto" lang="fa">{}</bdi>').format(self.digits(clean(text)))

    def signed(self, value: Fraction | int | None, places: int = 0) -> Markup:
        """A change with its sign, kept in order; a dash for None."""
        if value is None:
            return isolate_html(NOTHING)
        rounded = Fraction(decimal_text(Fraction(value), places))
        sign = PLUS if rounded > 0 else MINUS if rounded < 0 else ""
        return isolate_html(sign + self.number(abs(rounded), places))

    def percent(self, part: int, whole: int, places: int = 0) -> str:
        """A share of a whole in percent, without the sign; a dash of nothing."""
        return self.number(Fraction(HUNDRED * part, whole), places) if whole else NOTHING

    def share(self, part: int, whole: int) -> Decimal:
        """A share in percent rounded to a tenth, for use in a message."""
        return Decimal(decimal_text(Fraction(HUNDRED * part, whole or 1), 1)).normalize()

    def day(self, on: date) -> str:
        """A day in words, Jalali."""
        return show(on, self.language)

    def moment(self, at: datetime) -> str:
        """A day and time of day, in Tehran."""
        return show(at, self.language)

    def citation(self, place: str) -> str:
        """Where a rule stands, spelt out."""
        return persian_label(place) if self.is_persian else english_label(place)

    def citations(self, places: Sequence[str]) -> str:
        """Several citations, one after the other."""
        return ("؛ " if self.is_persian else "; ").join(map(self.citation, places))

    def province(self, key: str) -> str:
        """The name of a province; an unknown key stays as it is."""
        return show(BY_KEY[key], self.language) if key in BY_KEY else clean(key)

    def grade(self, key: str) -> Mark:
        """A grade by its key; a dash for none, the bare word for one that is not ours."""
        if key not in self._bands:
            return Mark("", clean(key) or NOTHING, "none")
        place, band = self._bands[key]
        of = len(self._bands)
        return Mark(tile_mark(place, of), show(band, self.language), grade_class(place, of))

    def grade_word(self, key: str) -> str:
        """The word of a grade."""
        return self.grade(key).word

    def demoted(self, by: int) -> str:
        """That a grade is what a demotion left of it."""
        return render(msg("after a demotion by {by}"), {"by": by}, self.language)

    def indicator(self, code: str) -> str:
        """The name of an indicator."""
        return show(INDICATORS[Indicator(code)], self.language)

    def indicators(self, codes: Sequence[str]) -> str:
        """The names of several indicators, as a list."""
        return show(tuple(INDICATORS[Indicator(code)] for code in codes), self.language)

    def criterion(self, code: str) -> str:
        """The name of a criterion."""
        return show(CRITERIA[code], self.language)

    def method(self, number: int) -> str:
        """The name of a way of measuring."""
        return show(METHODS[Method(number)], self.language)

    def status(self, status: str) -> str:
        """The word for how an office stands in a ranking."""
        return gettext(STATUSES[status], self.language)

    def sheet(self, name: str) -> str:
        """The name of a sheet of the evidence."""
        return gettext(SHEETS[name], self.language)
