"""`parvaneh doctor`: what is too weak for production, all of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, stop_on_signals, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parvaneh.config.weaknesses import Weakness


def doctor(
    *,
    production: Annotated[
        bool, typer.Option("--production", help="Judge as in production, wherever this is.")
    ] = False,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Examine settings, keys and database; name everything that is too weak for production.

    In production (PARVANEH_ENV) exits with 6 where something is refused; elsewhere only tells.

    Example: parvaneh doctor --production
    """
    import os

    from parvaneh.cli.database import with_database
    from parvaneh.config.weaknesses import in_production, weaknesses_of_settings
    from parvaneh.kit.languages import msg

    stop_on_signals()
    found = weaknesses_of_settings()
    with with_database(lang, migrated=False):
        from parvaneh.config.database_weaknesses import weaknesses_of_database

        found += weaknesses_of_database(private=not os.environ.get("DATABASE_URL"))
    if as_json:
        print_json([_as_json(one, lang) for one in found])
    else:
        print("\n".join(lines_of(found, lang)), end="\n" if found else "")
    grave = [one for one in found if one.grave]
    if not grave:
        tell(lang, msg("Nothing here is too weak for production."))
    elif production or in_production():
        tell(lang, msg("Refused in production: {count}."), count=len(grave))
        raise typer.Exit(Exit.REFUSED)
    else:
        tell(lang, msg("This would be refused in production: {count}."), count=len(grave))


def lines_of(found: Iterable[Weakness], lang: str) -> list[str]:
    """One line for each weakness: a mark, its subject, why."""
    return [
        f"{'✗' if one.grave else '!'} {one.subject}: {_sentence(one, lang)}"
        for one in sorted(found, key=lambda one: not one.grave)
    ]


def _as_json(one: Weakness, lang: str) -> dict[str, object]:
    return {"subject": one.subject, "grave": one.grave, "why": _sentence(one, lang)}


def _sentence(one: Weakness, lang: str) -> str:
    from parvaneh.kit.languages import Language, render

    return render(one.message, dict(one.params), Language(lang))
