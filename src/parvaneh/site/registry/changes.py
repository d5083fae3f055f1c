"""Changes in words: who changed which field, from what to what, when, in which case."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, DateField, Field, ForeignKey, TimeField

from parvaneh.frame.fields import BlindIndexField, EncryptedTextField
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import code, day, rials, say, shown
from parvaneh.kit.clock import day_of
from parvaneh.kit.languages import msg
from parvaneh.kit.text import code_digits, isolate
from parvaneh.law.directive_1392.person import FIELDS, LEVELS, MILITARY, OCCUPATIONS
from parvaneh.law.directive_1392.procedures import licence_life
from parvaneh.law.judicial_calendar import WEEKDAYS
from parvaneh.law.procedure import states_of
from parvaneh.law.vocabulary import ACTORS, POSTS, SEATS
from parvaneh.registry.access_features import ACCESS_FEATURES, KNOWN_FROM
from parvaneh.registry.models import Body, Office, Person
from parvaneh.registry.models.bodies import BODY_KINDS
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.changes import MODELS, Change
from parvaneh.site.grade_marks import bands_on, mark_of
from parvaneh.site.place_names import county_name
from parvaneh.site.registry.grades import STANDINGS, points_said, total_said
from parvaneh.site.registry.words import CERTIFICATES, PERSON_KINDS, names_of
from parvaneh.site.services_offered import service_name
from parvaneh.site.sources_said import source_said

THINGS: Mapping[str, str] = {
    "OfficeTitle": msg("Title"),
    "OfficeAddress": msg("Address"),
    "OfficePhone": msg("Telephone"),
    "OfficeHours": msg("Opening hours"),
    "OfficeService": msg("Service"),
    "OfficeAccess": msg("Access"),
    "Post": msg("Post"),
    "StaffOrder": msg("Order of more staff"),
    "Licence": msg("Licence"),
    "Grade": msg("Grade"),
    "Person": msg("Person"),
    "Degree": msg("Degree"),
    "Experience": msg("Experience"),
    "Certificate": msg("Certificate"),
    "Declaration": msg("Declaration"),
    "Dismissal": msg("Dismissal"),
    "Holding": msg("Seat"),
    "Body": msg("Body"),
    "Assignment": msg("Province served"),
}
DID = {
    "insert": msg("entered"),
    "update": msg("changed"),
    "delete": msg("taken away"),
}
COLUMNS: Mapping[str, str] = {
    "answers": msg("Answers to the survey"),
    "approver": msg("Confirmed by"),
    "awarded_on": msg("Awarded on"),
    "because": msg("Why"),
    "body_id": msg("Body"),
    "born_on": msg("Day of birth"),
    "city": msg("City"),
    "closes": msg("Closes"),
    "code": msg("Code"),
    "county": msg("County"),
    "cycle": msg("Ranking of"),
    "declared_on": msg("Declared on"),
    "detail": msg("Says"),
    "died_on": msg("Died on"),
    "due_on": msg("Renewal from"),
    "ended_on": msg("Ended on"),
    "ends_on": msg("Last day"),
    "feature": msg("Feature"),
    "field": msg("Field"),
    "final_on": msg("Final on"),
    "full_time": msg("Full-time"),
    "grade": msg("Grade"),
    "holds": msg("Condition met"),
    "institution": msg("Institution"),
    "issuer": msg("Issued by"),
    "judicial_years": msg("Years of judicial record"),
    "kanoon_id": msg("Kanoon"),
    "kind": msg("Kind"),
    "known_from": msg("Known from"),
    "latitude": msg("Latitude"),
    "left_because": msg("Why it was left"),
    "level": msg("Level"),
    "longitude": msg("Longitude"),
    "man": msg("Man"),
    "manager_id": msg("Manager"),
    "mobile": msg("Mobile number"),
    "name": msg("Name"),
    "national_id": msg("National id"),
    "number": msg("Number"),
    "occupations": msg("Occupations"),
    "office": msg("Office"),
    "office_id": msg("Office"),
    "opens": msg("Opens"),
    "permanent": msg("Permanent"),
    "person_id": msg("Person"),
    "persons": msg("Persons"),
    "place": msg("Number of the seat"),
    "points": msg("Points of the indicators"),
    "post": msg("Post"),
    "postal_code": msg("Postal code"),
    "proposer": msg("Proposed by"),
    "province": msg("Province"),
    "reason": msg("Why"),
    "related": msg("Related work"),
    "rials": msg("Price"),
    "role": msg("Kind of seat"),
    "service": msg("Service"),
    "shift": msg("Shift"),
    "source": msg("Source"),
    "standing": msg("Standing"),
    "starts_on": msg("First day"),
    "state": msg("State"),
    "street": msg("Street"),
    "term_ends_on": msg("End of the term"),
    "title": msg("Title"),
    "total": msg("Score"),
    "weekday": msg("Weekday"),
    "work": msg("Work"),
}
# A column that is called otherwise in one kind of row.
OF_THING = {
    ("Grade", "place"): msg("Place"),
    ("OfficeAccess", "holds"): msg("There"),
}
CODES = frozenset({"code", "number", "postal_code", "latitude", "longitude"})
WORDS: Mapping[str, Mapping[Any, Any]] = {
    "post": POSTS,
    "weekday": WEEKDAYS,
    "feature": ACCESS_FEATURES,
    "known_from": KNOWN_FROM,
    "role": SEATS,
    "proposer": ACTORS,
    "approver": ACTORS,
    "level": LEVELS,
    "field": FIELDS,
    "state": {one.key: one for one in states_of(licence_life.PROCEDURE)},
    "detail": {**MILITARY, **POSTS},
}
SAID: Mapping[str, Callable[[str], Any]] = {
    "service": service_name,
    "source": source_said,
    "standing": lambda key: say(STANDINGS[key][0]) if key in STANDINGS else key,
    "total": total_said,
}
LICENCE = "licence:"
OF_LICENCE = msg("licence {number}")
SEALED = msg("kept sealed")
HIDDEN = msg("not shown to you")
NOTHING: tuple[object, ...] = (None, "", {})
MANY = 100  # acts, from which on there may be older ones


@dataclass(frozen=True)
class Difference:
    """One field of a change in words; `before` is empty where the row was new."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Entry:
    """One row written, changed or taken away."""

    thing: str
    did: str
    fields: tuple[Difference, ...]


@dataclass(frozen=True)
class Told:
    """What one act changed, by whom, and in which case."""

    at: datetime
    by: str
    acted_for: str
    case: str
    entries: tuple[Entry, ...]
    more: int = 0  # entries of this act that are not shown

    @property
    def things(self) -> list[tuple[str, list[Entry]]]:
        """The entries by the kind of thing that was changed."""
        return [(name, list(one)) for name, one in groupby(self.entries, lambda one: one.thing)]


def changes_said(
    changes: Iterable[Change], *, names_seen: bool, subject: str, most: int | None = None
) -> list[Told]:
    """Changes in the reader's words, one entry for each act, the newest first.

    Args:
        changes: the newest first.
        names_seen: whether the reader may see the names of persons.
        subject: the column that names whose changes these are, which need not be said again.
        most: how many rows of one act are shown; None for all.
    """
    listed = list(changes)
    users = names_of(key for one in listed for key in (one.by, one.acted_for))
    things = _things(listed, names_seen=names_seen)
    acts = groupby(listed, key=lambda one: (one.at, one.by, one.acted_for, one.case))
    told = []
    for (at, by, acted_for, case), rows in acts:
        entries = _entries(rows, things, subject)
        kept = entries[:most]
        left_out = len(entries) - len(kept)
        told.append(Told(at, users.get(by, ""), users.get(acted_for, ""), case, kept, left_out))
    return told


def paged(told: Sequence[Told]) -> dict[str, Any]:
    """What the page of all changes shows: day by day, and whether there may be older ones."""
    return {"changes": by_day(told), "is_full": len(told) >= MANY}


def by_day(told: Iterable[Told]) -> list[tuple[date, list[Told]]]:
    """Acts under the day in Tehran on which they were done, in the order in which they come."""
    return [(on, list(acts)) for on, acts in groupby(told, lambda one: day_of(one.at))]


def _entries(rows: Iterable[Change], things: Mapping[str, str], subject: str) -> tuple[Entry, ...]:
    told = []
    ranks = {name: place for place, name in enumerate(THINGS)}
    earliest_first = list(rows)[::-1]
    for one in sorted(earliest_first, key=lambda one: ranks[one.thing]):
        names = (name for name in one.columns if name != subject)
        fields = tuple(field for name in names if (field := _field(one, name, things)) is not None)
        if fields or one.did != "update":
            told.append(Entry(say(THINGS[one.thing]), say(DID[one.did]), fields))
    return tuple(told)


def _field(change: Change, column: str, things: Mapping[str, str]) -> Difference | None:
    if column not in COLUMNS:
        return None
    model = MODELS[change.thing]
    try:
        field: Any = model._meta.get_field(
            column.removesuffix("_id")
            if column.endswith("_id") and column != "national_id"
            else column
        )
    except FieldDoesNotExist:
        return None
    if isinstance(field, BlindIndexField):
        return None
    is_update = change.did == "update" and change.before is not None
    before = change.before[column] if is_update and change.before else None
    after = change.after[column]
    if after in NOTHING and not is_update:
        return None
    said = (_value(one, field, column, change, things) for one in (before, after))
    was, now = said
    name = OF_THING.get((change.thing, column), COLUMNS[column])
    return Difference(say(name), was if is_update else "", now)


def _value(
    value: Any, field: "Field[Any, Any]", column: str, change: Change, things: Mapping[str, str]
) -> Any:
    if value in NOTHING:
        return "—"
    if isinstance(field, EncryptedTextField):
        return say(SEALED)
    if isinstance(field, ForeignKey):
        return things.get(f"{field.related_model.__name__}:{value}", say(HIDDEN))
    if isinstance(field, DateField):
        return day(date.fromisoformat(value))
    if isinstance(field, TimeField):
        return code(str(value)[:5])
    if isinstance(field, BooleanField):
        return shown(bool(value))
    return _word(value, column, change)


def _word(value: Any, column: str, change: Change) -> Any:
    if column == "kind":
        return _kind(str(value), change)
    if column == "rials":
        return rials(int(value))
    if column == "county":
        return county_name(str(change.after.get("province", "")), int(value))
    if column == "occupations":
        return shown([OCCUPATIONS.get(one, one) for one in value])
    if column == "points":
        return points_said(value)
    if column == "grade":
        return _grade(str(value), change)
    if column in CODES:
        return code(value)
    if column in SAID:
        return SAID[column](str(value))
    if column == "reason" and str(value).startswith(LICENCE):
        return say(OF_LICENCE, number=_digits(str(value).removeprefix(LICENCE)))
    known = WORDS.get(column, {})
    return shown(known[value]) if value in known else shown(value)


def _grade(value: str, change: Change) -> str:
    on = date.fromisoformat(change.after["starts_on"])
    return mark_of(value, bands_on(values_in_force(), on)).word


def _digits(number: str) -> str:
    return isolate(code_digits(number, language_now()))


def _kind(value: str, change: Change) -> str:
    if change.thing == "Person":
        return say(PERSON_KINDS[value])  # type: ignore[index]  # the enum is its own text
    if change.thing == "Certificate":
        return say(CERTIFICATES[value])  # type: ignore[index]  # the same
    return shown(BODY_KINDS[value]) if value in BODY_KINDS else value  # type: ignore[index]


def _things(changes: Iterable[Change], *, names_seen: bool) -> Mapping[str, str]:
    """Names of the rows that changes point to; one query for each kind."""
    wanted: dict[str, set[int]] = {"Person": set(), "Office": set(), "Body": set()}
    columns = {"person_id": "Person", "manager_id": "Person", "office_id": "Office"}
    columns |= {"body_id": "Body", "kanoon_id": "Body"}
    for one in changes:
        for row in (one.after, one.before or {}):
            for column, kind in columns.items():
                if row.get(column):
                    wanted[kind].add(row[column])
    found: dict[str, str] = {}
    models: Mapping[str, tuple[Any, str]] = {
        "Person": (Person, "name"),
        "Office": (Office, "title"),
        "Body": (Body, "title"),
    }
    for kind, keys in wanted.items():
        if not keys or (kind == "Person" and not names_seen):
            continue
        model, name = models[kind]
        rows = model.objects.filter(pk__in=keys).values_list("pk", name)
        found |= {f"{kind}:{key}": shown(text) for key, text in rows}
    return found
