"""Pictures of every page of the site: both languages, both themes, phone and desk.

    python tools/site_screens.py [--only cases,home]

All of them go to var/screens with a sheet to look at them side by side; a chosen twenty are kept in
docs/screens.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from html import escape
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

ALL = ROOT / "var" / "screens"
KEPT = ROOT / "docs" / "screens"
LARGEST = 150_000  # bytes of a picture that is kept in the repository
LONGEST = 4000  # pixels
VARIANTS = tuple(product(("fa", "en"), (LIGHT, DARK), (360, 1280)))
# The twenty that the repository keeps: name, page or route, what is asked, language, theme, width.
CHOSEN = (
    ("find-fa", "find", "q=تهران", "fa", LIGHT, 1280),
    ("find-fa-phone", "find", "q=تهران", "fa", LIGHT, 360),
    ("public-office-fa", "public_office", "", "fa", LIGHT, 1280),
    ("public-office-fa-phone", "public_office", "", "fa", LIGHT, 360),
    ("public-office-en-dark", "public_office", "", "en", DARK, 1280),
    ("places-fa", "places", "", "fa", LIGHT, 1280),
    ("verify-en-phone-dark", "verify", "", "en", DARK, 360),
    ("home-fa", "home-staff", "", "fa", LIGHT, 1280),
    ("home-fa-phone", "home-staff", "", "fa", LIGHT, 360),
    ("sign-in-fa", "account_login", "", "fa", LIGHT, 1280),
    ("office-fa", "office", "", "fa", LIGHT, 1280),
    ("case-fa", "case", "", "fa", LIGHT, 1280),
    ("case-en-dark", "case", "", "en", DARK, 1280),
    ("cases-fa", "cases", "", "fa", LIGHT, 1280),
    ("step-en-phone-dark", "case_step", "", "en", DARK, 360),
    ("person-fa", "person", "", "fa", LIGHT, 1280),
    ("calendar-fa", "calendar", "", "fa", LIGHT, 1280),
    ("log-fa", "log", "", "fa", LIGHT, 1280),
    ("import-fa", "import", "", "fa", LIGHT, 1280),
    ("machine-en-dark", "machine_health", "", "en", DARK, 1280),
)
HIGHEST = 1400  # pixels of a picture that is kept


def main() -> int:
    """Photograph; 0 also where there is no browser, which is said."""
    path = chromium_path()
    if path is None:
        print("screens: no Chromium here, so no screenshots", file=sys.stderr)
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="routes, with commas between them")
    parser.add_argument("--chosen", action="store_true", help="only those that are kept")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    ALL.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, demo_running(Path(var)) as demo:
        found = url_list_of(demo)
        pages = [one for one in found.pages if not only or one.route in only]
        with browser_opened(path) as browser:
            kept = _chosen(browser, demo.address, found)
            if not asked.chosen:
                _photographed(browser, demo.address, found, pages)
    for fault in found.faults:
        print(f"screens: {fault}", file=sys.stderr)
    print(f"{kept} pictures kept: {KEPT}")
    if not asked.chosen:
        _sheet(pages)
        print(f"{len(pages) * len(VARIANTS)} pictures of {len(pages)} pages: {ALL / 'index.html'}")
    return 1 if found.faults else 0


def _photographed(browser: Browser, address: str, found: UrlList, pages: list[Entry]) -> None:
    for somebody in sorted({one.somebody for one in pages}):
        context = context_made(browser, address, found.sessions.get(somebody, ""))
        page = context.new_page()
        for entry in pages:
            if entry.somebody != somebody:
                continue
            for language in ("fa", "en"):
                page.goto(entry.path_in(language))
                for theme, width in product((LIGHT, DARK), (360, 1280)):
                    name = _name(entry.name, language, theme, width)
                    _taken(page, Look(width, theme), ALL / name, LONGEST)
        context.close()


def _chosen(browser: Browser, address: str, found: UrlList) -> int:
    """Those that are kept, each of a size that a repository may carry; how many there were."""
    KEPT.mkdir(parents=True, exist_ok=True)
    by_name = {key: one for one in reversed(found.pages) for key in (one.route, one.name)}
    taken = 0
    for name, of, asked, language, theme, width in CHOSEN:
        if of not in by_name:
            print(f"screens: no page {of} to keep", file=sys.stderr)
            continue
        entry = by_name[of]
        context = context_made(browser, address, found.sessions.get(entry.somebody, ""))
        page = context.new_page()
        path = entry.path_in(language).partition("?")[0]
        page.goto(f"{path}{asked and '?'}{asked}")
        kept = KEPT / f"site-{name}.png"
        high = HIGHEST
        _taken(page, Look(width, theme), kept, high)
        while kept.stat().st_size > LARGEST:
            high -= 200
            _taken(page, Look(width, theme), kept, high)
        taken += 1
        context.close()
    return taken


def _taken(page: Page, look: Look, to: Path, highest: int) -> None:
    page.emulate_media(color_scheme="dark" if look.theme == DARK else "light")
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.evaluate("document.fonts.ready")
    high = min(page.evaluate("document.documentElement.scrollHeight"), highest)
    clip: FloatRect = {"x": 0, "y": 0, "width": look.width, "height": high}
    page.screenshot(path=to, full_page=True, clip=clip)


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


if __name__ == "__main__":
    sys.exit(main())
