"""What managers declare of their own offices, and what comes of it beside what others found.

The directive knows no self-declaration; ours is no evidence by itself. Where it differs from what
the Provincial Deputy found, that is resolved with a reason: evidence is corrected, or it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.casework.models import Document
from parvaneh.frame.refused import Conflict, conflict_if_refused, refuse
from parvaneh.kit.clock import day_of
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.ranking.models import Cycle, SelfDeclaration
from parvaneh.ranking.models.cycles import MOST_SCORE, TEXT_LENGTH
from parvaneh.ranking.operations.entering import gathering_faults, may_work
from parvaneh.ranking.operations.sheets import cell_name
from parvaneh.ranking.queries.reported import reported_of
from parvaneh.registry.entering import choice_faults, number_faults, text_faults
from parvaneh.registry.models import Office
from parvaneh.registry.operations import assessment_correct, assessment_write
from parvaneh.registry.permitted import permitted

CITES = {"declared": cites("D1404 5", "D1404 8")}
WAY = Method.DEPUTY_REPORT.value

NOT_OPEN = msg("Managers cannot declare now; the window closed on {found}.")
NO_WINDOW = msg("Managers are not asked to declare in this cycle.")
PAST = msg("{found} is past; name a day from {needed} on.")
CLIENTS_ONLY = msg("Client satisfaction is asked of clients; nobody declares it of themselves.")
RESOLVED = msg("This was resolved before.")


@dataclass(frozen=True)
class Declared:
    """What a manager declares of a criterion; the score is in ten-thousandths of a point."""

    criterion: str
    score: int
    said: str = ""
    document: Document | None = None


def declaring_open(*, cycle: Cycle, until: date, by: Doer, at: datetime) -> Cycle:
    """Let managers declare until the end of a day, or let them longer.

    Raises:
        Refused: the day is past, or no evidence is gathered.
        Conflict: the cycle was changed meanwhile.
    """
    may_work(by, at)
    today = day_of(at)
    late = [Reason("until", PAST, (), found=until, needed=today)] if until < today else []
    refuse(*gathering_faults(cycle), *late)
    with act(by=by, at=at, case=cycle.case.number):
        before = cycle.declared_until
        Cycle.objects.filter(pk=cycle.pk).update(declared_until=until)
        cycle.declared_until = until
        event_write(
            kind="cycle.declaring-opened",
            subject=cycle.key,
            before=before.isoformat() if before else "",
            after=until.isoformat(),
        )
    return cycle


def self_declare(
    *, cycle: Cycle, office: Office, rows: Sequence[Declared], by: Doer, at: datetime
) -> int:
    """Declare scores of the own office; what was declared before is replaced, and stays in history.

    Args:
        cycle: whose window for declarations is open.
        office: the manager's own.
        rows: what is declared.
        by: who acts; the manager.
        at: the moment.

    Returns:
        How many criteria were declared anew or otherwise.

    Raises:
        Refused: with everything that is wrong, each under the name of its cell.
    """
    lies = Lies(province=office.province, office=office.code)
    permitted(by, Permission.CASE_ACT, lies, at)
    refuse(
        *window_faults(cycle, day_of(at)),
        *(fault for row in rows for fault in _declared_faults(office, row)),
    )
    with act(by=by, at=at, case=cycle.case.number):
        told = [row.criterion for row in rows if _declared(cycle, office, row, by, at)]
        if told:
            event_write(
                kind="office.declared-itself",
                subject=f"office:{office.code}",
                cites=CITES["declared"],
                facts={"cycle": cycle.code, "criteria": told},
            )
    return len(told)


def mismatch_resolve(
    *,
    declaration: SelfDeclaration,
    score: int | None,
    because: str,
    assessed_on: date,
    by: Doer,
    at: datetime,
) -> SelfDeclaration:
    """Resolve what a manager declared and what was found: with another score, or as it stands.

    Args:
        declaration: of an office within reach, not resolved before.
        score: what is right, in ten-thousandths of a point; None leaves the evidence as it is.
        because: why; the manager can read it.
        assessed_on: the day of a new score, where nothing was found before.
        by: who acts; needs `EVIDENCE_MANAGE` there.
        at: the moment.

    Raises:
        Refused: no reason; it was resolved before; no evidence is gathered.
        Conflict: somebody else resolved it meanwhile.
    """
    office, cycle = declaration.office, declaration.cycle
    lies = Lies(province=office.province, office=office.code)
    permitted(by, Permission.EVIDENCE_MANAGE, lies, at)
    before = [Reason("declaration", RESOLVED, ())] if declaration.resolved_at else []
    score_faults = [] if score is None else number_faults("score", score, 0, MOST_SCORE)
    refuse(
        *gathering_faults(cycle), *before, *score_faults,
        *text_faults("because", because, TEXT_LENGTH),
    )  # fmt: skip
    with act(by=by, at=at, case=cycle.case.number), conflict_if_refused("resolved meanwhile"):
        if score is not None:
            _kept_right(declaration, _Right(score, assessed_on, because), by, at)
        found = SelfDeclaration.objects.filter(pk=declaration.pk, resolved_at=None).update(
            resolution=clean(because), resolved_by=by.key, resolved_at=at
        )
        if not found:
            raise Conflict("the declaration was resolved meanwhile")
        event_write(
            kind="declaration.resolved",
            subject=f"office:{office.code}",
            before="" if score is None else str(declaration.score),
            after="" if score is None else str(score),
            cites=CITES["declared"],
            facts={"cycle": cycle.code, "criterion": declaration.criterion},
            private={"because": clean(because)},
        )
    declaration.refresh_from_db()
    return declaration


def window_faults(cycle: Cycle, on: date) -> list[Reason]:
    """What is against declaring on a day: the window is not open."""
    if cycle.declared_until is None:
        return [Reason("window", NO_WINDOW, ())]
    if on > cycle.declared_until:
        return [Reason("window", NOT_OPEN, (), found=cycle.declared_until)]
    return gathering_faults(cycle)


def _declared_faults(office: Office, row: Declared) -> list[Reason]:
    name = cell_name(office.code, row.criterion)
    unknown = choice_faults(name, row.criterion, CRITERIA)
    if unknown:
        return unknown
    clients = indicator_of(criterion=row.criterion) is Indicator.I2
    return [
        *([Reason(name, CLIENTS_ONLY, cites("D1404 4(2)"))] if clients else []),
        *number_faults(name, row.score, 0, MOST_SCORE),
        *text_faults(name, row.said, TEXT_LENGTH, needed=False),
    ]


def _declared(cycle: Cycle, office: Office, row: Declared, by: Doer, at: datetime) -> bool:
    said = {"score": row.score, "said": clean(row.said)}
    held = SelfDeclaration.objects.filter(cycle=cycle, office=office, criterion=row.criterion)
    known = held.select_for_update().first()
    document = row.document or (known.document if known else None)
    if known and (known.score, known.said, known.document) == (*said.values(), document):
        return False
    fresh = {
        **said, "document": document, "declared_by": by.key, "declared_at": at,
        "resolution": "", "resolved_by": "", "resolved_at": None,
    }  # fmt: skip
    SelfDeclaration.objects.update_or_create(
        cycle=cycle, office=office, criterion=row.criterion,
        defaults={**fresh, "province": office.province},
    )  # fmt: skip
    return True


@dataclass(frozen=True)
class _Right:
    """The score that is right, of which day, and why."""

    score: int
    on: date
    because: str


def _kept_right(declaration: SelfDeclaration, right: _Right, by: Doer, at: datetime) -> None:
    """Correct or enter the evidence, where another score is right."""
    cycle, office = declaration.cycle, declaration.office
    source = f"report:{cycle.code}"
    key = (office.pk, declaration.criterion)
    found = reported_of(cycle, [office], WAY).get(key)
    if found is None:
        assessment_write(
            office=office, criterion=declaration.criterion, method=WAY, score=right.score,
            assessed_on=right.on, source=source, by=by, at=at,
        )  # fmt: skip
    elif found.score != right.score:
        assessment_correct(
            assessment=found, score=right.score, because=right.because, source=source, by=by, at=at
        )
