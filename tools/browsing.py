"""A browser over our own pages: Debian's Chromium, sessions of chosen users, sizes and themes.

Used by `tools/look.py`, by `make screens` and by the browser tests. Only a Chromium of the system
is driven; none is ever fetched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from parvaneh.access.models import User

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing is asked of the world outside, and root may start it in a container.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
    "--disable-dev-shm-usage", "--force-color-profile=srgb",
)  # fmt: skip
LIGHT, DARK = "light", "dark"
HEIGHTS = {320: 640, 360: 780, 768: 1024, 1280: 900}
ANY_PASSWORD_AND_FACTOR = ("password", "mfa")


@dataclass(frozen=True)
class Look:
    """How a page is looked at: the width of the window in CSS pixels, the theme, still or not."""

    width: int = 1280
    theme: str = LIGHT
    still: bool = True

    @property
    def height(self) -> int:
        """The height of the window that goes with its width."""
        return HEIGHTS.get(self.width, 900)


def chromium_path() -> str | None:
    """Where the system's Chromium is; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def browser_opened(path: str) -> Iterator[Browser]:
    """A running browser until the end of the block."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow; only who looks

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def context_made(
    browser: Browser, address: str, session: str = "", look: Look | None = None
) -> BrowserContext:
    """A window of its own, with nobody's cookies but those of a session.

    Args:
        browser: an open one.
        address: of the server, such as ``http://127.0.0.1:8000``.
        session: key of a session, from `session_made`; empty for a stranger.
        look: size and theme.
    """
    seen = look or Look()
    context = browser.new_context(
        base_url=address,
        viewport={"width": seen.width, "height": seen.height},
        color_scheme="dark" if seen.theme == DARK else "light",
        reduced_motion="reduce" if seen.still else "no-preference",
        service_workers="block",
    )
    if session:
        context.add_cookies([{"name": "session", "value": session, "url": address}])
    return context


def session_made(user: User) -> str:
    """Sign a user in as if with password and second factor; the key of the session.

    Needs Django set up and its database. Never a door of the product: whoever may write into its
    database may do this.
    """
    from django.contrib.auth import (  # noqa: PLC0415 - needs Django set up
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )

    from parvaneh.access.sign_in.sessions import SessionStore  # noqa: PLC0415 - the same
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - the same

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["account_authentication_methods"] = [
        {"method": one, "at": now_utc().timestamp()} for one in ANY_PASSWORD_AND_FACTOR
    ]
    store["account_authentication_methods_user"] = str(user.pk)
    store.create()
    return str(store.session_key)
