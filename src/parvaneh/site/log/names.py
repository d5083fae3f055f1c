"""Names of the people, offices and bodies that an event names by their keys."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from parvaneh.access.models import User
from parvaneh.casework.models import Case
from parvaneh.casework.procedures import NoSuchProcedure, procedure_of
from parvaneh.frame.pages_environment import shown
from parvaneh.law.directive_1392.procedures import licence_life
from parvaneh.law.procedure import Procedure, states_of
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Body, Office

OF_LICENCE = "licence:"
# Kinds of things with a name that whoever reads the log may read; persons are not among them.
NAMED: tuple[tuple[str, Any, str], ...] = (
    ("user", User, "name"),
    ("office", Office, "title"),
    ("body", Body, "title"),
)


def names_in(event: Event) -> Mapping[str, str]:
    """Names by every key in the subject, the facts and the states of an event, at once.

    A key stands there bare (``u-k4p2``) or with its kind before it (``user:u-k4p2``).
    """
    keys = {one for one in _texts([event.subject, event.before, event.after, event.facts]) if one}
    found: dict[str, str] = {}
    for kind, model, name in NAMED:
        codes = {one.removeprefix(f"{kind}:") for one in keys}
        for code, text in model.objects.filter(code__in=codes).values_list("code", name):
            found |= {one: text for one in (code, f"{kind}:{code}") if one in keys}
    return found


def procedure_in(event: Event) -> Procedure | None:
    """By which procedure the case or licence of an event moves; None where it is of neither."""
    if event.subject.startswith(OF_LICENCE):
        return licence_life.PROCEDURE
    key = Case.objects.filter(number=event.case).values_list("procedure", flat=True).first()
    try:
        return procedure_of(key) if key else None
    except NoSuchProcedure:
        return None


def steps_and_states(procedure: Procedure | None) -> Mapping[str, str]:
    """The names of the states of a procedure by key, and of its steps behind ``step:``."""
    if procedure is None:
        return {}
    named = {one.key: shown(one) for one in states_of(procedure)}
    return named | {f"step:{one.key}": shown(one) for one in procedure.steps}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(value.values())
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)
