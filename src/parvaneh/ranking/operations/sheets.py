"""Report sheets: what a Provincial Deputy reports of offices, many cells in one act (D1404 8(2)).

A cell is the score of one criterion of one office, or says why the criterion is not asked of it
(A-30). What stands already is corrected where it differs, and stays readable beside the new score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art05_evaluation import is_within
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations.entering import gathering_faults
from parvaneh.ranking.queries.reported import Exempt, Reported, exempt_of, reported_of
from parvaneh.registry.entering import text_faults
from parvaneh.registry.models import Office
from parvaneh.registry.models.evidence import TEXT_LENGTH
from parvaneh.registry.operations import (
    Applies,
    Assessed,
    Place,
    applicability_declare,
    assessments_write,
)
from parvaneh.registry.operations.applicability import applies_faults
from parvaneh.registry.operations.evidence import assessed_faults, measured_faults
from parvaneh.registry.permitted import permitted
from parvaneh.registry.queries.approved_values import values_in_force

CITES = {"sheet_fill": cites("D1404 5", "D1404 8(2)")}
WAY = Method.DEPUTY_REPORT.value

OUTSIDE = msg("{found} lies outside the period of this cycle, {first} to {last}.")
WHY_OTHER = msg("Say why: scores that stand already change ({found} in all).")


@dataclass(frozen=True)
class Cell:
    """What is said of a criterion of an office: a score, or why it is not asked of it.

    `score` is in ten-thousandths of a point, None where `reason` says that it does not apply.
    """

    office: Office
    criterion: str
    score: int | None
    reference: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """The cell as forms and refusals name it."""
        return cell_name(self.office.code, self.criterion)


@dataclass(frozen=True)
class Filled:
    """What a sheet came to: how many cells of each kind."""

    new: int
    corrected: int
    exempt: int
    same: int


def cell_name(office: str, criterion: str) -> str:
    """The name of a cell: code of the office and of the criterion."""
    return f"cell-{office}-{criterion}"


def sheet_fill(
    *,
    cycle: Cycle,
    cells: Sequence[Cell],
    assessed_on: date,
    because: str = "",
    by: Doer,
    at: datetime,
) -> Filled:
    """Enter the cells of a sheet: all of them, or none where one is wrong.

    Args:
        cycle: which gathers evidence.
        cells: those that were filled in; an empty cell leaves what stands.
        assessed_on: the day of which the new scores are; within the period.
        because: why scores that stand already change.
        by: who acts; needs `EVIDENCE_MANAGE` for every office.
        at: the moment.

    Raises:
        Refused: with everything that is wrong, each under the name of its cell.
        Conflict: somebody else corrected the same meanwhile.
    """
    for one in {cell.office.pk: cell.office for cell in cells}.values():
        lies = Lies(province=one.province, office=one.code)
        permitted(by, Permission.EVIDENCE_MANAGE, lies, at)
    offices = [cell.office for cell in cells]
    known, exempt = reported_of(cycle, offices, WAY), exempt_of(cycle, offices)
    sheet = _Sheet(cycle, known, exempt, assessed_on, clean(because))
    for cell in cells:
        sheet.put(cell)
    refuse(
        *gathering_faults(cycle),
        *_day_faults(cycle, assessed_on),
        *_cell_faults(cells, cycle, assessed_on, tehran_day(at)),
        *text_faults("because", because, TEXT_LENGTH, needed=False),
        *_why_faults(sheet.came["corrected"], because),
    )
    with act(by=by, at=at, case=cycle.case.number):
        return _filled(sheet, by, at)


CAME = ("new", "corrected", "exempt", "same")


@dataclass(frozen=True)
class _Sheet:
    """The cells of a sheet by what each comes to, beside what stands already."""

    cycle: Cycle
    known: Reported
    exempt: Exempt
    on: date
    because: str
    came: dict[str, list[Cell]] = field(default_factory=lambda: {key: [] for key in CAME})

    def put(self, cell: Cell) -> None:
        """Sort a cell."""
        key = (cell.office.pk, cell.criterion)
        held = self.known.get(key)
        if cell.score is None:
            came = "same" if self.exempt.get(key) == clean(cell.reason) else "exempt"
        elif held is None:
            came = "new"
        else:
            came = "corrected" if held.score != cell.score else "same"
        self.came[came].append(cell)

    @property
    def scored(self) -> list[Cell]:
        """The cells whose scores are written."""
        return [*self.came["new"], *self.came["corrected"]]

    @property
    def applies(self) -> list[Applies]:
        """What is said anew of which criteria apply."""
        back = [
            one
            for one in [*self.scored, *self.came["same"]]
            if one.score is not None and (one.office.pk, one.criterion) in self.exempt
        ]
        return [
            *(Applies(one.office, one.criterion, False, one.reason) for one in self.came["exempt"]),
            *(Applies(one.office, one.criterion, True) for one in back),
        ]


def _filled(sheet: _Sheet, by: Doer, at: datetime) -> Filled:
    source, done = f"report:{sheet.cycle.code}", _doing(by, at)
    counts = {key: len(cells) for key, cells in sheet.came.items()}
    cells = [one for found in sheet.came.values() for one in found]
    if scored := sheet.scored:
        rows = _assessed(scored, sheet.known, sheet.on)
        assessments_write(rows=rows, source=source, because=sheet.because, **done)
    if said := sheet.applies:
        applicability_declare(rows=said, period=sheet.cycle.period, source=source, **done)
    event_write(
        kind="report.sheet-filled",
        subject=sheet.cycle.key,
        cites=CITES["sheet_fill"],
        facts={
            **counts,
            "criteria": sorted({one.criterion for one in cells}),
            "provinces": sorted({one.office.province for one in cells}),
        },
        private={"because": sheet.because} if sheet.because else {},
    )
    return Filled(**counts)


def _doing(by: Doer, at: datetime) -> dict[str, Any]:
    return {"by": by, "at": at}


def _assessed(cells: Sequence[Cell], known: Reported, on: date) -> Assessed:
    held = [known.get((one.office.pk, one.criterion)) for one in cells]
    return Assessed(
        number=range(1, len(cells) + 1),
        office=[Place(one.office.pk, one.office.code, one.office.province) for one in cells],
        criterion=[one.criterion for one in cells],
        method=[WAY] * len(cells),
        assessed_on=[old.assessed_on if old else on for old in held],
        score=[one.score or 0 for one in cells],
        reference=[
            clean(one.reference) or (old.reference if old else "")
            for one, old in zip(cells, held, strict=True)
        ],
        corrects=[old.pk if old else None for old in held],
    )


def _day_faults(cycle: Cycle, on: date) -> list[Reason]:
    if is_within(cycle.period, on):
        return []
    bounds = {"first": cycle.first, "last": cycle.last}
    return [Reason("assessed_on", OUTSIDE, cites("D1404 5"), found=on, params=bounds)]


def _cell_faults(cells: Iterable[Cell], cycle: Cycle, on: date, today: date) -> list[Reason]:
    values = values_in_force()
    measured = {
        key: measured_faults(key, WAY, on, today, values)
        for key in {cell.criterion for cell in cells}
    }
    found = []
    for cell in cells:
        if cell.score is None:
            row = Applies(cell.office, cell.criterion, False, cell.reason)
            wrong = applies_faults(row, cycle.period)
        else:
            wrong = [*assessed_faults(cell.score, cell.reference), *measured[cell.criterion]]
        found += [_named(one, cell) for one in wrong]
    return list({(one.key, one.message): one for one in found}.values())


def _named(reason: Reason, cell: Cell) -> Reason:
    key = "assessed_on" if reason.key == "assessed_on" else cell.name
    return Reason(
        key, reason.message, reason.cites, reason.blocks, reason.found, reason.needed,
        reason.params, reason.assumes,
    )  # fmt: skip


def _why_faults(corrected: Sequence[Cell], because: str) -> list[Reason]:
    if not corrected or clean(because):
        return []
    return [Reason("because", WHY_OTHER, (), found=len(corrected))]
