"""Targets, the outbox, signed deliveries, trying again, and who may do what."""

import base64
import json
from datetime import timedelta

import pytest
from django.db import transaction

from parvaneh.access.tests.cast import acting_as
from parvaneh.frame.jobs import run_waiting
from parvaneh.frame.refused import NotThere, Refused
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.models import Event
from parvaneh.webhooks.addresses import address_faults
from parvaneh.webhooks.models import Delivery, DeliveryState, Message, MessageKind, Target
from parvaneh.webhooks.operations import (
    deliveries_repeat,
    messages_put,
    target_add,
    target_end,
)
from parvaneh.webhooks.sending import WAITS, webhooks_follow, webhooks_send
from parvaneh.webhooks.signing import secret_make, signed
from parvaneh.webhooks.tests.receiver import is_genuine, receiving

pytestmark = pytest.mark.django_db

KINDS = [MessageKind.GRADE_CHANGED.value]
TOLD = {"office": "1200001", "grade": "عالی", "cycle": 1404}


@pytest.fixture
def administrator():
    return acting_as("administrator")


@pytest.fixture
def receiver(settings):
    with receiving() as found:
        settings.WEBHOOK_HOSTS = [found.url.split("/")[2]]
        yield found


@pytest.fixture
def target(receiver, administrator):
    return target_add(
        title="سامانه نوبت‌دهی", url=receiver.url, kinds=KINDS, by=administrator, at=now_utc()
    )


def put(*told):
    return messages_put(kind=MessageKind.GRADE_CHANGED, told=told or [TOLD], at=now_utc())


def due_now():
    Delivery.objects.update(due_at=now_utc() - timedelta(seconds=1))


def test_a_message_arrives_signed_and_says_what_changed(target, receiver):
    assert put() == 1
    run_waiting()
    [(headers, body)] = receiver.got
    assert is_genuine(headers, body, target.secret.reveal())
    said = json.loads(body)
    assert said["type"] == "grade.changed"
    assert said["data"] == TOLD
    assert headers["webhook-id"] == Message.objects.get().code
    assert Delivery.objects.get().state == DeliveryState.ARRIVED


def test_an_altered_body_is_not_genuine(target, receiver):
    put()
    run_waiting()
    [(headers, body)] = receiver.got
    assert not is_genuine(headers, body.replace("1404", "1405"), target.secret.reveal())


def test_the_signature_of_a_known_message_is_the_known_one():
    # Computed with the reference of the specification's own example secret.
    secret = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
    found = signed(code="msg_1", timestamp=1_614_265_330, body='{"test": 1}', secret=secret)
    assert is_genuine(found, '{"test": 1}', secret)
    assert secret_make() != secret_make()


def test_nothing_is_put_where_the_change_is_taken_back(target):
    with pytest.raises(RuntimeError), transaction.atomic():
        put()
        raise RuntimeError
    assert not Message.objects.exists()


def test_what_nobody_asked_for_is_not_written(target):
    assert messages_put(kind=MessageKind.ANNOUNCED, told=[TOLD], at=now_utc()) == 0
    assert not Message.objects.exists()


def test_what_fails_is_tried_again_later_with_the_same_code(target, receiver):
    receiver.answers = [500]
    put()
    run_waiting()
    waiting = Delivery.objects.get()
    assert (waiting.state, waiting.tries, waiting.answered) == (DeliveryState.WAITING, 1, 500)
    webhooks_send(target=target.code)  # not due yet
    assert len(receiver.got) == 1
    due_now()
    webhooks_follow()
    run_waiting()
    first, second = (headers["webhook-id"] for headers, _ in receiver.got)
    assert first == second
    assert Delivery.objects.get().state == DeliveryState.ARRIVED


def test_a_redirect_is_not_followed(target, receiver):
    receiver.answers = [302]
    put()
    run_waiting()
    assert len(receiver.got) == 1
    assert Delivery.objects.get().answered == 302


def test_a_receiver_that_is_gone_is_given_up_at_once_others_after_the_last_try(target, receiver):
    receiver.answers = [410]
    put()
    run_waiting()
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP
    Delivery.objects.update(state=DeliveryState.WAITING, tries=len(WAITS))
    receiver.answers = [503]
    due_now()
    webhooks_send(target=target.code)
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


def test_a_host_that_was_taken_off_the_list_is_called_no_more(target, receiver, settings):
    settings.WEBHOOK_HOSTS = ["example.org"]
    put()
    run_waiting()
    assert not receiver.got
    assert Delivery.objects.get().failure == "not-listed"


def test_many_messages_go_out_in_pieces_each_once(target, receiver):
    put(*({**TOLD, "office": f"{number:07}"} for number in range(160)))
    run_waiting()
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 160
    assert len(receiver.got) == 160


def test_what_did_not_arrive_can_be_sent_again(target, receiver, administrator):
    receiver.answers = [410]
    put()
    run_waiting()
    assert deliveries_repeat(target=target, messages=[], by=administrator, at=now_utc()) == 1
    run_waiting()
    assert Delivery.objects.get().state == DeliveryState.ARRIVED
    assert deliveries_repeat(target=target, messages=[], by=administrator, at=now_utc()) == 0
    code = Message.objects.get().code
    assert deliveries_repeat(target=target, messages=[code], by=administrator, at=now_utc()) == 1


def test_an_ended_target_hears_nothing_more(target, receiver, administrator):
    put()
    target_end(target=target, because="سامانه برچیده شد", by=administrator, at=now_utc())
    run_waiting()
    assert not receiver.got
    assert put() == 0
    with pytest.raises(NotThere):
        target_end(target=target, because="دوباره", by=administrator, at=now_utc())
    with pytest.raises(NotThere):
        deliveries_repeat(target=target, messages=[], by=administrator, at=now_utc())


def test_all_that_is_wrong_is_said_at_once(administrator, settings):
    settings.WEBHOOK_HOSTS = ["example.org"]
    with pytest.raises(Refused) as why:
        target_add(
            title=" ", url="http://u:p@evil.example/#a", kinds=[], by=administrator, at=now_utc()
        )
    keys = [reason.key for reason in why.value.ruling.reasons]
    assert keys.count("url") == 3
    assert {"title", "kinds"} <= set(keys)
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org/", "https://[::1", "https://example.org:99999/",
     "https://example.org.evil.example/", "https://example.org:444/", "https://xn--a/"],
)  # fmt: skip
def test_only_listed_addresses_are_taken(url):
    assert address_faults(url, listed=["example.org"])


def test_a_listed_address_is_taken():
    assert not address_faults("https://Example.org/a?b=1", listed=["example.org"])


def test_who_does_not_keep_the_machine_adds_nobody(receiver):
    officer = acting_as("department_officer")
    with pytest.raises(Refused):
        target_add(title="x", url=receiver.url, kinds=KINDS, by=officer, at=now_utc())
    assert not Target.objects.exists()


def test_the_log_tells_of_targets_without_their_secrets(target):
    event = Event.objects.get(kind="target.added")
    assert target.secret.reveal() not in json.dumps(event.facts)
