"""The generated cases of a demonstration: real procedures, each somewhere in its course."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework.documents import document_pend
from parvaneh.casework.models import Case
from parvaneh.casework.operations import case_open, step_take
from parvaneh.config.demo_country import CAPITAL, Country, person_demo
from parvaneh.kit.clock import day_of
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Person

MANAGER, OFFICER, DEPUTY = "manager_1", "officer_1", "deputy_1"
CHAIR, JUDGE, INSPECTOR, APPLICANT = "kanoon_1", "judge_1", "inspector_1", "applicant_1"
FIRST = "2300001"  # the office whose manager can sign in
LETTER = "case.standing"


@dataclass(frozen=True)
class Course:
    """A case: its kind, office, party, the day it began, and its steps with their days and doers.

    Days are counted back from today.
    """

    procedure: str
    office: str
    party: Actor
    began: int
    steps: tuple[tuple[str, int, str], ...] = ()
    letter: bool = False


COURSES = (
    Course("objection", FIRST, Actor.MANAGER, 2),
    Course("objection", FIRST, Actor.MANAGER, 6, (("object", 3, MANAGER),)),
    Course(
        "objection",
        FIRST,
        Actor.MANAGER,
        12,
        (("object", 9, MANAGER), ("review", 8, DEPUTY), ("send", 6, DEPUTY)),
        letter=True,
    ),
    Course(
        "discipline",
        "2300002",
        Actor.DEFENDANT,
        40,
        (
            ("register", 38, JUDGE),
            ("notify", 36, JUDGE),
            ("convene", 12, JUDGE),
            ("vote", 12, JUDGE),
            ("convict", 10, JUDGE),
            ("serve", 3, JUDGE),
        ),
        letter=True,
    ),
    Course("discipline", "1000001", Actor.DEFENDANT, 9, (("register", 7, JUDGE),)),
    Course(
        "complaint",
        "1000001",
        Actor.DEFENDANT,
        15,
        (("register", 14, CHAIR), ("examine", 8, CHAIR)),
    ),
    Course("complaint", "1900001", Actor.DEFENDANT, 1),
    Course(
        "inspection", "2300003", Actor.MANAGER, 5, (("order", 4, CHAIR), ("visit", 1, INSPECTOR))
    ),
    Course("licence_renew", FIRST, Actor.MANAGER, 4, (("file", 4, MANAGER),)),
    Course("vetting", "", Actor.APPLICANT, 7, (("apply", 6, APPLICANT), ("ask", 2, OFFICER))),
)


def cases_make(users: Mapping[str, User], country: Country, *, at: datetime) -> list[Case]:
    """Open the cases and take their steps; letters are rendered by the first worker.

    Args:
        users: by name; those who take steps hold the roles for it.
        country: the offices and their managers.
        at: the moment at which all of it is entered; the steps say on which day they happened.
    """
    applicant = person_demo("متقاضی ۱", 900, CAPITAL, at=at, user=users[APPLICANT])
    return [_case(course, users, country, applicant, at) for course in COURSES]


def _case(
    course: Course, users: Mapping[str, User], country: Country, applicant: Person, at: datetime
) -> Case:
    office = country.offices.get(course.office)
    party = country.managers[course.office] if office else applicant
    today = day_of(at)
    case = case_open(
        procedure=course.procedure,
        subject=f"office:{office.code}" if office else f"person:{party.code}",
        office=office,
        province="" if office else CAPITAL,
        parties=[(party, course.party)],
        occurred_on=today - timedelta(days=course.began),
        by=SYSTEM,
        at=at,
    )
    for step, ago, doer in course.steps:
        by = Acting(users[doer])
        case = step_take(
            case=case, step=step, occurred_on=today - timedelta(days=ago), by=by, at=at
        )
    if course.letter:
        facts = {"addressee": [party.name]}
        document_pend(
            case=case, kind=LETTER, facts=facts, visible_to=[course.party], by=SYSTEM, at=at
        )
    return case
