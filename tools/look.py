"""Photograph pages of a running server, in every variant or in one.

    python tools/look.py /cases/ /calendar/ --as officer_1 --out var/look
    python tools/look.py /cases/ --port 8001 --as officer_1 --fa --dark --width 360

The server is `parvaneh serve --demo` of the same checkout; `--as` names one of its demo people
(nobody: a stranger). Paths are given without the language: `/en` is put before them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
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
    session_made,
)

WIDTHS = (360, 1280)
LONGEST = 6000  # pixels of a picture


def main() -> int:
    """Photograph what was asked for; 1 without a browser or such a user."""
    asked = _arguments()
    path = chromium_path()
    if path is None:
        print("look: no Chromium here; on Debian: apt install chromium", file=sys.stderr)
        return 1
    key = _session(asked.somebody)
    asked.out.mkdir(parents=True, exist_ok=True)
    with browser_opened(path) as browser:
        for theme, width in product(_themes(asked), asked.width or WIDTHS):
            look = Look(width=width, theme=theme)
            context = context_made(browser, f"http://127.0.0.1:{asked.port}", key, look)
            page = context.new_page()
            page.on("console", lambda said: print(f"  console: {said.text}", file=sys.stderr))
            for address, name in _pages(asked):
                answer = page.goto(address)
                _photograph(page, asked.out / f"{name}-{theme}-{width}", printed=asked.print)
                print(f"{asked.out / name}-{theme}-{width}.png: {answer and answer.status}")
            context.close()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="+", help="path of a page, without the language")
    parser.add_argument("--as", dest="somebody", default="", help="name of a demo user")
    parser.add_argument("--port", type=int, default=8000, help="of the server on this machine")
    for flag in ("fa", "en", "light", "dark", "print"):
        parser.add_argument(f"--{flag}", action="store_true")
    parser.add_argument("--width", type=int, action="append", help="of the window; may be repeated")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "look")
    return parser.parse_args()


def _themes(asked: argparse.Namespace) -> list[str]:
    chosen = [theme for theme in (LIGHT, DARK) if getattr(asked, theme)]
    return chosen or [LIGHT, DARK]


def _pages(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Each address with the name of its picture."""
    languages = [one for one in ("fa", "en") if getattr(asked, one)] or ["fa", "en"]
    for path, language in product(asked.path, languages):
        plain = "".join(sign if sign.isalnum() else "-" for sign in path).strip("-") or "home"
        yield f"/en{path}" if language == "en" else path, f"{plain}-{language}"


def _photograph(page: object, target: Path, *, printed: bool) -> None:
    page.evaluate("document.fonts.ready")
    if printed:
        page.emulate_media(media="print")
        page.pdf(path=target.with_suffix(".pdf"), prefer_css_page_size=True)
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    size = page.viewport_size
    clip = {"x": 0, "y": 0, "width": size["width"], "height": max(height, size["height"])}
    page.screenshot(path=target.with_suffix(".png"), full_page=True, clip=clip)
    if printed:
        page.emulate_media(media="screen")


def _session(somebody: str) -> str:
    """The key of a session of a demo user; empty for a stranger."""
    if not somebody:
        return ""
    from parvaneh.config.ready import database_ready  # noqa: PLC0415 - only who is signed in

    with database_ready(migrated=False):
        from parvaneh.access.models import User  # noqa: PLC0415 - needs Django set up

        found = User.objects.filter(username=somebody).first()
        if found is None:
            names = User.objects.filter(is_demo=True).values_list("username", flat=True)
            raise SystemExit(f"look: no user {somebody}; there are {', '.join(sorted(names))}")
        return session_made(found)


if __name__ == "__main__":
    sys.exit(main())
