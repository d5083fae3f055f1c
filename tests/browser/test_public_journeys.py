"""The way of somebody who needs an office: find, compare, look, verify; with and without script."""

from __future__ import annotations

import re
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from tools.browsing import HEIGHTS

CITY = "تهران"
NUMBER = re.compile(r"[0-9۰-۹]{4}-[0-9۰-۹]{5}-[0-9۰-۹]")
WAYS = tuple(product(("fa", "en"), (True, False), (360, 1280)))
PHONE, WIDE = 360, 1280


@pytest.fixture
def opened(browser: Browser, demo):
    """Opens a window of a size, with or without script; what goes wrong in it fails the test."""
    contexts, wrong = [], []

    def made(width: int, *, script: bool) -> Page:
        context = browser.new_context(
            base_url=demo.address,
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield made
    for context in contexts:
        context.close()
    assert not wrong


@pytest.mark.parametrize(("language", "script", "width"), WAYS)
def test_an_office_is_found_compared_looked_at_and_its_licence_verified(
    opened, language, script, width
):
    page = opened(width, script=script)
    found(page, language)
    compared(page)
    number = looked_at(page)
    verified(page, number)


def found(page: Page, language: str) -> None:
    """From the first page to the serving offices of a city."""
    page.goto("/en/" if language == "en" else "/")
    page.locator("main [name=q]").fill(CITY)
    page.locator("main form[role=search] button").click()
    if not page.locator("[name=open]").is_visible():
        page.locator("form.find summary").click()
    page.locator("[name=open]").select_option("serving")
    page.locator("form.find .find-main button").click()
    expect(page.locator(".office-card").nth(1)).to_be_visible()
    expect(page.locator("[name=open]")).to_have_value("serving")


def compared(page: Page) -> None:
    """Two offices of the list beside each other, each with its grade."""
    picks = page.locator(".office-card [name=office]")
    picks.nth(0).check()
    picks.nth(1).check()
    page.locator("form:has(.office-cards) > .actions button").click()
    expect(page.locator("table.compared thead th")).to_have_count(2)
    expect(page.locator("table.compared .grade")).to_have_count(2)


def looked_at(page: Page) -> str:
    """The page of the first: its grade, its hours, its prices; the number of its licence."""
    page.locator("table.compared thead a").first.click()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator(".grade .grade-about").first).to_be_visible()
    expect(page.locator("table.week")).to_be_visible()
    expect(page.locator("table.prices")).to_be_visible()
    shown = NUMBER.search(page.locator("dl.facts").inner_text())
    assert shown
    return shown[0]


def verified(page: Page, number: str) -> None:
    """The licence stands, however its digits are typed; another number does not."""
    page.locator(".foot-links a[href$='/verify/']").click()
    page.locator("main [name=what]").fill(number)
    page.locator("main form button").click()
    expect(page.locator("main .banner.ok[role=status]")).to_be_visible()
    page.locator("main [name=what]").fill("1300-00001-1")
    page.locator("main form button").click()
    expect(page.locator("main .banner.bad[role=status]")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_place_is_picked_without_script_province_then_city(opened, width):
    page = opened(width, script=False)
    page.goto("/")
    page.locator(".tile-map a[href='/places/IR-23/']").click()
    city = page.locator(".cities a").first
    name = city.inner_text()
    city.click()
    expect(page.locator(".office-card").first).to_contain_text(name)


@pytest.mark.parametrize(("paper", "sheet"), [("sheet", (420, 595)), ("poster", (595, 842))])
def test_papers_of_an_office_fill_one_sheet(opened, paper, sheet):
    page = opened(WIDE, script=False)
    page.goto("/find/?open=serving")
    address = page.locator(".office-card h2 a").first.get_attribute("href")
    for start in ("", "/en"):
        page.goto(f"{start}{address}{paper}/")
        printed = page.pdf(prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
        assert [tuple(round(float(side)) for side in box) for box in boxes] == [sheet]
