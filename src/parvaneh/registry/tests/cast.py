"""The small cast of the registry's tests: bodies, persons, readers; nothing of them is real."""

from datetime import UTC, date, datetime
from itertools import count

from parvaneh.access.models import Grant, User
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Body, Demonstration, Holding, Office, Person, Post
from parvaneh.registry.operations import body_found, seat_fill
from parvaneh.registry.tests.samples import office_sample, person_sample

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
DAY = date(2025, 10, 4)
FIRST = date(2014, 1, 1)
DONE = {"by": SYSTEM, "at": AT}
_numbers = count(1)


def kanoon(province: str = "IR-23", starts_on: date = FIRST) -> Body:
    code = f"kanoon-{province[-2:]}"
    return body_found(
        kind="kanoon", code=code, title="کانون", province=province, starts_on=starts_on, **DONE
    )


def board(of: Body, kind: str = "kanoon_board") -> Body:
    code = f"{kind.replace('_', '-')}-{of.code[-2:]}"
    return body_found(kind=kind, code=code, title="هیئت", kanoon=of, starts_on=of.starts_on, **DONE)


def council() -> Body:
    return body_found(kind="council", code="council", title="شورا", starts_on=FIRST, **DONE)


def person(name: str = "") -> Person:
    return person_sample(**({"name": name} if name else {}))


def office(code: str = "", province: str = "IR-23") -> Office:
    return office_sample(code, province)


def managed_by(who: Person, starts_on: date = FIRST) -> Office:
    """An office that somebody manages, however they came to it."""
    of = office()
    Post.objects.create(
        office=of, person=who, post="manager", starts_on=starts_on, entered_by="x", entered_at=AT
    )
    return of


def councillor(body: Body, who: Person | None = None, starts_on: date = DAY, **rest) -> Holding:
    return seat_fill(
        body=body,
        role="member",
        person=who or person(),
        starts_on=starts_on,
        source="decree 1",
        **{"proposer": Actor.GENERAL_DEPARTMENT, "approver": Actor.CENTER_HEAD, **DONE, **rest},
    )


def judge(body: Body, who: Person | None = None, starts_on: date = DAY, **rest) -> Holding:
    return seat_fill(
        body=body,
        role="judge",
        person=who or person(),
        starts_on=starts_on,
        source="decree 2",
        **{
            "proposer": Actor.COUNCIL,
            "approver": Actor.CENTER_HEAD,
            "judicial_years": 12,
            **DONE,
            **rest,
        },
    )


def reader(role: str, scope: str = "country", scope_key: str = "") -> User:
    number = next(_numbers)
    user = User.objects.create(
        code=f"u-{number}", username=f"user_{number}", name=f"user_{number}", created_at=AT
    )
    Grant.objects.create(
        user=user,
        role=role,
        scope=scope,
        scope_key=scope_key,
        starts_on=FIRST,
        given_by="system",
        given_at=AT,
    )
    return user


def demonstration_marked() -> Demonstration:
    """The mark of a demonstration, whatever else is in the database."""
    return Demonstration.objects.create(
        seed=1, size="small", standing="ranked", made_by="system", made_at=AT
    )
