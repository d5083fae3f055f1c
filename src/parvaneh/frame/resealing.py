"""Sealing personal fields again after a change of keys: rows, their history, and blind indexes."""

from collections.abc import Iterator

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from parvaneh.frame.fields import BlindIndexField, EncryptedTextField
from parvaneh.frame.keyring import key_in_use
from parvaneh.kit.keys import Purpose
from parvaneh.kit.sealing import VERSION

BATCH = 500
Sealing = EncryptedTextField | BlindIndexField


def models_with_personal_fields() -> list[type[models.Model]]:
    """Every model, history included, that has an encrypted field."""
    return [
        model
        for model in apps.get_models()
        if any(isinstance(one, EncryptedTextField) for one in model._meta.concrete_fields)
    ]


def rows_reseal(model: type[models.Model]) -> int:
    """Seal the rows of a model with the keys in use, and make their indexes with them.

    In one transaction that lets others read and not write: while some rows carry the index of the
    older key, the database could not tell that two rows have the same value. History takes no note:
    no value changes.

    Returns:
        How many rows had been sealed with an older key.

    Raises:
        NoKey: the older key is not in the keyring; nothing was changed.
        NotSealedHere: a value was moved or damaged; nothing was changed.
    """
    fields = [one for one in model._meta.concrete_fields if isinstance(one, Sealing)]
    done = 0
    with transaction.atomic(), pgtrigger.ignore():
        _lock(model)
        for rows in _older(model, fields):
            for row in rows:
                _renew(row, fields)
            manager = model._meta.base_manager
            manager.bulk_update(rows, [one.name for one in fields])
            done += len(rows)
    return done


def _renew(row: models.Model, fields: list[Sealing]) -> None:
    for field in fields:
        if isinstance(field, EncryptedTextField):
            secret = getattr(row, field.name)
            setattr(row, field.name, secret.reveal() if secret is not None else None)


def _older(model: type[models.Model], fields: list[Sealing]) -> Iterator[list[models.Model]]:
    while keys := _keys_of_older(model, fields):
        yield list(model._meta.base_manager.filter(pk__in=keys))


def _keys_of_older(model: type[models.Model], fields: list[Sealing]) -> list[object]:
    older = sql.SQL(" OR ").join(
        sql.SQL("({0} <> '' AND NOT starts_with({0}, {1}))").format(
            sql.Identifier(str(field.column)), sql.Literal(f"{VERSION}.{_current(field)}.")
        )
        for field in fields
    )
    wanted = sql.SQL("SELECT {} FROM {} WHERE {} LIMIT {}").format(
        sql.Identifier(str(model._meta.pk.column)),
        sql.Identifier(model._meta.db_table),
        older,
        sql.Literal(BATCH),
    )
    with connection.cursor() as cursor:
        cursor.execute(wanted)
        return [key for (key,) in cursor.fetchall()]


def _current(field: Sealing) -> str:
    purpose = Purpose.ENCRYPTION if isinstance(field, EncryptedTextField) else Purpose.INDEX
    return key_in_use(purpose).id


def _lock(model: type[models.Model]) -> None:
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(table))
