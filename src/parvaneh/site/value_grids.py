"""Values of the law that are tables, as fields of a form: one for each figure, none in JSON.

A grid knows the fields of one key, what they begin with, and the content that they come to. The
pages that propose a value and those that try one out (a what-if) ask for the same grids.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parvaneh.frame.form_fields import Asked, ChoicesField, NumberField, TextField
from parvaneh.frame.form_fields.asked import found_shown, written, wrong
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean, code_digits
from parvaneh.law.directive_1404 import art03_weighting, art04_criteria, art04_record, art07_grades
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import EVIDENCE_MAP, METHODS
from parvaneh.registry.value_forms import plain

MOST_BANDS = 8
SPARE = 1  # empty rows below the grades that there are
EXACT = re.compile(r"\d{1,9}(\.\d{1,9})?|\d{1,9}/\d{1,9}")
KEY = re.compile(r"[a-z][a-z_]{0,19}")
NOT_EXACT = msg("You wrote «{found}». Write a number such as 2, 2.5 or 5/3.")
NOT_A_KEY = msg("You wrote «{found}». A key has small Latin letters only, such as very_good.")
HALF_A_ROW = msg("Fill in the whole row of this grade, or leave all of it empty.")
DEDUCTION = msg("{kind}, degrees {degrees} ({article})")
KINDS: Mapping[str, str] = {
    "criminal": msg("Criminal conviction"),
    "disciplinary": msg("Disciplinary conviction"),
}


class ExactField(Asked):
    """A number from 0 up, kept exactly: whole, with a point, or as a fraction."""

    control = "number"
    places = 3
    widget = forms.TextInput

    def to_python(self, value: object) -> int | str | None:
        """Return the number as a value of the law keeps it.

        Raises:
            ValidationError: it is none.
        """
        text = ascii_digits(clean(written(value)[:60])).replace("٫", ".").replace(" ", "")
        if not text:
            return None
        if not EXACT.fullmatch(text) or text.endswith("/0"):
            raise wrong(NOT_EXACT, found=found_shown(value))
        return int(text) if text.isdigit() else text

    def prepare_value(self, value: Any) -> Any:
        """A number in the reader's digits; what was typed as it was typed."""
        return code_digits(str(value), language_now()) if isinstance(value, int) else value


class KeyField(TextField):
    """The key of a grade, by which values and results name it."""

    control = "latin"

    def to_python(self, value: object) -> str:
        """Return the key.

        Raises:
            ValidationError: it holds what no key holds.
        """
        text = super().to_python(value)
        if text and not KEY.fullmatch(text):
            raise wrong(NOT_A_KEY, found=found_shown(text))
        return text


@dataclass(frozen=True)
class Line:
    """One row of a grid: what it is called, and its fields."""

    label: str
    names: tuple[str, ...]


class Grid(ABC):
    """The fields of a value that is a table.

    Attributes:
        heads: what stands above the columns, beginning with that of the rows' names.
        lines: the rows.
        fields: all fields by name.
        initial: what they begin with.
    """

    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    def __init__(self, content: Any) -> None:
        """Take the value as it is.

        Args:
            content: of the value that it would follow.
        """
        self.fields: dict[str, forms.Field] = {}
        self.initial: dict[str, object] = {}
        self.lines = tuple(self._lines(plain(content)))

    @abstractmethod
    def _lines(self, content: Any) -> Sequence[Line]:
        """Make the fields; return the rows."""

    @abstractmethod
    def content(self, said: Mapping[str, Any]) -> Any:
        """What the fields come to, as the law keeps it.

        Raises:
            ValidationError: the fields do not fit together; by name of the field.
        """

    def _add(self, name: str, field: forms.Field, initial: object) -> str:
        self.fields[name], self.initial[name] = field, initial
        return name


class _Numbers(Grid):
    """A number for each of some codes."""

    names: Mapping[str, str]

    def _lines(self, content: Any) -> Sequence[Line]:
        return [
            Line(
                name,
                (self._add(_field(code), ExactField(label=name), content.get(code, 0)),),
            )
            for code, name in self._named().items()
        ]

    def _named(self) -> dict[str, str]:
        raise NotImplementedError

    def content(self, said: Mapping[str, Any]) -> Any:
        """The numbers by their codes."""
        return {code: said[_field(code)] for code in self._named()}


class Coefficients(_Numbers):
    """The coefficient of each of the ten indicators (art. 3)."""

    @property
    def heads(self) -> tuple[str, ...]:  # type: ignore[override]  # in the reader's language
        """What stands above the columns."""
        return say(msg("Indicator")), say(msg("Coefficient"))

    def _named(self) -> dict[str, str]:
        return {one.value: shown(INDICATORS[one]) for one in Indicator}


class Weights(_Numbers):
    """The weight of each of the 35 criteria within its indicator (art. 4)."""

    @property
    def heads(self) -> tuple[str, ...]:  # type: ignore[override]  # in the reader's language
        """What stands above the columns."""
        return say(msg("Criterion")), say(msg("Weight within its indicator"))

    def _named(self) -> dict[str, str]:
        return {
            code: f"{shown(INDICATORS[Indicator(code.partition('.')[0])])}: {shown(one)}"
            for code, one in CRITERIA.items()
        }


class Bands(Grid):
    """The lower bound of each grade (art. 7)."""

    @property
    def heads(self) -> tuple[str, ...]:  # type: ignore[override]  # in the reader's language
        """What stands above the columns."""
        told = (
            msg("Grade"),
            msg("Its key"),
            msg("Name in Persian"),
            msg("Name in English"),
            msg("From total"),
            msg("The bound itself belongs to it"),
        )
        return tuple(say(one) for one in told)

    def _lines(self, content: Any) -> Sequence[Line]:
        rows = [*content, *({} for _ in range(SPARE))][:MOST_BANDS]
        return [self._line(number, row) for number, row in enumerate(rows, 1)]

    def _line(self, number: int, row: Mapping[str, Any]) -> Line:
        label = say(msg("Grade {number} from above"), number=number)
        kinds: tuple[tuple[str, forms.Field], ...] = (
            ("key", KeyField(label=say(msg("Its key")), max_length=20, required=False)),
            ("fa", TextField(label=say(msg("Name in Persian")), max_length=40, required=False)),
            ("en", TextField(label=say(msg("Name in English")), max_length=40, required=False)),
            ("lower", ExactField(label=say(msg("From total")), required=False)),
            (
                "inclusive",
                forms.BooleanField(
                    label=say(msg("The bound itself belongs to it")), required=False
                ),
            ),
        )
        names = tuple(
            self._add(f"band_{number}_{name}", field, row.get(name, "")) for name, field in kinds
        )
        return Line(label, names)

    def content(self, said: Mapping[str, Any]) -> Any:
        """The rows that were filled in, in their order."""
        found, faults = [], {}
        for line in self.lines:
            row = {name.rpartition("_")[2]: said.get(name) for name in line.names}
            needed = [row[name] for name in ("key", "fa", "en", "lower")]
            filled = [one not in (None, "") for one in needed]
            if all(filled):
                found.append(row)
            elif any(filled):
                faults[line.names[0]] = ValidationError(say(HALF_A_ROW))
        if faults:
            raise ValidationError(faults)
        return found


class Deductions(Grid):
    """What each conviction costs (art. 4(7)); which convictions there are stays as it is."""

    @property
    def heads(self) -> tuple[str, ...]:  # type: ignore[override]  # in the reader's language
        """What stands above the columns."""
        return say(msg("Conviction")), say(msg("Points that it costs"))

    def _lines(self, content: Any) -> Sequence[Line]:
        self._rows: list[dict[str, Any]] = content
        return [
            Line(label, (self._add(f"cost_{number}", _points(label), row["points"]),))
            for number, row in enumerate(content)
            for label in [_conviction(row)]
        ]

    def content(self, said: Mapping[str, Any]) -> Any:
        """The rows with their points."""
        return [{**row, "points": said[f"cost_{number}"]} for number, row in enumerate(self._rows)]


class EvidenceMap(Grid):
    """Which of the six ways of measuring may feed what (art. 8)."""

    @property
    def heads(self) -> tuple[str, ...]:  # type: ignore[override]  # in the reader's language
        """What stands above the columns."""
        return say(msg("Indicator or criterion")), say(msg("Ways that may measure it"))

    def _lines(self, content: Any) -> Sequence[Line]:
        ways = [(str(one.value), shown(METHODS[one])) for one in METHODS]
        self._codes = list(content)
        return [
            Line(
                label,
                (
                    self._add(
                        _field(code),
                        ChoicesField(label=label, choices=ways),
                        [str(number) for number in numbers],
                    ),
                ),
            )
            for code, numbers in content.items()
            for label in [_subject(code)]
        ]

    def content(self, said: Mapping[str, Any]) -> Any:
        """The numbers of the ways, by code."""
        return {code: sorted(int(one) for one in said[_field(code)]) for code in self._codes}


GRIDS: Mapping[str, type[Grid]] = {
    art03_weighting.COEFFICIENTS: Coefficients,
    art04_criteria.WEIGHTS: Weights,
    art04_record.DEDUCTIONS: Deductions,
    art07_grades.BANDS: Bands,
    EVIDENCE_MAP: EvidenceMap,
}


def coefficient_sum(content: Any) -> Fraction:
    """The sum by which each coefficient is divided (art. 3)."""
    return sum((Fraction(str(one)) for one in plain(content).values()), Fraction(0))


def shares_said(content: Any) -> list[tuple[str, str, Fraction]]:
    """Coefficients as shares of their sum: name, coefficient, percent; none without a sum."""
    numbers = {one: Fraction(str(plain(content).get(one.value, 0))) for one in Indicator}
    whole = coefficient_sum(content)
    if not whole:
        return []
    return [
        (shown(INDICATORS[one]), shown(number), 100 * number / whole)
        for one, number in numbers.items()
    ]


def _field(code: str) -> str:
    return "of_" + code.replace(".", "_")


def _points(label: str) -> NumberField:
    return NumberField(label=label, least=0, most=100)


def _conviction(row: Mapping[str, Any]) -> str:
    kind = say(KINDS[row["kind"]]) if row["kind"] in KINDS else str(row["kind"])
    return say(DEDUCTION, kind=kind, degrees=list(row["degrees"]), article=cites([row["cites"]]))


def _subject(code: str) -> str:
    return shown(CRITERIA[code]) if code in CRITERIA else shown(INDICATORS[Indicator(code)])
