"""The search page and the palette's list: what is found, and nothing beyond one's reach."""

from __future__ import annotations

import pytest
from django.test import Client

from parvaneh.site.tests.cast import OTHER, OWN, Cast, client_of


def client_as(cast: Cast, role: str, relation: str = OWN) -> Client:
    return client_of(
        next(one.user for one in cast.everybody if (one.role, one.relation) == (role, relation))
    )


def entries(client: Client, asked: str) -> list[dict[str, str]]:
    return client.get("/en/palette/", {"q": asked}).json()["entries"]


def test_an_office_is_found_by_the_beginning_of_its_code_in_any_digits(cast: Cast):
    client = client_as(cast, "provincial_deputy")
    for asked in ("23000", "۲۳۰۰۰", "٢٣ ٠٠٠"):
        found = [one["hint"] for one in entries(client, asked)]
        assert [one for one in found if "2300001" in one], asked
        assert not [one for one in found if "0700001" in one], asked


def test_an_office_is_found_by_its_name_with_arabic_letters(cast: Cast):
    found = entries(client_as(cast, "provincial_deputy"), "دفتر ٢٣٠٠٠٠٢")
    assert [one["words"] for one in found] == ["دفتر 2300002"]


def test_who_holds_a_role_elsewhere_finds_neither_office_nor_case(cast: Cast):
    client = client_as(cast, "provincial_deputy", OTHER)
    for asked in ("2300001", cast.case.number):
        assert entries(client, asked) == []


def test_without_a_question_the_pages_of_the_reader_are_listed(cast: Cast):
    client = client_as(cast, "provincial_deputy")
    assert {"/en/", "/en/cases/", "/en/account/"} <= {one["url"] for one in entries(client, "")}
    page = client.get("/en/search/").content.decode()
    assert 'href="/en/cases/"' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("asked", ["\u202e\u202d", "%_\\", "۱" * 3000, "<b>", "ا\u0301" * 90])
def test_hostile_questions_find_nothing_and_break_nothing(cast: Cast, asked: str):
    client = client_as(cast, "provincial_deputy")
    page = client.get("/search/", {"q": asked})
    assert page.status_code == 200
    assert "<b>" not in page.content.decode()
    assert all(one["url"] for one in entries(client, asked))


def test_the_palette_is_offered_only_where_it_was_switched_on(cast: Cast):
    from parvaneh.frame.idempotency_key import FIELD, key_make  # noqa: PLC0415 - only here
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - only here

    client = client_as(cast, "provincial_deputy")
    assert "data-url-palette=" not in client.get("/search/").content.decode()

    def choose(choice: str):
        return client.post("/account/palette/", {"palette": choice, FIELD: key_make(now_utc())})

    assert choose("on").status_code == 303
    assert 'data-url-entries="/palette/"' in client.get("/search/").content.decode()
    assert choose("off").status_code == 303
    assert "data-url-palette=" not in client.get("/search/").content.decode()
