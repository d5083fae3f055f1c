"""Licences are suspended, by two routes, and suspensions lifted (D1392 9(b), 11(c), 23(5))."""

from datetime import date, datetime

from parvaneh.frame.refused import conflict_if_refused
from parvaneh.kit.clock import day_of
from parvaneh.kit.text import clean
from parvaneh.law.citation import Citation, cites
from parvaneh.law.deadlines import term_end
from parvaneh.law.directive_1392 import art23_sanctions
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import Typed
from parvaneh.registry.models import Licence, Suspension
from parvaneh.registry.models.licences import SOURCE_LENGTH, Route
from parvaneh.registry.operations.licence_steps import (
    LATER_STEP,
    licence_written_up_to,
    reasons_against,
    route_of,
    step_write,
)
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.licences import first_free_day, licence_state

LONGEST_TERM = 120
OVERLAPS = msg("The licence is suspended from {found} on already; suspensions do not overlap.")
LIFTED = msg("This suspension was lifted from {found} on.")
OVER = msg("The suspension is over: its last day was {found}.")


def licence_suspend(
    *,
    licence: Licence,
    starts_on: date,
    months: int,
    ruling: str,
    decided_by: Actor,
    by: Doer,
    at: datetime,
) -> Suspension:
    """Suspend a licence for a term of Jalali months.

    By the head of the Center it is administrative (9(b), 11(c)); by a board it carries out a
    disciplinary ruling, whose term the directive bounds (23(5)). It may begin on a later day: it
    then begins by itself.

    Args:
        licence: the licence.
        starts_on: first day.
        months: the term.
        ruling: what ordered it, ``kind:key``.
        decided_by: whose decision it is.
        by: who enters it.
        at: when.

    Raises:
        Refused: with every reason, by article.
        Conflict: another suspension of these days was entered just now.
    """
    typed = Typed()
    ruling = typed.text("ruling", ruling, longest=SOURCE_LENGTH)
    typed.whole("months", months, least=1, most=LONGEST_TERM)
    route = route_of(decided_by)
    typed.stop()
    if route is Route.DISCIPLINARY:
        typed.faults += _sanction(months, starts_on)
    ends_on = term_end(starts_on=starts_on, months=months)
    today = day_of(at)
    with act(by=by, at=at):
        licence = licence_written_up_to(licence=licence, on=min(starts_on, today), by=by, at=at)
        typed.faults += _in_the_way(licence, starts_on, ends_on)
        if not typed.faults:
            # Asked of the day on which it begins: one suspension may follow another.
            then = licence_state(licence, starts_on)
            typed.faults += reasons_against(then, "suspend", decided_by)
        typed.stop()
        cited = _cited(decided_by)
        with conflict_if_refused():
            suspension = Suspension.objects.create(
                licence=licence,
                starts_on=starts_on,
                ends_on=ends_on,
                route=route.value,
                cites=list(cited),
                ruling=ruling,
                entered_by=by.key,
                entered_at=at,
            )
        event_write(
            kind="licence.suspension-ordered",
            subject=f"licence:{licence.number}",
            cites=cited,
            facts={
                "from": starts_on.isoformat(),
                "until": ends_on.isoformat(),
                "route": route.value,
                "ruling": ruling,
            },
        )
        licence_written_up_to(licence=licence, on=today, by=by, at=at)
    return suspension


def suspension_lift(
    *,
    suspension: Suspension,
    on: date,
    reason: str,
    decided_by: Actor,
    by: Doer,
    at: datetime,
) -> Suspension:
    """Lift a suspension from a day on; one that has not begun never begins.

    Args:
        suspension: the suspension.
        on: the first day on which the licence lives again.
        reason: why; free text.
        decided_by: whose decision it is: the head of the Center.
        by: who enters it.
        at: when.

    Raises:
        Refused: it is over or lifted already, the decision is another's, or no reason is given.
    """
    typed = Typed()
    typed.text("reason", reason, longest=SOURCE_LENGTH * 10)
    with act(by=by, at=at):
        licence = licence_written_up_to(
            licence=suspension.licence, on=min(on, day_of(at)), by=by, at=at
        )
        row = Suspension.objects.select_for_update(no_key=True).get(pk=suspension.pk)
        if row.lifted_on is not None:
            typed.fault("suspension", LIFTED, found=row.lifted_on)
        elif row.ends_on < on:
            typed.fault("suspension", OVER, found=row.ends_on)
        begun = row.starts_on < on
        if not begun and decided_by not in life.HEAD:
            typed.faults += reasons_against(life.SUSPENDED.key, "lift", decided_by)
        typed.stop()
        row.lifted_on, row.lifted_by, row.lifted_at = max(on, row.starts_on), by.key, at
        if begun:
            step_write(
                licence=licence,
                step="lift",
                actor=decided_by,
                on=on,
                source=row.ruling,
                by=by,
                at=at,
            )
        row.save(update_fields=["lifted_on", "lifted_by", "lifted_at"])
        event_write(
            kind="suspension.lifted",
            subject=f"licence:{licence.number}",
            cites=life.PATH,
            facts={"from": row.lifted_on.isoformat()},
            private={"reason": clean(reason)},
        )
    return row


def _sanction(months: int, on: date) -> list[Reason]:
    values = values_in_force()
    sanctions = art23_sanctions.catalogue(values=values, on=on).value or ()
    suspends = art23_sanctions.Effect.SUSPEND
    degrees = [one.degree for one in sanctions if one.effect is suspends]
    form = art23_sanctions.sanction_form(degree=degrees[-1], months=months, values=values, on=on)
    return list(form.reasons)


def _in_the_way(licence: Licence, starts_on: date, ends_on: date) -> list[Reason]:
    found = []
    later = licence.steps.filter(takes_effect_on__gt=starts_on).order_by("takes_effect_on").last()
    if later:
        found.append(Reason("starts_on", LATER_STEP, (), found=later.takes_effect_on))
    for one in licence.suspensions.all():
        if one.starts_on <= ends_on and starts_on < first_free_day(one):
            where = cites("D1392 23(5)")
            found.append(Reason("starts_on", OVERLAPS, where, found=one.starts_on))
    return found


def _cited(decided_by: Actor) -> tuple[Citation, ...]:
    return next(one.cites for one in life.STEPS if one.key == "suspend" and decided_by in one.by)
