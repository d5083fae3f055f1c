"""A real server with a demonstration, a real browser, and pages as somebody sees them.

Everything here is slow and runs in CI and at the gates. Without a Chromium it is skipped, said in
one loud line; CI and the gates demand it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tools.browsing import Look, browser_opened, chromium_path, context_made
from tools.demo_server import Demo, demo_running
from tools.url_list import UrlList, url_list_of

HERE = Path(__file__).parent
DEMANDING = ("PARVANEH_CI", "PARVANEH_GATES")
PageAs = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here: slow, and in one process, which has the server."""
    for item in items:
        if item.path.is_relative_to(HERE):
            for mark in (pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("browser")):
                item.add_marker(mark)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = chromium_path()
    if found is None and any(os.environ.get(name) for name in DEMANDING):
        pytest.fail("Browser tests are demanded here and there is no Chromium.")
    if found is None:
        pytest.skip("no Chromium")
    return found


@pytest.fixture(scope="session")
def demo(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The product, running with its demonstration."""
    with demo_running(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def url_list(demo: Demo) -> UrlList:
    """Every page, with somebody who may see it."""
    return url_list_of(demo)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A running browser.

    For one module only: while its driver runs, Django refuses the database to this thread.
    """
    with browser_opened(chromium) as opened:
        yield opened


@pytest.fixture
def window(
    browser: Browser, demo: Demo, url_list: UrlList
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a window as somebody of the demonstration ("" is a stranger)."""
    with ExitStack() as opened:

        def made(somebody: str = "", look: Look | None = None) -> BrowserContext:
            key = url_list.sessions[somebody] if somebody else ""
            context = context_made(browser, demo.address, key, look)
            opened.callback(context.close)
            return context

        yield made


@pytest.fixture
def page_as(window: Callable[..., BrowserContext]) -> PageAs:
    """Opens a page: who, where, and how it is looked at."""

    def opened(somebody: str, path: str, look: Look | None = None) -> Page:
        page = window(somebody, look).new_page()
        page.goto(path)
        return page

    return opened
