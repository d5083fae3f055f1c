"""Every door, every role, every relation: as the matrix says, and nothing else."""

from __future__ import annotations

import os

import pytest

from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.site.tests import matrix
from parvaneh.site.tests.cast import OWN, RELATIONS, Cast, party_made
from tools.measured import record

ROWS = matrix.rows()
SUBJECTS = sorted({row.subject for row in ROWS} - matrix.ALIKE)
OF_EACH = {subject: [row for row in ROWS if row.subject == subject] for subject in SUBJECTS}
OF_ACCOUNTS = [row for row in ROWS if row.subject in matrix.ALIKE]
# A quick run sends some, each in every relation, to some doors; in CI all walk to all.
MOST_DOORS = 6
FEW = {"provincial_deputy", "office_manager"}


def test_every_route_has_a_row_and_every_row_a_route():
    assert {row.route for row in ROWS} == set(matrix.routes())


def test_a_route_without_a_row_is_found():
    written = matrix.texts()
    written["work"] = written["work"].replace('route = "case_note"', 'route = "x"')
    assert {row.route for row in matrix.rows(written)} != set(matrix.routes())


def test_every_role_is_expected_in_every_relation():
    for row in ROWS:
        assert set(row.expects) == {(role, one) for role in ROLES for one in RELATIONS}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_some_walk_through_the_doors_as_the_matrix_says(cast: Cast, subject: str):
    few = [one for one in cast.everybody if one.role in FEW]
    # All doors are walked in CI; of a subject with many, a few here.
    some = OF_EACH[subject][:: -(-len(OF_EACH[subject]) // MOST_DOORS)]
    assert not matrix.deviations(cast, some, few)


@pytest.mark.slow
def test_all_walk_through_the_doors_as_the_matrix_says(cast: Cast):
    doors = [row for subject in SUBJECTS for row in OF_EACH[subject]]
    found = matrix.deviations(cast, doors, cast.everybody)
    if os.environ.get("PARVANEH_GATES"):
        asked = len(doors) * (len(cast.everybody) + 1)
        record(
            "Authorisation matrix",
            [
                f"{len(ROWS)} rows for {len(set(matrix.routes()))} routes; {len(ROLES)} roles.",
                f"{asked} requests at {len(doors)} doors: {len(found)} deviations.",
                *(f"- {one}" for one in found),
            ],
        )
    assert not found


@pytest.mark.slow
def test_all_doors_of_accounts_are_walked_as_the_matrix_says(cast: Cast):
    once = {one.role: one for one in cast.everybody if one.relation == OWN}
    assert not matrix.deviations(cast, OF_ACCOUNTS, once.values())


def test_a_wrong_expectation_is_noticed(cast: Cast):
    manager = next(one for one in cast.everybody if one.role == "office_manager")
    written = matrix.texts()
    written["work"] = written["work"].replace("rest = 404", "rest = 200")
    wrong = [row for row in matrix.rows(written) if row.route == "case_step"]
    assert matrix.deviations(cast, wrong, [manager])


def test_a_party_sees_its_own_case_and_no_other(cast: Cast):
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - only here

    client = matrix.client_of(party_made(cast.case, now_utc()))
    assert client.get(f"/cases/{cast.case.number}/").status_code == 200
    assert client.get(f"/cases/{cast.beside.number}/").status_code == 404
    assert client.get(f"/cases/{cast.elsewhere.number}/").status_code == 404


def test_another_ones_case_looks_like_none(cast: Cast):
    stranger = next(
        one
        for one in cast.everybody
        if one.role == "office_manager" and one.scope == Scope.OFFICE and one.relation != OWN
    )
    client = matrix.client_of(stranger.user)
    there = client.get(f"/cases/{cast.case.number}/")
    nowhere = client.get("/cases/1404-99-999999-00/")
    assert there.status_code == nowhere.status_code == 404
    number = there["X-Request-Id"], nowhere["X-Request-Id"]
    assert len(there.content) == len(nowhere.content) or number[0] != number[1]
