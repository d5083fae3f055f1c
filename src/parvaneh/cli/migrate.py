"""`parvaneh migrate`: bring the database to this version of the product."""

from __future__ import annotations

from typing import Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, stop_on_signals, tell


def migrate(
    *,
    check: Annotated[
        bool,
        typer.Option("--check", help="Change nothing; exit with 1 where something is missing."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; say what would be applied.")
    ] = False,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Apply the migrations that the database lacks; does nothing where there are none.

    Starts the private database server for the moment where DATABASE_URL is unset.

    Example: parvaneh migrate --check
    """
    from parvaneh.cli.database import with_database
    from parvaneh.config.ready import migrations_apply, migrations_pending
    from parvaneh.kit.languages import msg

    stop_on_signals()
    with with_database(lang, migrated=False):
        pending = migrations_pending()
        if pending and not (check or dry_run):
            migrations_apply()
    if as_json:
        print_json({"pending" if check or dry_run else "applied": pending})
    else:
        print("\n".join(pending), end="\n" if pending else "")
    if not pending:
        tell(lang, msg("The database is at this version."))
    elif check or dry_run:
        tell(lang, msg("Migrations that the database lacks: {count}."), count=len(pending))
    else:
        tell(lang, msg("Migrations applied: {count}."), count=len(pending))
    if pending and check:
        raise typer.Exit(Exit.ERROR)
