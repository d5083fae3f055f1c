"""The generated cases: real procedures, each somewhere in its course, moved by real operations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework.models import Case
from parvaneh.casework.operations import case_open, step_take
from parvaneh.config.demo.accounts import FIRST_OFFICE
from parvaneh.config.demo.beside import Beside
from parvaneh.config.demo.bodies import Bodies
from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.country import Registry
from parvaneh.config.demo.courses import (
    NATIONAL,
    OF_KANOON,
    OF_PERSON,
    Course,
    courses_for,
)
from parvaneh.config.demo.drafts import Draft
from parvaneh.config.demo.plan import Plan
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM, System
from parvaneh.registry.models import Person

# Days since the last step, case after case: so deadlines are near, over and far.
SINCE = (1, 4, 8, 2, 11, 17, 0, 6, 24, 9, 33, 3, 13, 61)
STEP_DAYS = (0, 1, 2, 3)
CLOCK_DAYS = 45  # time that is left for a limit to pass
CAPITAL = "IR-23"


@dataclass
class Cast:
    """Who acts: users by what they are, managers and other parties as persons with users."""

    country: Mapping[Actor, User]
    deputies: Mapping[str, User]  # by province
    kanoons: Mapping[tuple[str, Actor], User]  # by the Kanoon's two digits
    parties: Mapping[Actor, list[Person]]
    managers: Mapping[str, Person]  # by the office's code
    acting: dict[int, Acting] = field(default_factory=dict)

    def act(self, user: User) -> Acting:
        """Somebody who acts; what they hold is read once."""
        return self.acting.setdefault(user.pk, Acting(user))


@dataclass(frozen=True)
class Scene:
    """Where a case lies, and who its parties are."""

    office: Draft | None
    kanoon: str
    province: str
    parties: Mapping[Actor, Person]


def cases_make(
    cast: Cast, made: Registry, bodies: Bodies, plan: Plan, progress: Progress
) -> list[Case]:
    """Open the cases and take their steps.

    Args:
        cast: who acts.
        made: the offices.
        bodies: the Kanoons.
        plan: what to make.
        progress: told how many cases are done.
    """
    beside = Beside(cast.act, plan, Chance(plan.seed, "beside"))
    offices = [one for one in made.drafts if one.office.code in cast.managers]
    stage = Stage(cast, offices, bodies, plan, Chance(plan.seed, "cases"))
    asked = courses_for(plan.volume.cases)
    found = []
    for at, course in enumerate(asked):
        scene = stage.scene(course, at)
        case = stage.play(course, scene, at)
        found.append(beside.add(case, at, cast.deputies.get(scene.province), scene.parties))
        if at % 20 == 0 or at + 1 == len(asked):
            progress(msg("Cases"), at + 1, len(asked))
    return found


@dataclass(frozen=True)
class Stage:
    """Where generated cases are played, and by whom."""

    cast: Cast
    offices: list[Draft]
    bodies: Bodies
    plan: Plan
    chance: Chance

    def scene(self, course: Course, at: int) -> Scene:
        """Where the case of a number lies, and who its parties are."""
        key = course.procedure.key
        if key in NATIONAL:
            return Scene(None, self.bodies.serving(CAPITAL), CAPITAL, {})
        if key in OF_KANOON:
            kanoon = list(self.bodies.kanoons)[at % len(self.bodies.kanoons)]
            return Scene(None, kanoon, f"IR-{kanoon}", {})
        first = next(one for one in self.offices if one.office.code == FIRST_OFFICE)
        office = first if at % 9 == 0 else self.chance.choice(self.offices)
        parties = {actor: self._party(actor, office, at) for actor in course.parties}
        kanoon = self.bodies.serving(office.province)
        shown = None if key in OF_PERSON else office
        return Scene(shown, kanoon, office.province, parties)

    def play(self, course: Course, scene: Scene, at: int) -> Case:
        """Open a case some time ago and take its steps until today."""
        gaps = [
            CLOCK_DAYS if one.actor is Actor.CLOCK else self.chance.choice(STEP_DAYS)
            for one in course.moves
        ]
        began = self.plan.today - timedelta(days=sum(gaps) + SINCE[at % len(SINCE)])
        case = case_open(
            procedure=course.procedure.key,
            subject=_subject(course, scene, self.plan),
            office=scene.office.office if scene.office else None,
            province="" if scene.office else scene.province,
            kanoon=f"kanoon-{scene.kanoon}",
            parties=[(person, actor) for actor, person in scene.parties.items()],
            occurred_on=began,
            by=SYSTEM,
            at=self.plan.at,
        )
        planned = began
        for move, gap in zip(course.moves, gaps, strict=True):
            planned += timedelta(days=gap)
            case = step_take(
                case=case,
                step=move.step.key,
                occurred_on=_day(case, move.actor, planned),
                actor=None if move.actor is Actor.CLOCK else move.actor,
                by=_doer(move.actor, scene, self.cast),
                at=self.plan.at,
            )
        return case

    def _party(self, actor: Actor, office: Draft, at: int) -> Person:
        several = self.cast.parties.get(actor)
        return several[at % len(several)] if several else self.cast.managers[office.office.code]


def _day(case: Case, actor: Actor, planned: date) -> date:
    """The day of a step: where time itself takes it, the day after the last one."""
    if actor is Actor.CLOCK and case.due_on is not None:
        return max(case.due_on + timedelta(days=1), case.entered_on)
    return max(planned, case.entered_on)


def _doer(actor: Actor, scene: Scene, cast: Cast) -> Acting | System:
    if actor is Actor.CLOCK:
        return SYSTEM
    if actor in scene.parties:
        user = scene.parties[actor].user
        assert user is not None  # parties of generated cases sign in
        return cast.act(user)
    if actor is Actor.PROVINCIAL_DEPUTY:
        return cast.act(cast.deputies[scene.province])
    found = cast.kanoons.get((scene.kanoon, actor)) or cast.country.get(actor)
    if found is None:  # a manager who takes a step of a cycle that is no party's
        found = cast.managers[FIRST_OFFICE].user
    assert found is not None  # as above
    return cast.act(found)


def _subject(course: Course, scene: Scene, plan: Plan) -> str:
    key = course.procedure.key
    if scene.office is not None:
        return f"office:{scene.office.office.code}"
    if key in OF_KANOON:
        return f"body:kanoon-{scene.kanoon}"
    if scene.parties:
        return f"person:{next(iter(scene.parties.values())).code}"
    return f"{key.partition('_')[0]}:{plan.year}"
