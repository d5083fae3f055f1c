"""The shell around every page: the mark of a demonstration, the menu, one heading, the gallery."""

from __future__ import annotations

import re

import pytest
from django.db import Error
from django.test import Client

from parvaneh.kit.clock import now_utc
from parvaneh.registry.models import Demonstration
from parvaneh.site import demonstration, menu
from parvaneh.site.demonstration import is_marked
from parvaneh.site.tests.cast import OWN, Cast, client_of

MARK = "demo-mark"
STRANGERS = (
    "/",
    "/en/",
    "/account/login/",
    "/en/account/password/reset/",
    "/nothing/",
    "/gallery/",
)


@pytest.fixture
def marked(db):
    return Demonstration.objects.create(
        seed=1, size="small", standing="ranked", made_at=now_utc(), made_by="system"
    )


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", STRANGERS)
def test_every_page_of_a_demonstration_says_so(marked, client, path):
    assert MARK in page(client, path)


@pytest.mark.parametrize("path", STRANGERS)
def test_no_other_page_says_so(db, client, path):
    assert MARK not in page(client, path)


@pytest.mark.parametrize("path", STRANGERS)
def test_every_page_has_one_heading_one_title_and_a_way_past_the_menu(db, client, path):
    html = page(client, path)
    assert html.startswith("<!doctype html>")
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>\S", html)
    assert html.index('href="#main"') < html.index('<main id="main"')


def test_a_page_about_a_silent_database_keeps_the_mark_it_knew(marked, monkeypatch):
    assert is_marked()

    def silent() -> bool:
        raise Error

    monkeypatch.setattr(demonstration, "is_demonstration", silent)
    assert is_marked(ask=False)
    assert is_marked()


def of_role(cast: Cast, role: str) -> Client:
    found = next(one for one in cast.everybody if one.role == role and one.relation == OWN)
    return client_of(found.user)


def links(html: str) -> set[str]:
    side = re.search(r'<div class="side">(.*?)</div>', html, re.DOTALL)
    return set(re.findall(r'href="([^"]+)"', side[1])) if side else set()


def test_staff_find_the_menu_of_what_they_may_and_parties_none(cast):
    officer = page(of_role(cast, "department_officer"), "/cases/")
    assert "/cases/" in links(officer)
    assert '<body class="staff">' in officer
    assert 'aria-current="page"' in officer
    party = page(of_role(cast, "office_manager"), "/cases/")
    assert not links(party)
    assert '<body class="staff">' not in party


def test_an_entry_is_shown_only_to_whom_its_page_answers(cast, monkeypatch):
    locked = menu.Entry("Log", "home", menu.Permission.LOG_SEE)
    monkeypatch.setattr(menu, "MENU", {"Log": (locked,)})
    assert links(page(of_role(cast, "auditor"), "/")) == {"/"}
    assert not links(page(of_role(cast, "inspector"), "/"))


def test_every_entry_of_the_menu_leads_to_a_page(db):
    entries = [one for group in menu.MENU.values() for one in group]
    assert entries
    assert all(menu.route_or_nothing(one.route) for one in entries)


def test_only_the_entry_nearest_to_the_page_is_the_one_read(cast, monkeypatch):
    entries = (menu.Entry("First page", "home"), menu.Entry("Cases", "cases"))
    monkeypatch.setattr(menu, "MENU", {"Work": entries})
    html = page(of_role(cast, "inspector"), "/cases/")
    here = re.findall(r'href="([^"]+)" aria-current="page">(?:پرونده|Cases)', html)
    assert set(here) == {"/cases/"}


def test_the_gallery_shows_every_component_in_both_languages(marked, client):
    for path in ("/gallery/", "/en/gallery/"):
        html = page(client, path)
        assert html.count('class="specimen"') == len(
            set(re.findall(r'class="specimen" id="(\w+)"', html))
        )
        assert len(re.findall(r"<h1[ >]", html)) == 1
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)


def test_there_is_no_gallery_where_work_is_done(db, client):
    assert client.get("/gallery/").status_code == 404
