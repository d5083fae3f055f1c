"""`parvaneh keys …`: the keyring listed, a key made, retired, its public half given away."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

app = typer.Typer(
    help="The secret keys: listed, made, retired; values sealed again after a change.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@contextmanager
def _refusals_told(lang: str) -> Iterator[None]:
    from parvaneh.cli.terminal import refusals_told
    from parvaneh.kit.keys import KeysRefused, NoKey

    with refusals_told(lang):
        try:
            yield
        except KeysRefused as why:
            tell(lang, why.message, **why.params)
            code = Exit.INVALID if isinstance(why, NoKey) else Exit.REFUSED
            raise typer.Exit(code) from None


@app.command(name="list")
def list_keys(
    *,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """List the keys: purpose, id, day of making, state. Never the secret.

    Example: parvaneh keys list
    """
    import os

    from parvaneh.config.environment import KEYS
    from parvaneh.kit.keys import keyring_read

    with _refusals_told(lang):
        keys = keyring_read(KEYS, os.environ).keys
    if as_json:
        print_json(
            [
                {
                    "id": key.id,
                    "purpose": key.purpose,
                    "made_at": key.made_at.isoformat(),
                    "retired": key.retired,
                }
                for key in keys
            ]
        )
        return
    for key in sorted(keys, key=lambda one: one.purpose):
        state = "retired" if key.retired else "active"
        print(f"{key.purpose}\t{key.id}\t{key.made_at:%Y-%m-%d}\t{state}")


@app.command()
def new(
    purpose: Annotated[
        str, typer.Argument(help="encryption, index, signing, session; or all that are missing.")
    ],
    *,
    lang: Lang = "fa",
) -> None:
    """Make a key for a purpose; it is in use at once. `missing` makes those that are missing.

    After a new encryption or index key run `parvaneh keys reseal`.

    Example: parvaneh keys new signing
    """
    import os

    from parvaneh.config.environment import KEYS
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.keys import Purpose, key_make, keys_ensure
    from parvaneh.kit.languages import msg

    if purpose not in {*Purpose, "missing"}:
        purposes = "، ".join(Purpose) if lang == "fa" else ", ".join(Purpose)
        tell(lang, msg("A key is for one of: {purposes}; or say missing."), purposes=purposes)
        raise typer.Exit(Exit.USAGE)
    with _refusals_told(lang):
        if purpose == "missing":
            made = keys_ensure(KEYS, os.environ, at=now_utc())
        else:
            made = [key_make(KEYS, Purpose(purpose), at=now_utc())]
    for key in made:
        print(f"{key.purpose}\t{key.id}")


@app.command()
def retire(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the key.")],
    *,
    lang: Lang = "fa",
) -> None:
    """Take a key out of use. It still opens and verifies what it made; it is never deleted.

    Example: parvaneh keys retire 4k2p7m0x
    """
    from parvaneh.config.environment import KEYS
    from parvaneh.kit.keys import key_retire

    with _refusals_told(lang):
        retired = key_retire(KEYS, key_id)
    print(f"{retired.purpose}\t{retired.id}")


@app.command()
def public(
    *,
    lang: Lang = "fa",
) -> None:
    """Print the public keys of the log, one a line, the one in use first: give them to everybody.

    Example: parvaneh keys public > log.pub
    """
    import os

    from parvaneh.config.environment import KEYS, LOG_ORIGIN
    from parvaneh.kit.keys import Purpose, keyring_read
    from parvaneh.kit.notes import verifier_of

    with _refusals_told(lang):
        keys = keyring_read(KEYS, os.environ).of(Purpose.SIGNING)
    for key in keys:
        print(verifier_of(key, LOG_ORIGIN).text())


@app.command()
def reseal(
    *,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Seal every personal value with the keys in use. Others can read meanwhile, and not write.

    Example: parvaneh keys reseal
    """
    from parvaneh.cli.database import with_database
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    with with_database(lang), _refusals_told(lang):
        from parvaneh.ledger.acts import SYSTEM
        from parvaneh.ledger.key_change import personal_fields_reseal

        done = personal_fields_reseal(by=SYSTEM, at=now_utc())
    if as_json:
        print_json(done)
        return
    for table, rows in done.items():
        print(f"{table}\t{rows}")
    tell(lang, msg("Rows sealed again: {count}."), count=sum(done.values()))
