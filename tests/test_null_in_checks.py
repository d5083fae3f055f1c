"""No check constraint is met by a NULL that nobody meant.

The database takes a check whose outcome is NULL as met: ``ends_on >= starts_on`` refuses no row
without `ends_on`. So each condition is computed here in the logic of three values, for every
choice of columns that are NULL and of comparisons that hold: its outcome must never be NULL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThan
from django.test.utils import isolate_apps

LAYERS = ("site", "imports", "casework", "registry", "access", "ledger", "frame")
# Another check of the same table, or the meaning of the column, closes what this one leaves open.
LEFT_OPEN = {
    "registry.Licence.licence_not_its_own_predecessor": "written by Django so that NULL is false",
    "registry.LicenceTerm.licenceterm_due_within": "licenceterm_ends asks for a last day",
}

Model = type[models.Model]
Atom = tuple[str, str]  # a comparison: what is looked up, and with what


def ours() -> list[Model]:
    known = [one for one in apps.get_models() if one._meta.app_label in LAYERS]
    return [one for one in known if not any(f.name == "pgh_id" for f in one._meta.fields)]


def letting_null_through(known: Iterable[Model]) -> dict[str, str]:
    """The checks that some row without a value meets by NULL, each with columns to leave empty."""
    found = {}
    for model in known:
        for one in model._meta.constraints:
            if isinstance(one, models.CheckConstraint):
                empty = witness(one.condition, nullable(model))
                if empty:
                    found[f"{model._meta.label}.{one.name}"] = ", ".join(sorted(empty))
    return found


def nullable(model: Model) -> Mapping[str, str]:
    """The columns that may be NULL, by every name that a condition may call them."""
    fields = [one for one in model._meta.fields if one.null]
    return {name: one.name for one in fields for name in (one.name, one.attname)}


def witness(condition: Q, known: Mapping[str, str]) -> set[str]:
    """Columns that, left NULL, may make the condition NULL; none if nothing does."""
    columns = sorted({known[name] for name in names(condition) if name in known})
    atoms = sorted(set(comparisons(condition)))
    choices = [set(one) for size in range(len(columns)) for one in combinations(columns, size + 1)]
    for null in choices:
        for values in product((True, False), repeat=len(atoms)):
            row = Row(null, dict(zip(atoms, values, strict=True)), known)
            if row.outcome(condition) is None:
                return null
    return set()


class Row:
    """A row as far as a condition can tell: which columns are NULL, which comparisons hold."""

    def __init__(self, null: set[str], holds: Mapping[Atom, bool], known: Mapping[str, str]):
        self.null, self.holds, self.known = null, holds, known

    def outcome(self, part: Q | tuple[str, object] | models.Expression) -> bool | None:
        """True, false, or None for NULL."""
        if not isinstance(part, Q):
            return self._compared(part)
        assert part.connector in (Q.AND, Q.OR)
        ends = part.connector == Q.OR  # one such outcome decides
        told = [self.outcome(one) for one in part.children]
        found = ends if ends in told else (None if None in told else not ends)
        if part.negated and found is not None:
            return not found
        return found

    def _compared(self, part: tuple[str, object] | models.Expression) -> bool | None:
        name, value = part if isinstance(part, tuple) else ("", part)
        if value is None or name.endswith("__isnull"):
            is_null = self.known.get(name.split("__")[0]) in self.null
            return is_null == (value is None or bool(value))
        if any(self.known.get(one) in self.null for one in named(part)):
            return None
        return self.holds[atom(part)]


def parts(condition: Q) -> Iterator[tuple[str, object] | models.Expression]:
    for one in condition.children:
        if isinstance(one, Q):
            yield from parts(one)
        else:
            yield one


def named(part: tuple[str, object] | models.Expression) -> set[str]:
    """The columns that a comparison names, on either side."""
    name, value = part if isinstance(part, tuple) else ("", part)
    inner = list(value.flatten()) if hasattr(value, "flatten") else [value]
    found = {one.name.split("__")[0] for one in inner if isinstance(one, F)}
    return found | ({name.split("__")[0]} if name else set())


def names(condition: Q) -> set[str]:
    return {name for part in parts(condition) for name in named(part)}


def atom(part: tuple[str, object] | models.Expression) -> Atom:
    return (part[0], repr(part[1])) if isinstance(part, tuple) else ("", repr(part))


def comparisons(condition: Q) -> Iterator[Atom]:
    for part in parts(condition):
        is_test = isinstance(part, tuple) and (part[1] is None or part[0].endswith("__isnull"))
        if not is_test:
            yield atom(part)


def test_no_check_is_met_by_a_null_that_nobody_meant():
    assert {
        name: empty for name, empty in letting_null_through(ours()).items() if name not in LEFT_OPEN
    } == {}


def test_no_reason_is_kept_for_a_check_that_is_closed():
    assert LEFT_OPEN.keys() <= letting_null_through(ours()).keys()


@isolate_apps("parvaneh.registry")
@pytest.mark.parametrize(
    ("condition", "empty"),
    [
        (Q(ends_on__gte=F("starts_on")), "ends_on"),
        (Q(starts_on__lte=F("ends_on")), "ends_on"),
        (Q(GreaterThan(F("ends_on"), F("starts_on"))), "ends_on"),
        (Q(ends_on=None, kind="x") | Q(ends_on__gte=F("starts_on")), "ends_on"),
        (Q(other_id=3), "other"),
        (Q(other=3) | Q(kind="x"), "other"),
        (Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), ""),
        (Q(ends_on=None, kind="x") | Q(ends_on__isnull=False, ends_on__gte=F("starts_on")), ""),
        (Q(kind="x") & ~Q(starts_on=F("kind")), ""),
        (Q(other__isnull=True) | ~Q(other=3), ""),
    ],
)
def test_a_check_that_lets_null_through_is_found(condition, empty):
    class Sample(models.Model):
        kind = models.CharField(max_length=9)
        starts_on = models.DateField()
        ends_on = models.DateField(null=True)
        other = models.ForeignKey("self", models.PROTECT, null=True)

        class Meta:
            app_label = "registry"
            constraints = (models.CheckConstraint(name="c", condition=condition),)

    assert letting_null_through([Sample]) == ({"registry.Sample.c": empty} if empty else {})
