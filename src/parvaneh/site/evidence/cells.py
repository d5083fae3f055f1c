"""Forms of many cells: a score each, or a dash that says that the criterion is not asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.forms import BoundField

from parvaneh.frame.form_fields import DayField, NumberField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations.sheets import Cell, cell_name
from parvaneh.ranking.queries.reported import Exempt, Reported
from parvaneh.registry.models import Office
from parvaneh.registry.models.evidence import REFERENCE_LENGTH, TEXT_LENGTH
from parvaneh.scoring.evidence import SCALE
from parvaneh.site.evidence.words import score_said

DASHES = frozenset("-–—−ـ")
DASH = "–"
EXEMPT = "exempt"
CELL = msg("{office}, {criterion}")


class CellField(NumberField):
    """A score of 100, or a dash; empty where nothing is said."""

    def __init__(self, **kwargs: Any) -> None:
        """Take what a score may be."""
        super().__init__(least=0, most=100, places=4, required=False, **kwargs)

    def to_python(self, value: object) -> Any:
        """The score in ten-thousandths, `EXEMPT` for a dash, None for nothing."""
        if clean(str(value or "")) in DASHES:
            return EXEMPT
        number = super().to_python(value)
        return None if number is None else int(Fraction(number) * SCALE)

    def prepare_value(self, value: Any) -> Any:
        """What was typed, as it was typed."""
        return value


@dataclass(frozen=True)
class Line:
    """One line of a sheet: its name, its cells, and the fields beside them."""

    name: str
    code: str
    url: str
    cells: tuple[BoundField, ...]
    reference: BoundField
    reason: BoundField


class CellsForm(forms.Form):
    """Cells of offices and criteria, with reference and reason for each line."""

    def __init__(
        self,
        data: Any = None,
        *,
        cycle: Cycle,
        pairs: Iterable[tuple[Office, str]],
        lines: Mapping[tuple[int, str], str],
        on: date,
    ) -> None:
        """Make a field for every cell.

        Args:
            data: what was sent.
            cycle: whose evidence.
            pairs: office and criterion of each cell.
            lines: by cell the key of its line.
            on: today.
        """
        super().__init__(data)
        self.pairs, self.line_of = tuple(pairs), lines
        for office, code in self.pairs:
            label = say(CELL, office=office.title, criterion=shown(CRITERIA[code]))
            self.fields[cell_name(office.code, code)] = CellField(label=label)
        for line in dict.fromkeys(lines.values()):
            self.fields[f"ref-{line}"] = TextField(
                label=say(msg("Number of the report")), max_length=REFERENCE_LENGTH, required=False
            )
            self.fields[f"why-{line}"] = TextField(
                label=say(msg("Why «–» is not asked of it")), max_length=TEXT_LENGTH, required=False
            )
        self.fields["assessed_on"] = DayField(
            label=say(msg("New scores are of the day")), initial=min(on, cycle.last)
        )
        self.fields["because"] = TextField(
            label=say(msg("Why do scores change that stand already?")),
            max_length=TEXT_LENGTH,
            required=False,
            help_text=say(msg("Needed only where you write another score over one that stands.")),
        )

    def begin(self, known: Reported, exempt: Exempt) -> None:
        """Show what stands already."""
        for office, code in self.pairs:
            key, name = (office.pk, code), cell_name(office.code, code)
            line = self.line_of[key]
            if key in exempt:
                self.initial[name] = DASH
                self.initial[f"why-{line}"] = exempt[key]
            elif key in known:
                self.initial[name] = score_said(known[key].score)
                self.initial.setdefault(f"ref-{line}", known[key].reference)

    def cells(self) -> list[Cell]:
        """The cells that were filled in."""
        said, found = self.cleaned_data, []
        for office, code in self.pairs:
            value = said.get(cell_name(office.code, code))
            if value is None:
                continue
            line = self.line_of[office.pk, code]
            is_exempt = value == EXEMPT
            found.append(
                Cell(
                    office,
                    code,
                    None if is_exempt else value,
                    said.get(f"ref-{line}", ""),
                    said.get(f"why-{line}", "") if is_exempt else "",
                )
            )
        return found

    def line(self, name: str, key: str, cells: Sequence[tuple[Office, str]], url: str = "") -> Line:
        """A line as the page shows it."""
        return Line(
            name,
            key,
            url,
            tuple(self[cell_name(office.code, code)] for office, code in cells),
            self[f"ref-{key}"],
            self[f"why-{key}"],
        )
