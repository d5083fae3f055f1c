"""What a folder of generated evidence says of itself: that none of it is true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parvaneh.kit.dates import short_date
from parvaneh.kit.text import Language, latin_number, persian_digits, persian_number
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.demo.country import MARK
from parvaneh.scoring.evidence import GENERATED_FILE, Office
from parvaneh.scoring.schema import SHEETS

PERSIAN = """\
این پوشه ساختگی است

همه این شواهد را برنامه ساخته است. نام استان‌ها، شهرستان‌ها و شهرها واقعی است؛ دفترها،
امتیازها، پاسخ‌ها، خدمات و محکومیت‌ها واقعی نیست. هر عنوان نشان «{mark}» دارد و نام هیچ
شخصی در آن نیست. سهم هر استان از دفترها همان سهم آن از جمعیت سرشماری ۱۳۹۵ است.

اندازه {size}، {offices} دفتر، دانه {seed}
سال رتبه‌بندی {year}، دوره {first} تا {last}

{rows}
"""
ENGLISH = """\
This folder is generated

A program made all of this evidence. The names of provinces, counties and cities are
real; offices, scores, answers, services and convictions are not. Every title carries
the mark «{mark}» (sample), and nobody is named. Each province has its share of the
offices by its share of the people in the census of 1395.

size {size}, {offices} offices, seed {seed}
ranking year {year}, period {first} to {last}

{rows}
"""


@dataclass(frozen=True)
class Origin:
    """How evidence was generated."""

    size: str
    offices: int
    seed: int
    year: int
    period: Period


def is_generated(offices: Sequence[Office]) -> bool:
    """Whether evidence is generated: every office's title says so, whatever file it came from."""
    return bool(offices) and all(MARK in office.title for office in offices)


def notice(origin: Origin, rows: Mapping[str, int]) -> str:
    """What generated evidence says of itself, in Persian and English.

    Args:
        origin: how it was generated.
        rows: how many rows each sheet has.
    """
    return f"{_persian(origin, rows)}\n{_english(origin, rows)}"


def write_notice(folder: Path, text: str) -> None:
    """Write the notice into a folder of generated evidence."""
    (folder / GENERATED_FILE).write_text(text, encoding="utf-8")


def _persian(origin: Origin, rows: Mapping[str, int]) -> str:
    return PERSIAN.format(
        mark=MARK,
        size=origin.size,
        offices=persian_number(origin.offices),
        seed=persian_digits(str(origin.seed)),
        year=persian_digits(str(origin.year)),
        first=short_date(origin.period.first, Language.FA),
        last=short_date(origin.period.last, Language.FA),
        rows="\n".join(
            f"{SHEETS[sheet].name.fa} ({sheet}): {persian_number(count)} سطر"
            for sheet, count in rows.items()
        ),
    )


def _english(origin: Origin, rows: Mapping[str, int]) -> str:
    return ENGLISH.format(
        mark=MARK,
        size=origin.size,
        offices=latin_number(origin.offices),
        seed=origin.seed,
        year=origin.year,
        first=short_date(origin.period.first, Language.EN),
        last=short_date(origin.period.last, Language.EN),
        rows="\n".join(
            f"{SHEETS[sheet].name.en} ({sheet}): {latin_number(count)} rows"
            for sheet, count in rows.items()
        ),
    )
