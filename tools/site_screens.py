"""Pictures of every page of the site: both languages, both themes, phone and desk.

    python tools/site_screens.py [--only cases,home]

All of them go to var/screens with a sheet to look at them side by side; a chosen twenty are kept in
docs/screens.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from html import escape
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browsing import (  # noqa: E402 - after the path
    DARK,
    LIGHT,
    Look,
    browser_opened,
    chromium_path,
    context_made,
)
from tools.demo_server import demo_running  # noqa: E402 - the same
from tools.url_list import Entry, UrlList, url_list_of  # noqa: E402 - the same

ALL = ROOT / "var" / "screens"
KEPT = ROOT / "docs" / "screens"
LARGEST = 150_000  # bytes of a picture that is kept in the repository
LONGEST = 4000  # pixels
VARIANTS = tuple(product(("fa", "en"), (LIGHT, DARK), (360, 1280)))
# The twenty that the repository keeps: page, language, theme, width.
CHOSEN = (
    ("home", "fa", LIGHT, 1280), ("home", "fa", DARK, 360), ("account_login", "fa", LIGHT, 1280),
    ("cases", "fa", LIGHT, 1280), ("cases", "en", DARK, 1280), ("cases", "fa", LIGHT, 360),
    ("case", "fa", LIGHT, 1280), ("case", "en", DARK, 1280), ("case", "fa", LIGHT, 360),
    ("inbox", "fa", LIGHT, 1280), ("office", "fa", LIGHT, 1280), ("office", "en", LIGHT, 360),
    ("person", "fa", LIGHT, 1280), ("users", "en", LIGHT, 1280), ("calendar", "fa", LIGHT, 1280),
    ("log", "fa", LIGHT, 1280), ("log_event", "en", DARK, 1280),
    ("machine_health", "fa", LIGHT, 1280),
    ("imports", "fa", LIGHT, 1280), ("gallery", "fa", LIGHT, 360),
)  # fmt: skip


def main() -> int:
    """Photograph; 0 also where there is no browser, which is said."""
    path = chromium_path()
    if path is None:
        print("screens: no Chromium here, so no screenshots", file=sys.stderr)
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="routes, with commas between them")
    only = set(filter(None, parser.parse_args().only.split(",")))
    ALL.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, demo_running(Path(var)) as demo:
        found = url_list_of(demo)
        pages = [one for one in found.pages if not only or one.route in only]
        _photographed(path, demo.address, found, pages)
    _sheet(pages)
    _keep()
    for fault in found.faults:
        print(f"screens: {fault}", file=sys.stderr)
    print(f"{len(pages) * len(VARIANTS)} pictures of {len(pages)} pages: {ALL / 'index.html'}")
    return 1 if found.faults else 0


def _photographed(path: str, address: str, found: UrlList, pages: list[Entry]) -> None:
    with browser_opened(path) as browser:
        for somebody in sorted({one.somebody for one in pages}):
            context = context_made(browser, address, found.sessions.get(somebody, ""))
            page = context.new_page()
            for entry in pages:
                if entry.somebody != somebody:
                    continue
                for language in ("fa", "en"):
                    page.goto(entry.path_in(language))
                    page.evaluate("document.fonts.ready")
                    for theme, width in product((LIGHT, DARK), (360, 1280)):
                        look = Look(width, theme)
                        page.emulate_media(color_scheme=theme)
                        page.set_viewport_size({"width": width, "height": look.height})
                        high = page.evaluate("document.documentElement.scrollHeight")
                        clip = {"x": 0, "y": 0, "width": width, "height": min(high, LONGEST)}
                        name = _name(entry.name, language, theme, width)
                        page.screenshot(path=ALL / name, full_page=True, clip=clip)
            context.close()


def _name(page: str, language: str, theme: str, width: int) -> str:
    return f"{page}-{language}-{theme}-{width}.png"


def _sheet(pages: list[Entry]) -> None:
    """One page that shows all pictures of a page in a row."""
    rows = []
    for entry in pages:
        shown = "".join(
            f'<a href="{name}"><img loading="lazy" src="{name}" height="420" alt="{name}"></a>'
            for variant in VARIANTS
            if (name := _name(escape(entry.name), *variant))
        )
        rows.append(f"<h2>{escape(entry.name)} <small>{escape(entry.path)}</small></h2>{shown}")
    text = f'<!doctype html><meta charset="utf-8"><title>Screens</title>{"".join(rows)}'
    (ALL / "index.html").write_text(text, encoding="utf-8")


def _keep() -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    for page, language, theme, width in CHOSEN:
        source = ALL / _name(page, language, theme, width)
        if not source.exists():
            print(f"screens: no picture of {page} to keep", file=sys.stderr)
        elif source.stat().st_size <= LARGEST:
            kind = "phone" if width < 768 else "desk"  # noqa: PLR2004 - a telephone's width
            shutil.copy(source, KEPT / f"page-{page}-{language}-{theme}-{kind}.png")
        else:
            print(f"screens: {source.name} is too large to keep", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
