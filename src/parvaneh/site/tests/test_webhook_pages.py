"""Who is told of changes: adding, the secret, sending again, ending; what each page shows."""

import pytest

from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.models import Event
from parvaneh.site.tests.cast import client_of
from parvaneh.webhooks.models import Delivery, DeliveryState, Target

ADDRESS = "https://told.example.org/grades"


@pytest.fixture
def administrator(cast, settings):
    settings.WEBHOOK_HOSTS = ["told.example.org"]
    return client_of(next(one.user for one in cast.everybody if one.role == "administrator"))


def post(client, path, **said):
    return client.post(path, said | {FIELD: key_make(now_utc())})


def target():
    return Target.objects.get(code="t-booking")


def test_a_system_is_added_and_its_secret_seen_for_a_while(administrator):
    said = {"title": "سامانه ۲", "url": ADDRESS, "kinds": ["grade.changed"]}
    where = post(administrator, "/machine/webhooks/new/", **said).headers["Location"]
    page = administrator.get(where).content.decode()
    assert ADDRESS in page
    made = Target.objects.get(url=ADDRESS)
    secret = made.secret.reveal()
    assert secret not in page
    path = f"/machine/webhooks/{made.code}/secret/"
    assert secret not in administrator.get(path).content.decode()
    post(administrator, path)
    assert Event.objects.latest("number").kind == "target.secret-shown"
    shown = administrator.get(path)
    assert secret in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert secret not in administrator.get("/machine/webhooks/t-booking/secret/").content.decode()
    assert secret not in administrator.get(path).content.decode()  # the other page forgot it


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(administrator):
    said = {"title": "سامانه ۲", "url": "http://evil.example/", "kinds": []}
    answer = post(administrator, "/en/machine/webhooks/new/", **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "evil.example" in page
    assert "سامانه ۲" in page
    assert not Target.objects.filter(title="سامانه ۲").exists()


def test_chosen_messages_are_sent_again(administrator):
    row = Delivery.objects.get(target=target())
    Delivery.objects.update(state=DeliveryState.GIVEN_UP, tries=9)
    post(administrator, "/machine/webhooks/t-booking/repeat/", pick=[row.message.code])
    row.refresh_from_db()
    assert (row.state, row.tries) == (DeliveryState.WAITING, 0)


def test_an_ended_system_offers_nothing_more(administrator):
    post(administrator, "/machine/webhooks/t-booking/end/", because="برچیده شد")
    page = administrator.get("/en/machine/webhooks/t-booking/").content.decode()
    assert "no longer told" in page
    assert "برچیده شد" in page
    assert administrator.get("/machine/webhooks/t-booking/secret/").status_code == 404
    assert post(administrator, "/machine/webhooks/t-booking/repeat/").status_code == 404
