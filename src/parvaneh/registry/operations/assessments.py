"""Many assessments at once, of one import: checked by the rules of a single one, stored by COPY.

The import tells the log; here no event is written.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.copying import columns_sent
from parvaneh.frame.refused import conflict_if_refused, inserted, refuse
from parvaneh.kit.clock import day_of
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer, act
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.models import Assessment, Batch
from parvaneh.registry.permitted import NOT_PERMITTED
from parvaneh.registry.reach import reach_of


@dataclass(frozen=True, slots=True)
class Place:
    """The office that an assessment is of: its key, its code, its province."""

    pk: int
    code: str
    province: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """Assessments of an import, column by column.

    `number` is that of each row, `corrects` what it replaces.
    """

    number: Sequence[int]
    office: Sequence[Place]
    criterion: Sequence[str]
    method: Sequence[int]
    assessed_on: Sequence[date]
    score: Sequence[int]
    reference: Sequence[str]
    corrects: Sequence[int | None]

    def __len__(self) -> int:
        """How many."""
        return len(self.number)


def assessments_write(
    *,
    rows: Assessed,
    source: str,
    replaces: Batch | None = None,
    because: str = "",
    by: Doer,
    at: datetime,
) -> Batch:
    """Store assessments that were found right, in one batch of one source.

    Args and errors are those of `assessments_sent`.
    """
    with assessments_sent(
        rows=rows, source=source, replaces=replaces, because=because, by=by, at=at
    ) as batch:
        return batch


@contextmanager
def assessments_sent(
    *,
    rows: Assessed,
    source: str,
    replaces: Batch | None = None,
    because: str = "",
    by: Doer,
    at: datetime,
) -> Iterator[Batch]:
    """Store a batch, and go on while the database does it; until the block ends nobody asks it.

    Args:
        rows: each passed `assessed_faults` and `measured_faults`; numbers differ.
        source: where they come from, ``kind:key``.
        replaces: the batch that this one takes the place of, whole.
        because: why rows correct others, or the batch replaces one.
        by: who acts; needs `EVIDENCE_MANAGE` for every office.
        at: the moment.

    Raises:
        Refused: an office lies beyond reach.
        Conflict: somebody else corrected or replaced the same meanwhile.
    """
    refuse(*_beyond(rows, by, at))
    days = rows.assessed_on or [day_of(at)]
    with act(by=by, at=at), conflict_if_refused("an assessment was corrected meanwhile"):
        batch = inserted(
            Batch(
                code=fresh_code("b"), first=min(days), last=max(days), source=source,
                sheets=["assessments"], rows=len(rows), replaces=replaces,
                because=because if replaces else "", entered_by=by.key, entered_at=at,
            )
        )  # fmt: skip
        if rows:
            same: dict[str, object] = {"batch_id": batch.pk, "withdrawn": False}
            columns = _columns(rows)
            if any(rows.corrects):
                columns["corrects_id"] = rows.corrects
                columns["because"] = [because if one else "" for one in rows.corrects]
            else:
                same["because"] = ""
            with columns_sent(Assessment, columns, same):
                yield batch
        else:
            yield batch


def _columns(rows: Assessed) -> dict[str, Sequence[object]]:
    return {
        "number": rows.number,
        "office_id": [one.pk for one in rows.office],
        "province": [one.province for one in rows.office],
        "criterion": rows.criterion,
        "method": rows.method,
        "assessed_on": rows.assessed_on,
        "score": rows.score,
        "reference": rows.reference,
    }


def _beyond(rows: Assessed, by: Doer, at: datetime) -> list[Reason]:
    if not isinstance(by, Acting):
        return []
    reach = reach_of(by, Permission.EVIDENCE_MANAGE, day_of(at))
    places = {id(one): one for one in rows.office}.values()
    if all(reach.covers(Lies(province=one.province, office=one.code)) for one in places):
        return []
    return [Reason("not_permitted", NOT_PERMITTED, ())]
