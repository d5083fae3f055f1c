"""The pages of objections as their people walk them: manager, province, Services Deputy."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvaneh.access.acting import Acting
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.frame.jobs import run_waiting
from parvaneh.kit.clock import now_utc
from parvaneh.ranking.models import Objection, ObjectionDraft
from parvaneh.ranking.tests.objection_cast import Announcing, announced_country
from parvaneh.registry.models import Grade
from parvaneh.site.tests.cast import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODE = "2300102"
PDF = b"%PDF-1.7 receipt"


@pytest.fixture
def made() -> Announcing:
    return announced_country(at=now_utc())


def browser(acting: Acting) -> Client:
    client = client_of(acting.user)
    client.raise_request_exception = False
    return client


def sent(client: Client, path: str, **form: object):
    return client.post(path, {FIELD: key_make(now_utc()), **form})


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def points_on(text: str) -> list[str]:
    return re.findall(r'name="points"[^>]*value="([^"]+)"', text)


def written(made: Announcing, manager: Client) -> str:
    """A draft with one point, what is wrong and a document; the case's number."""
    number = made.cases[CODE].number
    at = f"/en/objections/{number}/"
    sent(manager, f"/en/objections/new/{CODE}/")
    first = points_on(page(manager, f"{at}what/"))[0]
    sent(manager, f"{at}what/", points=first)
    sent(manager, f"{at}wrong/", **{"claim-1": "نمره نادرست است", "reasons": ""})
    file = SimpleUploadedFile("رسید.pdf", PDF, "application/pdf")
    assert sent(manager, f"{at}documents/", files=file).status_code == 303
    return number


def test_a_manager_objects_in_five_steps_and_gets_a_receipt(made):
    manager = browser(made.country.managers[CODE])
    number = written(made, manager)
    at = f"/en/objections/{number}/"
    assert "نمره نادرست است" in page(manager, f"{at}check/")
    case = made.case(CODE)
    answer = sent(manager, f"{at}check/", version=case.version)
    assert answer.status_code == 303
    shown = page(manager, answer["Location"])
    objection = Objection.objects.get()
    assert objection.code in shown
    assert "The objection is lodged" in shown
    assert not ObjectionDraft.objects.exists()
    assert sent(manager, f"{at}check/", version=case.version).status_code == 404
    assert objection.code in page(manager, "/en/objections/")


def test_nothing_that_was_written_is_lost_on_an_error_or_when_one_goes_away(made):
    manager = browser(made.country.managers[CODE])
    number = made.cases[CODE].number
    at = f"/en/objections/{number}/"
    sent(manager, f"/en/objections/new/{CODE}/", criterion="I1.a", evidence="")
    sent(manager, f"{at}what/", points=["I1.a|", "I1.b|"])
    answer = sent(manager, f"{at}wrong/", **{"claim-1": "دلیل من", "claim-2": ""})
    assert answer.status_code == 303
    told = page(manager, answer["Location"])
    assert "error-summary" in told
    assert "دلیل من" in told
    assert sent(manager, f"{at}what/").status_code == 422
    sent(manager, f"{at}what/", points=["I1.b|", "I1.a|"], later="1")
    assert "دلیل من" in page(manager, f"{at}wrong/")


def test_nobody_else_reads_a_draft_or_objects_for_the_office(made):
    manager = browser(made.country.managers[CODE])
    number = written(made, manager)
    for other in (made.country.deputy, made.country.managers["2300103"], made.country.officer):
        client = browser(other)
        for where in ("what", "wrong", "documents", "check"):
            assert client.get(f"/en/objections/{number}/{where}/").status_code == 404
        assert client.get(f"/en/objections/new/{CODE}/").status_code == 404


def lodged(made: Announcing) -> tuple[str, Client]:
    manager = browser(made.country.managers[CODE])
    number = written(made, manager)
    version = made.case(CODE).version
    assert sent(manager, f"/en/objections/{number}/check/", version=version).status_code == 303
    return f"/en/objections/{number}/", manager


def test_the_province_returns_and_sends_the_manager_completes(made):
    at, manager = lodged(made)
    deputy = browser(made.country.deputy)
    assert "نمره نادرست است" in page(deputy, f"{at}return/")
    form = {"version": made.case(CODE).version, "lacking": "امضا"}
    assert sent(deputy, f"{at}return/", **form).status_code == 303
    assert "امضا" in page(manager, at)
    form = {"version": made.case(CODE).version, "said": "پیوست شد"}
    assert sent(manager, f"{at}completion/", **form).status_code == 303
    form = {"version": made.case(CODE).version, "advice": "accept", "opinion": ""}
    assert sent(deputy, f"{at}sending/", **form).status_code == 422
    form |= {"opinion": "درست است"}
    assert sent(deputy, f"{at}sending/", **form).status_code == 303
    assert made.case(CODE).state == "with_deputy"
    assert browser(made.country.deputy_of_fars).get(at).status_code == 404


def test_the_deputy_sees_what_would_come_of_it_before_deciding(made):
    at, manager = lodged(made)
    deputy, officer = browser(made.country.deputy), browser(made.country.officer)
    sending = {"version": made.case(CODE).version, "advice": "accept", "opinion": "x"}
    sent(deputy, f"{at}sending/", **sending)
    assert Objection.objects.get().code in page(officer, "/en/objections/")
    version = made.case(CODE).version
    form = {
        "version": version, "verdict-1": "yes", "do-1": "score", "score-1": "۱۰۰",
        "answer-1": "سند می‌گوید", "reasons": "پذیرفته شد", "do": "decide",
    }  # fmt: skip
    answer = sent(officer, f"{at}decision/", **form)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Nothing is written yet" in text
    assert Grade.objects.filter(office__code=CODE).count() == 1
    seen = re.search(r'name="seen"[^>]*value="([0-9a-f]{64})"', text)[1]
    # What was seen of other words does not decide.
    other = sent(officer, f"{at}decision/", **{**form, "score-1": "90", "seen": seen})
    assert other.status_code == 200
    assert sent(officer, f"{at}decision/", **form, seen=seen).status_code == 303
    assert Grade.objects.filter(office__code=CODE).count() == 2
    run_waiting()
    assert sent(officer, f"{at}service/", version=made.case(CODE).version).status_code == 303
    assert "accepted" in page(manager, at)


def test_a_decision_without_answers_is_shown_again_with_all_that_is_missing(made):
    at, _ = lodged(made)
    form = {"version": made.case(CODE).version, "advice": "reject", "opinion": "x"}
    sent(browser(made.country.deputy), f"{at}sending/", **form)
    officer = browser(made.country.officer)
    answer = sent(officer, f"{at}decision/", version=made.case(CODE).version)
    assert answer.status_code == 422
    assert answer.content.decode().count("error-summary") >= 1
    kept = {"verdict-1": "yes", "answer-1": "دلیل", "reasons": "دلیل کلی"}
    answer = sent(officer, f"{at}decision/", version=made.case(CODE).version, **kept)
    assert answer.status_code == 422
    assert "دلیل کلی" in answer.content.decode()


def test_the_generic_case_page_leads_to_the_pages_of_objections(made):
    at, manager = lodged(made)
    number = made.cases[CODE].number
    case_page = page(manager, f"/en/cases/{number}/")
    assert f"{at}withdrawal/" in case_page
    answer = manager.get(f"/en/cases/{number}/withdraw/")
    assert (answer.status_code, answer["Location"]) == (302, f"{at}withdrawal/")
    form = {"version": made.case(CODE).version, "reason": ""}
    assert sent(manager, f"/en/cases/{number}/withdraw/", **form).status_code == 302
    assert made.case(CODE).state == "objected"
    assert sent(manager, f"{at}withdrawal/", **form).status_code == 303
    assert made.case(CODE).state == "withdrawn"
