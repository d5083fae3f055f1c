"""Opening a cycle, out of turn or yearly, and locking the values that it ranks by."""

from collections.abc import Iterable
from datetime import datetime

from parvaneh.casework.operations import case_open, step_take
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.languages import Language, msg, render
from parvaneh.kit.places import COUNTRY
from parvaneh.kit.sheets import Fault
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art05_evaluation import (
    EVALUATOR,
    Ground,
    Period,
    evaluation_period,
    extraordinary_evaluation,
)
from parvaneh.law.ruling import Reason, blocking
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.law.vocabulary import Term
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.kept_values import digest_of, kept
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations.entering import PROCEDURE, may_decide
from parvaneh.ranking.queries.cycles import policy_of_cycle
from parvaneh.registry.entering import shown, text_faults
from parvaneh.registry.models import Office
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.scoring.policy import PolicyFault, policy_of

ART_5 = cites("D1404 5")
LEAST_YEAR, MOST_YEAR = 1300, 1500

NO_PERIOD = msg("No rule says which days the ranking of {found} covers.")
YEARLY_THERE = msg("The yearly cycle of {found} is open already.")
NO_OFFICES = msg("An extraordinary evaluation names the offices that it evaluates.")
UNKNOWN_OFFICES = msg("These codes are of no office in the register: {found}.")
UNUSABLE = msg("{value}: {found} cannot be ranked by; it takes {needed}.")


def cycle_open(
    *,
    year: int,
    by: Doer,
    at: datetime,
    ground: str = "",
    reason: str = "",
    offices: Iterable[str] = (),
) -> Cycle:
    """Open the yearly cycle of a year or, where offices are named, an evaluation out of turn.

    Args:
        year: the Jalali year of the ranking; the law says which days it covers.
        by: who opens it.
        at: the moment.
        ground: why out of turn, as article 5 knows it (`Ground`); empty for the yearly one.
        reason: the same in words; empty for the yearly one.
        offices: codes of the offices evaluated out of turn; none for the yearly one.

    Raises:
        Refused: with everything that is wrong.
        Conflict: somebody else opened the same at this moment.
    """
    may_decide(by, at)
    codes = sorted({clean(one) for one in offices} - {""})
    extraordinary = bool(codes or clean(ground) or clean(reason))
    period, faults = _period(year)
    faults += _out_of_turn(ground, reason, codes) if extraordinary else _yearly(year)
    refuse(*faults)
    assert period is not None  # else there was a fault
    with act(by=by, at=at) as running:
        code = _code(year) if extraordinary else str(year)
        case = case_open(
            procedure=PROCEDURE, subject=f"cycle:{code}", province=COUNTRY.key, by=by, at=at
        )
        running.case = case.number
        case = step_take(
            case=case,
            step="open_extraordinary" if extraordinary else "open",
            by=by,
            at=at,
            reason=clean(reason),
        )
        cycle = inserted(
            Cycle(
                code=code,
                year=year,
                extraordinary=extraordinary,
                ground=clean(ground),
                reason=clean(reason),
                offices=codes,
                first=period.first,
                last=period.last,
                case=case,
                opened_by=by.key,
                opened_at=at,
            )
        )
        event_write(
            kind="cycle.opened",
            subject=cycle.key,
            after=code,
            cites=ART_5,
            facts={
                "year": year,
                "ground": cycle.ground,
                "offices": codes,
                "first": period.first.isoformat(),
                "last": period.last.isoformat(),
            },
            private={"reason": cycle.reason} if cycle.reason else {},
        )
    return cycle


def values_lock(*, cycle: Cycle, by: Doer, at: datetime) -> Cycle:
    """Keep the values that the cycle ranks by as they are in force now, whatever comes later.

    Provisional ones among them are no hindrance: they keep the result from being announced.

    Args:
        cycle: as the doer saw it.
        by: who locks them.
        at: the moment.

    Raises:
        Refused: a value is lacking on the last day of the period, or cannot be ranked by.
        Conflict: the cycle has moved since it was read.
    """
    may_decide(by, at)
    values = values_in_force()
    refuse(*policy_faults(values, cycle.period))
    with act(by=by, at=at, case=cycle.case.number):
        cycle.case = step_take(case=cycle.case, step="lock", by=by, at=at)
        values_keep(cycle, values)
    return cycle


def values_keep(cycle: Cycle, values: Values) -> None:
    """Put values on a cycle, in the running act."""
    cycle.values = kept(values)
    cycle.digest = digest_of(cycle.values)
    cycle.save(update_fields=["values", "digest"])
    event_write(
        kind="cycle.values-locked",
        subject=cycle.key,
        after=cycle.digest,
        cites=cites("D1404 3", "D1404 7"),
        facts={"provisional": list(policy_of_cycle(cycle).provisional)},
    )


def policy_faults(values: Values, period: Period) -> list[Reason]:
    """Why no ranking of a period can be made with values; every value that is wrong."""
    try:
        policy_of(values, period)
    except PolicyFault as why:
        return [
            Reason(
                "values",
                UNUSABLE,
                tuple(cites(*one.cites)),
                found=one.found,
                needed=_said(one),
                params={"value": one.column},
            )
            for one in why.faults
        ]
    return []


def _said(fault: Fault) -> Term:
    """What a value takes, in both languages."""
    fa, en = (render(fault.allowed, fault.params, one) for one in (Language.FA, Language.EN))
    return Term(fa, en)


def is_over(period: Period, at: datetime) -> bool:
    """Whether the last day of a period has passed."""
    return day_of(at) > period.last


def _period(year: int) -> tuple[Period | None, list[Reason]]:
    if not LEAST_YEAR <= year <= MOST_YEAR:
        return None, [Reason("year", NO_PERIOD, ART_5, found=str(year))]
    try:
        return evaluation_period(year=year, values=values_in_force()).value, []
    except NoValueInForce:
        return None, [Reason("year", NO_PERIOD, ART_5, found=str(year))]


def _yearly(year: int) -> list[Reason]:
    if Cycle.objects.filter(year=year, extraordinary=False).exists():
        return [Reason("year", YEARLY_THERE, ART_5, found=str(year))]
    return []


def _out_of_turn(ground: str, reason: str, codes: list[str]) -> list[Reason]:
    known = {one.value: one for one in Ground}
    ruling = extraordinary_evaluation(evaluator=EVALUATOR, ground=known.get(clean(ground)))
    faults = [*blocking(ruling), *text_faults("reason", reason, TEXT_LENGTH)]
    if not codes:
        return [*faults, Reason("offices", NO_OFFICES, ART_5)]
    there = set(Office.objects.filter(code__in=codes).values_list("code", flat=True))
    if lacking := tuple(shown(one) for one in codes if one not in there):
        faults.append(Reason("offices", UNKNOWN_OFFICES, ART_5, found=lacking))
    return faults


def _code(year: int) -> str:
    """The next code of an evaluation out of turn in a year: ``1404-2`` is the first."""
    return f"{year}-{Cycle.objects.filter(year=year, extraordinary=True).count() + 2}"
