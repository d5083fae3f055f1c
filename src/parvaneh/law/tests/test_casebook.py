"""Worked cases: read strictly, shaped as the rule asks, compared without mercy."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from parvaneh.law import jalali
from parvaneh.law.casebook import (
    Case,
    Walk,
    answered,
    bound,
    differences,
    read_cases,
    read_walks,
    shipped_cases,
    shipped_walks,
    walk_differences,
    with_contents,
)
from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.ruling import Reason, Ruling, Status, ruled
from parvaneh.law.values import PLACES, Values, basis, read_values, value_at, whole
from parvaneh.law.vocabulary import Actor, Term

VALUES = read_values(
    """
    article = "D1404 12"
    [days]
    fa = "مهلت"
    en = "Period"
    assumes = ["A-22"]
    [[days.value]]
    from = "1404-02-21"
    until = "1404-12-29"
    content = 10
    source = "s"
    status = "official"
    approved_by = "a"
    [[days.value]]
    from = "1405-01-01"
    content = 12
    source = "s"
    status = "assumed"
    approved_by = "b"
    """,
    "t.toml",
)
KEY = "D1404.12.days"
FILED = State("filed", "ثبت", "filed")
DONE = State("done", "پایان", "done", ends=True)
CLOSE = Step("close", (FILED,), DONE, (Actor.COUNCIL,), (), "ختم", "Close")
PROCEDURE = Procedure("matter", Term("امر", "matter"), FILED, (CLOSE,))


def waiting(*, days: int, on: date, values: Values) -> Ruling[int]:
    entry = value_at(values, KEY, on)
    short = Reason("short", "too short", cites("D1404 12", "CPC 445"), found=days)
    noted = Reason("noted", "noted", cites("D1404 3"), blocks=False)
    reasons = [noted] if days >= whole(entry) else [short, noted]
    return ruled(reasons, value=days, rests_on=[basis(entry)])


def double(*, days: int) -> int:
    return 2 * days


def broken() -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def article(monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace(waiting=waiting, double=double, broken=broken, PROCEDURE=PROCEDURE)
    shelf = SimpleNamespace(import_module={"art": module}.__getitem__)
    monkeypatch.setattr("parvaneh.law.casebook.importlib", shelf)


def case_of(rule: str, given: dict[str, Any], **expect: Any) -> Case:
    return Case("art", "a case", rule, (), (), given, {}, expect)


ON = "1404-07-01"
GIVEN = {"days": 9, "on": ON}

# --- Reading


def test_a_case_is_read_as_written() -> None:
    text = """
        [[case]]
        name = "n"
        rule = "waiting"
        clauses = ["D1404 12"]
        assumes = ["A-22"]
        given = { days = 3 }
        values = { "D1404.12.days" = 4 }
        expect = { granted = true }
        [[case]]
        name = "m"
        rule = "double"
        clauses = ["D1404 12"]
        expect = { value = 1 }
    """
    assert list(read_cases(text, "art")) == [
        Case(
            module="art",
            name="n",
            rule="waiting",
            clauses=("D1404 12",),
            assumes=("A-22",),
            given={"days": 3},
            values={KEY: 4},
            expect={"granted": True},
        ),
        Case("art", "m", "double", ("D1404 12",), (), {}, {}, {"value": 1}),
    ]
    assert list(read_cases("", "art")) == []


def test_every_fault_of_a_case_file_is_told_at_once() -> None:
    text = """
        [[cases]]
        [[case]]
        rule = 3
        clauses = []
        expects = {}
        assumes = "A-22"
        [[case]]
        name = "n"
        rule = "r"
        module = "m"
        clauses = { a = 1 }
        given = []
        values = 0
        expect = {}
    """
    with pytest.raises(ValueError, match=r".+") as found:
        list(read_cases(text, "art"))
    assert str(found.value).splitlines() == [
        "art: unknown table 'cases'",
        "art: case 1: unknown field 'expects'",
        "art: case 1: 'name' is missing or empty",
        "art: case 1: 'rule' must be text in quotes, found 3",
        "art: case 1: 'clauses' is missing or empty",
        "art: case 1: 'assumes' must be a list, found 'A-22'",
        "art: case 1: 'expect' is missing or empty",
        "art: case 2: unknown field 'module'",
        "art: case 2: 'clauses' must be a list, found {'a': 1}",
        "art: case 2: 'given' must be a table, found []",
        "art: case 2: 'values' must be a table, found 0",
        "art: case 2: 'expect' is missing or empty",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("case = 3", "art: write [[case]], in two brackets"),
        ("[case]\nname = 'n'", "art: write [[case]], in two brackets"),
        ("case = ['n']", "art: case 1: must be a table, found 'n'"),
        ("[[walk]]", "art: unknown table 'walk'"),
    ],
)
def test_a_case_file_of_another_shape_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(fault)}$"):
        list(read_cases(text, "art"))


def test_a_walk_is_read_as_written() -> None:
    text = """
        [[walk]]
        name = "w"
        clauses = ["D1392 22"]
        steps = ["council: close -> done"]
    """
    assert list(read_walks(text, "art")) == [
        Walk("art", "w", ("D1392 22",), ("council: close -> done",))
    ]
    assert list(read_walks("", "art")) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "[[walk]]\nsteps = 'a: b -> c'",
            [
                "art: walk 1: 'name' is missing or empty",
                "art: walk 1: 'clauses' is missing or empty",
                "art: walk 1: 'steps' must be a list, found 'a: b -> c'",
            ],
        ),
        (
            "[shared]\n[walk]",
            ["art: unknown table 'shared'", "art: write [[walk]], in two brackets"],
        ),
    ],
)
def test_a_file_of_walks_of_another_shape_is_refused(text: str, faults: list[str]) -> None:
    with pytest.raises(ValueError, match=r".+") as found:
        list(read_walks(text, "art"))
    assert str(found.value).splitlines() == faults


def test_shipped_cases_and_walks_stand_beside_their_modules() -> None:
    modules = list(dict.fromkeys(case.module for case in shipped_cases()))
    assert "parvaneh.law.directive_1392.art03_staffing" in modules
    assert not any(".procedures." in module for module in modules)
    places = [module.rpartition(".")[0] for module in modules]
    assert list(dict.fromkeys(places)) == [place for place in PLACES if place in places]
    beside = [module for module in modules if module.startswith("parvaneh.law.directive_1392")]
    assert beside == sorted(beside)
    walked = {walk.module for walk in shipped_walks()}
    assert all(re.fullmatch(r"parvaneh\.law\.directive_\d+\.procedures\.\w+", m) for m in walked)


# --- Running


def test_a_case_that_comes_out_as_written_has_no_differences() -> None:
    wanted = case_of(
        "waiting",
        GIVEN,
        granted=False,
        value=9,
        reasons=["short"],
        found=[9],
        explains=["noted"],
        cites=["CPC 445", "D1404 12", "D1404 3"],
        assumes=["A-22"],
        provisional=False,
    )
    assert differences(wanted, VALUES) == []


def test_facts_shared_by_a_file_are_given_to_the_rules_that_take_them() -> None:
    text = """
        [shared]
        on = "1404-07-01"
        days = 9
        [[case]]
        name = "shared"
        rule = "waiting"
        clauses = ["D1404 12"]
        expect = { value = 9 }
        [[case]]
        name = "its own"
        rule = "waiting"
        clauses = ["D1404 12"]
        given = { days = 11 }
        expect = { value = 11, granted = true }
        [[case]]
        name = "not taken"
        rule = "double"
        clauses = ["D1404 12"]
        expect = { value = 18 }
    """
    cases = list(read_cases(text, "art"))
    assert [case.shared for case in cases] == [{"on": ON, "days": 9}] * 3
    assert [differences(case, VALUES) for case in cases] == [[], [], []]
    assert answered(cases[0], VALUES).value == 9


def test_every_difference_is_told() -> None:
    wanted = case_of("waiting", GIVEN, granted=True, value=9, reasons=[], surprise=1)
    assert differences(wanted, VALUES) == [
        "a case: granted: expected True, found False",
        "a case: reasons: expected [], found ['short']",
        "a case: surprise: expected 1, found None",
    ]


def test_a_rule_without_values_is_not_given_any() -> None:
    assert differences(case_of("double", {"days": 4}, value=8), VALUES) == []


def test_a_refusal_to_work_is_expected_by_name() -> None:
    before = {"days": 9, "on": "1404-02-20"}
    said = f"{KEY} has no value in force on 1404-02-20"
    assert not differences(case_of("waiting", before, error="NoValueInForce"), VALUES)
    assert not differences(case_of("waiting", before, error="NoValueInForce", message=said), VALUES)
    assert differences(case_of("waiting", before, error="ValueError"), VALUES) == [
        "a case: error: expected 'ValueError', found 'NoValueInForce'"
    ]
    assert differences(case_of("waiting", GIVEN, error="NoValueInForce"), VALUES) == [
        "a case: error: expected 'NoValueInForce', found None"
    ]


@pytest.mark.parametrize(
    ("rule", "given", "error"),
    [
        ("broken", {}, "ZeroDivisionError: "),
        ("double", {"days": "4"}, "ValueError: '4' is no int"),
        ("double", {"day": 4}, "TypeError: double takes no ['day']"),
        ("waiting", {"days": 1, "on": "1403-01-01"}, None),
    ],
)
def test_an_unexpected_stop_is_one_sentence(
    rule: str, given: dict[str, Any], error: str | None
) -> None:
    said = error or f"NoValueInForce: {KEY} has no value in force on 1403-01-01"
    assert differences(case_of(rule, given, granted=True, value=1), VALUES) == [
        f"a case: stopped by {said}"
    ]


def test_a_rule_that_is_not_there_is_named() -> None:
    assert differences(case_of("dreams", {}, value=1), VALUES) == [
        "a case: art has no rule 'dreams'"
    ]


def test_a_value_that_is_not_there_is_named() -> None:
    wanted = Case("art", "a case", "waiting", (), (), GIVEN, {"D1404.12.x": 1}, {"granted": True})
    assert differences(wanted, VALUES) == ["a case: stopped by KeyError: 'D1404.12.x'"]


def test_a_case_may_set_a_value_of_its_own() -> None:
    wanted = Case("art", "a case", "waiting", (), (), GIVEN, {KEY: 9}, {"granted": True})
    assert differences(wanted, VALUES) == []


def test_other_contents_hold_on_every_day_and_keep_the_other_facts() -> None:
    values = with_contents(VALUES, {KEY: ["a", {"b": 1}]})
    (entry,) = values.histories[KEY]
    assert entry.content == ("a", {"b": 1})
    assert (entry.status, entry.until, entry.approved_by) == (Status.OFFICIAL, None, "a")
    assert entry.start == jalali.day("1300-01-01")
    assert len(VALUES.histories[KEY]) == 2
    assert with_contents(VALUES, {}) == VALUES


def test_other_contents_may_have_another_status() -> None:
    (entry,) = with_contents(VALUES, {KEY: {"content": 3, "status": "provisional"}}).histories[KEY]
    assert (entry.content, entry.status) == (3, Status.PROVISIONAL)
    (entry,) = with_contents(VALUES, {KEY: {"content": 3}}).histories[KEY]
    assert (entry.content, entry.status) == ({"content": 3}, Status.OFFICIAL)
    with pytest.raises(ValueError, match=r"^'sure' is not a valid Status$"):
        with_contents(VALUES, {KEY: {"content": 3, "status": "sure"}})


def test_nothing_but_the_named_key_changes() -> None:
    more = read_values(
        """
        article = "D1404 13"
        [x]
        fa = "ا"
        en = "a"
        [[x.value]]
        from = "1404-02-21"
        content = 1
        source = "s"
        status = "official"
        approved_by = "a"
        """,
        "t.toml",
    )
    both = Values({**VALUES.histories, **more.histories})
    changed = with_contents(both, {KEY: 1})
    assert changed.histories["D1404.13.x"] == both.histories["D1404.13.x"]


def test_given_facts_take_the_form_of_the_signature() -> None:
    assert bound(waiting, {**GIVEN, "values": VALUES}) == {
        "days": 9,
        "on": jalali.day(ON),
        "values": VALUES,
    }
    assert bound(double, {"days": 3, "values": VALUES}) == {"days": 3}
    with pytest.raises(TypeError, match=r"^double takes no \['a', 'z'\]$"):
        bound(double, {"z": 1, "days": 3, "a": 1})


# --- Walking


def walk_of(*steps: str) -> Walk:
    return Walk("art", "a walk", (), steps)


def test_a_walk_that_goes_as_written_has_no_differences() -> None:
    lines = (
        "manager: close !actor",
        "council: open !step",
        "council: close -> done",
        "council: close !state",
    )
    assert walk_differences(walk_of(*lines)) == []


def test_every_step_that_goes_otherwise_is_told() -> None:
    assert walk_differences(
        walk_of("manager: close -> done", "council: close !state", "council: close -> filed")
    ) == [
        "a walk: manager: close -> done: found !actor",
        "a walk: council: close !state: found -> done",
        "a walk: council: close -> filed: found !state",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "council close -> done",
        "council: close",
        "council: close ->",
        "council: close -> done!",
        " council: close -> done",
        "council: close !",
        "",
    ],
)
def test_a_line_of_another_form_is_no_step(line: str) -> None:
    sentence = f"not 'who: step -> state' and not 'who: step !reason': {line!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        walk_differences(walk_of(line))


def test_a_walk_knows_no_other_actors() -> None:
    with pytest.raises(ValueError, match=r"^'cook' is not a valid Actor$"):
        walk_differences(walk_of("cook: close -> done"))
