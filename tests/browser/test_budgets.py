"""What a first visit to each page takes, held against the budgets of the design."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, Request

from tools.browsing import context_made
from tools.measured import record, table

KB = 1000
LATE = 150  # milliseconds for scripts that the first one fetches
# Kilobytes as they travel, and requests: the page, its looks, scripts, face, all of it. The face
# carries Latin letters beside the 31 KB of Persian ones, so that both languages look alike.
PUBLIC = {"document": 20, "stylesheet": 15, "script": 17, "font": 35, "all": 100, "requests": 8}
STAFF = {"document": 40, "stylesheet": 20, "script": 40, "font": 35, "all": 250, "requests": 15}
KINDS = ("document", "stylesheet", "script", "font")


@dataclass
class Visit:
    """What one first visit took: kilobytes by kind and in all, requests, other hosts."""

    kilobytes: Counter[str] = field(default_factory=Counter)
    hosts: set[str] = field(default_factory=set)

    def over(self, budget: dict[str, int]) -> list[str]:
        """Where it took more than it may."""
        measures = (*KINDS, "all", "requests")
        found = [
            f"{name} {self.kilobytes[name]:.1f} > {budget[name]}"
            for name in measures
            if self.kilobytes[name] > budget[name]
        ]
        return [*found, *(f"asks {host}" for host in sorted(self.hosts))]


def visited(page: Page, address: str, path: str) -> Visit:
    """Visit a page with an empty cache and count what travels."""
    visit = Visit()
    answers: list[Request] = []

    def heard(request: Request) -> None:
        answers.append(request)

    page.on("requestfinished", heard)
    page.goto(path)
    page.wait_for_timeout(LATE)
    for request in answers:
        if request.url.startswith("data:"):
            continue
        if not request.url.startswith(address):
            visit.hosts.add(request.url.split("/")[2])
        kilobytes = request.sizes()["responseBodySize"] / KB
        visit.kilobytes[request.resource_type] += kilobytes
        visit.kilobytes["all"] += kilobytes
        visit.kilobytes["requests"] += 1
    return visit


def test_every_page_keeps_its_budget(url_list, demo, browser: Browser):
    found: list[str] = []
    most: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for entry in url_list.pages:
        # A window of its own: an empty cache.
        context = context_made(browser, demo.address, url_list.sessions.get(entry.somebody, ""))
        visit = visited(context.new_page(), demo.address, entry.path)
        context.close()
        most[entry.public] |= visit.kilobytes
        over = visit.over(PUBLIC if entry.public else STAFF)
        found += [f"{entry.path}: {one}" for one in over]
    if os.environ.get("PARVANEH_GATES"):
        _record(most, len(found))
    assert not found, "\n".join(found)


def _record(most: dict[bool, Counter[str]], over: int) -> None:
    names = {"document": "page", "stylesheet": "looks", "script": "scripts", "font": "face"}
    rows = [
        (
            names.get(one, one),
            *(f"{most[kind][one]:.1f} of {budget[one]}" for kind, budget in _BOTH),
        )
        for one in (*KINDS, "all", "requests")
    ]
    lines = table(("most of any page, KB", "public", "staff"), rows)
    record("Budgets of pages", [*lines, "", f"Pages over their budget: {over}."])


_BOTH = ((True, PUBLIC), (False, STAFF))


def test_a_heavy_page_is_found(browser: Browser, demo):
    context = context_made(browser, demo.address)
    page = context.new_page()
    heavy = f"<html><body>{'<p>سنگین' * 20_000}<script src='/static/x.js'></script></body></html>"
    page.route("**/heavy", lambda route: route.fulfill(body=heavy, content_type="text/html"))
    visit = visited(page, demo.address, "/heavy")
    assert any(one.startswith("document") for one in visit.over(STAFF))
    assert Visit(hosts={"other.invalid"}).over(STAFF) == ["asks other.invalid"]
    context.close()
