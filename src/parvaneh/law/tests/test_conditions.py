"""Conditions as data: every failure at once, the bound from the day's values, nothing assumed."""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from parvaneh.law import jalali
from parvaneh.law.citation import cites
from parvaneh.law.conditions import UNKNOWN, Condition, Test, applies, failures, is_met
from parvaneh.law.ruling import Basis, Reason, Ruling, Status
from parvaneh.law.values import NoValueInForce, read_values
from parvaneh.law.vocabulary import FACTS

VALUES = read_values(
    """
    article = "D1392 5"
    [min_age]
    fa = "کمترین سن"
    en = "Least age"
    cites = ["D1392 5(2)"]
    value = [
        { from = "1392-02-26", content = 25, source = "s", status = "official", approved_by = "a" }
    ]
    [fields]
    fa = "رشته‌ها"
    en = "Fields"
    cites = ["D1392 5(1)"]
    assumes = ["A-07"]
    value = [
        { from = "1392-02-26", content = ["law", "fiqh"], source = "s", status = "assumed",
        approved_by = "a" }
    ]
    [barred]
    fa = "شغل‌های ممنوع"
    en = "Barred callings"
    value = [
        { from = "1392-02-26", content = ["lawyer", "notary"], source = "s", status = "official",
        approved_by = "a" }
    ]
    """.replace(",\n        approved", ", approved"),
    "t.toml",
)
ON = jalali.day("1403-01-15")

AGE = Condition(
    "age",
    "age",
    Test.AT_LEAST,
    cites("D1392 5(2)"),
    "too young",
    bound="D1392.5.min_age",
    assumes=("A-99",),
)
FIELD = Condition("field", "field", Test.ONE_OF, cites("D1392 5(1)"), "f", bound="D1392.5.fields")
BARRED = Condition("barred", "jobs", Test.NONE_OF, cites("D1392 8"), "b", bound="D1392.5.barred")
NATIONAL = Condition("nationality", "iranian", Test.HOLDS, cites("D1392 4(1)"), "not Iranian")
SERVICE = Condition(
    "service", "served", Test.HOLDS, cites("D1392 4(6)"), "no service", only_if=("sex", "male")
)
ALL = (AGE, FIELD, BARRED, NATIONAL, SERVICE)
GOOD: Mapping[str, object] = {
    "age": 25,
    "field": "law",
    "jobs": (),
    "iranian": True,
    "sex": "male",
    "served": True,
}
AGE_BASIS = Basis("D1392.5.min_age", Status.OFFICIAL, cites("D1392 5(2)"))
FIELDS_BASIS = Basis("D1392.5.fields", Status.ASSUMED, cites("D1392 5(1)"), ("A-07",))
BARRED_BASIS = Basis("D1392.5.barred", Status.OFFICIAL)


def test_who_meets_every_condition_is_granted_and_the_values_used_are_named() -> None:
    assert failures(ALL, GOOD, values=VALUES, on=ON) == Ruling(
        granted=True, rests_on=(AGE_BASIS, FIELDS_BASIS, BARRED_BASIS)
    )


def test_every_failure_is_told_at_once_with_what_was_found_and_needed() -> None:
    facts = {"age": 24, "field": "art", "jobs": ("lawyer",), "iranian": False, "sex": "male"}
    ruling = failures(ALL, facts, values=VALUES, on=ON)
    assert not ruling.granted
    assert ruling.reasons == (
        Reason(
            "age",
            "too young",
            cites("D1392 5(2)"),
            found=24,
            needed=25,
            params={"field": FACTS["age"]},
            assumes=("A-99",),
        ),
        Reason(
            "field",
            "f",
            cites("D1392 5(1)"),
            found="art",
            needed=("law", "fiqh"),
            params={"field": "field"},
        ),
        Reason(
            "barred",
            "b",
            cites("D1392 8"),
            found=("lawyer",),
            needed=("lawyer", "notary"),
            params={"field": "jobs"},
        ),
        Reason(
            "nationality",
            "not Iranian",
            cites("D1392 4(1)"),
            found=False,
            needed=True,
            params={"field": FACTS["iranian"]},
        ),
        Reason(
            "service",
            UNKNOWN,
            cites("D1392 4(6)"),
            found=None,
            needed=True,
            params={"field": "served"},
        ),
    )


def test_what_was_not_shown_fails_every_test() -> None:
    ruling = failures(ALL, {}, values=VALUES, on=ON)
    assert [(one.key, one.message, one.found) for one in ruling.reasons] == [
        (key, UNKNOWN, None) for key in ("age", "field", "barred", "nationality", "service")
    ]
    assert UNKNOWN == "Nothing was shown about this condition: {field}."


def test_a_condition_of_men_is_not_asked_of_women_and_silence_does_not_excuse() -> None:
    assert applies(SERVICE, {"sex": "male"})
    assert not applies(SERVICE, {"sex": "female"})
    assert applies(SERVICE, {"sex": None})
    assert applies(SERVICE, {})
    assert applies(SERVICE, {"sex": ["male"]}) is False
    assert applies(NATIONAL, {})
    assert failures([SERVICE, AGE], {"sex": "female", "age": 30}, values=VALUES, on=ON).granted
    assert not failures([SERVICE, AGE], {"sex": "female", "age": 3}, values=VALUES, on=ON).granted


def test_a_bound_without_value_on_that_day_is_an_error_not_a_pass() -> None:
    with pytest.raises(NoValueInForce, match=r"^D1392\.5\.min_age has no value in force on"):
        failures(ALL, GOOD, values=VALUES, on=date(2000, 1, 1))
    assert failures([NATIONAL], GOOD, values=VALUES, on=date(2000, 1, 1)).granted


@pytest.mark.parametrize(
    ("test", "fact", "bound", "met"),
    [
        (Test.HOLDS, True, True, True),
        (Test.HOLDS, False, True, False),
        (Test.HOLDS, 1, True, False),
        (Test.HOLDS, "true", True, False),
        (Test.AT_LEAST, 25, 25, True),
        (Test.AT_LEAST, 24, 25, False),
        (Test.AT_LEAST, 26, 25, True),
        (Test.ONE_OF, "law", ("law", "fiqh"), True),
        (Test.ONE_OF, "art", ("law", "fiqh"), False),
        (Test.ONE_OF, ("art", "law"), ("law", "fiqh"), True),
        (Test.ONE_OF, ["fiqh"], ("law", "fiqh"), True),
        (Test.ONE_OF, frozenset({"fiqh"}), ("law", "fiqh"), True),
        (Test.ONE_OF, (), ("law", "fiqh"), False),
        (Test.ONE_OF, "law", (), False),
        (Test.ONE_OF, "l", "law", False),
        (Test.NONE_OF, "lawyer", ("lawyer", "notary"), False),
        (Test.NONE_OF, "cook", ("lawyer", "notary"), True),
        (Test.NONE_OF, ("cook", "notary"), ("lawyer", "notary"), False),
        (Test.NONE_OF, (), ("lawyer", "notary"), True),
    ],
)
def test_each_test_holds_a_fact_against_its_bound(
    test: Test, fact: object, bound: object, *, met: bool
) -> None:
    assert is_met(test, fact, bound) is met


@pytest.mark.parametrize(
    ("fact", "bound"), [("25", 25), (True, 1), (25, "25"), (25.0, 25), ((25,), 25)]
)
def test_only_whole_numbers_are_compared(fact: object, bound: object) -> None:
    sentence = re.escape(f"cannot compare {fact!r} with {bound!r}")
    with pytest.raises(TypeError, match=f"^{sentence}$"):
        is_met(Test.AT_LEAST, fact, bound)
