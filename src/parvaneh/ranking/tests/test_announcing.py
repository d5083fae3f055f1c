"""Announcing: two people, its moment, everything at once and once."""

from __future__ import annotations

import csv
import json
import zlib
from datetime import timedelta

import pytest

from parvaneh.access.acting import Acting
from parvaneh.casework.contents import content_read
from parvaneh.casework.models import Case, Document, Notice, Party
from parvaneh.casework.notices import notice_view
from parvaneh.casework.verifying import LetterStands, letter_verified_by_text
from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.kit.archive import unpack
from parvaneh.law.ruling import blocking
from parvaneh.ledger.models import Event
from parvaneh.ranking.models import Announcement, Effect, Result
from parvaneh.ranking.operations.announcement_making import (
    announcement_make,
    announcement_try,
    announcements_look,
)
from parvaneh.ranking.operations.announcing import (
    announcement_cancel,
    announcement_confirm,
    announcement_propose,
)
from parvaneh.ranking.operations.letters import letters_begin, letters_serve_some
from parvaneh.ranking.proof import commitment, salt_of
from parvaneh.ranking.queries.announcements import cases_of, progress_of
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.ranking.tests.on_the_way import (
    SOON,
    THEN,
    announced,
    confirmed,
    lettered,
    proposed,
)
from parvaneh.ranking.tests.samples import country_sample, drafted_cycle
from parvaneh.registry.models import Grade

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def country():
    return country_sample()


def keys(why):
    return {one.key for one in blocking(why.value.ruling)}


def test_an_announcement_makes_everything_at_once(country):
    made = announced(country)
    grades = Grade.objects.filter(cycle=1405)
    results = Result.objects.filter(run=made.run)
    assert grades.count() == results.count() == cases_of(made.cycle).count()
    for one in results:
        grade = grades.get(office=one.office)
        assert (grade.grade, grade.place) == (one.grade, one.place)
        assert grade.standing == "demonstration"
        assert ListedOffice.objects.get(code=one.office.code).grade == one.grade
    assert Case.objects.get(pk=made.cycle.case_id).state == "announced"
    assert made.edition == Edition.objects.last().number
    assert Event.objects.filter(kind="ranking.announced").count() == 1


def test_each_case_of_objecting_has_the_last_day_by_law_and_the_manager_as_party(country):
    made = announced(country)
    case = cases_of(made.cycle).get(office_code="2300101")
    assert (case.state, case.subject) == ("announced", "office:2300101")
    assert case.due_on == case.deadlines.get().last_on
    assert (case.due_on - made.announced_at.date()).days >= 11
    assert Party.objects.filter(case=case, actor="manager").count() <= 1


def test_who_proposed_does_not_confirm_not_even_by_delegation(country):
    waiting = proposed(country)
    for by in (country.officer, Acting(country.second.user, country.officer.user)):
        with pytest.raises(Refused) as why:
            announcement_confirm(announcement=waiting, by=by, at=THEN)
        assert keys(why) & {"by", "not_permitted"}


def test_provisional_values_are_refused():
    country = country_sample(demonstration=False)
    cycle = drafted_cycle(country)
    with pytest.raises(Refused) as why:
        announcement_propose(
            cycle=cycle, run=standing_run(cycle), announce_at=SOON, by=country.officer, at=THEN
        )
    assert keys(why) == {"provisional"}


def test_a_moment_in_the_past_or_within_the_days_for_remarks_is_refused(country):
    cycle = drafted_cycle(country)
    cycle.draft_until = SOON.date()
    said = {"cycle": cycle, "run": standing_run(cycle), "by": country.officer, "at": THEN}
    with pytest.raises(Refused) as why:
        announcement_propose(**said, announce_at=THEN - timedelta(days=1))
    assert keys(why) == {"announce_at"}
    with pytest.raises(Refused):
        announcement_propose(**said, announce_at=SOON)


def test_nothing_happens_before_the_moment_nor_twice_after_it(country):
    made = confirmed(country)
    with pytest.raises(Refused):
        announcement_make(announcement=made, at=SOON - timedelta(seconds=1))
    assert not Grade.objects.filter(cycle=1405).exists()
    assert announcement_make(announcement=made, at=SOON)
    assert not announcement_make(announcement=made, at=SOON)
    assert not announcement_try(made, SOON)
    assert Event.objects.filter(kind="ranking.announced").count() == 1


def test_the_periodic_look_finds_what_a_lost_job_left(country, monkeypatch):
    made = confirmed(country)
    monkeypatch.setattr("parvaneh.ranking.operations.announcement_making.now_utc", lambda: SOON)
    announcements_look()
    made.refresh_from_db()
    assert made.announced_at == SOON


def test_what_stands_against_it_at_its_moment_is_kept_and_told_once(country):
    made = confirmed(country)
    country.second.user.grants.update(withdrawn_at=THEN, withdrawn_by="system")
    made = Announcement.objects.get(pk=made.pk)
    assert not announcement_try(made, SOON)
    made.refresh_from_db()
    assert [one["key"] for one in made.held] == ["not_permitted"]
    assert not announcement_try(made, SOON)
    assert Event.objects.filter(kind="announcement.held").count() == 1
    assert not Grade.objects.filter(cycle=1405).exists()


def test_an_announcement_is_taken_back_before_its_moment_alone(country):
    made = confirmed(country)
    announcement_cancel(announcement=made, reason="اشتباه بود", by=country.officer, at=THEN)
    assert not Announcement.objects.exists()
    with pytest.raises(Conflict):
        announcement_make(announcement=made, at=SOON)


def test_what_is_announced_is_not_taken_back(country):
    made = announced(country)
    with pytest.raises(Refused):
        announcement_cancel(announcement=made, reason="x", by=country.officer, at=SOON)


def test_every_office_gets_its_letter_once_however_often_it_is_begun(country):
    made = lettered(country)
    letters_begin(cycle=made.cycle.code)
    numbers = list(cases_of(made.cycle).values_list("number", flat=True))
    letters_serve_some(cycle=made.cycle.code, cases=numbers)
    offices = len(country.offices)
    assert Document.objects.filter(kind="ranking.grade", state="ready").count() == offices
    assert Notice.objects.count() == offices
    assert progress_of(made.cycle).is_done
    letter = Document.objects.filter(kind="ranking.grade").first()
    assert letter_verified_by_text(letter.number).stands is LetterStands.GENUINE


def test_a_manager_who_opens_the_letter_is_served(country):
    made = lettered(country)
    notice = Notice.objects.get(office__code="2300101")
    notice_view(notice=notice, by=country.manager, at=SOON)
    assert progress_of(made.cycle).served == 1


def test_offices_below_the_average_get_a_task(country):
    made = announced(country)
    below = set(made.run.facts["below_average"])
    listed = Effect.objects.filter(kind="duty").values_list("office__code", flat=True)
    assert below
    assert set(listed) == below


def test_the_public_proof_holds_the_grades_and_commitments_that_a_derivation_opens(country):
    made = announced(country)
    members = unpack(content_read(made.proof))
    assert json.loads(members["proof.json"])["root"] == made.run.root
    rows = csv.DictReader(members["grades.csv"].decode().splitlines())
    told = {one["office_code"]: one for one in rows}
    result = made.run.office_results.get(office__code="2300101")
    salt = salt_of(bytes.fromhex(made.secret.reveal()), "2300101")
    derivation = zlib.decompress(bytes(result.derivation))
    assert told["2300101"]["commitment"] == commitment(salt, derivation)
    assert set(told["2300101"]) == {"office_code", "grade", "status", "commitment"}
