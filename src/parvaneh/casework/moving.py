"""A step touches the database twice beside its log: one read of all it needs, one write.

Each round trip is paid by everybody who waits for the same case; and the fewer statements, the
shorter rows stay locked. Both statements are written out here, beside each other.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from parvaneh.access.acting import Acting
from parvaneh.casework.deadlines import Turn
from parvaneh.casework.models import Case, Deadline

# Columns of a deadline, in the order of both statements, with their types.
COLUMNS: Mapping[str, str] = {
    "key": "text",
    "state": "text",
    "province": "text",
    "facts": "jsonb",
    "starts_on": "date",
    "amount": "smallint",
    "unit": "text",
    "counting": "text",
    "nominal_on": "date",
    "counted_on": "date",
    "added_days": "smallint",
    "last_on": "date",
    "calendar": "text",
    "stopped_on": "date",
    "ended_on": "date",
}
_NAMES = ", ".join(COLUMNS)
_TYPED = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
_OWN = ", ".join(f"d.{name}" for name in COLUMNS)
_NEW = ", ".join(f"b.{name}" for name in COLUMNS)

READ = f"""
SELECT known.parties, known.recused, known.versions, d.id, {_OWN}
FROM (SELECT
    array(SELECT actor FROM casework_party party JOIN registry_person person
              ON person.id = party.person_id
          WHERE party.case_id = %(case)s AND person.user_id = %(user)s) AS parties,
    EXISTS(SELECT FROM casework_recusal
           WHERE case_id = %(case)s AND user_id = ANY(%(users)s)
             AND standing = 'recused' AND ended_at IS NULL) AS recused,
    (SELECT jsonb_object_agg(name, number) FROM registry_version) AS versions) AS known
LEFT JOIN casework_deadline d ON d.case_id = %(case)s
"""  # noqa: S608 - columns are named above, values are parameters

WRITE = f"""
WITH moved AS (
    UPDATE casework_case SET state = %(state)s, version = version + 1, outcome = %(outcome)s,
        entered_on = %(entered_on)s, waits_for = %(waits_for)s, due_on = %(due_on)s,
        ended_on = %(ended_on)s
    WHERE id = %(id)s AND version = %(version)s RETURNING id),
ended AS (
    UPDATE casework_deadline d SET state = e.state, ended_on = e.ended_on, stopped_on = NULL
    FROM moved, jsonb_to_recordset(%(ended)s::jsonb) AS e (id bigint, state text, ended_on date)
    WHERE d.id = e.id),
begun AS (
    INSERT INTO casework_deadline (case_id, {_NAMES})
    SELECT moved.id, {_NEW} FROM moved, jsonb_to_recordset(%(begun)s::jsonb) AS b ({_TYPED}))
SELECT count(*) FROM moved
"""  # noqa: S608 - the same


@dataclass(frozen=True)
class Known:
    """What a step needs to know of a case and its doer.

    parties: actors that the doer is as a party. versions: of registry tables kept in memory.
    """

    parties: tuple[str, ...]
    is_recused: bool
    versions: Mapping[str, int]
    deadlines: tuple[Deadline, ...]


def read(case: Case, by: Acting | None) -> Known:
    """Read what a step of this doer needs to know; None is the product itself."""
    # What somebody is as a party they cannot lend: who acts for another has their roles only.
    asked = {
        "case": case.pk,
        "user": by.user.pk if by and not by.acts_for else None,
        "users": sorted(by.persons) if by else [],
    }
    with connection.cursor() as cursor:
        cursor.execute(READ, asked)
        rows = cursor.fetchall()
    parties, recused, versions = rows[0][:3]
    deadlines = tuple(_deadline(case, row[3], row[4:]) for row in rows if row[3] is not None)
    return Known(tuple(parties), recused, json.loads(versions or "{}"), deadlines)


def write(case: Case, fields: Mapping[str, object], turn: Turn) -> bool:
    """Write a move; False where the case has moved since it was read, and nothing is written."""
    ended = [{"id": one.pk, "state": one.state, "ended_on": one.ended_on} for one in turn.ended]
    begun = [{name: getattr(one, name) for name in COLUMNS} for one in turn.begun]
    values: dict[str, Any] = {
        **fields,
        "id": case.pk,
        "version": case.version,
        "ended": json.dumps(ended, default=date.isoformat),
        "begun": json.dumps(begun, default=date.isoformat),
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
        ((moved,),) = cursor.fetchall()
    return bool(moved)


def _deadline(case: Case, key: int, values: tuple[object, ...]) -> Deadline:
    found = Deadline.from_db("default", ["id", "case_id", *COLUMNS], [key, case.pk, *values])
    found.facts = json.loads(found.facts) if isinstance(found.facts, str) else found.facts
    return found
