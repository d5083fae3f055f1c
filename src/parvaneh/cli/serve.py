"""`parvaneh serve`: everything that runs: database, web server, workers."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, say, stop, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parvaneh.config.postgres import Server
    from parvaneh.config.supervisor import Child

PORT = 8000
# Where to call a server that listens on every address.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - a name is compared with it
MOST_WEB = 4  # worker processes of the web server by default, where there are as many cores


def serve(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="The port; 0 takes any that is free.")
    ] = PORT,
    workers: Annotated[int, typer.Option(min=0, help="Processes that run jobs.")] = 1,
    web: Annotated[
        int, typer.Option(min=0, help="Processes that answer requests; 0 is one for each core.")
    ] = 0,
    migrate: Annotated[
        bool | None,
        typer.Option(
            help="Apply migrations first. By default only on the private database server."
        ),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="In an empty database, make the generated country first.")
    ] = False,
    size: Annotated[
        Literal["full", "small", "tiny"],
        typer.Option(help="With --demo: how much; full is 2,000 offices, small 42."),
    ] = "full",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Run the product until Ctrl-C: database if DATABASE_URL is unset, web server, workers.

    Prints its address on stdout once it answers. Whatever dies is started again. Exits with 5
    where the port is taken, with 6 where the settings are too weak for production.

    Example: parvaneh serve --port 8080 --workers 2
    """
    from parvaneh.config.supervisor import Supervisor, stopped_by_signals

    _refuse_weakness(lang)
    port = _free_port(host, port, lang)
    with stopped_by_signals() as stopping:
        server, accounts = _database(lang, migrate=migrate, demo=size if demo else "")
        children = [_web(host, port, web), *(_worker(n) for n in range(1, workers + 1))]
        Supervisor(server, children, _teller(lang), say).run(
            stopping, _announcer(host, port, lang, accounts, as_json=as_json)
        )
    from parvaneh.kit.languages import msg

    tell(lang, msg("Stopped."))


def _database(lang: str, *, migrate: bool | None, demo: str) -> tuple[Server | None, Sequence[str]]:
    """Start the private server where it is ours to run, and bring the database to this version.

    Returns:
        The server, if it is ours; and lines that name generated accounts, if there are any.
    """
    from parvaneh.cli.database import failures_told
    from parvaneh.config import ready

    private = not os.environ.get("DATABASE_URL")
    with failures_told(lang):
        server = ready.private_server() if private else None
        try:
            with ready.database_ready(migrated=False):
                ready.migrations_see_to(apply=private if migrate is None else migrate)
                accounts = _demo(lang, demo) if demo else ()
                ready.let_go()
        except BaseException:
            if server is not None:
                server.stop()
            raise
    return server, accounts


def _demo(lang: str, size: str) -> Sequence[str]:
    """Make the demonstration in an empty database; lines that name its accounts, if it is one."""
    from parvaneh.access.models import User
    from parvaneh.access.roles import ROLES
    from parvaneh.cli.acts import refused_told
    from parvaneh.config.demo import ACCOUNTS_FILE, accounts_of
    from parvaneh.kit.languages import Language, gettext, msg, render

    if not User.objects.exists():
        with refused_told(lang):
            _demo_make(lang, size)
    if not ACCOUNTS_FILE.exists():
        return ()
    spoken = Language(lang)
    rows = accounts_of(ACCOUNTS_FILE)
    head = msg("Generated accounts (name, role), kept in {path}; all have the password {password}")
    last = msg(
        "Staff set up a second factor (an authenticator app or a passkey) when they first sign in."
    )
    return (
        render(head, {"path": str(ACCOUNTS_FILE), "password": rows[0][1]}, spoken),
        *(f"  {name:<18}{gettext(ROLES[role].name, spoken)}" for name, _, role in rows),
        gettext(last, spoken),
    )


def _demo_make(lang: str, size: str) -> None:
    from parvaneh.cli.terminal import progress_shown
    from parvaneh.config.demo import Plan, Size, Standing, demonstration_make
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    tell(lang, msg("The database is empty: the demonstration country is made first."))
    plan = Plan(1, Size(size), Standing.RANKED, now_utc())
    with progress_shown(lang) as progress:
        demonstration_make(plan, progress=progress)


def _web(host: str, port: int, processes: int) -> Child:
    from parvaneh.config.supervisor import Child

    cores = len(os.sched_getaffinity(0))
    count = processes or min(MOST_WEB, cores)
    words = [sys.executable, "-m", "parvaneh.config.web", host, str(port), str(count)]
    return Child("web", words, _environment())


def _worker(number: int) -> Child:
    from parvaneh.config.supervisor import Child

    words = [sys.executable, "-m", "parvaneh.cli", "worker"]
    return Child(f"worker {number}", words, _environment())


def _environment() -> dict[str, str]:
    from parvaneh.config.ready import SUPERVISED

    # The working folder is not searched for modules.
    return {**os.environ, SUPERVISED: "1", "PYTHONSAFEPATH": "1"}


def _refuse_weakness(lang: str) -> None:
    from parvaneh.config.weaknesses import in_production, weaknesses_of_settings

    found = weaknesses_of_settings() if in_production() else []
    if found:
        from parvaneh.cli.doctor import lines_of
        from parvaneh.kit.languages import msg

        tell(lang, msg("Refused: these settings are too weak for production."))
        stop(lines_of(found, lang), Exit.REFUSED)


def _free_port(host: str, port: int, lang: str) -> int:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as why:
            from parvaneh.kit.languages import msg

            tell(
                lang,
                msg("{host}:{port} cannot be listened on: {why}."),
                host=host,
                port=str(port),
                why=why.strerror,
            )
            raise typer.Exit(Exit.CONFLICT) from None
        return int(tried.getsockname()[1])


def _teller(lang: str) -> Callable[[str, int | None], None]:
    from parvaneh.kit.languages import msg

    def told(name: str, code: int | None) -> None:
        if code is None:
            tell(lang, msg("{name} starts."), name=name)
        elif code < 0:
            ended = msg("{name} was ended by {signal}; starting it again.")
            tell(lang, ended, name=name, signal=signal.Signals(-code).name)
        else:
            ended = msg("{name} ended with code {code}; starting it again.")
            tell(lang, ended, name=name, code=str(code))

    return told


def _announcer(
    host: str, port: int, lang: str, accounts: Sequence[str], *, as_json: bool
) -> Callable[[], bool]:
    shown = EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)
    address = f"http://{shown}:{port}/"

    def ready() -> bool:
        if not _answers(shown.strip("[]"), port):
            return False
        from parvaneh.kit.languages import msg

        say(*accounts)
        tell(lang, msg("Ready. Ctrl-C stops everything."))
        if as_json:
            print_json({"address": address, "pid": os.getpid()})
        else:
            print(address)
        sys.stdout.flush()
        return True

    return ready


def _answers(host: str, port: int) -> bool:
    """Whether the web server answers at all; what it says is for `/health` to judge."""
    from http.client import HTTPConnection, HTTPException

    asked = HTTPConnection(host, port, timeout=5)
    try:
        asked.request("GET", "/health", headers={"Connection": "close"})
        asked.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()
    return True
