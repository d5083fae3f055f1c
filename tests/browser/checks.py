"""What is asked of every page: axe, our own checks, focus, print. Each returns sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).parent
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
OWN, PRINTED, FOCUS = (
    (HERE / name).read_text(encoding="utf-8")
    for name in ("own_checks.js", "printed.js", "focus.js")
)
ALLOWED = tomllib.loads((HERE / "latin_words.toml").read_text(encoding="utf-8"))["words"]
# Every rule of WCAG 2.2 AA and the good habits that axe knows; target-size is off by itself.
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
}  # fmt: skip
MOST_STOPS = 250


def axe_faults(page: Page) -> list[str]:
    """What axe finds on a page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [_axe_said(one, node) for one in found["violations"] for node in one["nodes"][:3]]


def _axe_said(rule: dict[str, Any], node: dict[str, Any]) -> str:
    reasons = [one["message"] for one in (*node["any"], *node["all"], *node["none"])]
    return f"axe {rule['id']}: {node['html'][:160]} ({'; '.join(reasons)[:200]})"


def own_faults(page: Page, language: str) -> list[str]:
    """What our own checks find on a page as it stands."""
    options = {"language": language, "allowed": ALLOWED, "still": True}
    found: list[str] = page.evaluate(OWN, options)
    return found


def print_faults(page: Page) -> list[str]:
    """What would be printed and should not."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(PRINTED)
    page.emulate_media(media="screen")
    return found


def focus_faults(page: Page) -> Iterator[str]:
    """Walk a page with the Tab key: every stop is seen, none is lost, the way comes round."""
    walked: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at is None or at["mark"] in walked:
            return
        walked.append(at["mark"])
        for rule, name in (("ringed", "no visible focus"), ("inside", "focus out of sight")):
            if not at[rule]:
                yield f"{name}: {at['name']}"
        if at["covered"]:
            yield f"focus covered: {at['name']}"
    yield f"more than {MOST_STOPS} stops"
