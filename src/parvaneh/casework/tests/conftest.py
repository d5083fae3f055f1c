"""The cast: an office, an applicant, deputies of two provinces; and the trial procedure."""

from datetime import UTC, date, datetime

import pytest

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.scopes import Scope
from parvaneh.casework.operations import case_open
from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.casework.tests.trial import TRIAL
from parvaneh.law.vocabulary import Actor
from parvaneh.registry.models import Office, Person

# Saturday 12 Mehr 1404, at noon in Tehran.
AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
ON = date(2025, 10, 4)


@pytest.fixture(autouse=True)
def trial():
    with procedure_on_trial(TRIAL):
        yield TRIAL


def user_made(code: str) -> User:
    return User.objects.create(code=code, username=code, name=code, created_at=AT)


def granted(user: User, role: str, scope: Scope, key: str) -> Grant:
    return Grant.objects.create(
        user=user,
        role=role,
        scope=scope,
        scope_key=key,
        starts_on=date(2025, 1, 1),
        given_by="system",
        given_at=AT,
    )


def deputy_of(province: str, code: str) -> Acting:
    user = user_made(code)
    granted(user, "provincial_deputy", Scope.PROVINCE, province)
    return Acting(user)


def acting(code: str, role: str, scope: Scope, key: str = "") -> Acting:
    user = user_made(code)
    granted(user, role, scope, key)
    return Acting(user)


@pytest.fixture
def colleague(db):
    return deputy_of("IR-23", "deputy_3")


@pytest.fixture
def deputy(db):
    return deputy_of("IR-23", "deputy_1")


@pytest.fixture
def deputy_elsewhere(db):
    return deputy_of("IR-07", "deputy_2")


@pytest.fixture
def office(db):
    return Office.objects.create(code="2300001", province="IR-23", title="دفتر")


@pytest.fixture
def person(db):
    return Person.objects.create(code="p-1", name="applicant_1", user=user_made("applicant_1"))


@pytest.fixture
def applicant(person):
    return Acting(person.user)


@pytest.fixture
def case(office, person, applicant):
    return case_open(
        procedure="trial",
        subject="office:2300001",
        office=office,
        parties=[(person, Actor.APPLICANT)],
        by=applicant,
        at=AT,
    )
