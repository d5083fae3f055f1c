"""What was changed of an office, a person or a body: field by field, by whom, in which case.

The history tables that triggers write are read together, in one statement; each row comes with what
it was before.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from parvaneh.registry.models import (
    Assignment,
    Body,
    Certificate,
    Declaration,
    Degree,
    Dismissal,
    Experience,
    Grade,
    Holding,
    Licence,
    Office,
    OfficeAccess,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
    Person,
    Post,
    StaffOrder,
)

Of = tuple[type[Model], str]
OF_OFFICE: tuple[Of, ...] = (
    (OfficeTitle, "office_id"),
    (OfficeAddress, "office_id"),
    (OfficePhone, "office_id"),
    (OfficeHours, "office_id"),
    (OfficeService, "office_id"),
    (OfficeAccess, "office_id"),
    (Post, "office_id"),
    (StaffOrder, "office_id"),
    (Licence, "office_id"),
    (Grade, "office_id"),
)
OF_PERSON: tuple[Of, ...] = (
    (Person, "pgh_obj_id"),
    (Degree, "person_id"),
    (Experience, "person_id"),
    (Certificate, "person_id"),
    (Declaration, "person_id"),
    (Dismissal, "person_id"),
    (Post, "person_id"),
    (Holding, "person_id"),
    (Licence, "manager_id"),
)
OF_BODY: tuple[Of, ...] = (
    (Body, "pgh_obj_id"),
    (Holding, "body_id"),
    (Assignment, "kanoon_id"),
)
MODELS: Mapping[str, type[Model]] = {
    model.__name__: model for model, _ in (*OF_OFFICE, *OF_PERSON, *OF_BODY)
}
MOST = 200

_ONE = """
SELECT %s AS thing, pgh_id, pgh_label, pgh_created_at, pgh_context, to_jsonb(row.*) AS after,
  lag(to_jsonb(row.*)) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before
FROM {table} AS row WHERE {column} = %s AND pgh_created_at <= %s
"""


@dataclass(frozen=True)
class Change:
    """One row written, changed or taken away; `before` is None where it was new."""

    thing: str  # name of the model
    did: str  # insert, update or delete
    at: datetime
    by: str
    acted_for: str
    case: str
    after: Mapping[str, Any]
    before: Mapping[str, Any] | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that this change touched, in the order of the row."""
        known = (name for name in self.after if not name.startswith("pgh_"))
        if self.did == "update" and self.before is not None:
            before = self.before
            return tuple(name for name in known if self.after[name] != before.get(name))
        return tuple(known)


def changes_of_office(office: Office, *, until: datetime, most: int = MOST) -> list[Change]:
    """The newest changes of an office until a moment; the caller has loaded it for its reader."""
    return _changes(OF_OFFICE, office.pk, until, most)


def changes_of_person(person: Person, *, until: datetime, most: int = MOST) -> list[Change]:
    """The newest changes of a person; sealed values come sealed and are nobody's to show."""
    return _changes(OF_PERSON, person.pk, until, most)


def changes_of_body(body: Body, *, until: datetime, most: int = MOST) -> list[Change]:
    """The newest changes of a body, of its seats, and of the provinces that a Kanoon serves."""
    return _changes(OF_BODY, body.pk, until, most)


def _changes(of: Iterable[Of], key: int, until: datetime, most: int) -> list[Change]:
    parts: list[str] = []
    given: list[str | int | datetime] = []
    for model, column in of:
        history: Any = model
        quoted = connection.ops.quote_name
        table = quoted(history.pgh_event_model._meta.db_table)
        parts.append(_ONE.format(table=table, column=quoted(column)))
        given += [model.__name__, key, until]
    statement = " UNION ALL ".join(parts) + " ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, most])
        rows = cursor.fetchall()
    return [_change(row) for row in rows]


def _change(row: tuple[Any, ...]) -> Change:
    thing, _, did, at, context, after, before = row
    said, kept, was = _json(context) or {}, _json(after), _json(before)
    by = said.get("by") or kept.get("entered_by") or kept.get("issued_by") or ""
    return Change(thing, did, at, by, said.get("acted_for", ""), said.get("case", ""), kept, was)


def _json(text: Any) -> Any:
    """JSON as Python; psycopg leaves it as text where Django told it to."""
    return json.loads(text) if isinstance(text, str) else text
