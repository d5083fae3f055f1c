"""The product as people run it, with the full generated country, measured from outside."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.contest import ROOT
from bench.server import SETTINGS

FOLDER = ROOT / "var" / "bench" / "product"
ADDRESS = re.compile(r'"address": "(http[^"]*[^/"])/?"')
PATIENCE = 60  # seconds for it to end
WEB = 2  # processes that answer


@contextmanager
def product_running() -> Iterator[tuple[str, int]]:
    """Run database, web server and no worker while the block runs; Django may be used beside it.

    The country is made the first time and kept for the next.

    Yields:
        The address, such as ``http://127.0.0.1:40123``, and the number of the process.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "PARVANEH_VAR": str(FOLDER),
        "PARVANEH_POOL": "1",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }
    words = [sys.executable, "-m", "parvaneh.cli", "serve", "--demo", "--size", "full", "--json"]
    words += ["--port", "0", "--workers", "0", "--web", str(WEB), "--lang", "en"]
    # Its own pool is as large as its threads; a session lasts as long as the measuring.
    environment = {name: value for name, value in os.environ.items() if name != "PARVANEH_POOL"}
    environment["PARVANEH_SESSION_IDLE_MINUTES"] = "600"
    with (FOLDER / "serve.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            yield _address_of(server), server.pid
        finally:
            _ended(server)


def connected() -> None:
    """Let this process use the product's database through Django."""
    import django  # noqa: PLC0415 - after its settings are known

    django.setup()


def _address_of(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        found = ADDRESS.search(line)
        if found:
            return found[1]
    raise RuntimeError(f"The product did not start: see {FOLDER / 'serve.log'}")


def _ended(server: subprocess.Popen[str]) -> None:
    server.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        server.wait(PATIENCE)
    if server.poll() is None:
        server.kill()
        server.wait()
    assert server.stdout is not None
    server.stdout.close()


def program(name: str) -> str | None:
    """Where a program of the system is; None where it is not, or not here."""
    from shutil import which  # noqa: PLC0415 - here alone

    found = which(name) or which(name, path="/usr/sbin:/sbin")
    return str(Path(found)) if found else None
