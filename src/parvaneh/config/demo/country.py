"""The registry of a demonstration: offices, people, licences and posts, with their history."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise

from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.drafts import Draft, Land, land_of
from parvaneh.config.demo.licences import (
    Tenure,
    licence_of,
    licence_rows,
    numbered,
    post_of,
)
from parvaneh.config.demo.lives import lives_of
from parvaneh.config.demo.offices import office_rows
from parvaneh.config.demo.people import People, Stay, shown_by
from parvaneh.config.demo.plan import Plan
from parvaneh.config.demo.staffing import managers_of, staff_of
from parvaneh.config.demo.writing import Row, Sheaf, told
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress
from parvaneh.registry.models import (
    Certificate,
    Declaration,
    Degree,
    Experience,
    Licence,
    LicenceStep,
    LicenceTerm,
    NumberSeries,
    Office,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
    Person,
    Post,
    Suspension,
)

AT_ONCE = 200  # offices whose rows are held in memory together
FACTS = (OfficeTitle, OfficeAddress, OfficePhone, OfficeHours, OfficeService)
SHOWN = (Degree, Experience, Certificate, Declaration)
HELD = (LicenceTerm, LicenceStep, Suspension, Post)


@dataclass
class Registry:
    """What was made: the drafts, who manages each office now, how many rows of each table."""

    land: Land
    people: People
    managers: dict[str, Person] = field(default_factory=dict)  # by the office's code
    former: dict[str, Person] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The offices, by code."""
        return self.land.drafts


def registry_make(plan: Plan, progress: Progress) -> Registry:
    """Write offices, people, licences and posts.

    Args:
        plan: what to make.
        progress: told how many offices are done.
    """
    made = Registry(land_of(plan), People(plan))
    chance = Chance(plan.seed, "lives")
    lives = [(one, life) for one in made.drafts for life in lives_of(one, plan, chance)]
    tenures, series = numbered(lives)
    keyed([one.office for one in made.drafts])
    made.rows["office"] = copy_rows(Office, [one.office for one in made.drafts])
    made.rows["numberseries"] = copy_rows(NumberSeries, series)
    facts = Chance(plan.seed, "facts")
    by_office = (list(found) for _, found in groupby(tenures, key=lambda one: one.draft.at))
    sheaf = Sheaf(*FACTS, *SHOWN, *HELD)
    done = 0
    for some in _batched(by_office, AT_ONCE):
        _write(some, made, sheaf, plan, facts)
        done += len(some)
        progress(msg("Offices"), done, len(made.drafts))
    made.rows += sheaf.written
    told("registry", made.rows, at=plan.at)
    return made


def _write(
    offices: Sequence[list[Tenure]], made: Registry, sheaf: Sheaf, plan: Plan, facts: Chance
) -> None:
    """Write some offices with everything that hangs on them."""
    crews = [_crew(tenures, made.people, plan) for tenures in offices]
    persons = [stay.person for crew in crews for stay in (*crew.managers, *crew.staff)]
    made.rows["person"] += copy_rows(Person, keyed(persons))
    licences = [_licences(crew, plan) for crew in crews]
    every = keyed([one for some in licences for one in some])
    for some in licences:
        for before, after in pairwise(some):
            after.predecessor = before
    made.rows["licence"] += copy_rows(Licence, every)
    for crew, some in zip(crews, licences, strict=True):
        last = crew.tenures[-1]
        moved_on = next((one.life.moved_on for one in crew.tenures if one.life.moved_on), None)
        sheaf.add(office_rows(last.draft, moved_on, plan, facts))
        for tenure, licence in zip(crew.tenures, some, strict=True):
            sheaf.add(licence_rows(licence, tenure.life, plan))
        sheaf.add(_posts(crew, some, plan))
        for stay in (*crew.managers, *crew.staff):
            sheaf.add(shown_by(stay, made.people))
        _remember(crew, made)
    sheaf.write()


@dataclass(frozen=True)
class _Crew:
    """The licences of an office, their managers, and everybody else."""

    tenures: list[Tenure]
    managers: list[Stay]
    staff: list[Stay]


def _crew(tenures: list[Tenure], people: People, plan: Plan) -> _Crew:
    draft, lives = tenures[0].draft, [one.life for one in tenures]
    managers = managers_of(draft, lives, people)
    staff = staff_of(draft, lives, people, plan)
    for life, manager in zip(lives, managers, strict=True):
        if any(one.step.key == "decease" for one in life.steps):
            manager.person.died_on = life.ended_on
    return _Crew(tenures, managers, staff)


def _licences(crew: _Crew, plan: Plan) -> list[Licence]:
    pairs = zip(crew.tenures, crew.managers, strict=True)
    return [licence_of(tenure, manager, plan) for tenure, manager in pairs]


def _posts(crew: _Crew, licences: list[Licence], plan: Plan) -> Iterator[Row]:
    draft = crew.tenures[0].draft
    for stay, licence in zip(crew.managers, licences, strict=True):
        yield post_of(stay, draft, licence, plan)
    for stay in crew.staff:
        yield post_of(stay, draft, None, plan)


def _remember(crew: _Crew, made: Registry) -> None:
    code, last = crew.tenures[-1].draft.office.code, crew.managers[-1]
    into = made.managers if last.ends_on is None else made.former
    into[code] = last.person


def _batched(rows: Iterable[list[Tenure]], size: int) -> Iterator[list[list[Tenure]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, size)):
        yield some
