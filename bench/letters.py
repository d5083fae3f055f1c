"""Letters per second on one core: a page with a table, sealed and signed, with the compiler kept.

Prints letters per processor second beside a new compiler for each letter, and the largest memory.
"""

from __future__ import annotations

import resource
import time
from dataclasses import replace
from datetime import UTC, date, datetime

from bench.out import Out
from parvaneh.kit.keys import Key, Purpose
from parvaneh.kit.letters import Letter, Paragraph, Seal, Table, letter_pdf, pages
from parvaneh.kit.short_signature import ROOM, Statement, code_signed, file_sealed
from parvaneh.kit.text import Language

MANY, FEW = 200, 10
KEY = Key("00000000", Purpose.SIGNING, datetime(2026, 1, 1, tzinfo=UTC), bytes(range(32)))
ROWS = tuple((f"شاخص {one}", f"I-{one}", "۶۲٫۵", "۶۸٫۲۵") for one in range(12))
LETTER = Letter(
    Language.FA,
    ("9023", "1", "1405"),
    date(2026, 11, 22),
    ("قوهٔ قضاییه", "معاونت خدمات"),
    ("مدیر محترم دفتر",),
    "نتیجهٔ رتبه‌بندی",
    (
        Paragraph("با احترام، نتیجهٔ رتبه‌بندی به شرح زیر اعلام می‌شود."),
        Table(("شاخص", "کد", "پیش", "پس"), ROWS),
    ),
    ("معاون خدمات",),
)


def made(number: int) -> bytes:
    """One letter, as the job makes it."""
    parts = ("9023", str(number), "1405")
    said = Statement("/".join(parts), LETTER.on, "bench", "1405-99-000001-00", "00" * 32)
    seal = Seal(code_signed(said, KEY), "", "", ROOM)
    return file_sealed(letter_pdf(replace(LETTER, number=parts, seal=seal)), KEY)


def rate(count: int, *, keep: bool) -> float:
    """Letters per processor second."""
    started = time.process_time()
    for number in range(count):
        if not keep:
            pages._compiler.cache_clear()  # noqa: SLF001 - the peer is our own code without it
        made(number)
    return count / (time.process_time() - started)


def run(out: Out) -> None:
    """Measure, print and record."""
    made(0)
    kept, new = rate(MANY, keep=True), rate(FEW, keep=False)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    out.table(
        "Letters on one core",
        ["Compiler", "Letters per processor second", "2,000 letters, processor seconds"],
        [
            ["kept per process", f"{kept:.0f}", f"{2000 / kept:.1f}"],
            ["new for each letter", f"{new:.0f}", f"{2000 / new:.1f}"],
        ],
    )
    out.say(f"{len(made(1)) // 1000} kB a letter; at most {memory} MB")
