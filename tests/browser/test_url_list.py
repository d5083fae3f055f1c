"""The list of pages is whole: nothing that answers GET is left out."""

from __future__ import annotations


def test_every_route_is_a_page_or_says_why_it_is_none(url_list):
    assert not url_list.faults


def test_strangers_and_several_people_see_pages(url_list):
    assert {one.somebody for one in url_list.pages} > {"", "officer_1"}


def test_a_page_answers_in_both_languages(url_list, window):
    page = window().new_page()
    for language, direction in (("fa", "rtl"), ("en", "ltr")):
        assert page.goto(url_list.pages[0].path_in(language)).status == 200
        assert page.locator(f"html[lang={language}][dir={direction}]").count() == 1
