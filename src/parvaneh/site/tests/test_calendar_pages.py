"""The calendar's pages: what a change moves is shown first; each within reach only."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from parvaneh.access.models import User
from parvaneh.casework.models import Deadline
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.law.jalali import parts, text
from parvaneh.registry.models import DayOff
from parvaneh.site.tests.cast import OWN, Cast, client_of


def own(cast: Cast, role: str) -> User:
    return next(one.user for one in cast.everybody if one.role == role and one.relation == OWN)


@pytest.fixture
def deputy(cast: Cast) -> Client:
    return client_of(own(cast, "provincial_deputy"))


def sent(client: Client, path: str, **form: object):
    client.raise_request_exception = False
    return client.post(path, {FIELD: key_make(now_utc()), **form})


def closed(on, place="IR-23", **more: object) -> dict[str, object]:
    said = {"kind": "closure", "fa": "برودت هوا", "en": "cold", "source": "استانداری"}
    return {"first": text(on), "provinces": place, **said, **more}


def last_of(cast: Cast):
    return Deadline.objects.get(case=cast.case).last_on


def test_what_a_day_off_moves_is_shown_first_and_then_done(cast: Cast, deputy):
    last = last_of(cast)
    page = deputy.get(f"/en/calendar/days/new/?{urlencode(closed(last))}").content.decode()
    assert cast.case.number in page
    assert "cannot be the last day (cold)" in page
    assert last_of(cast) == last
    assert DayOff.objects.count() == 1  # the cast's own
    answer = sent(deputy, "/en/calendar/days/new/", **closed(last))
    assert answer.status_code == 303
    assert "moved=" in answer["Location"]
    assert last_of(cast) > last
    shown = deputy.get(answer["Location"]).content.decode()
    assert "The calendar is changed" in shown
    row = DayOff.objects.get(on=last)
    path = f"/en/calendar/days/{row.pk}/withdraw/"
    assert cast.case.number in deputy.get(path).content.decode()
    assert sent(deputy, path).status_code == 422
    assert sent(deputy, path, reason="نادرست").status_code == 303
    assert last_of(cast) == last


def test_who_sees_no_case_reads_figures_only(cast: Cast):
    administrator = client_of(own(cast, "administrator"))
    asked = urlencode(closed(last_of(cast), place="country"))
    page = administrator.get(f"/en/calendar/days/new/?{asked}").content.decode()
    assert "3 deadlines move" in page or "deadlines move" in page
    assert cast.case.number not in page


def test_another_province_is_beyond_a_deputy(cast: Cast, deputy):
    on = last_of(cast)
    for place in ("IR-07", "country", "x"):
        answer = sent(deputy, "/en/calendar/days/new/", **closed(on, place=place))
        assert answer.status_code == 422
        assert 'id="id_provinces-error"' in answer.content.decode()
    assert DayOff.objects.count() == 1
    elsewhere = DayOff.objects.get()
    DayOff.objects.filter(pk=elsewhere.pk).update(province="IR-07")
    assert deputy.get(f"/calendar/days/{elsewhere.pk}/withdraw/").status_code == 404


def test_all_faults_of_a_day_off_stand_beside_their_fields(deputy):
    page = sent(deputy, "/en/calendar/days/new/", first="1405/13/45").content.decode()
    for field in ("first", "kind", "provinces", "fa", "en", "source"):
        assert f'id="id_{field}-error"' in page


def test_another_weekend_is_shown_first_and_then_set(cast: Cast, deputy):
    before = last_of(cast)
    said = {"province": "IR-23", "weekdays": ["thursday"], "starts_on": text(before)}
    path = f"/en/calendar/weekend/?{urlencode(said, doseq=True)}"
    assert "Set this weekend?" in deputy.get(path).content.decode()
    assert sent(deputy, "/en/calendar/weekend/", **said).status_code == 303


def test_the_year_marks_a_day_off_by_more_than_its_colour(cast: Cast, deputy):
    row = DayOff.objects.get()
    year = parts(row.on)[0]
    page = deputy.get(f"/en/calendar/?year={year}&province=IR-23").content.decode()
    assert "closure: cold" in page
    assert "▲" in page
    assert page.count('<table class="month">') == 12
    assert "closure: cold" not in deputy.get(f"/en/calendar/?year={year}").content.decode()
    assert deputy.get("/calendar/?year=9999&province=x").status_code == 200


def test_the_holidays_of_a_coming_year_are_entered_from_the_warning(cast: Cast):
    officer = client_of(own(cast, "department_officer"))
    coming = parts(now_utc().date())[0] + 1
    page = officer.get("/en/calendar/").content.decode()
    assert f"/en/calendar/holidays/{coming}/" in page
    assert sent(officer, f"/calendar/holidays/{coming}/").status_code == 303
    assert f"/en/calendar/holidays/{coming}/" not in officer.get("/en/calendar/").content.decode()


def test_the_list_of_changes_is_exported(cast: Cast, deputy):
    file = deputy.get("/calendar/days/?format=csv").content.decode()
    assert "برودت هوا" in file
