"""Exporting a kind: what the reader may see, in the shape that an import takes; one event each."""

from dataclasses import dataclass
from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.imports.kinds.kind import Kind
from parvaneh.imports.sheets import export_csv, export_workbook
from parvaneh.kit.clock import day_of
from parvaneh.kit.languages import Language
from parvaneh.ledger.acts import act, event_write


@dataclass(frozen=True)
class Exported:
    """A file, and how many rows it has."""

    content: bytes
    rows: int


def kind_export(*, kind: Kind, form: str, language: Language, by: Acting, at: datetime) -> Exported:
    """Write what somebody may see of a kind into a file that an import takes unchanged.

    Args:
        kind: what.
        form: ``xlsx`` or ``csv``.
        language: of headings and words in a workbook.
        by: who takes it away; beyond their reach nothing is in it.
        at: when.
    """
    rows = kind.exported(by, day_of(at))
    made = export_csv(kind, rows) if form == "csv" else export_workbook(kind, rows, language)
    with act(by=by, at=at):
        event_write(
            kind="sheet.exported",
            subject=f"sheet:{kind.key}",
            facts={"format": form, "rows": made[1]},
        )
    return Exported(*made)
