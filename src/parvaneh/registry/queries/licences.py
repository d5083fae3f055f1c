"""What a licence is on a day: what its steps made of it, and what the passing of days did since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.registry.models import Licence, LicenceStep, LicenceTerm, Office, Suspension

DAY = timedelta(days=1)
WORKING = tuple(state.key for state in life.WORKING)
OPEN_TO_TIME = (*WORKING, life.SUSPENDED.key)


@dataclass(frozen=True)
class Passed:
    """A step that no hand takes: it follows from a day being past (or a suspension beginning)."""

    step: str
    state: str
    takes_effect_on: date
    suspension: Suspension | None = None


def licence_state(licence: Licence, on: date) -> str:
    """The state of a licence on a day; empty before its first step.

    What was stored by the last step until then, carried on by what passed since: suspensions begin
    and end, the term falls due and runs out. So a job that did not run changes no answer.

    Args:
        licence: the licence.
        on: the day asked about.
    """
    return state_since(licence, on)[0]


def state_since(licence: Licence, on: date) -> tuple[str, date]:
    """The state of a licence on a day, and the day since which it is in it.

    Before its first step the state is empty, since the day on which the licence starts.
    """
    last = _last_step(licence, on)
    if last is None:
        return "", licence.starts_on
    followed = passed(licence, last, on)
    if followed:
        return followed[-1].state, followed[-1].takes_effect_on
    return last.state, last.takes_effect_on


def licences_of(office: Office) -> tuple[Licence, ...]:
    """Every licence that an office ever had, the newest first, with all that is known of it."""
    rows = office.licences.select_related("manager").order_by("-starts_on", "-pk")
    return tuple(rows.prefetch_related("terms", "suspensions", "steps"))


def standing_on(licences: Iterable[Licence], on: date) -> Licence | None:
    """Of the licences of one office, the newest first, the one that stands on a day."""
    found = next((one for one in licences if one.starts_on <= on), None)
    return found if found and (found.ended_on is None or on < found.ended_on) else None


def licence_of_office(office: Office, on: date) -> Licence | None:
    """The licence that stands for an office on a day; None where none does."""
    rows = office.licences.filter(starts_on__lte=on).select_related("manager")
    found = rows.order_by("-starts_on", "-pk").first()
    return found if found and (found.ended_on is None or on < found.ended_on) else None


def suspension_on(licence: Licence, on: date) -> Suspension | None:
    """The suspension that covers a day; None where none does."""
    return next((one for one in licence.suspensions.all() if covers(one, on)), None)


def covers(suspension: Suspension, on: date) -> bool:
    """Whether a day lies within a suspension, as far as it was not lifted."""
    return suspension.starts_on <= on < first_free_day(suspension)


def first_free_day(suspension: Suspension) -> date:
    """The day on which the licence lives again."""
    return suspension.lifted_on or suspension.ends_on + DAY


def term_on(licence: Licence, on: date) -> LicenceTerm | None:
    """The term that runs on a day."""
    running = (row for row in licence.terms.all() if row.starts_on <= on)
    return next((row for row in running if row.ends_on is None or on <= row.ends_on), None)


def last_day(licence: Licence) -> date:
    """The last day of the last term."""
    return max(row.ends_on for row in licence.terms.all() if row.ends_on)


def passed(licence: Licence, last: LicenceStep, on: date) -> Sequence[Passed]:
    """The steps that followed by themselves after the last one, until a day, in their order."""
    suspensions = sorted(licence.suspensions.all(), key=lambda one: one.starts_on)
    terms = sorted(licence.terms.all(), key=lambda one: one.starts_on)
    found: list[Passed] = []
    state, since = last.state, last.takes_effect_on
    while state in OPEN_TO_TIME:
        following = _next(state, since, suspensions, terms)
        if following is None or following.takes_effect_on > on:
            break
        found.append(following)
        state, since = following.state, following.takes_effect_on
    return found


def _next(
    state: str, since: date, suspensions: Iterable[Suspension], terms: Sequence[LicenceTerm]
) -> Passed | None:
    """What follows next by itself on a state that began on a day."""
    covering = next((one for one in suspensions if covers(one, since)), None)
    if state == life.SUSPENDED.key:
        # Lifted or run out: never before the day on which it was suspended.
        free = first_free_day(covering) if covering else since
        return Passed("resume", life.ACTIVE.key, free)
    coming = covering or next(
        (
            one
            for one in suspensions
            if one.starts_on > since and first_free_day(one) > one.starts_on
        ),
        None,
    )
    begins = max(coming.starts_on, since) if coming else date.max
    term = terms[-1]
    if state == life.ACTIVE.key:
        turns, step, target = max(term.due_on, since), "fall_due", life.RENEWAL_DUE.key
    else:
        turns, step, target = _after(term), "expire", life.EXPIRED.key
    # On one day the suspension goes first: a suspended licence neither falls due nor expires.
    if coming and begins <= turns:
        return Passed("suspend", life.SUSPENDED.key, begins, coming)
    return Passed(step, target, max(turns, since))


def _after(term: LicenceTerm) -> date:
    return (term.ends_on or date.max - DAY) + DAY


def _last_step(licence: Licence, on: date) -> LicenceStep | None:
    # All of them, so that steps read beforehand for many licences are not asked for again.
    rows = [one for one in licence.steps.all() if one.takes_effect_on <= on]
    return max(rows, key=lambda one: (one.takes_effect_on, one.pk), default=None)
