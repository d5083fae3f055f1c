"""References of tables that take a hundred thousand rows at once: asked once for each statement.

    @referring("office")
    class Assessment(models.Model):
        office = models.ForeignKey(Office, models.PROTECT, db_constraint=False)

PostgreSQL looks after a foreign key row by row, which is most of the work of such an import. These
triggers look once for each distinct key that a statement brings, and promise the same: what is
referred to is there, and stays while it is referred to, whoever else writes at the same moment.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pgtrigger
from django.db.models import ForeignKey, Model

M = TypeVar("M", bound=Model)

# The lock is that of a foreign key: a row that it holds cannot be deleted before we end.
_IS_THERE = """
keys := ARRAY(SELECT DISTINCT {column} FROM added WHERE {column} IS NOT NULL);
PERFORM FROM {parent} WHERE {key} = ANY (keys) ORDER BY {key} FOR KEY SHARE;
GET DIAGNOSTICS held = ROW_COUNT;
IF held < cardinality(keys) THEN
    RAISE foreign_key_violation USING MESSAGE = '{child}.{column} refers to what is not there';
END IF;
RETURN NULL;
"""
# An older snapshot would not see what others referred to while the deletion waited for them.
_IS_HELD = """
IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE feature_not_supported USING MESSAGE = '{parent} loses rows in read committed only';
END IF;
IF EXISTS (SELECT FROM {child} WHERE {column} = OLD.{key}) THEN
    RAISE foreign_key_violation USING MESSAGE = '{child}.{column} refers to this';
END IF;
RETURN NULL;
"""


def referring(*names: str) -> Callable[[type[M]], type[M]]:
    """Look after references of an append-only table by statement.

    The columns need an index, as those of every reference. What is referred to is there before the
    statement ends, not only at the end of the transaction.

    Args:
        names: of foreign keys without a constraint of the database.
    """

    def looked_after(model: type[M]) -> type[M]:
        for name in names:
            _register(model, model._meta.get_field(name))  # type: ignore[arg-type]  # a foreign key
        return model

    return looked_after


def _register(model: type[Model], field: "ForeignKey[Any, Any]") -> None:
    parent: type[Model] = field.remote_field.model  # its key, that is: no other `to_field`
    key = parent._meta.pk
    places = {
        "child": model._meta.db_table,
        "column": field.column,
        "parent": parent._meta.db_table,
        "key": key.column,
    }
    is_there = pgtrigger.Trigger(
        name=f"{field.name}_is_there",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="added"),  # type: ignore[no-untyped-call]
        declare=[("keys", "BIGINT[]"), ("held", "BIGINT")],
        func=_IS_THERE.format(**places),
    )
    changed = pgtrigger.UpdateOf(key.name)  # type: ignore[no-untyped-call]  # pgtrigger's own lack
    is_held = pgtrigger.Trigger(
        name=f"held_by_{model._meta.model_name}_{field.name}",
        when=pgtrigger.After,
        operation=pgtrigger.Delete | changed,
        func=_IS_HELD.format(**places),
    )
    pgtrigger.register(is_there)(model)
    pgtrigger.register(is_held)(parent)
