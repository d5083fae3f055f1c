"""Messages: with the act, once, in office hours, muted and digested as their reader wants."""

import email
import email.policy
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from parvaneh.access.acting import Acting
from parvaneh.casework import messages
from parvaneh.casework.message_kinds import KINDS
from parvaneh.casework.messages import (
    is_office_hour,
    message_read,
    message_write,
    messages_digest,
    messages_for,
    messages_send,
    rule_set,
    text_of,
)
from parvaneh.casework.models import Message
from parvaneh.casework.tests.conftest import AT, user_made
from parvaneh.frame.refused import NotThere, Refused
from parvaneh.kit.text import Language
from parvaneh.ledger.acts import SYSTEM

pytestmark = pytest.mark.django_db
NIGHT = datetime(2025, 10, 4, 20, 0, tzinfo=UTC)
FRIDAY = datetime(2025, 10, 3, 8, 30, tzinfo=UTC)
FACTS = {"case": "1404-99-000001-07", "document": "9023/1/1404", "day": "2025-10-12"}


@pytest.fixture(autouse=True)
def outbox(settings, tmp_path, monkeypatch):
    settings.OUTBOX, settings.MAIL = tmp_path, ""
    clock_at(monkeypatch, AT)
    return tmp_path


@pytest.fixture
def user(db):
    user = user_made("manager_1")
    user.email, user.mobile = "manager_1@example.com", "+989120000000"
    user.save()
    return user


def clock_at(monkeypatch, at):
    monkeypatch.setenv("PARVANEH_NOW", at.isoformat())


def told(user, kind="notice", occasion="n-1", by=SYSTEM):
    message_write(
        to=[user], kind=kind, subject="notice:n-1", occasion=occasion, facts=FACTS, by=by, at=AT
    )


def mails(outbox):
    files = sorted((outbox / "mail").glob("*.eml")) if (outbox / "mail").exists() else []
    return [
        email.message_from_bytes(one.read_bytes(), policy=email.policy.default) for one in files
    ]


def test_an_own_duty_comes_by_every_channel_at_once(user, outbox, jobs_run_now):
    told(user)
    jobs_run_now()
    [mail] = mails(outbox)
    assert mail["To"] == user.email
    [sms] = (outbox / "sms").iterdir()
    assert json.loads(sms.read_text())["to"] == user.mobile
    assert messages_for(Acting(user)).count() == 1


def test_a_message_of_an_act_that_failed_is_never_sent(user, outbox, jobs_run_now):
    with pytest.raises(KeyError), transaction.atomic():
        told(user)
        raise KeyError
    jobs_run_now()
    assert mails(outbox) == []


def test_the_same_occasion_tells_once_and_a_job_begun_again_sends_nothing(
    user, outbox, jobs_run_now
):
    told(user)
    told(user)
    jobs_run_now()
    messages_send()
    assert len(mails(outbox)) == 1
    assert Message.objects.filter(sent_at=None).exclude(channel="app").count() == 0


def test_what_was_sent_but_not_noted_is_the_same_file_again(user, outbox, jobs_run_now):
    told(user)
    jobs_run_now()
    Message.objects.update(sent_at=None)
    messages_send()
    assert len(mails(outbox)) == 1


def test_nobody_is_told_of_their_own_act(user):
    told(user, by=Acting(user))
    assert not Message.objects.exists()


@pytest.mark.parametrize("at", [NIGHT, FRIDAY])
def test_nothing_is_sent_at_night_or_on_a_day_off(user, outbox, monkeypatch, jobs_run_now, at):
    clock_at(monkeypatch, at)
    told(user)
    jobs_run_now()
    assert mails(outbox) == []
    assert not is_office_hour(at)
    clock_at(monkeypatch, AT)
    messages_send()
    assert len(mails(outbox)) == 1


def test_a_quiet_reader_gets_it_afterwards(user, outbox, monkeypatch, jobs_run_now):
    until = AT + timedelta(hours=1)
    rule_set(by=Acting(user), at=AT, by_email=True, by_sms=False, muted_until=until)
    told(user)
    jobs_run_now()
    assert mails(outbox) == []
    clock_at(monkeypatch, until + timedelta(minutes=1))
    messages_send()
    assert len(mails(outbox)) == 1
    assert not (outbox / "sms").exists()


def test_other_news_comes_in_one_digest_a_day(user, outbox, monkeypatch, jobs_run_now):
    told(user, "mention", "a")
    told(user, "mention", "b")
    told(user, "moved", "c")
    jobs_run_now()
    assert mails(outbox) == []
    messages_digest()
    told(user, "moved", "d")
    messages_digest()
    jobs_run_now()
    [mail] = mails(outbox)
    assert "۳" in mail.get_content()
    clock_at(monkeypatch, AT + timedelta(days=1))
    messages_digest()
    jobs_run_now()
    assert len(mails(outbox)) == 2


def test_there_is_no_empty_digest(user, outbox, jobs_run_now):
    messages_digest()
    told(user, "mention", "a")
    message_read(message=messages_for(Acting(user)).get().pk, by=Acting(user), at=AT)
    messages_digest()
    rule_set(by=Acting(user), at=AT, by_email=True, by_sms=True, muted_kinds=["moved"])
    told(user, "moved", "b")
    messages_digest()
    jobs_run_now()
    assert mails(outbox) == []


def test_own_duties_cannot_be_muted_and_unknown_kinds_are_named(user):
    with pytest.raises(Refused) as refused:
        rule_set(by=Acting(user), at=AT, by_email=True, by_sms=True, muted_kinds=["notice", "x"])
    assert len(refused.value.ruling.reasons) == 2


def test_nobody_reads_the_messages_of_another(user):
    told(user, "mention")
    other = Acting(user_made("manager_2"))
    assert not messages_for(other).exists()
    with pytest.raises(NotThere):
        message_read(message=Message.objects.get().pk, by=other, at=AT)


def test_a_door_that_is_shut_is_tried_again(user, outbox, monkeypatch, jobs_run_now):
    class Shut:
        def send(self, **_):
            raise OSError

    with monkeypatch.context() as shut:
        shut.setattr(messages, "mail_port", Shut)
        told(user)
        jobs_run_now()
    assert mails(outbox) == []
    messages_send()
    assert len(mails(outbox)) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", Language)
def test_every_kind_has_its_words_in_both_languages(kind, language):
    facts = {**FACTS, "count": 2, "kinds": ["moved"], "cycle": "1405", "remark": "m-1"}
    for channel in ("email", "sms"):
        row = Message(kind=kind, channel=channel, facts=facts)
        title, text = text_of(row, language)
        assert title
        assert "{" not in text
