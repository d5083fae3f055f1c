"""The forms of facts and answers: shaped as a hint asks, seen in plain form, compared strictly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Any, Optional, Union

import pytest

from parvaneh.law.casebook import agrees, observed, plain, shaped
from parvaneh.law.citation import Citation, cites
from parvaneh.law.ruling import Basis, Reason, Ruling, Status
from parvaneh.law.values import Values
from parvaneh.law.vocabulary import Post

VALUES = Values({})


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Person:
    born: date
    score: Fraction
    posts: tuple[Post, ...] = ()


@pytest.mark.parametrize(
    ("hint", "raw", "made"),
    [
        (int, 3, 3),
        (bool, True, True),
        (str, "a", "a"),
        (Any, [1], [1]),
        (object, 0.5, 0.5),
        (date, "1404-01-01", date(2025, 3, 21)),
        (Fraction, 3, Fraction(3)),
        (Fraction, "1/3", Fraction(1, 3)),
        (Colour, "red", Colour.RED),
        (Post, "clerk", Post.CLERK),
        (Citation, "D1404 12", "D1404 12"),
        (Values, VALUES, VALUES),
        (int | None, 3, 3),
        (Optional[date], "1404-01-01", date(2025, 3, 21)),  # noqa: UP045 - the older form too
        (Union[date, Post], "clerk", Post.CLERK),  # noqa: UP007 - the older form too
        (Fraction | Post, "clerk", Post.CLERK),
        (Fraction | str, "1/0", "1/0"),
        (Mapping[str, int] | str, "a", "a"),
        (tuple[int, ...] | str, "a", "a"),
        (tuple[int, ...], [1, 2], (1, 2)),
        (tuple[int, ...], [], ()),
        (tuple[date, int], ["1404-01-01", 2], (date(2025, 3, 21), 2)),
        (tuple[tuple[str, int], ...], [["a", 1]], (("a", 1),)),
        (list[int], [1], (1,)),
        (frozenset[Post], ["clerk", "clerk"], frozenset({Post.CLERK})),
        (Mapping[Post, Fraction], {"clerk": "1/2"}, {Post.CLERK: Fraction(1, 2)}),
        (dict[str, tuple[int, ...]], {"a": [1]}, {"a": (1,)}),
        (
            Person,
            {"born": "1404-01-01", "score": "1/2", "posts": ["clerk"]},
            Person(date(2025, 3, 21), Fraction(1, 2), (Post.CLERK,)),
        ),
        (Ruling[str], {"granted": True}, Ruling(granted=True)),
        (Person | None, {"born": "1404-01-01", "score": 1}, Person(date(2025, 3, 21), Fraction(1))),
    ],
)
def test_plain_content_takes_the_form_of_the_hint(hint: Any, raw: Any, made: Any) -> None:
    found = shaped(hint, raw)
    assert found == made
    assert type(found) is type(made)


@pytest.mark.parametrize(
    ("hint", "raw", "error", "sentence"),
    [
        (int, True, ValueError, "True is no int"),
        (int, "3", ValueError, "'3' is no int"),
        (bool, 1, ValueError, "1 is no bool"),
        (str, 3, ValueError, "3 is no str"),
        (Citation, 3, ValueError, "3 is no str"),
        (Fraction, 0.5, ValueError, "0.5 is no Fraction"),
        (Fraction, True, ValueError, "True is no Fraction"),
        (Fraction, "half", ValueError, "Invalid literal for Fraction: 'half'"),
        (Fraction, "1/0", ZeroDivisionError, "Fraction(1, 0)"),
        (Post, "cook", ValueError, "'cook' is not a valid Post"),
        (date, "1404/01/01", ValueError, "not a Jalali day of the form 1404-02-21: '1404/01/01'"),
        (
            date,
            date(1404, 1, 1),
            TypeError,
            "datetime.date(1404, 1, 1) is no Jalali day in quotes",
        ),
        (date, 14040101, TypeError, "14040101 is no Jalali day in quotes"),
        (int | Post, "cook", ValueError, f"'cook' is none of {(int, Post)}"),
        (tuple[int, ...], "12", TypeError, "'12' is no list"),
        (frozenset[str], {"a": 1}, TypeError, "{'a': 1} is no list"),
        (tuple[int, int], [1], ValueError, "zip() argument 2 is shorter than argument 1"),
        (tuple[int], [1, 2], ValueError, "zip() argument 2 is longer than argument 1"),
        (tuple[int, ...], [1, "2"], ValueError, "'2' is no int"),
        (Mapping[str, int], [1], TypeError, "[1] is no table"),
        (Mapping[str, int], {"a": "1"}, ValueError, "'1' is no int"),
        (Mapping[Post, int], {"cook": 1}, ValueError, "'cook' is not a valid Post"),
        (Person, [1], TypeError, "[1] is no table"),
        (Person, {"zeal": 1, "born": 2, "a": 1}, ValueError, "Person has no ['a', 'zeal']"),
        (
            Person,
            {"born": "1404-01-01", "score": "x"},
            ValueError,
            "Invalid literal for Fraction: 'x'",
        ),
    ],
)
def test_content_of_another_form_is_refused(
    hint: Any, raw: Any, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(sentence)}$"):
        shaped(hint, raw)


def test_a_record_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'score'$"):
        shaped(Person, {"born": "1404-01-01"})


# --- Observing and comparing


def test_of_a_ruling_everything_is_seen_in_plain_form() -> None:
    ruling: Ruling[date] = Ruling(
        granted=False,
        value=date(2025, 3, 21),
        reasons=(
            Reason("b", "m", cites("D1404 3", "D1404 12"), found=Post.CLERK, assumes=("A-22",)),
            Reason("a", "m", cites("D1404 12"), found=(Fraction(1, 2),)),
            Reason("n", "m", (), blocks=False, found=7),
        ),
        rests_on=(Basis("k", Status.PROVISIONAL, (), ("A-01",)),),
    )
    assert observed(ruling) == {
        "granted": False,
        "value": "1404-01-01",
        "reasons": ["b", "a"],
        "found": ["clerk", ["1/2"]],
        "explains": ["n"],
        "cites": ["D1404 12", "D1404 3"],
        "assumes": ["A-01", "A-22"],
        "provisional": True,
    }
    assert observed((1, Post.CLERK)) == {"value": [1, "clerk"]}


class Size(Enum):
    BIG = 3


@pytest.mark.parametrize(
    ("thing", "seen"),
    [
        (Size.BIG, 3),
        (Post.CLERK, "clerk"),
        (date(2025, 3, 21), "1404-01-01"),
        (Fraction(6, 2), 3),
        (Fraction(1, 3), "1/3"),
        (Person(date(2025, 3, 21), Fraction(1)), {"born": "1404-01-01", "score": 1, "posts": []}),
        ({Post.CLERK: Fraction(1, 2), 3: (1,)}, {"clerk": "1/2", "3": [1]}),
        ({date(2025, 3, 21): 1}, {"1404-01-01": 1}),
        (frozenset({"b", "a"}), ["a", "b"]),
        (((1, date(2025, 3, 21)), [Size.BIG]), [[1, "1404-01-01"], [3]]),
        (None, None),
        ("a", "a"),
        (True, True),
    ],
)
def test_everything_has_a_plain_form(thing: Any, seen: Any) -> None:
    found = plain(thing)
    assert found == seen
    assert type(found) is type(seen)


@pytest.mark.parametrize(
    ("wanted", "seen", "same"),
    [
        (1, 1, True),
        (1, 2, False),
        (1, True, False),
        (0, False, False),
        ("1", 1, False),
        ([1, "a"], [1, "a"], True),
        ([1], [1, 2], False),
        ([1, 2], [1], False),
        ([1, 2], [2, 1], False),
        ([], None, False),
        ([], [], True),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"a": 1}, False),
        ({"a": {"b": [1]}}, {"a": {"b": [1], "c": 2}}, True),
        ({"a": {"b": [1]}}, {"a": {"b": [2]}}, False),
        ([{"a": 1}], [{"a": 1, "b": 1}], True),
        ({"a": 1}, [1], False),
        ([1], {"a": 1}, False),
        ({}, {"a": 1}, True),
        ({"a": None}, {}, False),
    ],
)
def test_only_what_a_table_names_is_compared(wanted: Any, seen: Any, *, same: bool) -> None:
    assert agrees(wanted, seen) is same
