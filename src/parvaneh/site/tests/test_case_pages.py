"""The generic case page: what it says, what its forms do, and what hostile text does to them."""

from __future__ import annotations

import pytest
from django.test import Client

from parvaneh.casework.models import Case, Note
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.site.tests.cast import OWN, Cast, client_of

HOSTILE = [
    "",
    " ",
    "۱۴۰۴/۱۳/۴۵",
    "٠٩١٢٣٤٥٦٧٨٩",
    "\u202eمعکوس\u202c",
    "\u200c\u200c",
    "ي" * 5000,
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "'; DROP TABLE casework_case; --",
    "a\x00b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "1404/07/12\n1404/07/13",
    "-1",
    "9" * 40,
    "{found}",
]


@pytest.fixture
def deputy(cast: Cast) -> Client:
    one = next(
        one for one in cast.everybody if one.role == "provincial_deputy" and one.relation == OWN
    )
    return client_of(one.user)


def sent(client: Client, path: str, **form: str):
    client.raise_request_exception = False
    return client.post(path, {FIELD: key_make(now_utc()), **form})


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_case_says_its_state_what_is_next_and_why_until_when(cast: Cast, deputy, language):
    prefix = "/en" if language == "en" else ""
    page = deputy.get(f"{prefix}/cases/{cast.case.number}/").content.decode()
    said = {
        "fa": ["درخواست‌شده", "بررسی", "ماده ۱۲ بند ۱ دستورالعمل ۱۴۰۴", "این مهلت چگونه شمرده"],
        "en": ["asked", "examine", "art. 12(1), Directive of 1404", "How was this counted?"],
    }
    for words in said[language]:
        assert words in page
    assert page.count("<h1>") == 1
    assert "<script>" not in page


def test_the_first_page_says_first_what_there_is_and_the_rest_in_one_line(cast: Cast, deputy):
    page = deputy.get("/en/").content.decode()
    tiles, _, rest = page.partition("None:")
    line = rest.partition("</p>")[0]
    assert "?queue=turn" in tiles
    assert "<strong>0</strong>" not in tiles
    assert "?at=mentions" in line
    assert "?queue=turn" not in line


def test_the_list_of_cases_is_sorted_by_the_last_day_on_demand(cast: Cast, deputy):
    page = deputy.get("/en/cases/?queue=all&sort=due").content.decode()
    assert 'aria-sort="ascending"' in page
    assert "sort=-due" in page
    assert cast.case.number in page


def seen(cast: Cast) -> str:
    """The version of the case that a reader would see now."""
    return str(type(cast.case).objects.get(pk=cast.case.pk).version)


def test_a_step_moves_the_case_and_leads_back_to_it(cast: Cast, deputy):
    path = f"/cases/{cast.case.number}/examine/"
    answer = sent(deputy, path, version=seen(cast), reason="مدارک کامل است")
    assert answer.status_code == 303
    assert answer["Location"] == f"/cases/{cast.case.number}/"
    assert Case.objects.get(pk=cast.case.pk).state == "examined"
    course = deputy.get(answer["Location"]).content.decode()
    assert "بررسی‌شده" in course


def test_a_step_on_what_has_changed_meanwhile_is_a_conflict(cast: Cast, deputy):
    answer = sent(deputy, f"/cases/{cast.case.number}/examine/", version="7", reason="x")
    assert answer.status_code == 409
    assert Case.objects.get(pk=cast.case.pk).state == "asked"


def test_a_refusal_stands_beside_its_field(cast: Cast, deputy):
    answer = sent(
        deputy,
        f"/en/cases/{cast.case.number}/examine/",
        version=seen(cast),
        reason="later",
        occurred_on="1450/01/01",
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_occurred_on-error"' in page
    assert "lies in the future" in page


def test_what_ends_a_case_is_confirmed(cast: Cast, deputy):
    sent(deputy, f"/cases/{cast.case.number}/examine/", version=seen(cast))
    path = f"/en/cases/{cast.case.number}/decide/"
    page = deputy.get(path).content.decode()
    assert "It cannot be taken back" in page
    unconfirmed = sent(deputy, path, version=seen(cast), reason="so it is")
    assert unconfirmed.status_code == 422
    assert Case.objects.get(pk=cast.case.pk).ended_on is None
    assert sent(deputy, path, version=seen(cast), reason="so", confirmed="on").status_code == 303
    assert Case.objects.get(pk=cast.case.pk).ended_on


@pytest.mark.slow
def test_hostile_text_is_kept_or_refused_and_never_a_fault(cast: Cast, deputy):
    number = cast.case.number
    for text in HOSTILE:
        step = sent(deputy, f"/cases/{number}/examine/", version=text, reason=text)
        day = sent(
            deputy, f"/cases/{number}/examine/", version=seen(cast), occurred_on=text, reason=text
        )
        note = sent(deputy, f"/cases/{number}/notes/", text=text, visibility="private")
        odd = sent(deputy, f"/cases/{number}/notes/", text="x", visibility=text)
        key = deputy.post(f"/cases/{number}/notes/", {FIELD: text, "text": "x"})
        statuses = {one.status_code for one in (step, day, note, odd, key)}
        assert statuses <= {303, 400, 404, 409, 422}, text  # 404: the step has been taken
    page = deputy.get(f"/cases/{number}/").content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert Note.objects.filter(case=cast.case).exists()


def test_hostile_addresses_find_nothing(cast: Cast, deputy):
    deputy.raise_request_exception = False
    for text in HOSTILE[3:]:
        address = text.replace("/", "-").replace("\n", "")
        answer = deputy.get("/cases/", {"queue": text, "after": text})
        assert answer.status_code == 200, text
        if address.strip():
            assert deputy.get(f"/cases/{address}/").status_code == 404, text
