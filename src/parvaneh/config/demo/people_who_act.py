"""Who moves the generated cases: listed accounts where there is one, others beside them."""

from collections.abc import Iterator, Mapping

from parvaneh.access.models import User
from parvaneh.access.operations import grant_give
from parvaneh.access.scopes import Lies, Scope
from parvaneh.casework.models import Case
from parvaneh.config.demo.accounts import CAPITAL, FIRST_OFFICE, Account, accounts_make
from parvaneh.config.demo.bodies import Bodies
from parvaneh.config.demo.cases import Cast
from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.country import Registry
from parvaneh.config.demo.drafts import Draft, Fate
from parvaneh.config.demo.plan import Plan
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.law import jalali
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Person

OTHERS = 7  # applicants and complainants each, beside the listed one
FEWEST_MANAGERS = 5
NATIONAL = {
    Actor.COUNCIL: "council_1",
    Actor.APPEAL_BOARD: "appeal_1",
    Actor.GENERAL_DEPARTMENT: "officer_1",
    Actor.CENTER_HEAD: "center_head_1",
    Actor.HEAD_OF_JUDICIARY: "judiciary_1",
    Actor.COMPETENT_AUTHORITY: "authority_1",
}
# In a Kanoon: the name of the account, its role, and as whom it acts.
OF_KANOON = (
    ("kanoon", "kanoon_chair", (Actor.KANOON, Actor.KANOON_BOARD, Actor.KANOON_CHAIR)),
    ("secretary", "kanoon_secretary", (Actor.KANOON_MEMBERS,)),
    ("judge", "primary_board_chair", (Actor.PRIMARY_BOARD,)),
    ("inspector", "inspector", (Actor.INSPECTOR,)),
)
LISTED = {"kanoon": "kanoon_1", "secretary": "secretary_1", "judge": "judge_1"}
PARTIES = {Actor.APPLICANT: "متقاضی", Actor.COMPLAINANT: "شاکی"}
CASE_ROLES = {
    "applicant_1": "applicant",
    "complainant_1": "complainant",
    "defendant_1": "defendant",
}


def cast_make(
    listed: Mapping[str, User], made: Registry, bodies: Bodies, hashed: str, plan: Plan
) -> Cast:
    """Make the accounts behind the cases, and say who of all acts as whom.

    Args:
        listed: the listed accounts by name.
        made: offices and managers.
        bodies: the Kanoons.
        hashed: the password that all of them share, as it is kept.
        plan: what to make.
    """
    offices = _offices(made, plan)
    users = dict(listed) | accounts_make(_wanted(offices, bodies), hashed, plan)
    own = {FIRST_OFFICE: "manager_1", offices[1].office.code: "defendant_1"}
    managers = {}
    for one in offices:
        code = one.office.code
        person = made.managers[code]
        person.user = users[own.get(code, f"manager-{code}")]
        Person.objects.filter(pk=person.pk).update(user=person.user)
        managers[code] = person
    return Cast(
        country={actor: users[name] for actor, name in NATIONAL.items()},
        deputies={
            province: users["deputy_1" if province == CAPITAL else f"deputy-{province[-2:]}"]
            for province in {CAPITAL, *(one.province for one in offices)}
        },
        kanoons={
            (key, actor): users[_name(name, key)]
            for key in bodies.kanoons
            for name, _, actors in OF_KANOON
            for actor in actors
        },
        parties={
            actor: _parties(actor, title, users, made, plan) for actor, title in PARTIES.items()
        },
        managers=managers,
    )


def case_roles_give(listed: Mapping[str, User], plan: Plan) -> None:
    """Give applicant, complainant and defendant the role of their first case."""
    for name, role in CASE_ROLES.items():
        case = Case.objects.filter(parties__person__user=listed[name]).order_by("pk").first()
        if case is not None:
            grant_give(
                user=listed[name],
                role=role,
                scope=Scope.CASE,
                scope_key=case.number,
                lies=Lies(case.province, case.kanoon, case.office_code, case.number),
                by=SYSTEM,
                at=plan.at,
            )


def _offices(made: Registry, plan: Plan) -> list[Draft]:
    """The offices whose managers sign in: the first one, then busy ones of all provinces."""
    able = [one for one in made.drafts if one.fate is Fate.WORKING and not one.spoiled]
    first = [one for one in able if one.office.code == FIRST_OFFICE]
    others = [one for one in able if one.office.code != FIRST_OFFICE]
    number = min(len(others), max(FEWEST_MANAGERS, plan.volume.cases // 3))
    chance = Chance(plan.seed, "managers")
    weights = [one.busy for one in others]
    chosen = dict.fromkeys(chance.choices(others, weights, k=number * 2))
    return first + list(chosen)[:number]


def _wanted(offices: list[Draft], bodies: Bodies) -> Iterator[Account]:
    for province in sorted({one.province for one in offices} - {CAPITAL}):
        yield Account(f"deputy-{province[-2:]}", "provincial_deputy", Scope.PROVINCE, province)
    for key in bodies.kanoons:
        for name, role, _ in OF_KANOON:
            if _name(name, key) not in LISTED.values():
                yield Account(_name(name, key), role, Scope.KANOON, f"kanoon-{key}")
    for one in offices[2:]:
        code = one.office.code
        yield Account(f"manager-{code}", "office_manager", Scope.OFFICE, code)
    for actor in PARTIES:
        for number in range(2, OTHERS + 2):
            yield Account(f"{actor}-{number}", actor.value, None)


def _name(name: str, key: str) -> str:
    return LISTED[name] if key == CAPITAL[-2:] and name in LISTED else f"{name}-{key}"


def _parties(
    actor: Actor, title: str, users: Mapping[str, User], made: Registry, plan: Plan
) -> list[Person]:
    names = [f"{actor}_1", *(f"{actor}-{number}" for number in range(2, OTHERS + 2))]
    born_on = jalali.jalali(plan.year - 36, 5, 5)
    people = []
    for at, name in enumerate(names):
        person = made.people.person(title, CAPITAL, man=at % 2 == 1, born_on=born_on)
        person.user = users[name]
        people.append(person)
    copy_rows(Person, keyed(people))
    made.rows["person"] += len(people)
    return people
