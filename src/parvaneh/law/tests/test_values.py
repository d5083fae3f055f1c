"""Dated values: read with every fault at once, in force on their days only, never guessed."""

import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from parvaneh.law import jalali
from parvaneh.law.ruling import Basis, Status
from parvaneh.law.values import (
    PLACES,
    DatedValue,
    NoValueInForce,
    ValuesFault,
    basis,
    choice,
    exact,
    flag,
    frozen,
    is_values_file,
    merged,
    read_values,
    sequence,
    shipped_values,
    table,
    texts_beside,
    value_at,
    whole,
    word,
)

PERIODS = """
article = "D1404 12"
[days]
fa = "مهلت"
en = "Period"
unit = "days"
cites = ["D1404 12", "CPC 445"]
assumes = ["A-22"]
[[days.value]]
from = "1406-01-01"
content = 15
source = "a later directive"
status = "provisional"
approved_by = "nobody yet"
[[days.value]]
from = "1404-02-21"
until = "1405-06-31"
content = 10
source = "D1404 12"
status = "official"
approved_by = "head of the Center"
"""
KEY = "D1404.12.days"
FIRST, LAST = jalali.day("1404-02-21"), jalali.day("1405-06-31")
NEXT = jalali.day("1406-01-01")
A_DAY = timedelta(days=1)

ENTRY = """
[["D1404.12.days".value]]
from = "1404-02-21"
content = 10
source = "s"
status = "official"
approved_by = "a"
"""
HEAD = """
["D1404.12.days"]
fa = "مهلت"
en = "Period"
"""


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(ValuesFault) as found:
        read_values(text, "p.toml")
    assert str(found.value) == "\n".join(found.value.faults)
    return found.value.faults


def entry_of(content: Any) -> DatedValue:
    return replace(read_values(PERIODS, "p.toml").histories[KEY][0], content=content)


def test_a_value_is_read_whole_and_in_the_order_of_its_days() -> None:
    first, second = read_values(PERIODS, "p.toml").histories[KEY]
    assert first == DatedValue(
        key=KEY,
        content=10,
        start=FIRST,
        until=LAST,
        source="D1404 12",
        status=Status.OFFICIAL,
        approved_by="head of the Center",
        unit="days",
        fa="مهلت",
        en="Period",
        cites=("D1404 12", "CPC 445"),
        assumes=("A-22",),
    )
    assert (second.content, second.start, second.until) == (15, NEXT, None)
    assert basis(second) == Basis(
        KEY, Status.PROVISIONAL, cites=("D1404 12", "CPC 445"), assumes=("A-22",)
    )


def test_a_heading_may_leave_out_unit_citations_and_assumptions() -> None:
    (entry,) = read_values(HEAD + ENTRY, "p.toml").histories[KEY]
    assert (entry.unit, entry.cites, entry.assumes, entry.until) == ("", (), (), None)


@pytest.mark.parametrize(
    ("on", "content"), [(FIRST, 10), (LAST, 10), (NEXT, 15), (NEXT + 9999 * A_DAY, 15)]
)
def test_a_value_holds_from_its_first_day_to_its_last(on: date, content: int) -> None:
    assert value_at(read_values(PERIODS, "p.toml"), KEY, on).content == content


@pytest.mark.parametrize("on", [FIRST - A_DAY, LAST + A_DAY, NEXT - A_DAY])
def test_a_day_before_the_first_value_or_in_a_gap_is_refused(on: date) -> None:
    with pytest.raises(NoValueInForce) as found:
        value_at(read_values(PERIODS, "p.toml"), KEY, on)
    assert str(found.value) == f"{KEY} has no value in force on {jalali.text(on)}"
    assert (found.value.key, found.value.on) == (KEY, on)


def test_an_unknown_key_has_no_value() -> None:
    with pytest.raises(NoValueInForce, match=r"^D1404\.99\.x has no value in force on 1406-01-01$"):
        value_at(read_values(PERIODS, "p.toml"), "D1404.99.x", NEXT)


def test_values_that_touch_do_not_overlap() -> None:
    text = PERIODS.replace('"1405-06-31"', '"1405-12-29"')
    assert [one.content for one in read_values(text, "p.toml").histories[KEY]] == [10, 15]


def test_a_value_of_a_single_day_holds_on_that_day() -> None:
    text = PERIODS.replace('"1405-06-31"', '"1404-02-21"')
    assert value_at(read_values(text, "p.toml"), KEY, FIRST).content == 10


@pytest.mark.parametrize("until", ['until = "1406-01-01"', ""])
def test_two_values_on_one_day_are_refused(until: str) -> None:
    text = PERIODS.replace('until = "1405-06-31"', until)
    assert faults_of(text) == (f"p.toml: {KEY}: two values are in force on 1406-01-01",)


def test_a_value_that_ends_before_it_begins_is_refused() -> None:
    text = PERIODS.replace('"1405-06-31"', '"1404-02-20"')
    wanted = f"p.toml: {KEY}: a value ends on 1404-02-20, before it begins on 1404-02-21"
    assert faults_of(text) == (wanted,)


def test_what_is_no_toml_is_told_with_its_place() -> None:
    (fault,) = faults_of("a = 1\n\nb = ?")
    assert fault == "p.toml: not TOML: Invalid value (at line 3, column 5)"


@pytest.mark.parametrize(
    ("line", "wrong", "fault"),
    [
        ('fa = "مهلت"', "fa = 1", "field 'fa': must be text in quotes, found 1"),
        ('fa = "مهلت"', "", "field 'fa' is missing"),
        ('en = "Period"', "", "field 'en' is missing"),
        ('unit = "days"', "unit = true", "field 'unit': must be text in quotes, found True"),
        ('unit = "days"', "units = 1", "unknown field 'units'"),
        ('assumes = ["A-22"]', 'assumes = "A-22"', "field 'assumes': must be a list, found 'A-22'"),
        ('"CPC 445"]', '"CPC"]', "field 'cites': not a citation: 'CPC'"),
        ('"CPC 445"]', "445]", "field 'cites': must be text in quotes, found 445"),
        ('from = "1406-01-01"', "", "value 1: field 'from' is missing"),
        ("content = 15", "", "value 1: field 'content' is missing"),
        ('source = "a later directive"', "", "value 1: field 'source' is missing"),
        ('status = "provisional"', "", "value 1: field 'status' is missing"),
        ('approved_by = "nobody yet"', "", "value 1: field 'approved_by' is missing"),
        ("content = 15", "content = 15\nday = 1", "value 1: unknown field 'day'"),
        (
            'from = "1406-01-01"',
            'from = "1406/01/01"',
            "value 1: field 'from': not a Jalali day of the form 1404-02-21: '1406/01/01'",
        ),
        (
            'from = "1406-01-01"',
            "from = 1406-01-01",
            "value 1: field 'from': must be text in quotes, found datetime.date(1406, 1, 1)",
        ),
        (
            'until = "1405-06-31"',
            "until = 0",
            "value 2: field 'until': must be text in quotes, found 0",
        ),
        (
            "content = 15",
            "content = 1.5",
            "value 1: field 'content': 1.5 is a binary fraction: write it in quotes, as text",
        ),
        (
            "content = 15",
            "content = [{ a = 1404-01-02 }]",
            (
                "value 1: field 'content': 1404-01-02 is read as Gregorian: "
                "write it in quotes, as Jalali text"
            ),
        ),
        (
            "content = 15",
            "content = 08:00:00",
            (
                "value 1: field 'content': 08:00:00 is read as Gregorian: "
                "write it in quotes, as Jalali text"
            ),
        ),
        (
            'status = "provisional"',
            'status = "sure"',
            (
                "value 1: field 'status': must be one of official, assumed, provisional, "
                "demonstration, found 'sure'"
            ),
        ),
        (
            'status = "provisional"',
            "status = []",
            (
                "value 1: field 'status': must be one of official, assumed, provisional, "
                "demonstration, found []"
            ),
        ),
    ],
)
def test_each_fault_is_a_sentence_that_names_its_place(line: str, wrong: str, fault: str) -> None:
    assert line in PERIODS
    assert faults_of(PERIODS.replace(line, wrong)) == (f"p.toml: {KEY}: {fault}",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x = 1", "x: must be a table, found 1"),
        ('[x]\nfa = "ا"\nen = "a"', "x: field 'value' is missing"),
        (
            '[x]\nfa = "ا"\nen = "a"\nvalue = []',
            "x: field 'value': must be a list of one or more values, found []",
        ),
        (
            '[x]\nfa = "ا"\nen = "a"\nvalue = 3',
            "x: field 'value': must be a list of one or more values, found 3",
        ),
        ('[x]\nfa = "ا"\nen = "a"\nvalue = [3]', "x: value 1: must be a table, found 3"),
        ('article = "1404 12"', "article: not a citation: '1404 12'"),
        ("article = 12", "article: must be text in quotes, found 12"),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, fault: str) -> None:
    assert faults_of(text) == (f"p.toml: {fault}",)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = """
        article = "12"
        [days]
        zeal = 1
        an = 2
        en = 3
        value = [4]
        [x]
        fa = "ا"
        en = "a"
        [[x.value]]
        from = "1404-02-30"
        status = "official"
        [[x.value]]
        from = "1404-13-30"
    """
    assert faults_of(text) == (
        "p.toml: article: not a citation: '12'",
        "p.toml: days: unknown field 'an'",
        "p.toml: days: unknown field 'zeal'",
        "p.toml: days: field 'fa' is missing",
        "p.toml: days: field 'en': must be text in quotes, found 3",
        "p.toml: days: value 1: must be a table, found 4",
        "p.toml: x: value 1: field 'content' is missing",
        "p.toml: x: value 1: field 'source' is missing",
        "p.toml: x: value 1: field 'approved_by' is missing",
        "p.toml: x: value 2: field 'from': no such day in the Jalali calendar: 1404-13-30",
        "p.toml: x: value 2: field 'content' is missing",
        "p.toml: x: value 2: field 'source' is missing",
        "p.toml: x: value 2: field 'status' is missing",
        "p.toml: x: value 2: field 'approved_by' is missing",
    )


def test_a_key_is_the_article_and_the_heading_or_in_a_profile_the_whole_heading() -> None:
    assert set(read_values(PERIODS, "p.toml").histories) == {KEY}
    assert set(read_values(PERIODS.replace("12", "4(7)(b)", 1), "p").histories) == {"D1404.4.days"}
    assert set(read_values(HEAD + ENTRY, "p.toml").histories) == {KEY}
    assert read_values("", "p.toml").histories == {}


def test_a_profile_replaces_the_whole_history_of_a_key_and_leaves_the_rest() -> None:
    base = merged(
        read_values(PERIODS, "p.toml"),
        read_values(PERIODS.replace("12", "13", 1), "p.toml"),
    )
    profile = read_values((HEAD + ENTRY).replace("content = 10", "content = 7"), "profile.toml")
    both = merged(base, profile)
    assert [one.content for one in both.histories[KEY]] == [7]
    assert both.histories["D1404.13.days"] == base.histories["D1404.13.days"]
    assert [one.content for one in base.histories[KEY]] == [10, 15]
    assert merged(base) == base


def test_nothing_in_values_can_be_changed() -> None:
    values = merged(read_values(PERIODS, "p.toml"))
    with pytest.raises(TypeError):
        values.histories[KEY] = ()  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        values.histories[KEY][0].content = 3  # type: ignore[misc]
    read = read_values(PERIODS, "p.toml")
    with pytest.raises(TypeError):
        read.histories[KEY] = ()  # type: ignore[index]


def test_content_is_frozen_to_its_leaves() -> None:
    held = frozen({"rows": [{"days": [1, "2", True]}]})
    assert held["rows"] == ({"days": (1, "2", True)},)
    with pytest.raises(TypeError):
        held["rows"][0]["days"] = ()
    assert frozen(held) == held


@pytest.mark.parametrize("raw", [{"a": [0.5]}, (0.5,), [float("nan")], float("inf")])
def test_no_binary_fraction_hides_in_content(raw: object) -> None:
    with pytest.raises(TypeError, match=r"is a binary fraction: write it in quotes, as text$"):
        frozen(raw)


@pytest.mark.parametrize(
    ("reader", "content", "read"),
    [
        (whole, 3, 3),
        (exact, 3, Fraction(3)),
        (exact, "1/3", Fraction(1, 3)),
        (exact, "0.25", Fraction(1, 4)),
        (word, "sum", "sum"),
        (flag, False, False),
        (flag, True, True),
        (sequence, (1, 2), (1, 2)),
        (table, {"a": 1}, {"a": 1}),
    ],
)
def test_content_is_read_in_the_form_asked_for(
    reader: Callable[[DatedValue], Any], content: object, read: object
) -> None:
    found = reader(entry_of(content))
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("reader", "content", "wanted"),
    [
        (whole, "3", "a whole number"),
        (whole, True, "a whole number"),
        (exact, True, "a whole number"),
        (exact, (1, 2), "a whole number"),
        (word, 3, "text"),
        (flag, 1, "true or false"),
        (flag, "true", "true or false"),
        (sequence, "abc", "a list"),
        (sequence, {"a": 1}, "a list"),
        (table, ("a",), "a table"),
    ],
)
def test_content_of_another_form_is_named(
    reader: Callable[[DatedValue], Any], content: object, wanted: str
) -> None:
    sentence = f"{KEY} must be {wanted}, found {content!r}"
    with pytest.raises(TypeError, match=f"^{re.escape(sentence)}$"):
        reader(entry_of(content))


def test_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Invalid literal for Fraction: 'ten'$"):
        exact(entry_of("ten"))


def test_a_policy_holds_one_of_the_words_it_knows() -> None:
    assert choice(entry_of("worst"), "sum", "worst") == "worst"
    sentence = f"{KEY} must be one of sum, worst, found 'best'"
    with pytest.raises(TypeError, match=f"^{re.escape(sentence)}$"):
        choice(entry_of("best"), "sum", "worst")
    with pytest.raises(TypeError, match=f"^{re.escape(KEY)} must be text, found 1$"):
        choice(entry_of(1), "sum", "worst")


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("art12_objection.toml", True),
        ("art12_objection.cases.toml", False),
        ("art12_objection.py", False),
        ("counting.toml", True),
        ("clauses.toml", False),
        ("start.toml", False),
    ],
)
def test_values_files_are_known_by_their_names(name: str, *, holds: bool) -> None:
    assert is_values_file(name) is holds


def test_a_fault_of_a_shipped_file_names_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "art12_objection.toml").write_text("days = 3", encoding="utf-8")
    (tmp_path / "art12_objection.cases.toml").write_text("days = 4", encoding="utf-8")
    monkeypatch.setattr("parvaneh.law.values.files", lambda _: tmp_path)
    with pytest.raises(
        ValuesFault, match=r"^art12_objection\.toml: days: must be a table, found 3$"
    ):
        shipped_values()


def test_texts_beside_a_package_come_in_the_order_of_their_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("b.toml", "a.toml", "c.py"):
        (tmp_path / name).write_text(f"نام {name}", encoding="utf-8")
    monkeypatch.setattr("parvaneh.law.values.files", {"place": tmp_path}.__getitem__)
    assert texts_beside("place", ".toml") == [("a.toml", "نام a.toml"), ("b.toml", "نام b.toml")]


def test_no_two_files_beside_the_articles_hold_the_same_key() -> None:
    keys = [
        key
        for place in PLACES
        for path in files(place).iterdir()
        if is_values_file(path.name)
        for key in read_values(path.read_text(encoding="utf-8"), path.name).histories
    ]
    assert sorted(keys) == sorted(shipped_values().histories)


def test_every_shipped_value_has_both_names_a_place_and_an_approver() -> None:
    for key, history in shipped_values().histories.items():
        for entry in history:
            assert all((entry.fa, entry.en, entry.cites, entry.source, entry.approved_by)), key
