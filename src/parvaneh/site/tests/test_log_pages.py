"""The pages of the log: found, read, proved, verified."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from parvaneh.casework.models import Standing
from parvaneh.casework.procedures import procedure_of
from parvaneh.law.procedure import states_of
from parvaneh.ledger.models import Event
from parvaneh.ledger.stretches import VERIFIED
from parvaneh.site.event_words import KINDS, THINGS
from parvaneh.site.log import verifying
from parvaneh.site.log.facts_said import fact_said
from parvaneh.site.tests.cast import client_of

SOURCE = Path(__file__).parents[2]
WRITTEN = re.compile(r"""kind(?:: str)? ?= ?"([a-z]+\.[a-z-]+)\"""")

ABOUT = re.compile(r"""subject(?:: str)? ?= ?f"([a-z-]+):""")


@pytest.fixture
def auditor(cast):
    return client_of(next(one.user for one in cast.everybody if one.role == "auditor"))


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.source
def test_every_kind_of_event_and_thing_in_the_source_has_words():
    files = [one for one in SOURCE.rglob("*.py") if "tests" not in one.parts]
    texts = [one.read_text(encoding="utf-8") for one in files]
    written = {kind for text in texts for kind in WRITTEN.findall(text)}
    about = {thing for text in texts for thing in ABOUT.findall(text)}
    others = {"case.standing", "grant.give"}  # kinds of a letter and of a proposal
    assert len(written) > 30
    assert written - others <= set(KINDS)
    assert len(about) > 10
    assert about <= set(THINGS)
    assert {f"case.{standing}" for standing in Standing} <= set(KINDS)


def test_events_are_found_by_subject_and_doer(cast, auditor):
    case = cast.case.number
    found = text_of(auditor, f"/en/log/?subject=case:{case}")
    assert "A case was opened" in found
    assert case in found
    assert cast.beside.number not in found
    nobody = text_of(auditor, "/en/log/?who=u-none")
    assert "Nothing fits" in nobody
    served = text_of(auditor, "/en/log/?kind=notice.sent")
    assert '<td class="text" data-head="What was done">A notice was sent' in served


def test_days_out_of_order_are_told(auditor):
    found = text_of(auditor, "/en/log/?since=1404/05/02&until=1404/05/01")
    assert "The last day must not lie before the first" in found


def test_an_event_shows_its_place_in_the_chain_and_links_its_neighbours(cast, auditor):
    event = Event.objects.get(number=2)
    found = text_of(auditor, "/en/log/2/")
    assert bytes(event.hash).hex() in found
    assert bytes(event.previous).hex() in found
    assert 'href="/en/log/1/"' in found
    assert "No checkpoint covers it yet" in found
    assert auditor.get("/en/log/99999/").status_code == 404


def test_a_receipt_is_given_once_a_checkpoint_covers_the_event(cast, auditor):
    assert auditor.get("/log/1/receipt/").status_code == 404
    size = cast.places["signed"]
    receipt = auditor.get("/log/1/receipt/")
    assert receipt["Content-Disposition"].endswith('"1.tlog-proof"')
    assert "Receipt as a file" in text_of(auditor, "/en/log/1/")
    checkpoint = auditor.get(f"/log/checkpoints/{size}/").content.decode()
    assert checkpoint.splitlines()[1] == size
    assert checkpoint.splitlines()[2] in receipt.content.decode()


def post(client, **said):
    from parvaneh.frame.idempotency_key import FIELD, key_make  # noqa: PLC0415 - only here
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - the same

    return client.post("/en/log/verify/", {**said, FIELD: key_make(now_utc())})


def test_a_verification_is_an_event_and_told_in_words(cast, auditor):
    assert post(auditor, what="whole").status_code == 303
    found = text_of(auditor, "/en/log/verify/")
    assert "Every event is what its hash says" in found
    assert Event.objects.get(kind=VERIFIED).by.startswith("user:")


def test_a_stretch_needs_two_ends_in_order(cast, auditor):
    assert "Say the first and the last event" in post(auditor, what="stretch").content.decode()
    wrong = post(auditor, what="stretch", first="3", last="2")
    assert wrong.status_code == 422
    assert post(auditor, what="stretch", first="2", last="3").status_code == 303
    assert Event.objects.get(kind=VERIFIED).subject == "log:2-3"


def test_a_long_log_is_verified_by_a_job(cast, auditor, monkeypatch, jobs_run_now):
    monkeypatch.setattr(verifying, "AT_ONCE", 1)
    assert post(auditor, what="whole")["Location"].endswith("?waits=1")
    assert not Event.objects.filter(kind=VERIFIED).exists()
    assert jobs_run_now() >= 1
    assert Event.objects.get(kind=VERIFIED).after == "holds"


def test_an_event_says_states_and_the_names_of_things_in_words(cast, auditor):
    opened = Event.objects.get(kind="case.opened", subject=f"case:{cast.case.number}")
    shown = text_of(auditor, f"/en/log/{opened.number}/")
    state = states_of(procedure_of(cast.case.procedure))[0]
    assert f"<bdi>{state.en}</bdi>" in shown
    assert cast.case.office.title in shown


def test_facts_without_words_stay_as_they_are_recorded():
    with translation.override("en"):
        assert fact_said("size", "small", {}) == "small"
        assert fact_said("scope", "kanoon", {}) == "a Kanoon"
        assert fact_said("scope_key", "kanoon-23", {"kanoon-23": "Kanoon 23"}) == "Kanoon 23"
        assert fact_said("deadlines_ended", {"a": "met"}, {}) == "a: met"
        assert fact_said("step", "examine", {"step:examine": "examination"}) == "examination"
