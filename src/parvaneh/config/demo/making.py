"""Making a demonstration in an empty database: all of it or nothing."""

from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import connection

from parvaneh.access.models import Grant, User
from parvaneh.access.models.users import password_form
from parvaneh.casework.models import Case, Deadline, Document, Message, Notice
from parvaneh.config.demo.accounts import (
    ACCOUNTS,
    accounts_make,
    password_drawn,
    password_keep,
)
from parvaneh.config.demo.bodies import bodies_make
from parvaneh.config.demo.calendar import calendar_make
from parvaneh.config.demo.cases import cases_make
from parvaneh.config.demo.country import FACTS, HELD, SHOWN, registry_make
from parvaneh.config.demo.cycles import cycles_make
from parvaneh.config.demo.evidence import evidence_make
from parvaneh.config.demo.grades import grades_make
from parvaneh.config.demo.people_who_act import case_roles_give, cast_make
from parvaneh.config.demo.plan import Plan
from parvaneh.config.demo.records import records_make
from parvaneh.config.demo.values import values_make
from parvaneh.config.demo.waiting import waiting_make
from parvaneh.config.demo.writing import analysed
from parvaneh.config.environment import ENVIRONMENT, PRODUCTION, VAR
from parvaneh.editions.operations import edition_publish
from parvaneh.frame.refused import refuse
from parvaneh.kit.progress import Progress, silent
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import SYSTEM, acts_gathered
from parvaneh.ledger.models import Event
from parvaneh.registry.models import (
    Applicability,
    Assessment,
    Count,
    Grade,
    Holding,
    Licence,
    Office,
    Person,
    Record,
)
from parvaneh.registry.operations import demonstration_mark
from parvaneh.registry.operations.demonstration import demonstration_faults

ACCOUNTS_FILE = VAR / "demo-accounts"
# What the planner is told of, once it is filled; without figures it reads whole tables each time.
REGISTRY = (Office, Person, Licence, *FACTS, *SHOWN, *HELD)
BESIDE = (User, Grant, Holding, Record, Assessment, Count, Applicability, Grade)
CASEWORK = (Case, Deadline, Document, Notice, Message, Event)
IN_PRODUCTION = msg("A demonstration is not made where PARVANEH_ENV is production.")
HAS_USERS = msg("This database has users of its own; a demonstration needs an empty one.")


@dataclass(frozen=True)
class Made:
    """What was made: where the passwords lie, and how many rows of the large tables."""

    accounts: Path
    offices: int
    people: int
    cases: int
    events: int


def demonstration_make(
    plan: Plan, *, path: Path = ACCOUNTS_FILE, progress: Progress = silent
) -> Made:
    """Make a demonstration: a registry with history, accounts, cases; marked for good.

    Args:
        plan: how much, from which chance, in which state.
        path: where the passwords are kept, for their owner alone.
        progress: told what is done.

    Raises:
        Refused: in production, or the database is marked already or has content of its own.
    """
    refuse(*_faults(), *demonstration_faults())
    password = password_drawn()
    # The file first: accounts whose password nobody knows would be of no use.
    password_keep(path, password)
    # Together: half a demonstration would stay for ever.
    with acts_gathered(), _unhurried():
        demonstration_mark(
            seed=plan.seed, size=plan.size, standing=plan.standing, by=SYSTEM, at=plan.at
        )
        hashed = make_password(password_form(password))  # once: it takes a third of a second
        users = accounts_make(ACCOUNTS, hashed, plan)
        values_make(users, plan)
        calendar_make(plan)
        made = registry_make(plan, progress)
        analysed(REGISTRY)
        bodies = bodies_make(made, plan)
        records_make(made, plan)
        evidence_make(made, plan, progress)
        grades_make(made, plan, progress)
        analysed(BESIDE)
        cast = cast_make(users, made, bodies, hashed, plan)
        cases_make(cast, made, bodies, plan, progress)
        case_roles_give(users, plan)
        waiting_make(users, plan)
        cycles_make(users, plan)
        edition_publish(by=SYSTEM, at=plan.at)
    analysed(CASEWORK)
    return Made(
        path, len(made.drafts), made.people.count, Case.objects.count(), Event.objects.count()
    )


def _faults() -> list[Reason]:
    if ENVIRONMENT == PRODUCTION:
        return [Reason("production", IN_PRODUCTION, ())]
    if User.objects.exists() and not User.objects.filter(is_demo=True).exists():
        return [Reason("users", HAS_USERS, ())]
    return []


class _unhurried:  # noqa: N801 - reads as a word where it is used
    """No limit on the time of a statement while a country is written."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")

    def __exit__(self, *_: object) -> None:
        """Nothing: the setting ends with the transaction."""
