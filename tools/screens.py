"""Screenshots of what people read, into docs/screens: `make screens`.

Ranks a small generated country and photographs the report, the page of one office, a comparison and
the workbook: Persian and English, wide and on a phone, light and dark. Needs a Chromium; the
workbook also LibreOffice and pdftoppm. What is not installed is named and left out.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "docs" / "screens"
PARVANEH = ROOT / ".venv" / "bin" / "parvaneh"
PROFILE = ROOT / "docs" / "guide" / "profile.example.toml"
OFFICES = "400"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip
DARK = "--blink-settings=preferredColorScheme=0"
LARGEST = 150_000  # bytes of a picture that is kept in the repository
WIDE, PHONE = (1280, 1000), (360, 780)


# A page is shown inside another: the browser photographs only what was never scrolled.
FRAME = """<!doctype html><meta charset="utf-8"><style>body{{margin:0}}
iframe{{border:0;display:block;inline-size:{width}px;block-size:{height}px}}</style>
<iframe src="{src}"></iframe>
"""


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the page, the place on it, the size of the screen, the theme."""

    name: str
    page: str
    place: str
    size: tuple[int, int] = WIDE
    dark: bool = False


SHOTS = (
    Shot("report-fa", "report.html", "fa"),
    Shot("report-en-dark", "report.html", "en", dark=True),
    Shot("report-fa-grades", "report.html", "fa-totals"),
    Shot("report-fa-missing-dark", "report.html", "fa-missing", dark=True),
    Shot("report-en-provinces", "report.html", "en-provinces"),
    Shot("report-fa-phone", "report.html", "fa", PHONE),
    Shot("report-en-phone-dark", "report.html", "en-honoured", PHONE, dark=True),
    Shot("office-fa", "office.html", "fa"),
    Shot("office-en-evidence", "office.html", "en-indicators"),
    Shot("office-fa-phone", "office.html", "fa-points", PHONE),
    Shot("compare-fa", "compare.html", "fa"),
)


def main() -> int:
    """Make every picture that can be made here; 1 where one came out too large."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("screens: no Chromium here, so no screenshots", file=sys.stderr)
        return 0
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = _ranked(folder)
        made = [_photograph(browser, pages, shot) for shot in SHOTS]
        made += _workbook(pages / "results.xlsx", folder)
    large = [path for path in made if path.stat().st_size > LARGEST]
    for path in made:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")
    for path in large:
        print(f"screens: {path.name} is larger than {LARGEST} bytes", file=sys.stderr)
    return 1 if large else 0


def _ranked(folder: Path) -> Path:
    """A generated country, ranked by the example profile and as shipped; where the pages are."""
    evidence, before, after = folder / "evidence", folder / "1403", folder / "1404"
    _parvaneh("demo", "evidence", "--offices", OFFICES, "--format", "parquet", "--out", evidence)
    _parvaneh("rank", evidence, "--values", PROFILE, "--out", before)
    _parvaneh("rank", evidence, "--previous", before, "--robustness", "2000", "--out", after)
    _parvaneh("explain", after, _told_office(after), "--html", after / "office.html")
    _parvaneh("compare", before, after, "--html", after / "compare.html")
    return after


def _told_office(folder: Path) -> str:
    """An office with a place and a conviction, so that its page has everything to show."""
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["place"]]
    convicted = [row for row in rows if float(row["i7"]) < 100]  # noqa: PLR2004 - the full record
    return (convicted or rows)[0]["office_code"]


def _parvaneh(*words: object) -> None:
    command = [PARVANEH, *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def _photograph(browser: str, pages: Path, shot: Shot) -> Path:
    target = SCREENS / f"{shot.name}.png"
    address = (pages / shot.page).as_uri() + f"#{shot.place}"
    width, height = shot.size
    with tempfile.TemporaryDirectory() as profile:
        frame = Path(profile) / "frame.html"
        frame.write_text(FRAME.format(width=width, height=height, src=address), encoding="utf-8")
        command = [
            browser, *FLAGS, *((DARK,) if shot.dark else ()), f"--user-data-dir={profile}",
            f"--window-size={width},{height}", f"--screenshot={target}",
            frame.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


def _workbook(path: Path, folder: Path) -> Iterator[Path]:
    """The first page of the workbook as a spreadsheet program prints it."""
    missing = [name for name in ("soffice", "pdftoppm") if shutil.which(name) is None]
    if missing:
        print(f"screens: no {' and no '.join(missing)}, so no workbook", file=sys.stderr)
        return
    office = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"]
    convert = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    pdf, target = folder / f"{path.stem}.pdf", SCREENS / "workbook-fa"
    # The first columns, that is the right end of the page, at a size that can be read.
    size = ["-r", "180", "-x", "960", "-y", "60", "-W", "1120", "-H", "520"]
    draw = ["pdftoppm", "-png", "-singlefile", "-f", "1", *size, str(pdf), str(target)]
    subprocess.run(draw, check=True, capture_output=True, timeout=120)
    yield target.with_suffix(".png")


if __name__ == "__main__":
    sys.exit(main())
