"""`parvaneh document`: whether a letter is genuine, from its file or from the code on its paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, refusals_told, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

app = typer.Typer(help="Letters: whether they are genuine.", no_args_is_help=True)
# No letter is larger; a file of any size may be given by mistake.
MOST_BYTES = 64 * 2**20
KEY_BYTES = 32


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

    Exit code 4 where it is not genuine, 1 where the file cannot be read.

    Example: parvaneh document verify letter.pdf
    """
    from parvaneh.kit.languages import msg
    from parvaneh.kit.short_signature import NotGenuine

    try:
        with refusals_told(lang, as_json=as_json):
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

    if "*" not in what:
        return {"key": seal_key(_letter_read(Path(what)), known)}
    said = code_read(what, known)
    return {
        "number": said.number,
        "on": said.on.isoformat(),
        "kind": said.kind,
        "case": said.case,
        "text_sha256": said.text_sha256,
    }


def _letter_read(path: Path) -> bytes:
    """The bytes of a letter's file.

    Raises:
        NotGenuine: it is too large to be a letter.
        OSError: it cannot be read.
    """
    from parvaneh.kit.languages import msg
    from parvaneh.kit.short_signature import NotGenuine

    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotGenuine(msg("The file is too large to be a letter."))
    return data


def _keys(given: list[str]) -> Mapping[str, bytes]:
    from parvaneh.kit.short_signature import public_keys

    if not given:
        import os

        from django.conf import settings

        from parvaneh.kit.keys import keyring_read

        return public_keys(keyring_read(Path(settings.KEYS), os.environ))
    pairs = [one.split("=", 1) for one in given]
    try:
        found = {name: bytes.fromhex(raw) for name, raw in pairs}
    except ValueError:
        found = {}
    if {len(raw) for raw in found.values()} != {KEY_BYTES}:
        raise typer.BadParameter("ID=HEX, 64 digits", param_hint="--key")
    return found
