"""Ways through the law's procedures: for each state the shortest lawful way to it, step by step."""

from collections import deque
from dataclasses import dataclass

from parvaneh.law.clauses import procedures
from parvaneh.law.procedure import Procedure, Step, open_steps
from parvaneh.law.vocabulary import Actor

# What happens most, happens most here: of these, cases are made again and again.
COMMON = (
    "objection", "complaint", "inspection", "licence_renew", "discipline", "licence_relocate",
    "objection", "vetting", "licence_replace", "complaint", "licence_issue",
)  # fmt: skip
PARTIES = (Actor.MANAGER, Actor.APPLICANT, Actor.COMPLAINANT, Actor.DEFENDANT)
NATIONAL = frozenset({"call", "tariff", "ranking_cycle"})  # they concern no one office
OF_KANOON = frozenset({"kanoon_formation", "kanoon_meeting"})
OF_PERSON = frozenset({"vetting"})


@dataclass(frozen=True)
class Move:
    """A step, and which of its actors takes it."""

    step: Step
    actor: Actor


@dataclass(frozen=True)
class Course:
    """A procedure, the moves of one case of it, and the state to which they lead."""

    procedure: Procedure
    moves: tuple[Move, ...]
    state: str

    @property
    def parties(self) -> tuple[Actor, ...]:
        """The actors of the procedure who are persons of the case."""
        known = {actor for step in self.procedure.steps for actor in step.by}
        return tuple(one for one in PARTIES if one in known)


def courses() -> list[Course]:
    """One course to every state of every procedure of the law, early states of all first."""
    found = [one for procedure in procedures().values() for one in _ways(procedure)]
    return sorted(found, key=lambda one: len(one.moves))


def courses_for(number: int) -> list[Course]:
    """So many courses: every state once as far as they reach, then the common ones again."""
    every = courses()
    if number < len(every):
        return _varied(every, number)
    common = [one for key in COMMON for one in every if one.procedure.key == key]
    more = number - len(every)
    return every + [common[at * 7 % len(common)] for at in range(more)]


def _varied(every: list[Course], number: int) -> list[Course]:
    """A few courses: of each procedure in turn, one in the middle of its way first."""
    by_kind: dict[str, list[Course]] = {}
    for one in every:
        by_kind.setdefault(one.procedure.key, []).append(one)
    waiting = []
    for key in dict.fromkeys((*COMMON, *by_kind)):
        ways = by_kind[key]
        middle = len(ways) // 2
        waiting.append(deque([*ways[middle:], *ways[:middle]]))
    found: list[Course] = []
    while len(found) < number:
        found += [ways.popleft() for ways in waiting if ways]
    return found[:number]


def _ways(procedure: Procedure) -> list[Course]:
    start = procedure.start.key
    known: dict[str, tuple[Move, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        for step in open_steps(procedure, state):
            if step.target.key not in known:
                known[step.target.key] = (*known[state], Move(step, _actor(step)))
                waiting.append(step.target.key)
    return [Course(procedure, moves, state) for state, moves in known.items()]


def _actor(step: Step) -> Actor:
    """Who of several takes it: the first who is not the passing of time."""
    return next((one for one in step.by if one is not Actor.CLOCK), Actor.CLOCK)
