"""Worked cases: TOML that a jurist can read and add to, run against the rule it names.

A file ``artNN_subject.cases.toml`` beside an article holds tables of this form:

    [[case]]
    name = "An objection on the eleventh day after announcement is in time"
    rule = "objection_due"                # a function of artNN_subject.py
    clauses = ["D1404 12"]
    assumes = ["A-22"]                    # optional: the defaults of the register that it shows
    [case.given]                          # the function's arguments, by name
    announced_on = "1404-07-01"
    [case.values]                         # optional: values that differ from the shipped ones
    "D1404.12.objection_days" = 10
    [case.expect]
    granted = true
    value = "1404-07-12"
    reasons = []                          # keys of the reasons that refuse, in order

Arguments take the form that the rule's signature asks for: days are quoted Jalali text, exact
numbers are whole or quoted fractions, terms are their stable words. Of a ruling, `expect` may name
`granted`, `value`, `reasons`, `explains` (reasons that do not block), `cites`, `assumes`,
`provisional`, `found` (what each refusing reason found); of any other answer, `value`. Where a rule
must refuse to work at all, `error` names the exception. A table ``[shared]`` at the top of a file
holds facts for every case whose rule takes them (a calendar), unless the case gives its own.

Beside a procedure, walks show how a case moves, a step a line:

    [[walk]]
    name = "A renewal passes the Council, the General Department and the head of the Center"
    clauses = ["D1392 9(b)", "D1392 11(c)"]
    steps = [
        "manager: file -> filed",         # who: step -> the state it leads to
        "manager: propose !actor",        # refused, and the key of the reason
    ]
"""

import importlib
import inspect
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from parvaneh.law import jalali
from parvaneh.law.procedure import Procedure, step_taken
from parvaneh.law.ruling import Ruling, Status, assumptions, blocking, is_provisional
from parvaneh.law.values import DIRECTIVES, PLACES, DatedValue, Values, frozen, merged, texts_beside
from parvaneh.law.vocabulary import Actor

_SUFFIX = ".cases.toml"
_CASE = {
    "name": str,
    "rule": str,
    "clauses": list,
    "assumes": list,
    "given": dict,
    "values": dict,
    "expect": dict,
}
_FORMS: Mapping[type, str] = {str: "text in quotes", list: "a list", dict: "a table"}
_WALK = {"name": str, "clauses": list, "steps": list}
_OPTIONAL = frozenset({"assumes", "given", "values"})
_STEP = re.compile(r"(?P<actor>\w+): (?P<step>\w+) (?P<outcome>-> \w+|!\w+)")
_FIRST_DAY = jalali.day("1300-01-01")


@dataclass(frozen=True)
class Case:
    """One worked case as written: where it stands, the rule it runs, what is given and expected."""

    module: str
    name: str
    rule: str
    clauses: tuple[str, ...]
    assumes: tuple[str, ...]
    given: Mapping[str, Any]
    values: Mapping[str, Any]
    expect: Mapping[str, Any]
    shared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Walk:
    """A path through a procedure as written: each step with who takes it and what comes of it."""

    module: str
    name: str
    clauses: tuple[str, ...]
    steps: tuple[str, ...]


def shipped_cases() -> Iterator[Case]:
    """Every worked case: of counting days, then of the articles of both directives in order."""
    for place in PLACES:
        for module, text in _case_files(place):
            yield from read_cases(text, module)


def shipped_walks() -> Iterator[Walk]:
    """Every walk beside the procedures of both directives."""
    for folder in DIRECTIVES:
        for module, text in _case_files(f"parvaneh.law.{folder}.procedures"):
            yield from read_walks(text, module)


def read_walks(text: str, module: str) -> Iterator[Walk]:
    """Read one file of walks.

    Args:
        text: the TOML text.
        module: dotted name of the module whose `PROCEDURE` they walk.

    Raises:
        ValueError: it is not TOML, or a walk lacks a field or has one we do not know.
    """
    for raw in _rows(tomllib.loads(text), "walk", _WALK, module):
        yield Walk(module, raw["name"], tuple(raw["clauses"]), tuple(raw["steps"]))


def walk_differences(walk: Walk) -> list[str]:
    """Walk a procedure and say, in sentences, every step that goes otherwise than written."""
    procedure: Procedure = importlib.import_module(walk.module).PROCEDURE
    state = procedure.start.key
    found = []
    for line in walk.steps:
        actor, step, outcome = _step_line(line)
        ruling = step_taken(procedure, state, Actor(actor), step)
        if ruling.value is not None:
            state = ruling.value.key
        seen = f"-> {state}" if ruling.granted else f"!{ruling.reasons[0].key}"
        if seen != outcome:
            found.append(f"{walk.name}: {line}: found {seen}")
    return found


def read_cases(text: str, module: str) -> Iterator[Case]:
    """Read one case file.

    Args:
        text: the TOML text.
        module: dotted name of the article's module whose rules the cases run.

    Raises:
        ValueError: it is not TOML, or a case lacks a field or has one we do not know.
    """
    document = tomllib.loads(text)
    shared = document.pop("shared", {})
    for raw in _rows(document, "case", _CASE, module):
        yield Case(
            module=module,
            name=raw["name"],
            rule=raw["rule"],
            clauses=tuple(raw["clauses"]),
            assumes=tuple(raw.get("assumes", ())),
            given=raw.get("given", {}),
            values=raw.get("values", {}),
            expect=raw["expect"],
            shared=shared,
        )


def differences(case: Case, values: Values) -> list[str]:
    """Run a case and say, in sentences, everything that is not as expected; empty when all is.

    Args:
        case: the worked case.
        values: the shipped values; the case's own replace those it names.
    """
    if not hasattr(importlib.import_module(case.module), case.rule):
        return [f"{case.name}: {case.module} has no rule {case.rule!r}"]
    try:
        seen = observed(answered(case, values))
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        seen = {"error": type(error).__name__, "message": str(error)}
        if "error" not in case.expect:
            return [f"{case.name}: stopped by {seen['error']}: {error}"]
    return [
        f"{case.name}: {name}: expected {wanted!r}, found {seen.get(name)!r}"
        for name, wanted in case.expect.items()
        if not agrees(wanted, seen.get(name))
    ]


def answered(case: Case, values: Values) -> Any:
    """Run a case and return what its rule answers, whatever that is.

    Raises:
        ArithmeticError, LookupError, TypeError, ValueError: whatever the rule raises, or a fact
            that it does not take.
    """
    rule = getattr(importlib.import_module(case.module), case.rule)
    asked = {"values": with_contents(values, case.values), **_shared(case, rule), **case.given}
    return rule(**bound(rule, asked))


def with_contents(values: Values, contents: Mapping[str, Any]) -> Values:
    """Values in which the named keys hold other contents on every day, their other facts kept.

    A content may be a table with `content` and `status` where the status matters to the case.

    Raises:
        KeyError: a key that no article declares.
    """
    changed: dict[str, tuple[DatedValue, ...]] = {}
    for key, given in contents.items():
        entry = values.histories[key][0]
        content, status = given, entry.status
        if isinstance(given, Mapping) and set(given) == {"content", "status"}:
            content, status = given["content"], Status(given["status"])
        held = frozen(content)
        changed[key] = (replace(entry, content=held, status=status, start=_FIRST_DAY, until=None),)
    return merged(values, Values(MappingProxyType(changed)))


def bound(rule: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """A case's given facts in the form that a rule's signature asks for.

    `values` is passed on only to a rule that takes it.

    Raises:
        TypeError: a fact the rule does not take.
        TypeError, ValueError: a fact that cannot take the form asked for.
    """
    hints = get_type_hints(rule)
    taken = inspect.signature(rule).parameters
    unknown = set(given) - set(taken) - {"values"}
    if unknown:
        raise TypeError(f"{rule.__name__} takes no {sorted(unknown)}")
    return {name: shaped(hints[name], fact) for name, fact in given.items() if name in taken}


def shaped(hint: Any, raw: Any) -> Any:
    """Plain TOML content in the form a type hint asks for.

    Raises:
        TypeError, ValueError: it cannot take that form.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _one_of(inner, raw)
    if is_dataclass(origin):  # such as Ruling[str]
        return _scalar(origin, raw)
    if origin is None:
        return _scalar(getattr(hint, "__supertype__", hint), raw)
    if issubclass(origin, Mapping):
        return {shaped(inner[0], name): shaped(inner[1], part) for name, part in _table(raw)}
    if not isinstance(raw, list | tuple):
        raise TypeError(f"{raw!r} is no list")
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(shaped(part, item) for part, item in zip(inner, raw, strict=True))
    made = [shaped(inner[0], item) for item in raw]
    return frozenset(made) if issubclass(origin, frozenset) else tuple(made)


def observed(answer: Any) -> dict[str, Any]:
    """What can be seen of a rule's answer, in plain form."""
    if not isinstance(answer, Ruling):
        return {"value": plain(answer)}
    refusals = blocking(answer)
    return {
        "granted": answer.granted,
        "value": plain(answer.value),
        "reasons": [reason.key for reason in refusals],
        "found": [plain(reason.found) for reason in refusals],
        "explains": [reason.key for reason in answer.reasons if not reason.blocks],
        "cites": sorted({where for reason in answer.reasons for where in reason.cites}),
        "assumes": list(assumptions(answer)),
        "provisional": is_provisional(answer),
    }


def plain(thing: Any) -> Any:
    """Any value of the law as text, numbers, lists and tables: days Jalali, fractions as text."""
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, date):
        return jalali.text(thing)
    if isinstance(thing, Fraction):
        return thing.numerator if thing.denominator == 1 else str(thing)
    if is_dataclass(thing):
        return {part.name: plain(getattr(thing, part.name)) for part in fields(thing)}
    if isinstance(thing, Mapping):
        return {str(plain(name)): plain(part) for name, part in thing.items()}
    if isinstance(thing, frozenset):
        return sorted(plain(item) for item in thing)
    if isinstance(thing, tuple | list):
        return [plain(item) for item in thing]
    return thing


def agrees(wanted: Any, seen: Any) -> bool:
    """Whether what was seen is what was wanted; of a table only the named fields are held to it."""
    if isinstance(wanted, Mapping) and isinstance(seen, Mapping):
        return all(name in seen and agrees(part, seen[name]) for name, part in wanted.items())
    if isinstance(wanted, list) and isinstance(seen, list):
        return len(wanted) == len(seen) and all(map(agrees, wanted, seen))
    return type(wanted) is type(seen) and bool(wanted == seen)


def _rows(
    document: Mapping[str, Any], kind: str, known: Mapping[str, type], module: str
) -> list[dict[str, Any]]:
    faults = [f"unknown table {name!r}" for name in sorted(set(document) - {kind})]
    rows = document.get(kind, [])
    if not isinstance(rows, list):
        faults.append(f"write [[{kind}]], in two brackets")
        rows = []
    for number, raw in enumerate(rows, start=1):
        faults += [f"{kind} {number}: {sentence}" for sentence in _faults(raw, known)]
    if faults:
        raise ValueError("\n".join(f"{module}: {sentence}" for sentence in faults))
    return rows


def _faults(raw: Any, known: Mapping[str, type]) -> list[str]:
    if not isinstance(raw, dict):
        return [f"must be a table, found {raw!r}"]
    faults = [f"unknown field {name!r}" for name in sorted(set(raw) - set(known))]
    for name, form in known.items():
        if name in raw and not isinstance(raw[name], form):
            faults.append(f"{name!r} must be {_FORMS[form]}, found {raw[name]!r}")
        elif name not in _OPTIONAL and not raw.get(name):
            faults.append(f"{name!r} is missing or empty")
    return faults


def _shared(case: Case, rule: Callable[..., Any]) -> dict[str, Any]:
    taken = inspect.signature(rule).parameters
    return {name: fact for name, fact in case.shared.items() if name in taken}


def _case_files(package: str) -> Iterator[tuple[str, str]]:
    for name, text in texts_beside(package, _SUFFIX):
        yield f"{package}.{name.removesuffix(_SUFFIX)}", text


def _step_line(line: str) -> tuple[str, str, str]:
    found = _STEP.fullmatch(line)
    if found is None:
        raise ValueError(f"not 'who: step -> state' and not 'who: step !reason': {line!r}")
    return found["actor"], found["step"], found["outcome"]


def _table(raw: Any) -> Iterable[tuple[Any, Any]]:
    if not isinstance(raw, Mapping):
        raise TypeError(f"{raw!r} is no table")
    return raw.items()


def _one_of(hints: tuple[Any, ...], raw: Any) -> Any:
    for hint in hints:
        try:
            return shaped(hint, raw)
        except (ArithmeticError, TypeError, ValueError):
            continue
    raise ValueError(f"{raw!r} is none of {hints}")


def _scalar(hint: Any, raw: Any) -> Any:
    if hint in {Any, object}:
        return raw
    if hint is date:
        return _quoted_day(raw)
    # TOML has no null (what is not given is left out), and true is not the number one.
    if isinstance(raw, hint) and not (type(raw) is bool and hint is int):
        return raw
    if hint is Fraction and type(raw) in {int, str}:
        return Fraction(raw)
    if issubclass(hint, Enum):
        return hint(raw)
    if is_dataclass(hint):
        return _record(hint, raw)
    raise ValueError(f"{raw!r} is no {hint.__name__}")


def _quoted_day(raw: Any) -> date:
    if not isinstance(raw, str):
        raise TypeError(f"{raw!r} is no Jalali day in quotes")
    return jalali.day(raw)


def _record(hint: Any, raw: Any) -> Any:
    wanted = get_type_hints(hint)
    given = dict(_table(raw))
    unknown = sorted(set(given) - set(wanted))
    if unknown:
        raise ValueError(f"{hint.__name__} has no {unknown}")
    return hint(**{name: shaped(wanted[name], part) for name, part in given.items()})
