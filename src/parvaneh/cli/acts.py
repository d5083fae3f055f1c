"""What commands that change the database do alike: who acts, refusals told, dry runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parvaneh.cli.database import with_database
from parvaneh.cli.terminal import Exit, stop, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parvaneh.access.acting import Acting
    from parvaneh.law.ruling import Ruling

By = Annotated[
    str,
    typer.Option(
        "--by",
        envvar="PARVANEH_BY",
        help="User name of who acts; what their roles do not allow is refused.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")]
Why = Annotated[str, typer.Option("--reason", help="Why; kept out of the readable log.")]


@contextmanager
def database_acts(lang: str, *, dry_run: bool = False) -> Iterator[None]:
    """A block that reads and changes the database, all of it or nothing.

    Exit codes: 3 where something named is not there, 5 where somebody else was faster, 6 where it
    was refused; every reason is told.
    """
    from parvaneh.kit.languages import msg

    with with_database(lang):
        from django.db import transaction

        from parvaneh.frame.refused import Conflict, NotThere, Refused
        from parvaneh.kit.dates import NotADay

        try:
            with transaction.atomic():
                yield
                if dry_run:
                    transaction.set_rollback(True)
        except Refused as why:
            stop(_told(why.ruling, lang), Exit.REFUSED)
        except NotADay as why:
            tell(lang, msg("{found} is no day."), found=why.text)
            raise typer.Exit(Exit.INVALID) from None
        except Conflict:
            tell(lang, msg("Somebody else changed it in the meantime; look again."))
            raise typer.Exit(Exit.CONFLICT) from None
        except NotThere as why:
            tell(lang, msg("There is no {name}, or it is beyond your reach."), name=str(why))
            raise typer.Exit(Exit.INVALID) from None
    if dry_run:
        tell(lang, msg("Tried only; nothing was changed."))


@contextmanager
def refused_told(lang: str) -> Iterator[None]:
    """Tell why something was refused, every reason, and end with 6."""
    from parvaneh.frame.refused import Refused

    try:
        yield
    except Refused as why:
        stop(_told(why.ruling, lang), Exit.REFUSED)


def acting_by(by: str) -> Acting:
    """Who acts: the active user of that name.

    Raises:
        NotThere: there is none.
    """
    from parvaneh.access.acting import Acting
    from parvaneh.access.queries import user_named
    from parvaneh.frame.refused import NotThere

    user = user_named(by) if by else None
    if user is None or not user.is_active:
        raise NotThere(by or "--by")
    return Acting(user)


def _told(ruling: Ruling[Any], lang: str) -> Iterator[str]:
    from parvaneh.kit.languages import Language, render
    from parvaneh.law.ruling import blocking, parameters
    from parvaneh.scoring.faults import articles

    for reason in blocking(ruling):
        said = render(reason.message, parameters(reason), Language(lang))
        yield f"{said} ({articles(reason.cites, Language(lang))})" if reason.cites else said
