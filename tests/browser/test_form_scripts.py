"""The scripts of forms in a real browser: the calendar, its keys and sums, files, codes."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Browser, Page, expect

from parvaneh.law import jalali
from tests.browser.conftest import PageAs
from tools.demo_server import Demo

YEARS = range(1300, 1500)
ALL_MONTHS = """async () => {
  const day = await import(document.getElementById("scripts").dataset.urlDay);
  const found = [];
  for (let year = day.FIRST_YEAR; year <= day.LAST_YEAR; year += 1)
    for (let month = 1; month <= 12; month += 1)
      found.push([year, month, day.monthLength(year, month), day.weekday(year, month, 1)]);
  return found;
}"""
STEPS = """async ([start, count]) => {
  const day = await import(document.getElementById("scripts").dataset.urlDay);
  let at = day.read(start);
  const found = [];
  for (let n = 0; n < count; n += 1) { at = day.daysLater(at, 1); found.push(day.written(at)); }
  return found;
}"""
DAY, PICKER = "#every_day", ".day-dialog[open]"


@pytest.fixture
def gallery(page_as: PageAs) -> Page:
    return page_as("", "/gallery/")


def test_the_script_counts_months_and_weekdays_as_the_law_does(gallery: Page):
    found = gallery.evaluate(ALL_MONTHS)
    assert len(found) == len(YEARS) * 12
    for year, month, length, weekday in found:
        first = jalali.jalali(year, month, 1)
        assert length == jalali.days_in_month(first), (year, month)
        assert weekday == (first.weekday() + 2) % 7, (year, month)


def test_day_follows_day_across_leap_years(gallery: Page):
    first = jalali.jalali(1395, 1, 1)
    found = gallery.evaluate(STEPS, ["1395/01/01", 5000])
    wanted = (jalali.text(first + dt.timedelta(days=n)) for n in range(1, 5001))
    assert found == [one.replace("-", "/") for one in wanted]


def opened(page: Page, day: str) -> None:
    page.fill(DAY, day)
    page.click(f"{DAY} ~ .day-open")
    expect(page.locator(PICKER)).to_be_visible()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.at || document.activeElement.id")


def closed(page: Page) -> None:
    """Wait until the field has the focus again: a dialog tells of its closing in a later task."""
    expect(page.locator(DAY)).to_be_focused()
    expect(page.locator(PICKER)).to_have_count(0)


# In Persian the next day lies on the left.
KEYS = [
    ("ArrowLeft", "1405/01/01"),  # 1404 is no leap year
    ("ArrowRight", "1404/12/28"),
    ("ArrowDown", "1405/01/07"),
    ("ArrowUp", "1404/12/22"),
    ("Home", "1404/12/23"),
    ("End", "1404/12/29"),
    ("PageUp", "1404/11/29"),
    ("PageDown", "1405/01/29"),
    ("Shift+PageUp", "1403/12/29"),
    ("Shift+PageDown", "1405/12/29"),
]


def test_keys_move_through_the_calendar(gallery: Page):
    for key, there in KEYS:
        opened(gallery, "۱۴۰۴/۱۲/۲۹")
        assert focused(gallery) == "1404/12/29"
        gallery.keyboard.press(key)
        assert focused(gallery) == there, key
        gallery.keyboard.press("Escape")
        closed(gallery)
        assert gallery.input_value(DAY) == "۱۴۰۴/۱۲/۲۹"


def test_a_day_is_chosen_by_key_and_by_click(gallery: Page):
    opened(gallery, "1403/12/29")
    gallery.keyboard.press("ArrowLeft")  # 1403 is a leap year
    gallery.keyboard.press("Enter")
    closed(gallery)
    assert gallery.input_value(DAY) == "۱۴۰۳/۱۲/۳۰"
    opened(gallery, "1404/07/12")
    gallery.click('.day-dialog[open] [data-at="1404/07/20"]')
    assert gallery.input_value(DAY) == "۱۴۰۴/۰۷/۲۰"


def test_today_is_marked(gallery: Page):
    opened(gallery, "")
    today = gallery.get_attribute(DAY, "data-today")
    assert focused(gallery) == today
    assert gallery.get_attribute(f'{PICKER} [aria-current="date"]', "data-at") == today


def test_the_mask_takes_three_kinds_of_digits_and_leaves_words_alone(gallery: Page):
    for typed in ("14040712", "۱۴۰۴۰۷۱۲", "١٤٠٤٠٧١٢", "1404/07/12"):
        gallery.fill(DAY, "")
        gallery.type(DAY, typed)
        assert gallery.input_value(DAY) == "۱۴۰۴/۰۷/۱۲", typed
    gallery.fill(DAY, "")
    gallery.type(DAY, "۱۲ مهر ۱۴۰۴")
    assert gallery.input_value(DAY) == "۱۲ مهر ۱۴۰۴"


def test_a_code_is_grouped_and_its_check_digit_looked_at(gallery: Page):
    box = "#every_followed"
    gallery.type(box, "4097361528046191")
    assert gallery.input_value(box) == "۴۰۹۷ ۳۶۱۵ ۲۸۰۴ ۶۱۹۱"
    assert "over" not in (gallery.get_attribute(f"{box} ~ .code-said", "class") or "")
    gallery.fill(box, "")
    gallery.type(box, "4097361528046919")
    assert "over" in (gallery.get_attribute(f"{box} ~ .code-said", "class") or "")


def test_an_amount_is_said_in_words_and_tomans(gallery: Page):
    gallery.fill("#every_amount", "۱۲۵۰۰۰۰۰")
    expect(gallery.locator(".rials-said").nth(-2)).to_have_text(
        "۱۲ میلیون و ۵۰۰ هزار ریال = ۱٬۲۵۰٬۰۰۰ تومان"
    )


def test_files_of_another_kind_are_refused_before_they_are_sent(gallery: Page):
    gallery.set_input_files(
        "#every_files",
        [
            {"name": "رأی.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1"},
            {"name": "a.exe", "mimeType": "x/y", "buffer": b"MZ"},
        ],
    )
    box = gallery.locator(".upload", has=gallery.locator("#every_files"))
    expect(box.locator(".error")).to_contain_text("a.exe")
    expect(box.locator(".files li")).to_have_count(1)
    assert gallery.evaluate("document.getElementById('every_files').files.length") == 1
    box.locator(".file-out").click()
    expect(box.locator(".files li")).to_have_count(0)


def test_counties_follow_the_province_and_other_opens_its_field(gallery: Page):
    gallery.select_option("#every_place", "IR-23")
    groups = "document.querySelectorAll('#every_place-county optgroup').length"
    assert gallery.evaluate(groups) == 1
    expect(gallery.locator("#question_said")).to_be_hidden()
    gallery.check("#question_what_2")
    expect(gallery.locator("#question_said")).to_be_visible()


def test_without_script_every_field_is_there(browser: Browser, demo: Demo):
    page = browser.new_context(base_url=demo.address, java_script_enabled=False).new_page()
    page.goto("/gallery/")
    expect(page.locator("#question_said")).to_be_visible()
    assert page.locator("#every_place-county optgroup").count() == 31


def test_leaving_what_was_written_asks(gallery: Page):
    asked = []
    gallery.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    gallery.type("#every_text", "متن")
    gallery.evaluate("location.href = '/'")
    gallery.wait_for_timeout(500)
    assert asked == ["beforeunload"]
