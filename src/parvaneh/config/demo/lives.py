"""The lives of generated licences: terms, renewals, suspensions and ends, step by lawful step.

Nothing here asks the database. What the law's table of steps does not allow is not made: each step
is looked up in it, and a test asks the register's own reading of every licence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.drafts import GONE, Draft, Fate
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.law.deadlines import term_end
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.law.jalali import months_later
from parvaneh.law.procedure import Step
from parvaneh.law.vocabulary import Actor
from parvaneh.registry.models.licences import Route

MONTHS, DUE_MONTHS = 36, 3
CHANGED = 0.24  # of offices whose manager was once another
ONCE_SUSPENDED = 0.03
MOVED = 0.11
SUSPENSIONS = (3, 4, 6, 6, 12)  # months
HEAD, CLOCK = Actor.CENTER_HEAD, Actor.CLOCK
DEPARTMENT, BOARD = Actor.GENERAL_DEPARTMENT, Actor.PRIMARY_BOARD


@dataclass(frozen=True)
class Taken:
    """A step of a life: which, from which day, by whom."""

    step: Step
    on: date
    actor: Actor


@dataclass(frozen=True)
class Pause:
    """A suspension, and from which day it was lifted before its end."""

    starts_on: date
    ends_on: date
    route: Route
    lifted_on: date | None = None

    @property
    def free_on(self) -> date:
        """The day on which the licence lives again."""
        return self.lifted_on or self.ends_on + DAY


@dataclass
class Life:
    """One licence in one manager's name."""

    starts_on: date
    steps: list[Taken] = field(default_factory=list)
    terms: list[tuple[date, date, date]] = field(default_factory=list)  # first, last, due
    pauses: list[Pause] = field(default_factory=list)
    ended_on: date | None = None
    moved_on: date | None = None

    @property
    def state(self) -> str:
        """The state that the last step led to."""
        return self.steps[-1].step.target.key

    def take(self, key: str, on: date, actor: Actor) -> None:
        """Take a step, as the law's table has it.

        Raises:
            StopIteration: it has no such step here.
        """
        state = self.state if self.steps else life.APPLIED.key
        step = next(
            one
            for one in life.STEPS
            if one.key == key
            and actor in one.by
            and state in {source.key for source in one.sources}
        )
        self.steps.append(Taken(step, on, actor))
        if step.target not in life.STANDING and self.ended_on is None:
            self.ended_on = on

    def state_on(self, on: date) -> str:
        """The state on a day, by its steps."""
        then = [one for one in self.steps if one.on <= on]
        return then[-1].step.target.key if then else ""


def lives_of(draft: Draft, plan: Plan, chance: Chance) -> list[Life]:
    """The licences of an office, one after another, until today."""
    end = _end(draft, plan, chance)
    first = draft.founded_on
    # Somebody has a year at least before another takes over.
    long = draft.fate is Fate.WORKING and first + 400 * DAY < end - 60 * DAY
    found = []
    if long and chance.happens(CHANGED):
        turn = chance.day(max(first + 380 * DAY, plan.past), end - 40 * DAY)
        found.append(_replaced(first, turn, chance))
        first = turn
    found.append(_last(draft, first, end, plan, chance))
    return found


def _end(draft: Draft, plan: Plan, chance: Chance) -> date:
    """The day until which the last licence runs as usual."""
    if draft.fate in GONE - {Fate.EXPIRED}:
        return plan.today - chance.randint(20, 500) * DAY
    return plan.today


def _replaced(first: date, turn: date, chance: Chance) -> Life:
    """A licence whose manager gave way to another on a day, by will, by death or by order."""
    how = chance.weighed((("withdraw", 6), ("decease", 1), ("", 5)))
    left = turn - chance.randint(10, 90) * DAY if how else turn
    known = _run(first, max(left, first + 1 * DAY), chance)
    if how:
        known.take(how, max(left, first + 1 * DAY), HEAD if how == "withdraw" else DEPARTMENT)
    elif known.state == life.ISSUED.key:
        known.take("open", turn, DEPARTMENT)
    known.take("replace", turn, HEAD)
    return known


def _last(draft: Draft, first: date, end: date, plan: Plan, chance: Chance) -> Life:
    fate = draft.fate
    if fate is Fate.NEW:
        return _issued(first)
    known = _run(first, end, chance, renews=fate is not Fate.EXPIRED)
    if fate in {Fate.SUSPENDED, Fate.SENTENCED}:
        _suspend_now(known, fate, plan, chance)
    elif fate is Fate.REVOKED:
        known.take("revoke", end, BOARD)
    elif fate is Fate.TAKEN:
        known.take("revoke", end, HEAD)
    elif fate is Fate.DECEASED:
        known.take("decease", end, DEPARTMENT)
    elif fate in {Fate.WITHDRAWN, Fate.CLOSED}:
        known.take("withdraw", end, HEAD)
    if fate is Fate.CLOSED:
        known.take("close", min(end + 15 * DAY, plan.today), DEPARTMENT)
    if fate is Fate.WORKING:
        _past(known, plan, chance)
    return known


def _issued(first: date) -> Life:
    known = Life(first)
    known.take("issue", first, HEAD)
    known.terms.append(_term(first))
    return known


def _run(first: date, end: date, chance: Chance, *, renews: bool = True) -> Life:
    """A licence that is opened, falls due and is renewed until a day (that day not included)."""
    known = _issued(first)
    opened = first + chance.randint(0, 30) * DAY
    if opened < end:
        known.take("open", opened, DEPARTMENT)
    while (term := known.terms[-1])[2] < end and known.state == life.ACTIVE.key:
        known.take("fall_due", term[2], CLOCK)
        renewed = chance.day(term[2] + 7 * DAY, term[1] - 3 * DAY)
        if not renews and _term(term[1] + DAY)[1] >= end:
            if term[1] < end:
                known.take("expire", term[1] + DAY, CLOCK)
            break
        if renewed >= end:
            break
        known.take("renew", renewed, HEAD)
        known.terms.append(_term(term[1] + DAY))
    return known


def _term(first: date) -> tuple[date, date, date]:
    last = term_end(starts_on=first, months=MONTHS)
    return first, last, max(first, months_later(last, -DUE_MONTHS))


def _suspend_now(known: Life, fate: Fate, plan: Plan, chance: Chance) -> None:
    """A suspension that runs today; what would have fallen due since it began is taken back."""
    ago = chance.randint(10, 80)
    begins = plan.today - ago * DAY
    known.steps = [one for one in known.steps if one.on < begins]
    if known.state == life.ISSUED.key:
        known.take("open", known.starts_on, DEPARTMENT)
    renewed = sum(one.step.key == "renew" for one in known.steps)
    del known.terms[renewed + 1 :]
    board = fate is Fate.SENTENCED
    months = chance.choice(SUSPENSIONS)
    last = term_end(starts_on=begins, months=months)
    route = Route.DISCIPLINARY if board else Route.ADMINISTRATIVE
    known.pauses.append(Pause(begins, last, route))
    known.take("suspend", begins, BOARD if board else HEAD)


def _past(known: Life, plan: Plan, chance: Chance) -> None:
    """Now and then a suspension that is over, or a move, in the time that is told."""
    if chance.happens(ONCE_SUSPENDED):
        for first, last in _quiet(known, plan):
            _suspended_once(known, first, last, chance)
            return
    if chance.happens(MOVED):
        for first, last in _quiet(known, plan):
            known.moved_on = chance.day(first, last)
            _insert(known, "relocate", known.moved_on, HEAD)
            return


def _quiet(known: Life, plan: Plan) -> Iterator[tuple[date, date]]:
    """Stretches of at least half a year in which the licence was active throughout."""
    steps = [*known.steps, None]
    for one, following in pairwise(steps):
        if one is None or one.step.target.key != life.ACTIVE.key:
            continue
        first = max(one.on, plan.past) + 10 * DAY
        last = (following.on if following else plan.today) - 10 * DAY
        if (last - first).days > 200:  # noqa: PLR2004 - half a year
            yield first, last


def _suspended_once(known: Life, first: date, last: date, chance: Chance) -> None:
    begins = chance.day(first, last - 185 * DAY)
    ends = term_end(starts_on=begins, months=3)
    board = chance.happens(0.6)
    lifted = None if board or chance.happens(0.5) else begins + 40 * DAY
    route = Route.DISCIPLINARY if board else Route.ADMINISTRATIVE
    pause = Pause(begins, ends, route, lifted)
    known.pauses.append(pause)
    _insert(known, "suspend", begins, BOARD if board else HEAD)
    back = ("lift", HEAD) if lifted else ("resume", CLOCK)
    _insert(known, back[0], pause.free_on, back[1])


def _insert(known: Life, key: str, on: date, actor: Actor) -> None:
    """Take a step in the past; the steps after it stay as they are."""
    later = [one for one in known.steps if one.on > on]
    known.steps = [one for one in known.steps if one.on <= on]
    known.take(key, on, actor)
    known.steps += later
