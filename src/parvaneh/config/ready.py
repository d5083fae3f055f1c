"""Django set up, with a database that answers: what every command that reads or writes needs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from parvaneh.config.environment import ENVIRONMENT, KEYS, PRODUCTION, VAR
from parvaneh.config.postgres import Server, ServerFailed, place_under, running
from parvaneh.config.secret import keys_prepare
from parvaneh.kit.clock import now_utc

__all__ = [
    "SUPERVISED",
    "DatabaseSilent",
    "MigrationsPending",
    "ServerFailed",
    "database_ready",
    "let_go",
    "migrations_apply",
    "migrations_pending",
    "migrations_see_to",
    "private_server",
]


# Set for what `parvaneh serve` starts: it runs the database for all of them.
SUPERVISED = "PARVANEH_SUPERVISED"
MIGRATING = 7_210_118  # of the advisory lock under which migrations are applied


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

    if os.environ.get("DATABASE_URL") or os.environ.get(SUPERVISED):
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
            let_go()


def migrations_pending() -> list[str]:
    """Names of the migrations that the database lacks, in their order."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - the same

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{one.app_label}.{one.name}" for one, _ in plan]


def migrations_apply() -> None:
    """Apply what is missing; two processes that start at once do it one after the other."""
    from django.core.management import call_command  # noqa: PLC0415 - needs Django set up
    from django.db import connection  # noqa: PLC0415 - the same

    with connection.cursor() as cursor:
        # A migration may rewrite a table; and whoever comes second waits for the first.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
            cursor.execute("RESET statement_timeout")
            cursor.execute("RESET lock_timeout")


def migrations_see_to(*, apply: bool) -> None:
    """Apply what is missing, or refuse to go on without it.

    Raises:
        MigrationsPending: a migration is missing and is not to be applied.
    """
    missing = migrations_pending()
    if missing and not apply:
        raise MigrationsPending(", ".join(missing))
    if missing:
        migrations_apply()


def private_server() -> Server:
    """The private server, started unless one of another process answers already.

    Raises:
        ServerFailed: it does not start.
    """
    server = Server(place_under(VAR))
    server.start()
    return server


def let_go() -> None:
    """Close every connection of this process."""
    from django.db import connections  # noqa: PLC0415 - needs Django set up

    connections.close_all()


def _prove(*, migrated: bool) -> None:
    from django.db import OperationalError, connection  # noqa: PLC0415 - needs Django set up

    try:
        connection.ensure_connection()
    except OperationalError as why:
        raise DatabaseSilent(str(why).strip()) from None
    if migrated:
        migrations_see_to(apply=False)
