"""Requests at a fixed rate, whatever the server does: each has its moment, and waits from it on.

A generator that waits for an answer before it asks again hides what people wait; here a request
whose moment has come while the server was busy counts that waiting too.
"""

import asyncio
import gc
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from parvaneh.kit.memory import uncollected

BODYLESS = frozenset({204, 304})


@dataclass(frozen=True)
class Request:
    """What is asked, of which kind it is, and which answers are good ones."""

    kind: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    good: frozenset[int] = frozenset({200})

    def as_bytes(self, host: str) -> bytes:
        """The request as it goes out."""
        body = self.form.encode()
        lines = [f"{'POST' if self.form else 'GET'} {self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.form:
            lines += ["Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Told:
    """Milliseconds from the planned moment to the last byte, by kind; and what went wrong."""

    waited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    def at(self, part: float, *kinds: str) -> float:
        """The time within which so large a part of some kinds was answered."""
        times = sorted(one for kind in kinds for one in self.waited[kind])
        return times[min(len(times) - 1, int(part * len(times)))]


def asked_at_rate(address: str, requests: Sequence[Request], rate: float) -> Told:
    """Ask everything, so many times a second; connections are kept and as many as needed.

    No cycles are looked for here meanwhile: that took 70 ms at once, which no server had waited.

    Args:
        address: of the server.
        requests: in their order.
        rate: how many a second.
    """
    gc.collect()
    with uncollected():
        return asyncio.run(_Loop(address).ran(requests, rate))


class _Loop:
    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.told = Told()

    async def ran(self, requests: Iterable[Request], rate: float) -> Told:
        begun, tasks = time.perf_counter(), set()
        for number, one in enumerate(requests):
            planned = begun + number / rate
            await asyncio.sleep(max(0.0, planned - time.perf_counter()))
            tasks.add(asyncio.create_task(self._answered(one, planned)))
        await asyncio.gather(*tasks)
        for _, writer in self.idle:
            writer.close()
        return self.told

    async def _answered(self, one: Request, planned: float) -> None:
        reader, writer = self.idle.pop() if self.idle else await self._opened()
        try:
            writer.write(one.as_bytes(f"{self.host}:{self.port}"))
            status = await _read(reader)
        except (OSError, asyncio.IncompleteReadError) as why:
            self.told.faults.append(f"{one.path}: {why!r}")
            writer.close()
            return
        self.told.waited[one.kind].append(1000 * (time.perf_counter() - planned))
        if status not in one.good:
            self.told.faults.append(f"{one.path}: {status}")
        self.idle.append((reader, writer))

    async def _opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self.host, self.port)


async def _read(reader: asyncio.StreamReader) -> int:
    """Read an answer whole; its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split()[1])
    said = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
    length = 0 if status in BODYLESS else int(said.get("content-length", "0"))
    if length:
        await reader.readexactly(length)
    return status
