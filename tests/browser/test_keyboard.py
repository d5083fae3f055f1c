"""The ways that people go most, gone with the keyboard alone; every stop can be seen."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.checks import FOCUS

MOST_STEPS = 120
FILTER_BOX = "details:has([name=office])"
FILTER = f"{FILTER_BOX} > summary"


def seen_at(page: Page) -> None:
    """The focus is visible and nothing lies over it."""
    at = page.evaluate(FOCUS)
    assert at, "focus is nowhere"
    assert at["ringed"], f"no visible focus: {at['name']}"
    assert at["inside"], f"focus out of sight: {at['name']}"
    assert not at["covered"], f"focus covered: {at['name']}"


def tabbed(page: Page, selector: str) -> None:
    """Press Tab until the focus is at an element; each stop on the way is seen."""
    for _ in range(MOST_STEPS):
        if page.evaluate("where => document.activeElement.matches(where)", selector):
            seen_at(page)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached")


def password_of(var: str, name: str) -> str:
    lines = Path(var, "demo-accounts").read_text(encoding="utf-8").splitlines()
    return next(one.split("\t")[1] for one in lines if one.startswith(f"{name}\t"))


def test_signing_in(page_as, demo):
    page = page_as("", "/account/login/")
    tabbed(page, "[name=login]")
    page.keyboard.type("officer_2")
    tabbed(page, "[name=password]")
    page.keyboard.type(password_of(demo.environment["PARVANEH_VAR"], "officer_2"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/login" not in page.url
    expect(page.locator("h1")).to_be_visible()


def test_a_wrong_password_brings_the_focus_to_the_summary(page_as):
    page = page_as("", "/account/login/")
    tabbed(page, "[name=login]")
    page.keyboard.type("officer_2")
    tabbed(page, "[name=password]")
    page.keyboard.type("wrong")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".error-summary, [role=alert]").first).to_be_focused()


def test_the_skip_link_leads_to_the_content(page_as):
    page = page_as("officer_1", "/cases/")
    page.keyboard.press("Tab")
    seen_at(page)
    page.keyboard.press("Enter")
    assert page.url.endswith("#main") or page.evaluate("!!document.activeElement.closest('main')")


def test_taking_a_step(page_as, url_list):
    step = next(one for one in url_list.pages if one.route == "case_step")
    page = page_as(step.somebody, step.path)
    tabbed(page, "main form button:not([type=button])")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    # Either the step is taken or every fault is said and has the focus.
    if page.url.endswith(step.path):
        expect(page.locator(".error-summary, [role=alert]").first).to_be_focused()


def test_filtering_a_list(page_as):
    page = page_as("officer_1", "/cases/")
    tabbed(page, FILTER)
    page.keyboard.press("Enter")
    tabbed(page, f"{FILTER_BOX} [name=office]")
    page.keyboard.type("300001")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "office=300001" in page.url
    expect(page.locator("h1")).to_have_count(1)


def test_going_by_the_palette(page_as):
    page = page_as("officer_1", "/account/")
    tabbed(page, "form[action$='/palette/'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.palette")).to_be_visible()
    seen_at(page)
    page.keyboard.type("پرونده")
    expect(page.locator("#palette-list [role=option]").first).to_be_visible()
    page.wait_for_timeout(400)  # until the answer to the last letter is there
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.rstrip("/").count("/") > 2


def test_choosing_a_day(page_as):
    page = page_as("", "/gallery/")
    page.fill("#every_day", "۱۴۰۴/۰۷/۰۱")
    page.focus("#every_day")
    tabbed(page, "#every_day ~ .day-open")
    page.keyboard.press("Enter")
    expect(page.locator(".day-dialog[open]")).to_be_visible()
    seen_at(page)
    page.keyboard.press("ArrowDown")
    seen_at(page)
    page.keyboard.press("Enter")
    expect(page.locator("#every_day")).to_have_value("۱۴۰۴/۰۷/۰۸")
    expect(page.locator(".day-dialog[open]")).to_have_count(0)
