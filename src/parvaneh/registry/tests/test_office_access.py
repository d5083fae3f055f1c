"""What is known of the access to an office: three answers, dated, each with where it is from."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvaneh.frame.refused import Refused
from parvaneh.law.citation import cites
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.registry.access_features import (
    ACCESS_FEATURES,
    KNOWN_FROM,
    OF_THE_PREMISES,
    AccessFeature,
    KnownFrom,
)
from parvaneh.registry.models import OfficeAccess
from parvaneh.registry.operations import Access, Address, office_access_set, office_relocate
from parvaneh.registry.operations.office_access import ANSWERS, NOT_KNOWN, answer_of
from parvaneh.registry.queries import office_as_of
from parvaneh.registry.tests.samples import DOING, ON, START, licence_sample, office_sample

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
STEPS, SIGNS = AccessFeature.STEP_FREE_ENTRANCE, AccessFeature.SIGN_LANGUAGE
YES, NO = Access(holds=True), Access(holds=False)
SEEN = Access(holds=True, known_from=KnownFrom.INSPECTION)


def enter(office, starts_on=START, **known):
    known = {AccessFeature(key): one for key, one in known.items()}
    office_access_set(office=office, known=known, starts_on=starts_on, **DOING)


def known_on(office, on):
    return {key: answer_of(row) for key, row in office_as_of(office, on).access.items()}


def test_each_day_has_one_answer_and_what_nobody_knows_has_none():
    office = office_sample()
    enter(office, step_free_entrance=YES, hearing_loop=NO)
    enter(office, ON, step_free_entrance=SEEN, hearing_loop=None)
    assert known_on(office, START - DAY) == {}
    assert known_on(office, ON - DAY) == {"step_free_entrance": "yes", "hearing_loop": "no"}
    assert known_on(office, ON) == {"step_free_entrance": "yes-seen"}


def test_what_is_left_out_stays_and_what_is_unchanged_is_not_entered_anew():
    office = office_sample()
    enter(office, step_free_entrance=YES, parking_near=NO)
    enter(office, ON, step_free_entrance=YES, sign_language=YES)
    rows = {row.feature: row.starts_on for row in OfficeAccess.objects.filter(ends_on=None)}
    assert rows == {"step_free_entrance": START, "parking_near": START, "sign_language": ON}


def test_an_entry_is_told_to_the_log_without_what_it_says_and_kept_in_history():
    office = office_sample()
    enter(office, step_free_entrance=YES)
    enter(office, step_free_entrance=NO)
    last = Event.objects.latest("number")
    assert (last.kind, last.subject) == ("office.access-entered", f"office:{office.code}")
    history = OfficeAccess.pgh_event_model.objects.order_by("pgh_id")
    assert [row.holds for row in history] == [True, False]


def test_history_is_written_forwards_only():
    office = office_sample()
    enter(office, ON, step_free_entrance=YES)
    with pytest.raises(Refused) as why:
        enter(office, START, step_free_entrance=NO)
    assert [one.key for one in why.value.ruling.reasons] == ["starts_on"]


def test_a_move_leaves_the_premises_behind_and_takes_the_staff_along():
    office = licence_sample().office
    everything = dict.fromkeys(map(str, AccessFeature), YES)
    enter(office, **everything)
    office_relocate(
        office=office, to=Address("خیابان ۲"), on=ON, decided_by=Actor.CENTER_HEAD, **DOING
    )
    assert known_on(office, ON - DAY).keys() == everything.keys()
    assert known_on(office, ON) == {SIGNS: "yes"}
    assert frozenset(AccessFeature) - {SIGNS} == OF_THE_PREMISES


@pytest.mark.parametrize(
    "wrong", [{"feature": "helicopter"}, {"known_from": "rumour"}, {"ends_on": START - DAY}]
)
def test_the_database_refuses_what_is_none(wrong):
    row = {"feature": STEPS, "holds": True, "known_from": "office", "starts_on": START}
    row |= {"office": office_sample(), "entered_by": "system", "entered_at": DOING["at"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeAccess.objects.create(**row | wrong)


def test_the_database_refuses_two_answers_on_one_day():
    office = office_sample()
    enter(office, step_free_entrance=YES)
    row = OfficeAccess.objects.get()
    row.pk, row.holds = None, False
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_every_feature_and_answer_has_words_and_the_article_it_rests_on():
    assert set(ACCESS_FEATURES) == set(AccessFeature)
    assert set(KNOWN_FROM) == set(KnownFrom)
    assert {term.cites for term in ACCESS_FEATURES.values()} == {cites("D1404 4(10)(e)")}
    assert len({access for _, access in ANSWERS.values()}) == len(ANSWERS)
    assert answer_of(None) == NOT_KNOWN
