"""Pages of the registry: what they say, to whom, as of which day, and what their forms do."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.kit.text import persian_digits
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Office, OfficeTitle, Person, Post
from parvaneh.registry.queries.changes import Change
from parvaneh.site.registry.changes import by_day, changes_said
from parvaneh.site.registry.office_edits import prices_of, shifts_of
from parvaneh.site.tests.cast import OWN, Cast, client_of
from parvaneh.site.tests.registry_cast import BORN_ON, MOBILE, NATIONAL_ID

MOST_QUERIES = 31
PERSONAL = (NATIONAL_ID, BORN_ON, MOBILE, MOBILE[3:], "4581234565")


def browser(cast: Cast, role: str) -> Client:
    return client_of(
        next(one.user for one in cast.everybody if one.role == role and one.relation == OWN)
    )


def sent(client: Client, path: str, **form: str):
    return client.post(path, {FIELD: key_make(now_utc()), **form})


def test_an_office_is_shown_whole_in_few_queries(cast: Cast):
    officer = browser(cast, "department_officer")
    with CaptureQueriesContext(connection) as asked:
        page = officer.get("/en/offices/2300001/").content.decode()
    assert len(asked) <= MOST_QUERIES
    said = ["1404-00001-1", "مدیر ۱", "کارمند ۱", "disciplinary conviction, degree 2", "report:1"]
    said += ["legal expert", "Suspension", "80.50", "08:00", "500,000"]
    for words in said:
        assert words in page, words
    assert page.count("<h1") == 1


@pytest.mark.parametrize("path", ["/persons/p-clerk1/", "/bodies/board-23/"])
def test_a_person_and_a_body_are_shown_in_few_queries(cast: Cast, path: str):
    officer = browser(cast, "department_officer")
    with CaptureQueriesContext(connection) as asked:
        assert officer.get(path).status_code == 200
    assert len(asked) <= MOST_QUERIES + 8


def test_each_role_sees_of_an_office_what_it_may_and_no_more(cast: Cast):
    fields = {
        Permission.LICENCE_SEE: "1404-00001-1",
        Permission.RECORD_SEE: "r-00000001",
        Permission.EVIDENCE_SEE: "report:1",
    }
    for role in ("department_officer", "analyst", "inspector", "office_manager", "office_staff"):
        page = browser(cast, role).get("/en/offices/2300001/").content.decode()
        may = ROLES[role].allows
        for permission, text in fields.items():
            assert (text in page) == (permission in may), (role, permission)
        names = Permission.PERSON_SEE in may or role == "office_manager"
        assert ("کارمند ۱" in page) == names, role
        assert ("/persons/p-clerk1/" in page) == (Permission.PERSON_SEE in may), role
        assert ("/offices/2300001/title/" in page) == (Permission.OFFICE_MANAGE in may), role


def test_no_page_and_no_file_shows_a_personal_value(cast: Cast):
    paths = ["/offices/2300001/", "/persons/", "/persons/p-clerk1/", "/persons/p-manager1/changes/"]
    paths += ["/persons/?format=csv", "/bodies/board-23/", "/persons/p-manager1/reveal/"]
    officer = browser(cast, "department_officer")
    for path in paths:
        answer = officer.get(path)
        text = b"".join(answer).decode("utf-8", "replace")
        assert answer.status_code == 200, path
        for value in PERSONAL:
            assert value not in text, (path, value)
            assert persian_digits(value) not in text, (path, value)


def test_a_personal_value_is_shown_once_a_reason_is_in_the_log_and_to_nobody_else(cast: Cast):
    officer, clerk = browser(cast, "department_officer"), browser(cast, "department_clerk")
    path = "/en/persons/p-manager1/reveal/"
    refused = sent(officer, path, field="mobile", reason="")
    assert refused.status_code == 422
    answer = sent(officer, path, field="mobile", reason="to call")
    assert answer.status_code == 303
    assert MOBILE not in answer.content.decode()
    assert Event.objects.latest("number").kind == "person.revealed"
    shown = officer.get(answer["Location"])
    assert MOBILE in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    # Another person's page does not show it, and then neither does this one.
    assert MOBILE not in officer.get("/en/persons/p-clerk1/reveal/").content.decode()
    assert MOBILE not in officer.get(path).content.decode()
    assert clerk.get(path).status_code == 404


def test_an_office_is_shown_as_it_stood_on_a_day(cast: Cast):
    officer = browser(cast, "department_officer")
    assert (
        sent(
            officer, "/en/offices/2300001/title/", title="نام تازه", starts_on="1404/06/01"
        ).status_code
        == 303
    )
    now = officer.get("/en/offices/2300001/").content.decode()
    then = officer.get("/en/offices/2300001/?as_of=1404/05/31").content.decode()
    before = officer.get("/en/offices/2300001/?as_of=1403/01/01").content.decode()
    assert "نام تازه</h1>" in now
    assert "دفتر 2300001</h1>" in then
    assert "as it stood on 31 Mordad 1404" in re.sub("[\u2066-\u2069]", "", then)
    assert "/offices/2300001/title/" not in then  # the past is not edited
    assert "1404-00001-1" in then
    assert "1404-00001-1" not in before
    wrong = officer.get("/en/offices/2300001/?as_of=1499/01/01").content.decode()
    assert "yet to come" in wrong


def test_an_office_shows_former_staff_and_the_papers_of_its_cases_to_whoever_reads_them(
    cast: Cast,
):
    office = Office.objects.get(code="2300001")
    held = Post.objects.filter(office=office).exclude(post="manager")[0]
    Post.objects.filter(pk=held.pk).update(ends_on=held.starts_on + timedelta(days=1))
    page = browser(cast, "department_officer").get("/en/offices/2300001/").content.decode()
    assert "Former staff" in page
    assert f"/en/documents/{cast.letter.code}/" in page
    own = browser(cast, "office_manager").get("/en/offices/2300001/").content.decode()
    assert cast.letter.code not in own


def test_a_change_says_who_what_from_and_to(cast: Cast):
    officer = browser(cast, "department_officer")
    sent(officer, "/en/offices/2300001/phones/", phones="02112345679")
    page = officer.get("/en/offices/2300001/changes/").content.decode()
    user = next(one for one in cast.everybody if one.role == "department_officer").user
    assert user.name in page
    assert re.search(r'>Telephone</p>\s*<ul class="diffs"><li class="diff">(changed|entered)', page)
    assert "+982112345679" in page
    assert "<del>—</del>" in page  # the number before it ended


def test_a_refusal_stands_beside_its_field_with_its_article(cast: Cast):
    officer = browser(cast, "department_officer")
    form = {"role": "judge", "person": "p-clerk1", "source": "letter:9"}
    form |= {"judicial_years": "3", "proposer": "council", "approver": "center_head"}
    answer = sent(officer, "/en/bodies/board-23/seats/new/", **form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "art. 13(2), Directive of 1392" in page
    unknown = sent(officer, "/en/bodies/board-23/seats/new/", **{**form, "person": "p-nobody"})
    assert 'id="id_person-error"' in unknown.content.decode()


def test_what_cannot_be_undone_is_confirmed(cast: Cast):
    officer = browser(cast, "department_officer")
    path = "/en/records/r-00000001/withdraw/"
    assert "This cannot be undone." in officer.get(path).content.decode()
    form = {"because": "quashed", "source": "letter:9"}
    assert sent(officer, path, **form).status_code == 422
    assert sent(officer, path, **form, confirmed="on").status_code == 303
    assert "This entry was taken back" in officer.get("/en/records/r-00000001/").content.decode()
    assert officer.get("/en/records/").content.decode().count("r-00000001") == 0


FOUND = {
    "q=2300001": {"2300001"},
    "q=۲۳۰۰۰۰۱": {"2300001"},
    "q=دفتر": {"2300001", "2300002", "0700001"},
    "q=خيابان": {"2300001"},
    "q=021-12345678": {"2300001"},
    "province=IR-07": {"0700001"},
    "licence=active": {"2300001"},
    "licence=none": {"2300002", "0700001"},
    "manager=yes": {"2300001"},
    "short=yes": {"2300001", "2300002", "0700001"},
}


def test_offices_are_found_by_what_is_asked(cast: Cast):
    officer = browser(cast, "department_officer")
    ours = set.union(*FOUND.values())  # others of the cast have offices too
    for asked, found in FOUND.items():
        page = officer.get(f"/en/offices/?{asked}").content.decode()
        assert set(re.findall(r'href="/en/offices/([0-9]+)/"', page)) & ours == found, asked


def test_a_person_is_found_by_the_whole_national_id_only(cast: Cast):
    officer = browser(cast, "department_officer")
    whole = officer.get(f"/en/persons/?q={NATIONAL_ID}").content.decode()
    part = officer.get(f"/en/persons/?q={NATIONAL_ID[:6]}").content.decode()
    assert "p-manager1" in whole
    assert "p-manager1" not in part


def test_an_office_is_entered_and_lists_show_it(cast: Cast):
    officer = browser(cast, "department_officer")
    form = {"code": "۲۳۰۰۰۷۷", "title": "دفتر تازه", "province": "IR-23", "phones": "02188888888"}
    answer = sent(officer, "/en/offices/new/", **form)
    assert answer["Location"] == "/en/offices/2300077/"
    assert Office.objects.get(code="2300077").title == "دفتر تازه"
    assert OfficeTitle.objects.filter(office__code="2300077").exists()


def test_a_new_person_is_sealed_and_masked(cast: Cast):
    officer = browser(cast, "department_officer")
    form = {"kind": "natural", "name": "شخص ۹", "national_id": "1270000012", "province": "IR-23"}
    answer = sent(officer, "/en/persons/new/", **form, born_on="1370/01/01")
    page = officer.get(answer["Location"]).content.decode()
    assert Person.objects.get(name="شخص ۹").national_id.reveal() == "1270000012"
    assert "1270000012" not in page
    assert "•••" in page


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("8:00-14:00", [(8, 14)]),
        ("۸ تا ۱۲ و ۱۶ تا ۱۹", [(8, 12), (16, 19)]),
        ("8:00-12:00, 16:00-19:00", [(8, 12), (16, 19)]),
        ("", []),
    ],
)
def test_shifts_are_read_as_people_write_them(text: str, shifts: list[tuple[int, int]]):
    read = shifts_of(Weekday.SATURDAY, text)
    assert [(one.opens.hour, one.closes.hour) for one in read] == shifts


def test_prices_are_read_one_a_line():
    assert prices_of("petition ۵۰۰٬۰۰۰\nlegal-aid -\n") == {"petition": 500_000, "legal-aid": None}


def test_changes_stand_by_day_and_thing_and_say_grades_reasons_and_sources_in_words(cast: Cast):
    at = datetime(2026, 3, 4, 8, tzinfo=UTC)
    grade = {"grade": "average", "total": "133/2", "source": "demonstration:1", "place": 21}
    grade |= {"standing": "demonstration", "starts_on": "2025-09-16"}
    post = {"reason": "licence:1395-00001-1", "starts_on": "2025-09-16"}
    written = (("Post", post), ("Grade", grade), ("Post", post))
    rows = [Change(thing, "insert", at, "", "", "", after, None) for thing, after in written]
    with translation.override("en"):
        ((on, (act,)),) = by_day(changes_said(rows, names_seen=True, subject="office_id"))
    assert on == date(2026, 3, 4)
    assert [(name, len(entries)) for name, entries in act.things] == [("Post", 2), ("Grade", 1)]
    said = {one.name: str(one.after) for entry in act.entries for one in entry.fields}
    assert "licence" in said["Why"]
    assert "1395-00001-1" in said["Why"]
    assert said["Score"] == "66.50"
    assert said["Place"] == "21"
    assert "demonstration:1" not in said["Source"]
    with translation.override("fa"):
        (told,) = changes_said(rows[1:2], names_seen=True, subject="office_id")
    assert "متوسط" in [one.after for one in told.entries[0].fields]
