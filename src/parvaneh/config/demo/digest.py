"""The content of a demonstration in one number: equal for equal plans, whatever the codes drawn.

What is secret or random by design (sealed values, passwords, codes of documents, moments of
writing) is left out; what somebody would read on a page is in.
"""

import hashlib
from collections.abc import Iterator, Mapping

from django.db.models import Model, QuerySet

from parvaneh.casework.models import Case, Deadline
from parvaneh.registry.models import (
    Assessment,
    Certificate,
    Count,
    DayOff,
    Grade,
    Holding,
    LicenceStep,
    LicenceTerm,
    OfficeAccess,
    OfficeAddress,
    OfficeHours,
    OfficeService,
    OfficeTitle,
    Person,
    Post,
    Record,
    Suspension,
)

SAID: Mapping[type[Model], tuple[str, ...]] = {
    OfficeTitle: ("office__code", "title", "starts_on", "ends_on"),
    OfficeAddress: ("office__code", "city", "street", "starts_on", "ends_on"),
    OfficeHours: ("office__code", "weekday", "opens", "closes"),
    OfficeService: ("office__code", "service", "rials", "starts_on"),
    OfficeAccess: ("office__code", "feature", "holds", "known_from", "starts_on", "ends_on"),
    Person: ("code", "name", "province", "man", "died_on"),
    Certificate: ("person__code", "kind", "detail", "starts_on", "ends_on"),
    Post: ("office__code", "person__code", "post", "starts_on", "ends_on"),
    LicenceTerm: ("licence__number", "starts_on", "ends_on", "due_on"),
    LicenceStep: ("licence__number", "step", "state", "takes_effect_on", "actor"),
    Suspension: ("licence__number", "starts_on", "ends_on", "route", "lifted_on"),
    Holding: ("body__code", "role", "place", "person__code", "starts_on", "ends_on"),
    Record: ("office__code", "kind", "degree", "final_on", "ruling"),
    Assessment: ("office__code", "criterion", "method", "assessed_on", "score"),
    Count: ("office__code", "sheet", "key", "counts"),
    Grade: ("office__code", "cycle", "total", "grade", "place", "points", "answers", "starts_on"),
    DayOff: ("on", "kind", "province", "fa"),
    Case: ("number", "procedure", "state", "office_code", "province", "entered_on"),
    Deadline: ("case__number", "key", "state", "last_on"),
}


def content_digest() -> str:
    """The digest of everything that this database says, table by table."""
    found = hashlib.sha256()
    for line in _lines():
        found.update(line.encode())
    return found.hexdigest()


def _lines() -> Iterator[str]:
    for model, fields in SAID.items():
        rows: QuerySet[Model] = QuerySet(model)
        said = rows.order_by(*fields).values_list(*fields)
        yield f"{model._meta.label}\n"
        for row in said.iterator(chunk_size=5_000):
            yield f"{row}\n"
