"""The real product with generated content, in a folder of its own: for browsers to walk in."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Of a server that runs already, for who works on pages: its address and its PARVANEH_VAR.
GIVEN = "PARVANEH_LOOK_AT"
PATIENCE = 30  # seconds for one that has closed its output to end
ADDRESS = re.compile(r'"address": "(http[^"]*[^/"])/?"')
OURS = ("DATABASE_URL", "PARVANEH_ENV", "PARVANEH_KEYS", "PARVANEH_SUPERVISED", "DJANGO_SETTINGS")


@dataclass(frozen=True)
class Demo:
    """A running demonstration: its address, and the environment in which its commands run."""

    address: str
    environment: dict[str, str]

    def asked(self, module: str, *words: str) -> Any:
        """What a module of ours prints as JSON, run beside the server."""
        ran = subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{module}: {ran.stderr[-2000:]}")
        return json.loads(ran.stdout)


@contextmanager
def demo_running(var: Path) -> Iterator[Demo]:
    """Run the product with its demonstration until the end of the block.

    Args:
        var: an empty folder for database, keys and all else; left as it is afterwards.
    """
    given = os.environ.get(GIVEN, "").split()
    if given:
        yield Demo(given[0], _environment(Path(given[1])))
        return
    environment = _environment(var)
    words = [sys.executable, "-m", "parvaneh.cli", "serve", "--demo", "--port", "0", "--json"]
    words += ["--size", "small"]
    with (var / "serve.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*words, "--lang", "en"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield Demo(_address_of(server, var / "serve.log"), environment)
        finally:
            _ended(server)


def _environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    # Sessions outlive a long walk through all pages.
    return {**kept, "PARVANEH_VAR": str(var), "PARVANEH_SESSION_IDLE_MINUTES": "600"}


def _address_of(server: subprocess.Popen[str], log: Path) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        found = ADDRESS.search(line)
        if found:
            return found[1]
    server.wait(PATIENCE)
    raise RuntimeError(f"The server did not start: {log.read_text(encoding='utf-8')[-2000:]}")


def _ended(server: subprocess.Popen[str]) -> None:
    server.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        server.wait(60)
    if server.poll() is None:
        server.kill()
        server.wait()
    assert server.stdout is not None
    server.stdout.close()
