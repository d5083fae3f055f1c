"""The registry of a demonstration: offices, people, licences and posts, with their history."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

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
from parvaneh.config.demo.office_access import access_rows
from parvaneh.config.demo.offices import office_rows
from parvaneh.config.demo.people import People, Stay, shown_by
from parvaneh.config.demo.plan import Plan
from parvaneh.config.demo.staffing import managers_of, staff_of
from parvaneh.config.demo.writing import Row, Sheaf, told, written_meanwhile
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
    OfficeAccess,
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
FACTS = (OfficeTitle, OfficeAddress, OfficePhone, OfficeHours, OfficeService, OfficeAccess)
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
    offices = keyed([one.office for one in made.drafts])
    by_office = groupby(tenures, key=lambda one: one.draft.at)
    crews = [_crew(list(found), made.people, plan) for _, found in by_office]
    persons = keyed([stay.person for crew in crews for stay in crew.everybody])
    licences = _licences(crews, plan)
    sheaves = []
    with written_meanwhile() as hand_over:
        written = {Office: offices, NumberSeries: series, Person: persons, Licence: licences}
        for model, rows in written.items():
            hand_over(copy_rows, model, rows)
            made.rows[model._meta.model_name or ""] = len(rows)
        facts, access = Chance(plan.seed, "facts"), Chance(plan.seed, "access")
        for done, some in _batched(crews, AT_ONCE):
            sheaves.append(_sheaf(some, made, plan, facts, access))
            hand_over(sheaves[-1].write)
            progress(msg("Offices"), done, len(made.drafts))
    made.rows += sum((one.written for one in sheaves), Counter())
    told("registry", made.rows, at=plan.at)
    return made


def _licences(crews: Sequence["_Crew"], plan: Plan) -> Sequence[Licence]:
    """The licences of all offices; each knows the one before it."""
    for crew in crews:
        pairs = zip(crew.tenures, crew.managers, strict=True)
        crew.licences.extend(licence_of(tenure, manager, plan) for tenure, manager in pairs)
    every = keyed([one for crew in crews for one in crew.licences])
    for crew in crews:
        for before, after in pairwise(crew.licences):
            after.predecessor = before
    return every


def _sheaf(
    crews: Iterable["_Crew"], made: Registry, plan: Plan, facts: Chance, access: Chance
) -> Sheaf:
    """Everything that hangs on some offices."""
    sheaf = Sheaf(*FACTS, *SHOWN, *HELD)
    for crew in crews:
        last = crew.tenures[-1]
        moved_on = next((one.life.moved_on for one in crew.tenures if one.life.moved_on), None)
        sheaf.add(office_rows(last.draft, moved_on, plan, facts))
        sheaf.add(access_rows(last.draft, moved_on, plan, access))
        for tenure, licence in zip(crew.tenures, crew.licences, strict=True):
            sheaf.add(licence_rows(licence, tenure.life, plan))
        sheaf.add(_posts(crew, plan))
        for stay in crew.everybody:
            sheaf.add(shown_by(stay, made.people))
        _remember(crew, made)
    return sheaf


@dataclass(frozen=True)
class _Crew:
    """The licences of an office, their managers, and everybody else."""

    tenures: list[Tenure]
    managers: list[Stay]
    staff: list[Stay]
    licences: list[Licence] = field(default_factory=list)

    @property
    def everybody(self) -> list[Stay]:
        """All who work or worked there."""
        return [*self.managers, *self.staff]


def _crew(tenures: list[Tenure], people: People, plan: Plan) -> _Crew:
    draft, lives = tenures[0].draft, [one.life for one in tenures]
    managers = managers_of(draft, lives, people)
    staff = staff_of(draft, lives, people, plan)
    for life, manager in zip(lives, managers, strict=True):
        if any(one.step.key == "decease" for one in life.steps):
            manager.person.died_on = life.ended_on
    return _Crew(tenures, managers, staff)


def _posts(crew: _Crew, plan: Plan) -> Iterator[Row]:
    draft = crew.tenures[0].draft
    for stay, licence in zip(crew.managers, crew.licences, strict=True):
        yield post_of(stay, draft, licence, plan)
    for stay in crew.staff:
        yield post_of(stay, draft, None, plan)


def _remember(crew: _Crew, made: Registry) -> None:
    code, last = crew.tenures[-1].draft.office.code, crew.managers[-1]
    into = made.managers if last.ends_on is None else made.former
    into[code] = last.person


def _batched(crews: Sequence[_Crew], size: int) -> Iterator[tuple[int, Sequence[_Crew]]]:
    """So many at once, each time with how many are done then."""
    for first in range(0, len(crews), size):
        some = crews[first : first + size]
        yield first + len(some), some
