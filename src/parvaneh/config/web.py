"""The web server as a process of its own: ``python -m parvaneh.config.web HOST PORT WORKERS``.

granian (WSGI): worker processes that take connections from one port, each with a few threads and a
pool of as many kept connections to the database.
"""

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from parvaneh.config.child import die_with_parent
from parvaneh.config.environment import VAR, number
from parvaneh.kit.memory import settled

if TYPE_CHECKING:
    from parvaneh.frame.kept_door import KeptDoor

THREADS = 2  # of a worker: more only wait for the interpreter's lock
PATIENCE = 8  # seconds for requests that run when the server is told to stop
RESPAWN = 0.1  # seconds between the end of a worker and the next in its place
STATEMENT_MS = 30_000
# Seconds that one thread keeps the interpreter from another that waits for it. Who only looks
# something up, or has asked the database, waits no longer for a page that is being made: with
# Python's usual 5 ms it did each time.
TURN = 0.0005
# One line for each event of the server itself, none for a request: paths may name people.
LOG = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"generic": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "generic"}},
    "loggers": {"_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}


def application_made() -> "KeptDoor":
    """The product as a WSGI application, in a worker that ends with its server."""
    die_with_parent(signal.SIGTERM)
    from django.urls import get_resolver  # noqa: PLC0415 - Django starts in the worker

    from parvaneh.config.wsgi import application  # noqa: PLC0415 - the same

    _ = get_resolver().url_patterns  # all pages are loaded before the first is asked for
    settled()
    sys.setswitchinterval(TURN)
    return application


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    host, port, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    threads = number("PARVANEH_THREADS", THREADS)
    os.environ.setdefault("PARVANEH_POOL", str(threads))
    os.environ.setdefault("PARVANEH_STATEMENT_TIMEOUT", str(STATEMENT_MS))
    os.environ["PARVANEH_SHELF"] = str(_shelf())
    Granian(
        "parvaneh.config.web:application_made",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
        log_dictconfig=LOG,
    ).serve()


def _shelf() -> Path:
    """An empty folder in which the workers share the pages that they made."""
    folder = VAR / "shelf"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder


if __name__ == "__main__":
    main()
