"""`parvaneh document`: whether a letter is genuine, from its file or from the code on its paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

app = typer.Typer(help="Letters: whether they are genuine.", no_args_is_help=True)
PARTS = 2


@app.command()
def verify(
    what: Annotated[
        str, typer.Argument(metavar="FILE|CODE", help="The letter's file, or its code.")
    ],
    *,
    key: Annotated[
        list[str] | None,
        typer.Option(help="A public key as ID=HEX; without one, the keys of this installation."),
    ] = None,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Verify a letter offline: every bit of its file, or what the code on its paper says.

    Exit code 4 where it is not genuine.

    Example: parvaneh document verify letter.pdf
    """
    from parvaneh.kit.languages import msg
    from parvaneh.kit.short_signature import NotGenuine

    try:
        found = _verified(what, _keys(key or []))
    except NotGenuine as why:
        if as_json:
            print_json({"genuine": False, "reason": why.message.format(**why.params)})
        else:
            tell(lang, why.message, **why.params)
        raise typer.Exit(Exit.UNVERIFIED) from None
    if as_json:
        print_json({"genuine": True, **found})
    elif "number" in found:
        tell(
            lang,
            msg("Genuine: letter {number} of {on}, kind {kind}, case {case}. Compare the paper."),
            **found,
        )
    else:
        tell(lang, msg("Genuine: no bit was changed since the key {key} sealed it."), **found)


@app.command()
def keys(*, as_json: AsJson = False) -> None:
    """Print the public keys of this installation as ID=HEX, to publish or to verify with elsewhere.

    Example: parvaneh document keys
    """
    found = {name: raw.hex() for name, raw in _keys([]).items()}
    if as_json:
        print_json(found)
    else:
        typer.echo("\n".join(f"{name}={raw}" for name, raw in found.items()))


def _verified(what: str, known: Mapping[str, bytes]) -> dict[str, str]:
    from parvaneh.kit.short_signature import code_read, seal_key

    path = Path(what)
    if "*" not in what and path.is_file():
        return {"key": seal_key(path.read_bytes(), known)}
    said = code_read(what, known)
    return {
        "number": said.number,
        "on": said.on.isoformat(),
        "kind": said.kind,
        "case": said.case,
        "text_sha256": said.text_sha256,
    }


def _keys(given: list[str]) -> Mapping[str, bytes]:
    from parvaneh.kit.short_signature import public_keys

    if not given:
        import os

        from django.conf import settings

        from parvaneh.kit.keys import keyring_read

        return public_keys(keyring_read(Path(settings.KEYS), os.environ))
    pairs = [one.split("=", 1) for one in given]
    try:
        return {name: bytes.fromhex(raw) for name, raw in pairs}
    except ValueError:
        raise typer.BadParameter("ID=HEX", param_hint="--key") from None
