"""Taking an import back, by the history that triggers kept of every row it wrote."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Min, Model, ProtectedError, Q, QuerySet

from parvaneh.imports.kinds.kind import Kind, Occasion
from parvaneh.imports.models import Import

INSERTED, DELETED = "insert", "delete"
NAMED_BY = {"licence": "number"}  # all others by their code
THINGS = ("office", "person", "licence")


def standing_in_the_way(kind: Kind, given: Import) -> list[str]:
    """Rows of an import that were changed since by something else, as subjects."""
    found: set[str] = set()
    for table in kind.undoing.tables:
        ours = _history(table, given)
        last = ours.values("pgh_obj_id").annotate(last=Max("pgh_id"))
        latest = {one["pgh_obj_id"]: one["last"] for one in last}
        later = _events(table).filter(pgh_obj_id__in=list(latest)).exclude(_ours(given))
        for event in later:
            if event.pgh_id > latest[event.pgh_obj_id]:
                found.add(_subject(event))
    return sorted(found)


def taken_back(kind: Kind, given: Import, occasion: Occasion) -> list[str]:
    """Delete what the import made and put back what it changed.

    Returns:
        What rests on its rows, as subjects; then nothing was done that the caller may keep.
    """
    undoing = kind.undoing
    blocked = list(undoing.first(occasion, given.key)) if undoing.first else []
    if blocked:
        return blocked
    # Read before anything is deleted: deleting writes history too.
    touched = [(table, _firsts(table, given)) for table in undoing.tables]
    try:
        with transaction.atomic():
            for table, firsts in touched:
                made = [key for key, event in firsts.items() if event.pgh_label == INSERTED]
                QuerySet(table).filter(pk__in=made).delete()
            for table, firsts in reversed(touched):
                _restore(table, firsts)
    except ProtectedError as why:
        return sorted({_subject(one) for one in why.protected_objects})
    except IntegrityError:
        return [given.key]
    return []


def _restore(table: type[Model], firsts: dict[int, Any]) -> None:
    names = [field.attname for field in table._meta.concrete_fields if not field.generated]
    for key, event in firsts.items():
        if event.pgh_label == INSERTED:
            continue
        earlier = _events(table).filter(pgh_obj_id=key, pgh_id__lt=event.pgh_id)
        before = event if event.pgh_label == DELETED else earlier.order_by("pgh_id").last()
        if before is None:
            raise IntegrityError(f"nothing is known of {table._meta.label} {key} before")
        held = {name: getattr(before, name) for name in names}
        if not QuerySet(table).filter(pk=key).update(**held):
            table(**held).save(force_insert=True)


def _firsts(table: type[Model], given: Import) -> dict[int, Any]:
    """The first event of each row that the import touched."""
    ours = _history(table, given)
    first = ours.values("pgh_obj_id").annotate(first=Min("pgh_id")).values("first")
    return {one.pgh_obj_id: one for one in _events(table).filter(pgh_id__in=first)}


def _events(table: type[Model]) -> QuerySet[Any]:
    rows: QuerySet[Any] = QuerySet(table.pgh_event_model)  # type: ignore[attr-defined]  # given by the tracker
    return rows


def _history(table: type[Model], given: Import) -> QuerySet[Any]:
    return _events(table).filter(_ours(given))


def _ours(given: Import) -> Q:
    return Q(pgh_context__case=given.key)


def _subject(row: Any) -> str:
    """A row as people know it: by its own code, or by that of the thing it is a fact of."""
    model = getattr(type(row), "pgh_tracked_model", type(row))
    name = str(model._meta.model_name)
    code = getattr(row, NAMED_BY.get(name, "code"), None)
    if code:
        return f"{name}:{code}"
    for thing in THINGS:
        held = getattr(row, thing, None)
        if held is not None and not isinstance(held, str):
            return _subject(held)
    return f"{name}:{row.pk}"
