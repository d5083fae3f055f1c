"""Django set up, with a database that answers: what every command that reads or writes needs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from parvaneh.config.environment import ENVIRONMENT, KEYS, PRODUCTION, VAR
from parvaneh.config.postgres import ServerFailed, place_under, running
from parvaneh.config.secret import keys_prepare
from parvaneh.kit.clock import now_utc

__all__ = ["DatabaseSilent", "MigrationsPending", "ServerFailed", "database_ready"]


class DatabaseSilent(RuntimeError):
    """The database of ``DATABASE_URL`` does not answer; the message says what the driver said."""


class MigrationsPending(RuntimeError):
    """The database is not at this version of the product; `parvaneh migrate` brings it there."""


@contextmanager
def database_ready(*, migrated: bool = True) -> Iterator[None]:
    """Set Django up and have its database answer, until the end of the block.

    Where ``DATABASE_URL`` is unset, the private server is used: the one that answers already, else
    one that ends with the block.

    Args:
        migrated: demand that every migration is applied.

    Raises:
        ServerFailed: the private server does not start.
        DatabaseSilent: the database of ``DATABASE_URL`` does not answer.
        KeysRefused: the keyring cannot be used as it stands.
        MigrationsPending: a migration is missing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvaneh.config.settings")
    if ENVIRONMENT != PRODUCTION:
        # Before the settings, which read them. In production a missing folder must not be taken
        # for a new installation: `parvaneh keys` makes them there.
        keys_prepare(KEYS, os.environ, at=now_utc())
    import django  # noqa: PLC0415 - slow; only commands that need the database come here

    if os.environ.get("DATABASE_URL"):
        django.setup()
        _prove(migrated=migrated)
        yield
        return
    with running(place_under(VAR)):
        django.setup()
        try:
            _prove(migrated=migrated)
            yield
        finally:
            _let_go()


def migrations_pending() -> list[str]:
    """Names of the migrations that the database lacks, in their order."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - the same

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{one.app_label}.{one.name}" for one, _ in plan]


def _prove(*, migrated: bool) -> None:
    from django.db import OperationalError, connection  # noqa: PLC0415 - needs Django set up

    try:
        connection.ensure_connection()
    except OperationalError as why:
        raise DatabaseSilent(str(why).strip()) from None
    if migrated and (missing := migrations_pending()):
        raise MigrationsPending(", ".join(missing))


def _let_go() -> None:
    from django.db import connections  # noqa: PLC0415 - needs Django set up

    connections.close_all()
