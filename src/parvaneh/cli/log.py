"""`parvaneh log …`: what was done, shown, signed, proved and verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, progress_shown, stop, tell

if TYPE_CHECKING:
    from parvaneh.kit.notes import Checkpoint, Verifier
    from parvaneh.ledger.models import Event
    from parvaneh.ledger.verification import Verdict

app = typer.Typer(
    help="The log of everything that was done: shown, signed, proved and verified.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
PublicKeys = Annotated[
    Path | None,
    typer.Option("--key", help="A file of public keys, one a line; else those of the keyring."),
]


@app.command()
def verify(
    *,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", help="A file of signed checkpoints that was kept outside."),
    ] = None,
    hashes: Annotated[
        Path | None,
        typer.Option("--hashes", help="Hashes of the events that were kept outside with it."),
    ] = None,
    key: PublicKeys = None,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Compute the whole log again and name every fault by its row.

    Without a checkpoint from outside, nobody can tell whether whoever rules the database cut the
    end of the log or chained it again after a change. Exit code 4 where anything is wrong, 3 where
    a file from outside is not what it should be.

    Example: parvaneh log verify --checkpoint kept/checkpoint.txt
    """
    from parvaneh.cli.database import with_database
    from parvaneh.kit.languages import msg

    with with_database(lang), progress_shown(lang, quiet=as_json) as progress:
        from parvaneh.ledger.verification import log_verify

        known = _verifiers(key, lang)
        outside = [one for path in checkpoint or () for one in _opened(path, known, lang)]
        kept = _hashes(hashes, outside, lang) if hashes else []
        verdict = log_verify(
            outside=outside,
            hashes=kept,
            verifiers=known,
            progress=lambda done, total: progress(msg("events"), done, total),
        )
    _tell(verdict, lang, as_json=as_json)
    if not verdict.holds:
        raise typer.Exit(Exit.UNVERIFIED)


@app.command()
def checkpoint(
    *,
    lang: Lang = "fa",
) -> None:
    """Sign a checkpoint over all events so far, and print it: keep it outside.

    Example: parvaneh log checkpoint > kept/checkpoint.txt
    """
    from parvaneh.cli.database import with_database
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    with with_database(lang):
        from parvaneh.ledger.acts import SYSTEM
        from parvaneh.ledger.checkpoints import checkpoint_sign

        signed = checkpoint_sign(by=SYSTEM, at=now_utc())
    if signed is None:
        tell(lang, msg("The log has no event yet."))
    else:
        print(signed.text, end="")


@app.command()
def hashes(
    *,
    lang: Lang = "fa",
) -> None:
    """Print the hash of every event under the last checkpoint, one a line: keep them with it.

    With them, `parvaneh log verify` names the very event at which a log was rewritten.

    Example: parvaneh log hashes > kept/hashes.txt
    """
    from parvaneh.cli.database import with_database

    with with_database(lang):
        from parvaneh.ledger.checkpoints import latest
        from parvaneh.ledger.models import Event

        signed = latest()
        covered = Event.objects.filter(number__lte=signed.size if signed else 0)
        kept = covered.order_by("number").values_list("hash", flat=True)
        for one in kept.iterator(chunk_size=10_000):
            print(bytes(one).hex())


@app.command()
def receipt(
    number: Annotated[int, typer.Argument(metavar="N", help="Number of the event.")],
    *,
    with_body: Annotated[
        bool, typer.Option("--with-body", help="Put the event itself into the receipt.")
    ] = False,
    lang: Lang = "fa",
) -> None:
    """Print a receipt: a text that proves without database and network that event N is in the log.

    Example: parvaneh log receipt 1234 --with-body > 1234.tlog-proof
    """
    from parvaneh.cli.database import with_database
    from parvaneh.frame.refused import NotThere
    from parvaneh.kit.languages import msg

    with with_database(lang):
        from parvaneh.ledger import checkpoints

        try:
            text = checkpoints.receipt(number, with_body=with_body)
        except NotThere:
            tell(lang, msg("Event {number} stands under no checkpoint yet."), number=number)
            raise typer.Exit(Exit.INVALID) from None
    print(text, end="")


@app.command()
def check(
    receipt_file: Annotated[Path, typer.Argument(metavar="RECEIPT", help="The receipt.")],
    *,
    key: Annotated[Path, typer.Option("--key", help="A file of public keys, one a line.")],
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Check a receipt with the log's public key alone; needs no database and no network.

    Example: parvaneh log check 1234.tlog-proof --key log.pub
    """
    from parvaneh.cli.terminal import refusals_told
    from parvaneh.kit.languages import msg
    from parvaneh.kit.notes import NotSigned
    from parvaneh.kit.receipts import receipt_verified

    with refusals_told(lang, as_json=as_json):
        text, known = receipt_file.read_text(encoding="utf-8"), _verifiers(key, lang)
    try:
        found, signed = receipt_verified(text, known)
    except NotSigned as why:
        tell(lang, why.message, **why.params)
        raise typer.Exit(Exit.UNVERIFIED) from None
    said = {"event": found.index + 1, "size": signed.size, "at": signed.at, "origin": signed.origin}
    if as_json:
        print_json({**said, "hash": found.event_hash.hex(), "body": found.body})
        return
    tell(
        lang,
        msg("Event {event} stands in the log {origin} of {size} events, as signed at {at}."),
        **said,
    )
    print(found.body or found.event_hash.hex())


@app.command()
def show(
    *,
    subject: Annotated[str, typer.Option(help="Only of this subject, such as office:12.")] = "",
    by: Annotated[str, typer.Option(help="Only by this doer, such as user:u-4k2p.")] = "",
    kind: Annotated[str, typer.Option(help="Only of this kind, such as case.opened.")] = "",
    case: Annotated[str, typer.Option(help="Only of this case.")] = "",
    before: Annotated[int, typer.Option(help="Only events before this number.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="So many at most.")] = 20,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Show events, the last one first. Private values are never shown.

    Example: parvaneh log show --subject office:1200415 --limit 5
    """
    from parvaneh.cli.database import with_database

    with with_database(lang):
        from parvaneh.ledger.queries import Wanted, events_found

        wanted = Wanted(subject=subject, by=by, kind=kind, case=case, before=before)
        found = list(events_found(wanted)[:limit])
    if as_json:
        print_json([_facts(one) for one in found])
        return
    for one in found:
        told = (
            f"{one.at:%Y-%m-%d %H:%M:%S}Z",
            one.by,
            one.kind,
            one.subject,
            one.before,
            one.after,
        )
        print("\t".join([str(one.number), *told]))


def _facts(event: Event) -> dict[str, object]:
    return {"number": event.number, "hash": bytes(event.hash).hex(), **event.content}


def _verifiers(path: Path | None, lang: str) -> list[Verifier]:
    """Public keys of a file; without one, those of the keyring."""
    if path is None:
        from parvaneh.ledger.checkpoints import verifiers

        return verifiers()
    from parvaneh.kit.notes import NotSigned, verifier_parsed

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [verifier_parsed(line) for line in lines if line.strip()]
    except NotSigned as why:
        tell(lang, why.message, **why.params)
        raise typer.Exit(Exit.INVALID) from None
    except OSError as why:
        stop([f"{path}: {why.strerror}"], Exit.ERROR)


def _opened(path: Path, known: list[Verifier], lang: str) -> list[Checkpoint]:
    from parvaneh.kit.notes import NotSigned, checkpoint_opened, notes_in

    try:
        notes = notes_in(path.read_text(encoding="utf-8"))
        return [checkpoint_opened(note, known) for note in notes]
    except NotSigned as why:
        tell(lang, why.message, **why.params)
        raise typer.Exit(Exit.INVALID) from None
    except OSError as why:
        stop([f"{path}: {why.strerror}"], Exit.ERROR)


def _hashes(path: Path, outside: list[Checkpoint], lang: str) -> list[bytes]:
    """Hashes that were kept outside; they must be those of a checkpoint that came with them."""
    from parvaneh.kit.languages import msg
    from parvaneh.ledger.verification import hashes_hold

    try:
        found = [bytes.fromhex(line) for line in path.read_text(encoding="ascii").split()]
    except ValueError:
        found = []
    except OSError as why:
        stop([f"{path}: {why.strerror}"], Exit.ERROR)
    if not any(hashes_hold(found, one) for one in outside):
        tell(lang, msg("The hashes are not those of a checkpoint that was given with them."))
        raise typer.Exit(Exit.INVALID)
    return found


def _tell(verdict: Verdict, lang: str, *, as_json: bool) -> None:
    from parvaneh.kit.languages import Language, msg, render

    if as_json:
        faults = [
            {"wrong": one.wrong, "first": one.first, "last": one.last, "detail": one.detail}
            for one in verdict.faults
        ]
        counted = {"events": verdict.events, "hash": verdict.hash, "faults": faults}
        print_json(
            {
                **counted,
                "count": verdict.count,
                "checkpoints": verdict.checkpoints,
                "outside": verdict.outside,
            }
        )
        return
    for one in verdict.faults:
        print(f"✗ {render(one.message, vars(one), Language(lang))}")
    if verdict.holds:
        holds = msg(
            "The log holds: {events} events, {checkpoints} stored checkpoints, {outside} from "
            "outside."
        )
        print(f"✓ {render(holds, vars(verdict), Language(lang))}")
        if not verdict.outside:
            tell(lang, msg("No checkpoint from outside was given: a rewritten log looks the same."))
    else:
        tell(lang, msg("Faults in all: {count}."), count=verdict.count)
