"""`parvaneh serve`: starts all, heals what dies, ends without remains."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from parvaneh.cli import app

PATIENCE = 60.0


def ours(var: Path) -> dict[int, str]:
    """The processes that were started for a folder, and what these started.

    The folder stands in their command or environment; the web server writes its title over both.
    """
    said, parents, found = {}, {}, set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes()
            status = (process / "status").read_text()
        except OSError:
            continue
        number = int(process.name)
        if not command or number == os.getpid():
            continue
        said[number] = command.replace(b"\0", b" ").decode(errors="replace")
        parents[number] = int(status.partition("PPid:")[2].split()[0])
        if os.fsencode(var) in environment or os.fsencode(var) in command:
            found.add(number)
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return {number: said[number] for number in found}


def await_true(asked, what: str):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := asked():
            return found
        time.sleep(0.05)
    raise AssertionError(what)


def status(address: str) -> int:
    parts = urlsplit(address)
    asked = HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        asked.request("GET", "/account/login/")
        return asked.getresponse().status
    except OSError:
        return 0
    finally:
        asked.close()


def start(var: Path, *words: str) -> tuple[subprocess.Popen, str]:
    environment = {name: one for name, one in os.environ.items() if name != "DATABASE_URL"}
    serve = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "parvaneh.cli",
            "serve",
            "--port",
            "0",
            "--web",
            "1",
            "--json",
            *words,
        ],
        env={**environment, "PARVANEH_VAR": str(var), "PARVANEH_ENV": "development"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    while not said.rstrip().endswith("}"):
        line = serve.stdout.readline()
        assert line, serve.stderr.read()
        said += line
    return serve, json.loads(said)["address"]


def victims(var: Path) -> dict[str, int]:
    """The database's postmaster, the web server and the worker."""
    running = ours(var)
    return {
        "database": int((var / "postgres" / "postmaster.pid").read_text().split()[0]),
        "web": min(n for n, said in running.items() if "parvaneh.config.web" in said),
        "worker": min(n for n, said in running.items() if said.rstrip().endswith("worker")),
    }


@pytest.mark.slow
def test_everything_starts_heals_after_kill_9_and_ends_without_remains(tmp_path):
    var = tmp_path / "var"
    serve, address = start(var)
    try:
        assert await_true(lambda: status(address) in {200, 302}, "no page")
        await_true(
            lambda: any(one.rstrip().endswith("worker") for one in ours(var).values()), "none"
        )
        for name, number in victims(var).items():
            os.kill(number, signal.SIGKILL)

            def healed(name=name, number=number):
                try:
                    return victims(var)[name] != number and status(address) in {200, 302}
                except (ValueError, OSError, IndexError):
                    return False

            await_true(healed, f"{name} does not come back")
    finally:
        serve.send_signal(signal.SIGINT)
        said = serve.communicate(timeout=PATIENCE)[1]
    assert serve.returncode == 0, said
    assert ours(var) == {}


@pytest.mark.slow
def test_nothing_is_left_when_serve_itself_is_killed(tmp_path):
    var = tmp_path / "var"
    serve, _ = start(var)
    serve.kill()
    serve.communicate()
    await_true(lambda: not ours(var), "something was left")


def test_a_port_that_is_taken_is_refused_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(app, ["serve", "--port", port, "--lang", "en"])
    assert done.exit_code == 5
    assert f"127.0.0.1:{port} cannot be listened on" in done.stderr


def test_weak_settings_are_refused_in_production_all_at_once(monkeypatch):
    monkeypatch.setenv("PARVANEH_ENV", "production")
    monkeypatch.setenv("PARVANEH_DEBUG", "1")
    done = CliRunner().invoke(app, ["serve", "--lang", "en"])
    assert done.exit_code == 6
    for name in ("PARVANEH_DEBUG", "PARVANEH_PROXY_HEADER", "PARVANEH_HOSTS"):
        assert name in done.stderr
