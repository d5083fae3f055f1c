"""The ten days: many managers object at once while the public reads the register.

Each manager walks the five steps with a session of their own, a page every few seconds, and sends
the last form twice, as people who are nervous do. Afterwards every objection is there once, with
its point and its document.
"""

import http.client
import os
import re
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench._open_loop import Request, Told, asked_at_rate
from bench.contest import ROOT
from bench.out import Out
from bench.server import SETTINGS

MANAGERS, EACH, PACE = 50, 4, 5.0  # seconds between two pages of a manager
READING = 30  # requests a second of the public
GOAL = 500  # ms, of 95 in 100 pages
CLIENTS = ("/", "/en/", "/find/", "/en/find/", "/method/", "/places/")
HEADERS = {"Accept-Encoding": "gzip"}
POINT = re.compile(r'name="points"[^>]*value="([^"]+)"')
VERSION = re.compile(r'name="version" value="(\d+)"')
FOLDER = ROOT / "var" / "bench" / "objections"
PDF = b"%PDF-1.7 receipt"


def run(out: Out) -> None:
    """Let them object, and say how long pages took."""
    measured(out, MANAGERS, EACH, PACE)


def measured(out: Out, managers: int, each: int, pace: float) -> None:
    """The same with other numbers.

    Raises:
        RuntimeError: an answer was wrong, or an objection is missing, doubled or not whole.
    """
    with _demonstration() as address:
        people = _managers(managers, each)
        reading = _Reading(address, seconds=9 * each * pace)
        walkers = [_Manager(address, session, numbers, pace) for session, numbers in people]
        threads = [threading.Thread(target=one.walk) for one in (*walkers, reading)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        faults = [fault for one in walkers for fault in one.faults] + reading.told.faults
        faults += _lost(managers * each)
    if faults:
        raise RuntimeError(f"{len(faults)} faults: {faults[:3]}")
    waited = sorted(one for walker in walkers for one in walker.waited)
    rows = [
        ("a page of objecting", str(len(waited)), *_parts(waited)),
        ("a page of the register", str(len(reading.waited)), *_parts(reading.waited)),
    ]
    header = ["what", "asked", "p50 ms", "p95 ms", "p99 ms"]
    notes = [
        f"{managers * each} objections by {managers} managers, a page every {pace:g} s each.",
        f"Meanwhile {READING} requests a second for the register; goal: p95 under {GOAL} ms.",
        "The last form was sent twice each time; none lost, none doubled, each whole.",
        f"Load of the machine at the end: {os.getloadavg()[0]:.1f}.",
    ]
    out.table("Objecting while the public reads", header, rows, notes)


@dataclass
class _Manager:
    """One manager: their session, the cases in which they object, and how it went."""

    address: str
    session: str
    numbers: list[str]
    pace: float
    waited: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """Object in each case, one page after the other."""
        time.sleep(secrets.randbelow(1000) / 1000 * self.pace)
        for number in self.numbers:
            try:
                self._object(f"/objections/{number}/")
            except (OSError, http.client.HTTPException, TypeError) as why:
                self.faults.append(f"{number}: {why!r}")

    def _object(self, at: str) -> None:
        first = POINT.search(self._page(f"{at}what/"))
        self._sent(f"{at}what/", {"points": first[1] if first else ""})
        self._page(f"{at}wrong/")
        self._sent(f"{at}wrong/", {"claim-1": "نمره نادرست است", "reasons": ""})
        self._page(f"{at}documents/")
        self._sent(f"{at}documents/", {}, file=True)
        version = VERSION.search(self._page(f"{at}check/"))
        form = {"version": version[1] if version else "", **_key()}
        self._sent(f"{at}check/", form)
        self._sent(f"{at}check/", form, waits=False)  # the same form once more
        self._page(at)

    def _page(self, path: str) -> str:
        return self._asked("GET", path, 200)

    def _sent(
        self, path: str, form: dict[str, str], *, file: bool = False, waits: bool = True
    ) -> None:
        said = {**_key(), **form}
        if file:
            self._asked("POST", path, 303, *_multipart(said))
        else:
            kind = "application/x-www-form-urlencoded"
            self._asked("POST", path, 303, urlencode(said).encode(), kind, waits=waits)

    def _asked(
        self,
        method: str,
        path: str,
        good: int,
        body: bytes = b"",
        kind: str = "",
        *,
        waits: bool = True,
    ) -> str:
        token = secrets.token_hex(16)
        headers = {"Cookie": f"session={self.session}; csrf={token}", "X-CSRFToken": token}
        headers |= {"Content-Type": kind} if kind else {}
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        began = time.perf_counter()
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        took = time.perf_counter() - began
        connection.close()
        self.waited.append(1000 * took)
        if answer.status != good:
            self.faults.append(f"{method} {path}: {answer.status}")
        if waits:
            time.sleep(max(0.0, self.pace - took))
        return text


class _Reading:
    """The public, at its fixed rate."""

    def __init__(self, address: str, seconds: float) -> None:
        """Ask nothing yet."""
        self.address, self.seconds = address, seconds
        self.told = Told()
        self.waited: list[float] = []

    def walk(self) -> None:
        """Ask all of it."""
        count = max(1, int(READING * self.seconds))
        asked = [Request("page", path, HEADERS) for path in islice(cycle(CLIENTS), count)]
        self.told = asked_at_rate(self.address, asked, READING)
        self.waited = sorted(self.told.waited["page"])


@contextmanager
def _demonstration() -> Iterator[str]:
    """The small demonstration, in a folder of its own that is thrown away first."""
    import shutil  # noqa: PLC0415 - here alone

    from tools.demo_server import demo_running  # noqa: PLC0415 - here alone

    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with demo_running(Path(FOLDER)) as demo:
        os.environ |= {
            "PARVANEH_VAR": str(FOLDER), "PARVANEH_POOL": "1", "DJANGO_SETTINGS_MODULE": SETTINGS,
        }  # fmt: skip
        import django  # noqa: PLC0415 - after its settings are known

        django.setup()
        yield demo.address


def _managers(count: int, each: int) -> list[tuple[str, list[str]]]:
    """Managers with a session each, and the cases in which they may object."""
    from parvaneh.access.models import Grant  # noqa: PLC0415 - needs Django
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - the same
    from parvaneh.ledger.acts import SYSTEM  # noqa: PLC0415 - the same
    from parvaneh.ranking.operations.objecting import result_case_open  # noqa: PLC0415 - the same
    from parvaneh.registry.models import Office  # noqa: PLC0415 - the same
    from parvaneh.site.tests.objections_cast import announced_made  # noqa: PLC0415 - the same
    from tools.browsing import session_made  # noqa: PLC0415 - the same

    at = now_utc()
    # Where there are fewer offices than managers, some have two.
    offices = list(Office.objects.filter(grades__void=False).distinct().order_by("code")[:count])
    year = max(one.cycle for one in offices[0].grades.filter(void=False))
    ranking = announced_made(offices[0], year, at)
    found = []
    for number, office in enumerate(islice(cycle(offices), count)):
        user = _user(number, at)
        Grant.objects.create(
            user=user, role="office_manager", scope="office", scope_key=office.code,
            starts_on=at.date(), given_by="system", given_at=at,
        )  # fmt: skip
        doing = {"cycle": ranking, "office": office, "on": at.date(), "by": SYSTEM, "at": at}
        cases = [result_case_open(**doing).number for _ in range(each)]
        found.append((session_made(user), cases))
    return found


def _user(number: int, at: object) -> object:
    from parvaneh.access.models import User  # noqa: PLC0415 - needs Django

    name = f"objector_{number}"
    return User.objects.create(
        code=f"u-obj{number}", username=name, name=name, password="!", created_at=at,  # noqa: S106 - nobody signs in with it
        is_demo=True,
    )  # fmt: skip


def _lost(wanted: int) -> list[str]:
    """What is missing, doubled or not whole."""
    from parvaneh.casework.models import Document  # noqa: PLC0415 - needs Django
    from parvaneh.ranking.models import Objection, ObjectionDraft, Point  # noqa: PLC0415 - the same

    found = {
        "objections": Objection.objects.count(),
        "points": Point.objects.count(),
        "documents": Document.objects.filter(kind="objection.attachment").count(),
        "drafts": wanted + ObjectionDraft.objects.count(),
    }
    return [f"{name}: {count}, not {wanted}" for name, count in found.items() if count != wanted]


def _key() -> dict[str, str]:
    from parvaneh.frame.idempotency_key import FIELD, key_make  # noqa: PLC0415 - needs Django
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - beside it

    return {FIELD: key_make(now_utc())}


def _multipart(form: dict[str, str]) -> tuple[bytes, str]:
    """A form with a file, and its content type."""
    edge = secrets.token_hex(8)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form.items()
    ]
    head = 'Content-Disposition: form-data; name="files"; filename="r.pdf"\r\n'
    parts.append(f"--{edge}\r\n{head}Content-Type: application/pdf\r\n\r\n".encode() + PDF)
    return b"".join(
        [*parts, f"\r\n--{edge}--\r\n".encode()]
    ), f"multipart/form-data; boundary={edge}"


def _parts(waited: list[float]) -> list[str]:
    return [f"{waited[min(len(waited) - 1, int(p * len(waited)))]:.0f}" for p in (0.5, 0.95, 0.99)]


if __name__ == "__main__":  # a small one: python -m bench.objections 5 2 1
    managers_asked, each_asked, pace_asked = sys.argv[1:]
    measured(Out(), int(managers_asked), int(each_asked), float(pace_asked))
