"""A change of keys reaches every personal value, and the log says so."""

from datetime import UTC, datetime

import pytest

from parvaneh.frame.keyring import keyring
from parvaneh.frame.resealing import models_with_personal_fields
from parvaneh.kit.keys import Purpose, key_make
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.checkpoints import verifiers
from parvaneh.ledger.key_change import personal_fields_reseal
from parvaneh.ledger.models import Event, Private
from parvaneh.ledger.verification import log_verify

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_private_values_of_the_log_are_sealed_again_and_the_log_holds(settings, tmp_path):
    settings.KEYS = tmp_path
    with act(by=SYSTEM, at=AT):
        event_write(kind="k", subject="s", private={"reason": "بیماری"})
    old = keyring().current(Purpose.ENCRYPTION)
    new = key_make(tmp_path, Purpose.ENCRYPTION, at=old.made_at.replace(year=9000))
    done = personal_fields_reseal(by=SYSTEM, at=AT)
    assert done["ledger_private"] == 1
    assert Private.objects.get().value.reveal() == "بیماری"
    event = Event.objects.get(kind="keys.fields-resealed")
    assert event.facts == {
        "rows": 1,
        "encryption": new.id,
        "index": keyring().current(Purpose.INDEX).id,
    }
    assert log_verify(verifiers=verifiers()).holds
    assert set(personal_fields_reseal(by=SYSTEM, at=AT).values()) == {0}


def test_every_table_with_personal_fields_is_reached():
    assert Private in models_with_personal_fields()
