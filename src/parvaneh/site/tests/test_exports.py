"""Every list gives as a file what its reader can open, and nothing else, for each role."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client

from parvaneh.casework.models import Case
from parvaneh.frame.listing import SIZE
from parvaneh.ledger.models import Event
from parvaneh.site.tests import matrix
from parvaneh.site.tests.cast import OWN, Cast, client_of

FEW = {"administrator", "provincial_deputy", "kanoon_member", "office_manager"}
ROW = re.compile(r'<th scope="row"[^>]*>\s*(?:<a href="([^"]*)")?')
PAGES = sorted({row.path for row in matrix.rows() if row.method == "GET" and "?" not in row.path})


def listed(client: Client, path: str) -> tuple[list[list[str]], str] | None:
    """The rows of a page's file, and the page; None where it is no list of this reader's."""
    page = client.get(path)
    file = client.get(path, {"format": "csv"})
    if not file.headers.get("Content-Type", "").startswith("text/csv"):
        return None
    if not page.headers["Content-Type"].startswith("text/html"):  # a template to fill in
        return None
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    return rows[1:], page.content.decode()


def faults(cast: Cast, path: str, client: Client) -> list[str]:
    """What is wrong with the file of a page: rows that the page lacks, or that do not open."""
    found = listed(client, path)
    if found is None:
        return []
    rows, page = found
    links = ROW.findall(page.partition("<tbody>")[2].partition("</tbody>")[0])
    # A page that is full may be the first of several; the log grows by the very file.
    fits = len(links) <= len(rows) if len(links) >= SIZE or not links else len(links) == len(rows)
    wrong = [] if fits else [f"{path}: {len(rows)} rows, {len(links)} shown"]
    shut = [
        one for one in links if one and client.get(one.replace("&amp;", "&")).status_code != 200
    ]
    return [*wrong, *(f"{path}: {one} does not open" for one in shut)]


@pytest.mark.slow
def test_every_list_gives_as_a_file_what_its_reader_can_open(cast: Cast):
    lists, wrong = set(), []
    for somebody in cast.everybody:
        if somebody.role not in FEW or somebody.relation != OWN:
            continue
        client = client_of(somebody.user)
        client.raise_request_exception = False
        for path in PAGES:
            address = path.format(**cast.places)
            if "logout" in address:
                continue
            if listed(client, address) is not None:
                lists.add(path)
                wrong += [f"{somebody}: {one}" for one in faults(cast, address, client)]
    assert not wrong
    assert {"/cases/", "/cases/{case}/history/"} <= lists


@pytest.fixture
def deputy(cast: Cast) -> Client:
    return client_of(
        next(
            one.user
            for one in cast.everybody
            if one.role == "provincial_deputy" and one.relation == OWN
        )
    )


def test_a_file_of_cases_holds_the_readers_own_and_no_other(cast: Cast, deputy: Client):
    found = listed(deputy, "/cases/")
    assert found is not None
    numbers = {row[0] for row in found[0]}
    assert {cast.case.number, cast.beside.number} <= numbers
    assert numbers == set(Case.objects.filter(province="IR-23").values_list("number", flat=True))


def test_each_file_is_one_event_that_keeps_what_was_looked_for_apart(cast: Cast, deputy: Client):
    before = Event.objects.filter(kind="list.exported").count()
    answer = deputy.get("/en/cases/", {"format": "xlsx", "text": cast.case.number})
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    assert "no-store" in answer.headers["Cache-Control"]
    [event] = Event.objects.filter(kind="list.exported").order_by("-number")[:1]
    assert Event.objects.filter(kind="list.exported").count() == before + 1
    assert event.subject == "list:cases"
    assert event.facts == {"format": "xlsx", "rows": 1, "cut": "no"}
    assert cast.case.number not in event.body
    assert "filter" in event.private


def test_a_wrong_filter_gives_no_file(cast: Cast, deputy: Client):
    answer = deputy.get("/en/cases/", {"format": "csv", "due_from": "1404/13/45", "state": "x"})
    assert answer.headers["Content-Type"].startswith("text/html")
    page = answer.content.decode()
    assert page.count('class="error"') == 2
    assert cast.case.number not in page.partition("<table")[2]
