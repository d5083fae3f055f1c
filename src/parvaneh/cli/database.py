"""How a command gets its database, and what it says where there is none."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from parvaneh.cli.terminal import Exit, stop, tell

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def with_database(language: str, *, migrated: bool = True) -> Iterator[None]:
    """Run a command's block with Django set up and a database that answers.

    Where ``DATABASE_URL`` is unset and no private server answers, one is started for the block.
    What may go wrong ends in a sentence: exit code 7 where the database does not answer, 1 where
    the private server does not start or `parvaneh migrate` has not been run.

    Args:
        language: of the sentences, fa or en.
        migrated: demand that every migration is applied.
    """
    with failures_told(language):
        from parvaneh.config.ready import database_ready

        with database_ready(migrated=migrated):
            yield


@contextmanager
def failures_told(language: str) -> Iterator[None]:
    """Turn what keeps a database from answering into sentences and an exit code."""
    from parvaneh.config.ready import DatabaseSilent, MigrationsPending, ServerFailed
    from parvaneh.kit.keys import KeysRefused
    from parvaneh.kit.languages import msg

    try:
        yield
    except ServerFailed as why:
        tell(language, msg("The private database server does not start."))
        stop([str(why)], Exit.ERROR)
    except DatabaseSilent as why:
        tell(language, msg("The database of DATABASE_URL does not answer."))
        stop([str(why)], Exit.TRY_AGAIN)
    except KeysRefused as why:
        tell(language, why.message, **why.params)
        stop([], Exit.REFUSED)
    except MigrationsPending as why:
        lacking = msg("The database lacks migrations: {names}. Run `parvaneh migrate` first.")
        tell(language, lacking, names=str(why))
        stop([], Exit.ERROR)
