"""What every command does alike: exit codes, talk on stderr, progress, refusals.

Data goes to stdout, talk to stderr. Nothing here is slow to import.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import contextmanager
from enum import IntEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import FrameType

    from parvaneh.kit.progress import Progress
    from parvaneh.law.ruling import Reason
    from parvaneh.scoring.faults import EvidenceRefused

SHOWN_AFTER = 1.0  # seconds of work before progress shows

Lang = Annotated[
    Literal["fa", "en"],
    typer.Option("--lang", envvar="PARVANEH_LANG", help="Language of what is said."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


class Exit(IntEnum):
    """Exit codes of every command."""

    OK = 0
    ERROR = 1
    USAGE = 2
    INVALID = 3
    UNVERIFIED = 4
    CONFLICT = 5
    REFUSED = 6
    TRY_AGAIN = 7
    INTERRUPTED = 130  # as shells have it for Ctrl-C


def say(*lines: str) -> None:
    """Talk to the person, on stderr."""
    for line in lines:
        typer.echo(line, err=True)


def tell(language: str, message: str, **params: object) -> None:
    """Say a message of the catalogue in its language, with its parameters in place."""
    say(_sentence(language, message, params))


def tell_written(path: Path, language: str) -> None:
    """Say what was written."""
    from parvaneh.kit.languages import msg

    tell(language, msg("wrote {path}"), path=path)


def stop(lines: Iterable[str], code: Exit) -> NoReturn:
    """Say why, and end with the code."""
    say(*lines)
    raise typer.Exit(code)


def print_json(content: Any) -> None:
    """Print JSON content on stdout, Persian as Persian."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


@contextmanager
def progress_shown(language: str, *, quiet: bool = False) -> Iterator[Progress]:
    """A progress callable that draws on stderr: at a terminal, after a second, gone at the end."""
    if quiet or not sys.stderr.isatty():
        from parvaneh.kit.progress import silent

        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from parvaneh.kit.languages import Language, gettext

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bars = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, Any] = {}
    spoken = Language(language)
    begun = time.monotonic()

    def shown(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(gettext(what, spoken), total=total or None)
        bars.update(tasks[what], completed=done, total=total or None)
        if not bars.live.is_started and time.monotonic() - begun > SHOWN_AFTER:
            bars.start()

    try:
        yield shown
    finally:
        bars.stop()


@contextmanager
def refusals_told(
    language: str, *, as_json: bool = False, marked: tuple[Path, Path] | None = None
) -> Iterator[None]:
    """Turn what may go wrong with inputs and outputs into sentences and an exit code.

    Args:
        language: of the sentences, fa or en.
        as_json: tell faults of the evidence on stdout as JSON too.
        marked: the evidence, and where to write a copy of it with its faults marked.
    """
    from parvaneh.kit.languages import msg
    from parvaneh.kit.sheets import Unreadable
    from parvaneh.scoring.faults import EvidenceRefused
    from parvaneh.scoring.policy import PolicyFault
    from parvaneh.scoring.ranking import Unrankable

    told = _refusals()
    try:
        yield
    except EvidenceRefused as refused:
        _tell_faults(refused, language, as_json=as_json)
        if marked is not None:
            _mark(refused, *marked, language)
        raise typer.Exit(Exit.INVALID) from None
    except (Unreadable, PolicyFault) as refused:
        _tell_faults(EvidenceRefused(refused.faults, {}), language, as_json=as_json)
        raise typer.Exit(Exit.INVALID) from None
    except Unrankable as error:
        stop(_sentences(error.reasons, language), Exit.INVALID)
    except tuple(told) as error:
        code, message = told[type(error)]
        own = str(error).splitlines()
        stop([_sentence(language, message, vars(error))] if message else own, code)
    except OSError as error:
        why = {"file": str(error.filename or ""), "why": error.strerror}
        stop([_sentence(language, _failure(error), why)], Exit.ERROR)
    except KeyboardInterrupt:
        stopped = msg("Stopped; nothing was left behind.")
        stop([_sentence(language, stopped, {})], Exit.INTERRUPTED)


def _refusals() -> dict[type[Exception], tuple[Exit, str]]:
    """Exceptions with exit code and message; without one their own sentence is what helps."""
    from parvaneh.kit.languages import msg
    from parvaneh.kit.outputs import AlreadyThere
    from parvaneh.law.values import NoValueInForce, ValuesFault
    from parvaneh.scoring.outcome import NotAnOutcome
    from parvaneh.scoring.pipeline import OtherPeriod
    from parvaneh.scoring.summary_file import NotASummary

    return {
        NotASummary: (Exit.INVALID, msg("The summary is damaged at {member}: {why}.")),
        NotAnOutcome: (Exit.INVALID, ""),
        ValuesFault: (Exit.INVALID, ""),
        OtherPeriod: (
            Exit.INVALID,
            msg(
                "The summary covers {first} to {last}; the ranking asks for {asked_first} to "
                "{asked_last}."
            ),
        ),
        NoValueInForce: (Exit.REFUSED, msg("{key} has no value in force on {on}.")),
        AlreadyThere: (Exit.CONFLICT, msg("{path} is there already; it was left alone.")),
    }


def _failure(error: OSError) -> str:
    """The message for what the system would not do."""
    from parvaneh.kit.languages import msg

    if isinstance(error, FileNotFoundError):
        return msg("{file} is not there.")
    if isinstance(error, PermissionError):
        return msg("{file}: no permission.")
    return msg("{file}: the system refused: {why}")


def _sentence(language: str, message: str, params: Mapping[str, object]) -> str:
    from parvaneh.kit.languages import Language, render

    plain = {name: str(one) if isinstance(one, PurePath) else one for name, one in params.items()}
    return render(message, plain, Language(language))


def _tell_faults(refused: EvidenceRefused, language: str, *, as_json: bool) -> None:
    from parvaneh.kit.languages import Language, gettext, msg, show
    from parvaneh.scoring.faults import COLUMNS, LISTED, as_table, totals_table
    from parvaneh.scoring.faults import as_json as faults_as_json

    spoken = Language(language)
    if as_json:
        print_json(faults_as_json(refused))
    say("\t".join(gettext(heading, spoken) for heading in COLUMNS))
    for row in as_table(refused.faults, spoken):
        say("\t".join(row))
    for file, column, allowed, count in totals_table(refused, spoken):
        if count > LISTED:
            say(f"{file}\t\t{column}\t… {show(count, spoken)}\t{allowed}\t")
    found = sum(refused.totals.values()) or len(refused.faults)
    tell(language, msg("Faults in all: {count}."), count=found)


def _mark(refused: EvidenceRefused, evidence: Path, out: Path, language: str) -> None:
    from parvaneh.kit.languages import Language
    from parvaneh.scoring.marked import write_marked

    write_marked(out, evidence, refused, Language(language))
    tell_written(out, language)


def _sentences(reasons: Iterable[Reason], language: str) -> Iterator[str]:
    from parvaneh.kit.languages import Language
    from parvaneh.law.ruling import parameters
    from parvaneh.scoring.faults import articles

    for reason in reasons:
        told = parameters(reason)
        sentence = _sentence(language, reason.message, told)
        yield f"{told.get('office', '')}: {sentence} ({articles(reason.cites, Language(language))})"


def stop_on_signals() -> None:
    """Let a termination signal unwind like Ctrl-C, so that nothing half-written stays."""

    def ended(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, ended)
