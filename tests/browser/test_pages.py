"""Every page, in both languages and themes and three widths: axe and our own checks find nothing.

In full at the gates; in CI every page in two of the twelve ways, others for each page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.checks import axe_faults, focus_faults, own_faults, print_faults
from tools.browsing import DARK, LIGHT, Look, context_made
from tools.measured import record, table

FULL = os.environ.get("PARVANEH_GATES") == "full"
WIDTHS = (320, 768, 1280)
WAYS = tuple(product(("fa", "en"), (LIGHT, DARK), WIDTHS))
PLANTED = """
<html lang="fa" dir="rtl"><head><title>x</title></head><body><main>
<h1>یک</h1><h1>دو</h1><img src="data:,"><p style="color:#999;background:#fff">کم‌رنگ</p>
<p>کد 12-34-56</p><p>Some English words</p><figure><svg width="5" height="5"></svg></figure>
<div style="inline-size:2000px">پهن</div><nav aria-label="x">x</nav>
<div style="inline-size:20px;overflow:hidden;white-space:nowrap">بسیار بسیار بلند</div>
<a href="#x" style="outline:none;box-shadow:none">پیوند</a><p style="transition:color 2s">x</p>
</main></body></html>
"""


def ways_of(place: int) -> list[tuple[str, str, int]]:
    """How the page at a place of the list is looked at: in every way, or in two of them in CI."""
    if FULL:
        return list(WAYS)
    first = (place * 5) % len(WAYS)
    return [WAYS[first], WAYS[(first + 7) % len(WAYS)]]


def faults_of(page: Page, entry, ways) -> Iterator[str]:
    """What is wrong with a page; it is loaded once for each language."""
    for language in ("fa", "en"):
        chosen = [(theme, width) for spoken, theme, width in ways if spoken == language]
        if not chosen:
            continue
        answer = page.goto(entry.path_in(language))
        if answer is None or answer.status != entry.status:
            yield f"{language}: {answer and answer.status}, expected {entry.status}"
            continue
        for theme, width in chosen:
            page.emulate_media(color_scheme=theme)
            look = Look(width, theme)
            page.set_viewport_size({"width": look.width, "height": look.height})
            for fault in (*axe_faults(page), *own_faults(page, language)):
                yield f"{language} {theme} {width}: {fault}"
        yield from (f"{language}: {fault}" for fault in print_faults(page))
        # The way of the focus is the same in both languages.
        if FULL or language == ways[0][0]:
            yield from (f"{language}: {fault}" for fault in focus_faults(page))


def noted(page: Page) -> list[str]:
    """A list that fills with what the page's console says."""
    said: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # The browser itself says that an answer was 404, which the page is about.
        if message.type in {"error", "warning"} and "status of 40" not in message.text:
            said.append(f"console: {message.text[:300]}")

    page.on("console", heard)
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    return said


def test_every_page_is_sound(url_list, demo, browser: Browser):
    found: list[str] = []
    looked = 0
    for somebody in sorted({one.somebody for one in url_list.pages}):
        context = context_made(browser, demo.address, url_list.sessions.get(somebody, ""))
        for place, entry in enumerate(url_list.pages):
            if entry.somebody != somebody:
                continue
            page = context.new_page()
            console = noted(page)
            ways = ways_of(place)
            looked += len(ways)
            faults = [*faults_of(page, entry, ways), *console]
            found += [f"{entry.path} ({entry.somebody}) {fault}" for fault in faults]
            page.close()
        context.close()
    if os.environ.get("PARVANEH_GATES"):
        _record(url_list.pages, looked, found)
    assert not found, "\n".join(found)


def _record(pages, looked: int, found: list[str]) -> None:
    said = [
        ("pages of the list", len(pages)),
        ("looks (page, language, theme, width)", looked),
        ("violations and faults", len(found)),
    ]
    record("Accessibility of every page", table(("", "count"), said))


def test_planted_faults_are_found(browser: Browser):
    page = browser.new_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page.set_content(PLANTED)
    found = "\n".join([*axe_faults(page), *own_faults(page, "fa"), *print_faults(page)])
    focus = "\n".join(focus_faults(page))
    page.close()
    for sign in (
        "axe image-alt", "axe color-contrast", "2 h1", "wider than 320", "digits with a hyphen",
        "English in a Persian page: Some", "chart without a table", "text cut off", "moves though",
        "printed: <nav",
    ):  # fmt: skip
        assert sign in found
    assert "no visible focus" in focus
