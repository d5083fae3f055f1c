"""Documents and notices: who reads them, and the opening that is service, once."""

from __future__ import annotations

import pytest
from django.test import Client

from parvaneh.casework.models import Notice
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.models import Event
from parvaneh.site.tests.cast import OWN, Cast, client_of


@pytest.fixture
def addressee(cast: Cast) -> Client:
    return client_of(cast.addressee)


def opened(client: Client, cast: Cast):
    return client.post(f"/notices/{cast.notice.code}/", {FIELD: key_make(now_utc())})


def test_the_addressee_reads_a_document_only_after_opening_its_notice(cast: Cast, addressee):
    led = addressee.get(f"/documents/{cast.document.code}/")
    assert (led.status_code, led["Location"]) == (302, f"/notices/{cast.notice.code}/")
    assert Notice.objects.get(pk=cast.notice.pk).served_on is None
    assert opened(addressee, cast).status_code == 303
    read = addressee.get(f"/documents/{cast.document.code}/")
    assert (read.status_code, read.content) == (200, b"%PDF-1")
    assert read["Content-Type"] == "application/pdf"
    assert read["Content-Disposition"].startswith("attachment")
    assert "no-store" in read["Cache-Control"]


def test_opening_twice_is_one_service(cast: Cast, addressee):
    for _ in range(2):
        assert opened(addressee, cast).status_code == 303
    served = Notice.objects.get(pk=cast.notice.pk)
    assert (served.proof, served.viewed_at is None) == ("viewed", False)
    assert Event.objects.filter(kind="notice.served", subject=cast.notice.key).count() == 1


def test_looking_at_the_notice_is_no_service(cast: Cast, addressee):
    page = addressee.get(f"/en/notices/{cast.notice.code}/").content.decode()
    assert "Opening it is service" in page
    assert Notice.objects.get(pk=cast.notice.pk).viewed_at is None


def test_the_case_page_leads_the_addressee_to_the_notice_and_the_deputy_to_the_document(
    cast: Cast, addressee
):
    deputy = next(
        one for one in cast.everybody if one.role == "provincial_deputy" and one.relation == OWN
    )
    path = f"/cases/{cast.case.number}/"
    theirs = addressee.get(path).content.decode()
    assert f"/documents/{cast.document.code}/" not in theirs
    assert f"/notices/{cast.notice.code}/" in theirs
    read = client_of(deputy.user).get(path).content.decode()
    assert f"/documents/{cast.document.code}/" in read
    assert "رأی.pdf" in read
