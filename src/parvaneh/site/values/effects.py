"""What a proposed value would change, said before anybody proposes or confirms it."""

from datetime import date
from typing import Any

from django.db.models import Q

from parvaneh.casework.models import Deadline
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.law.jalali import parts
from parvaneh.law.values import DatedValue, NoValueInForce, value_at
from parvaneh.registry.operations.approved_values import Intended
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.value_forms import plain
from parvaneh.scoring.policy import entry_faults
from parvaneh.site.values.words import MEANS, content_said, name_of, parts_of

FROM_ON = msg("From {day} on, «{name}» is: {new}. Until then: {old}.")
SAME = msg("From {day} on, «{name}» stays what it is: {new}. Only its source changes.")
PART = msg("{where}: {new}, until then {old}.")
GONE = msg("{where}: nothing, until then {old}.")
ENDS = msg("It ends on {day}. After that nothing is in force under this key until a value follows.")
LIMITS = msg(
    "Time limits that begin on that day or later are counted with it. {count} that run now rest on "
    "this value; they began earlier and stay as they were counted."
)
RANKING = msg("The ranking of {year} and those after it are computed with it, once it is in force.")
NOTHING_YET = msg("Nothing changes before a second person confirms it.")
NONE_BEFORE = msg("nothing")


def effects(value: Intended) -> list[str]:
    """What a value would do once it is confirmed, sentence by sentence.

    Args:
        value: proposed or about to be; its key is one of the law's.
    """
    heading = values_in_force().histories[value.key][-1]
    before = _before(value.key, value.starts_on)
    found = _change(value, heading, before)
    if value.ends_on:
        found.append(say(ENDS, day=value.ends_on))
    if count := _limits(value.key):
        found.append(say(LIMITS, count=count))
    if entry_faults(heading) is not None:
        found.append(say(RANKING, year=str(parts(value.starts_on)[0])))
    found.append(say(MEANS[value.status]))
    return [*found, say(NOTHING_YET)]


def limits_resting_on(key: str) -> int:
    """How many running time limits rest on a value."""
    return _limits(key)


def _change(value: Intended, heading: DatedValue, before: DatedValue | None) -> list[str]:
    old = plain(before.content) if before else None
    new = plain(value.content)
    told = {"day": value.starts_on, "name": name_of(heading)}
    if old == new:
        return [say(SAME, **told, new=content_said(new, heading.unit))]
    if before is None or not isinstance(new, list | dict):
        was = content_said(old, heading.unit) if before else say(NONE_BEFORE)
        return [say(FROM_ON, **told, new=content_said(new, heading.unit), old=was)]
    return _parts_changed(old, new)


def _parts_changed(old: Any, new: Any) -> list[str]:
    was = {one.where: one.what for one in parts_of(old)}
    now = {one.where: one.what for one in parts_of(new)}
    changed = [
        say(PART, where=where, new=what, old=was.get(where, say(NONE_BEFORE)))
        for where, what in now.items()
        if was.get(where) != what
    ]
    return changed + [
        say(GONE, where=where, old=what) for where, what in was.items() if where not in now
    ]


def _before(key: str, on: date) -> DatedValue | None:
    try:
        return value_at(values_in_force(), key, on)
    except NoValueInForce:
        return None


def _limits(key: str) -> int:
    return Deadline.objects.filter(Q(key=key) | Q(counting=key), ended_on=None).count()
