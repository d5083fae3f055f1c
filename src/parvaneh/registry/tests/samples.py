"""Offices, persons and licences of the tests, made by the operations themselves."""

from datetime import UTC, date, datetime
from itertools import count

from parvaneh.law.vocabulary import Actor, Post
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Licence, Office, Person
from parvaneh.registry.models.persons import PLAIN
from parvaneh.registry.operations import (
    Term,
    certificate_enter,
    declaration_enter,
    degree_enter,
    experience_enter,
    licence_issue,
    licence_open,
    office_make,
    person_make,
)

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
ON = date(2025, 10, 4)  # 12 Mehr 1404
START = date(2024, 3, 20)  # 1 Farvardin 1403
THREE_YEARS = Term(36, 3)
DOING = {"by": SYSTEM, "at": AT}
_NUMBERS = count(1)


def national_id(number: int) -> str:
    """A valid national id for a number."""
    nine = f"{number:09}"
    rest = (
        sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    )
    return nine + str(rest if rest < 2 else 11 - rest)


def office_sample(code="", province="IR-23", **other) -> Office:
    """An office; its code is a number of its own unless given."""
    code = code or f"{1200000 + next(_NUMBERS)}"
    return office_make(
        **{
            "code": code,
            "title": f"دفتر {code}",
            "province": province,
            "starts_on": START,
            **DOING,
            **other,
        }
    )


def person_sample(province="IR-23", **other) -> Person:
    """A person of whom nothing is known but name and national id."""
    number = next(_NUMBERS)
    return person_make(
        **{
            "name": f"شخص {number}",
            "national_id": national_id(number),
            "province": province,
            "born_on": date(1985, 5, 5),
            "man": False,
            **DOING,
            **other,
        }
    )


def fit_person(post=Post.MANAGER, province="IR-23", **other) -> Person:
    """A person who meets every condition of a post."""
    person = person_sample(province, **other)
    for kind in PLAIN:
        certificate_enter(person=person, kind=kind, starts_on=date(2013, 5, 22), **DOING)
    certificate_enter(
        person=person, kind="computer_skill", detail=post, starts_on=date(2013, 5, 22), **DOING
    )
    degree_enter(person=person, level="master", field="law", awarded_on=date(2010, 7, 1), **DOING)
    experience_enter(
        person=person, work="کار حقوقی", starts_on=date(2010, 3, 21), ends_on=date(2019, 3, 20),
        related=True, **DOING,
    )  # fmt: skip
    declaration_enter(person=person, declared_on=date(2013, 6, 1), **DOING)
    return person


def licence_sample(
    office=None, manager=None, starts_on=START, term=THREE_YEARS, *, opened=True, **other
) -> Licence:
    """A licence as the law issues it; opened, unless told otherwise."""
    licence = licence_issue(
        **{
            "office": office or office_sample(),
            "manager": manager or fit_person(),
            "starts_on": starts_on,
            "term": term,
            "proposed_by": Actor.COUNCIL,
            "decided_by": Actor.CENTER_HEAD,
            **DOING,
            **other,
        }
    )
    if opened:
        licence = licence_open(
            licence=licence, on=starts_on, decided_by=Actor.GENERAL_DEPARTMENT, **DOING
        )
    return licence
