"""What is asked of whole rows: of what stands in one cell because of what stands in another.

The law itself decides wherever it has a rule; its values on the period's last day apply.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Fault, cell_text
from parvaneh.law.citation import Citation
from parvaneh.law.directive_1404.art04_convictions import Conviction, Kind, degree_known
from parvaneh.law.directive_1404.art04_criteria import indicator_of
from parvaneh.law.directive_1404.art04_demotion import (
    DEGREES,
    LEAST,
    MOST,
    demotion_recorded,
)
from parvaneh.law.directive_1404.art08_methods import Method, evidence_map, method_allowed
from parvaneh.law.ruling import blocking
from parvaneh.law.values import Values, sequence, value_at, whole
from parvaneh.scoring.cells import Meaning, Wrong
from parvaneh.scoring.evidence import RecordKind
from parvaneh.scoring.faults import Faults, shown
from parvaneh.scoring.schema import SHEETS, field_of
from parvaneh.scoring.tables import Table

SURVEY_ALONE = msg("the survey alone (1) for client satisfaction")
MAPPED = msg("one of the ways that may feed {criterion}: {methods}")
DEGREE = msg("a degree from 1 to {most} for this kind of conviction")
INTENTIONAL = msg("yes or no: whether the crime was intentional")
DEMOTION_NEEDED = msg("a demotion of {least} to {most} for a crime of degrees {degrees}")
DEMOTION_ELSEWHERE = msg("no demotion (empty or 0): this conviction lowers no grade")
ORDERED = msg("a day that is not before the first day in post")
REASON = msg("a reason: the criterion does not apply to this office")
CONTRADICTION = msg(
    "one answer for each office and criterion: row {row} says the opposite of this one"
)
DUPLICATE = msg("every office only once: it stands in row {row} already")


@dataclass(frozen=True, eq=False)
class Typed:
    """A sheet whose cells have been read: the table, and the meaning of each cell by column."""

    table: Table
    values: Mapping[str, Sequence[Meaning]]


@dataclass(frozen=True)
class Law:
    """The dated values, and the day on which they are asked for: the period's last."""

    values: Values
    on: date


def check_rows(typed: Typed, law: Law, faults: Faults) -> None:
    """Look at a sheet's rows as wholes.

    Args:
        typed: the sheet; cells that are wrong by themselves are passed over.
        law: the values that apply.
        faults: takes every fault found.
    """
    check = _CHECKS.get(typed.table.schema.key)
    if check is not None:
        faults.add_all(check(typed, law))


def _offices(typed: Typed, _: Law) -> Iterable[Fault]:
    first: dict[Meaning, int] = {}
    for at, code in enumerate(typed.values["office_code"]):
        if isinstance(code, Wrong):
            continue
        if code in first:
            row = typed.table.numbers[first[code]]
            yield _fault(typed, at, "office_code", Wrong(DUPLICATE, {"row": row}))
        else:
            first[code] = at


def _assessments(typed: Typed, law: Law) -> Iterable[Fault]:
    verdicts: dict[tuple[Meaning, Meaning], tuple[str, Wrong] | None] = {}
    criteria, methods = typed.values["criterion"], typed.values["method"]
    for at, pair in enumerate(zip(criteria, methods, strict=True)):
        if isinstance(pair[0], Wrong) or isinstance(pair[1], Wrong):
            continue
        if pair not in verdicts:
            verdicts[pair] = _method_verdict(str(pair[0]), pair[1], law)
        verdict = verdicts[pair]
        if verdict is not None:
            yield _fault(typed, at, *verdict)


def _method_verdict(criterion: str, method: Meaning, law: Law) -> tuple[str, Wrong] | None:
    """The column at fault and what is allowed there, or None."""
    way = Method(_number(method))
    ruling = method_allowed(criterion=criterion, method=way, values=law.values, on=law.on)
    for reason in blocking(ruling):
        if reason.key == "survey_only":
            return "method", Wrong(SURVEY_ALONE, cites=reason.cites)
        ways = _ways(criterion, law)
        params = {"criterion": criterion, "methods": tuple(int(one) for one in ways)}
        return "method", Wrong(MAPPED, params, reason.cites)
    return None


def _ways(criterion: str, law: Law) -> tuple[Method, ...]:
    lines = evidence_map(values=law.values, on=law.on).value or {}
    return lines.get(criterion) or lines.get(indicator_of(criterion=criterion), ())


def _staff(typed: Typed, _: Law) -> Iterable[Fault]:
    for at, (start, until) in enumerate(
        zip(typed.values["from"], typed.values["until"], strict=True)
    ):
        if isinstance(start, date) and isinstance(until, date) and until < start:
            yield _fault(typed, at, "until", Wrong(ORDERED, cites=_cites("staff", "until")))


def _records(typed: Typed, law: Law) -> Iterable[Fault]:
    names = ("kind", "degree", "intentional", "demotion")
    known: dict[tuple[Meaning, ...], list[tuple[str, Wrong]]] = {}
    columns = [typed.values[name] for name in names]
    for at, cells in enumerate(zip(*columns, strict=True)):
        if cells not in known:
            known[cells] = list(_record_faults(cells, law))
        for column, wrong in known[cells]:
            yield _fault(typed, at, column, wrong)


def _record_faults(cells: tuple[Meaning, ...], law: Law) -> Iterable[tuple[str, Wrong]]:
    kind, degree, intentional, demotion = cells
    if isinstance(kind, Wrong):
        return
    if kind == RecordKind.CRIMINAL and intentional is None:
        yield "intentional", Wrong(INTENTIONAL, cites=_cites("records", "intentional"))
    if isinstance(degree, Wrong):
        return
    ruling = degree_known(
        kind=Kind(str(kind)), degree=_number(degree), values=law.values, on=law.on
    )
    if not ruling.granted:
        (reason,) = blocking(ruling)
        yield "degree", Wrong(DEGREE, {"most": reason.needed}, reason.cites)
    elif not isinstance(demotion, Wrong):
        yield from _demotion_faults(Kind(str(kind)), _number(degree), demotion, law)


def _demotion_faults(
    kind: Kind, degree: int, demotion: Meaning, law: Law
) -> Iterable[tuple[str, Wrong]]:
    grades = None if demotion is None else _number(demotion)
    conviction = Conviction(kind, degree, demotion=grades)
    ruling = demotion_recorded(conviction=conviction, values=law.values, on=law.on)
    for reason in blocking(ruling):
        if reason.key == "demotion_elsewhere":
            yield "demotion", Wrong(DEMOTION_ELSEWHERE, cites=reason.cites)
            continue
        params = {
            "least": whole(value_at(law.values, LEAST, law.on)),
            "most": whole(value_at(law.values, MOST, law.on)),
            "degrees": sequence(value_at(law.values, DEGREES, law.on)),
        }
        yield "demotion", Wrong(DEMOTION_NEEDED, params, reason.cites)


def _applicability(typed: Typed, _: Law) -> Iterable[Fault]:
    first: dict[tuple[Meaning, Meaning], tuple[Meaning, int]] = {}
    names = ("office_code", "criterion", "applicable", "reason")
    for at, (office, criterion, applicable, reason) in enumerate(
        zip(*(typed.values[name] for name in names), strict=True)
    ):
        if applicable is False and not reason:
            yield _fault(typed, at, "reason", Wrong(REASON, cites=_cites("applicability", "")))
        if any(isinstance(cell, Wrong) for cell in (office, criterion, applicable)):
            continue
        said, row = first.setdefault((office, criterion), (applicable, typed.table.numbers[at]))
        if said is not applicable:
            cites = _cites("applicability", "")
            yield _fault(typed, at, "applicable", Wrong(CONTRADICTION, {"row": row}, cites))


def _fault(typed: Typed, at: int, column: str, wrong: Wrong) -> Fault:
    return fault_at(typed.table, at, column, wrong)


def fault_at(table: Table, at: int, column: str, wrong: Wrong) -> Fault:
    """The fault of one cell of a table: what it holds, and what it should."""
    cell = table.columns[column][at]
    number = table.numbers[at]
    found = shown(cell_text(cell))
    return Fault(table.file, number, column, found, wrong.allowed, wrong.params, wrong.cites)


def _cites(sheet: str, column: str) -> tuple[Citation, ...]:
    return field_of(sheet, column).cites if column else SHEETS[sheet].cites


def _number(meaning: Meaning) -> int:
    if isinstance(meaning, int):
        return meaning
    raise TypeError(f"not a whole number: {meaning!r}")


_CHECKS: Mapping[str, Callable[[Typed, Law], Iterable[Fault]]] = {
    "offices": _offices,
    "assessments": _assessments,
    "staff": _staff,
    "records": _records,
    "applicability": _applicability,
}
