"""A licence in words: what it is now, its terms, and its life as a timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from parvaneh.frame.pages_environment import cites, day, say, shown
from parvaneh.kit.languages import msg
from parvaneh.registry.models import Licence, LicenceStep
from parvaneh.registry.queries.licences import first_free_day, licence_state, suspension_on, term_on
from parvaneh.site.registry.words import (
    LICENCE_STATES,
    LICENCE_STEPS,
    ROUTES,
    Tagged,
    actor_name,
    left,
    licence_tag,
)

TERM = msg("For {months} months, until {until}; renewal may be asked for from {due}.")
SUSPENDED = msg("Until {until} ({route}).")
LIFTED = msg("Lifted from {on} on; it would have lasted until {until}.")
BY = msg("by: {who}")


class Event(NamedTuple):
    """One event of a licence's life, as the timeline component shows it."""

    at: object
    title: str
    by: str
    text: str
    on: date


@dataclass(frozen=True)
class LicenceSaid:
    """A licence on a day."""

    number: str
    manager: str
    manager_code: str
    tag: Tagged
    starts_on: date
    ended_on: date | None
    ends_on: date | None  # of the term that runs
    due_on: date | None
    left: Tagged | None
    suspended_until: date | None
    is_standing: bool
    course: tuple[Event, ...]


def licence_said(licence: Licence, on: date, *, persons: bool) -> LicenceSaid:
    """A licence as it stood on a day.

    Args:
        licence: with its terms, suspensions and steps.
        on: the day.
        persons: whether the reader may go to the manager's own page.
    """
    term, suspension = term_on(licence, on), suspension_on(licence, on)
    is_standing = licence.ended_on is None or on < licence.ended_on
    ends_on = term.ends_on if term and is_standing else None
    return LicenceSaid(
        licence.number,
        licence.manager.name,
        licence.manager.code if persons else "",
        licence_tag(licence_state(licence, on)),
        licence.starts_on,
        licence.ended_on if not is_standing else None,
        ends_on,
        term.due_on if term and is_standing else None,
        left(ends_on, on) if ends_on else None,
        suspension.ends_on if suspension else None,
        is_standing,
        tuple(sorted(_course(licence, on), key=lambda one: one.on, reverse=True)),
    )


def _course(licence: Licence, on: date) -> Iterator[Event]:
    terms = {one.starts_on: one for one in licence.terms.all() if one.starts_on <= on}
    for step in licence.steps.all():
        if step.takes_effect_on <= on:
            yield _step(step)
    for one in terms.values():
        text = say(TERM, months=one.months, until=one.ends_on, due=one.due_on)
        yield Event(day(one.starts_on), say(msg("A term begins")), "", text, one.starts_on)
    for held in licence.suspensions.all():
        if held.starts_on <= on:
            lifted = held.lifted_on and held.lifted_on <= on
            told = (
                say(LIFTED, on=first_free_day(held), until=held.ends_on)
                if lifted
                else say(SUSPENDED, until=held.ends_on, route=say(ROUTES[held.route]))  # type: ignore[index]  # the enum is its own text
            )
            by = cites(held.cites)
            yield Event(day(held.starts_on), say(msg("Suspension")), by, told, held.starts_on)


def _step(step: LicenceStep) -> Event:
    known = LICENCE_STEPS.get((step.step, step.state))
    name = shown(known) if known else shown(LICENCE_STATES[step.state])
    who = actor_name(step.actor)
    by = " · ".join(one for one in (who, cites(step.cites)) if one)
    return Event(day(step.takes_effect_on), name, by, "", step.takes_effect_on)
