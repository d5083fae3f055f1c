"""The record of generated offices: rulings behind suspensions and ends, and commendations."""

from collections.abc import Iterator
from datetime import date

from parvaneh.config.demo.chance import Chance, code_of
from parvaneh.config.demo.country import Registry
from parvaneh.config.demo.drafts import Draft, Fate
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.config.demo.writing import told
from parvaneh.frame.copying import copy_rows
from parvaneh.law.directive_1404.art04_convictions import Convicted, Kind
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Person, Record
from parvaneh.registry.models.records import COMMENDATION

CONVICTED = 0.05  # of offices with some disciplinary record; twice as many where quality is low
PRAISED = 0.07
CRIMES = 0.003
DEGREES = ((1, 6), (2, 5), (3, 3), (4, 1))


def records_make(made: Registry, plan: Plan) -> None:
    """Write records in their years: sanctions, a few crimes, commendations, corrections."""
    rows = list(_records(made, plan))
    told("records", {"record": copy_rows(Record, rows)}, at=plan.at)


def _records(made: Registry, plan: Plan) -> Iterator[Record]:
    chance = Chance(plan.seed, "records")
    number = 0
    for draft in made.drafts:
        for row in _of_office(draft, made, plan, chance):
            number += 1
            row.code = code_of("r", plan.seed, number)
            row.ruling = row.ruling or f"رأی {plan.year - 1}-{number:05} (نمایشی)"
            yield row


def _of_office(draft: Draft, made: Registry, plan: Plan, chance: Chance) -> Iterator[Record]:
    code = draft.office.code
    manager = made.managers.get(code) or made.former.get(code)
    first = max(draft.founded_on + 60 * DAY, plan.past)
    last = plan.today - 20 * DAY
    if first >= last:
        return
    if draft.fate in {Fate.SENTENCED, Fate.REVOKED}:
        degree = 5 if draft.fate is Fate.SENTENCED else 6
        on = chance.day(max(first, plan.today - 200 * DAY), last)
        yield _conviction(draft, manager, degree, on, plan, revokes=degree == 6)  # noqa: PLR2004
    if chance.happens(CONVICTED * (2 if draft.quality < 0 else 0.6)):
        on = chance.day(first, last)
        yield _conviction(draft, manager, chance.weighed(DEGREES), on, plan)
    if chance.happens(CRIMES):
        on = chance.day(first, last)
        row = _conviction(draft, manager, chance.randint(4, 8), on, plan)
        row.kind, row.intentional, row.cites = Kind.CRIMINAL, chance.happens(0.5), ["D1404 4(7)(b)"]
        yield row
    if chance.happens(PRAISED * (2 if draft.quality > 0 else 0.4)):
        row = _row(draft, manager, plan)
        row.kind, row.ruled_on, row.ruling = COMMENDATION, chance.day(first, last), ""
        yield row


def _conviction(
    draft: Draft,
    manager: Person | None,
    degree: int,
    on: date,
    plan: Plan,
    *,
    revokes: bool = False,
) -> Record:
    row = _row(draft, manager, plan)
    row.kind, row.convicted, row.degree = Kind.DISCIPLINARY, Convicted.MANAGER, degree
    row.ruled_on, row.final_on, row.revokes = on - 12 * DAY, on, revokes
    row.cites = [f"D1392 23({degree})"]
    return row


def _row(draft: Draft, manager: Person | None, plan: Plan) -> Record:
    return Record(
        version=1,
        office=draft.office,
        province=draft.province,
        person=manager,
        source=f"demonstration:{plan.seed}",
        entered_by=SYSTEM.key,
        entered_at=plan.at,
    )
