"""Pages of users, roles, delegations and proposals: what they do, refuse, and say of it."""

from __future__ import annotations

import pytest
from django.test import Client

from parvaneh.access.models import Delegation, Grant, Proposal, Session, User
from parvaneh.access.operations.proposals import digest_of
from parvaneh.casework.models import Case
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.frame.models import Answered
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.models import Event
from parvaneh.site.tests.cast import OWN, Cast, client_of


def own(cast: Cast, role: str) -> User:
    return next(one.user for one in cast.everybody if one.role == role and one.relation == OWN)


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return client_of(own(cast, "administrator"))


def sent(client: Client, path: str, **form: str):
    client.raise_request_exception = False
    return client.post(path, {FIELD: key_make(now_utc()), **form})


def test_a_new_user_comes_with_a_code_that_only_its_maker_sees_and_nothing_keeps(
    cast: Cast, administrator
):
    answer = sent(administrator, "/en/users/new/", username="clerk_9", name="x", language="fa")
    user = User.objects.get(username="clerk_9")
    assert answer["Location"] == f"/en/users/{user.code}/invitation/"
    page = administrator.get(answer["Location"]).content.decode()
    assert user.password_codes.count() == 1
    assert "clerk_9" in page
    assert "is shown on this page only" in page
    kept = b"".join(bytes(one.body) for one in Answered.objects.all())
    assert kept == b""
    other = client_of(own(cast, "administrator"))
    assert "no longer shown" in other.get(answer["Location"]).content.decode()


def test_what_is_wrong_with_a_new_user_stands_beside_its_field(cast: Cast, administrator):
    taken = own(cast, "auditor").username
    answer = sent(
        administrator, "/en/users/new/", username=taken, name="x", mobile="12", language="fa"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_username-error"' in page
    assert 'id="id_mobile-error"' in page
    assert 'href="#id_username"' in page


def test_the_list_is_filtered_and_exported_as_it_is_seen(cast: Cast, administrator):
    page = administrator.get("/users/?role=auditor").content.decode()
    assert own(cast, "auditor").username in page
    assert own(cast, "analyst").username not in page
    file = administrator.get("/users/?role=auditor&format=csv")
    text = file.content.decode()
    assert own(cast, "auditor").username in text
    assert own(cast, "analyst").username not in text
    assert Event.objects.filter(kind="list.exported", subject="list:users").exists()
    deputy = client_of(own(cast, "provincial_deputy"))
    assert own(cast, "auditor").username not in deputy.get("/users/").content.decode()


def test_a_weighty_role_is_proposed_and_only_somebody_else_confirms_it(cast: Cast, administrator):
    user = User.objects.create(code="u-new", username="new_1", name="x", created_at=now_utc())
    path = f"/en/users/{user.code}/roles/give/?role=provincial_deputy"
    page = administrator.get(path).content.decode()
    assert "This role takes two people" in page
    assert "stop, restart and extend time limits" in page
    answer = sent(administrator, path, scope_key="province:IR-07")
    proposal = Proposal.objects.get(subject=f"user:{user.code}")
    assert answer["Location"] == f"/en/proposals/{proposal.code}/"
    assert "It takes somebody else" in administrator.get(answer["Location"]).content.decode()
    confirm = f"/en/proposals/{proposal.code}/confirm/"
    own_yes = sent(administrator, confirm, digest=proposal.digest)
    assert own_yes.status_code == 422
    assert "It takes somebody else" in own_yes.content.decode()
    assert not Grant.objects.filter(user=user).exists()
    head = client_of(own(cast, "center_head"))
    assert sent(head, confirm, digest=proposal.digest).status_code == 303
    assert Grant.objects.get(user=user).scope_key == "IR-07"
    assert sent(head, confirm, digest=proposal.digest).status_code == 409


def test_a_proposal_that_was_changed_is_not_confirmed_by_what_was_shown(cast: Cast):
    proposal = Proposal.objects.get(code=cast.kept["proposal"])
    head = client_of(own(cast, "center_head"))
    shown = digest_of(proposal.kind, proposal.subject, {})
    answer = sent(head, f"/en/proposals/{proposal.code}/confirm/", digest=shown)
    assert answer.status_code == 422
    assert "not what was proposed" in answer.content.decode()


def test_nobody_gives_what_they_may_not(cast: Cast):
    deputy = client_of(own(cast, "provincial_deputy"))
    user = cast.kept["user"]
    for role in ("center_head", "administrator", "x"):
        path = f"/users/{user}/roles/give/?role={role}"
        assert deputy.get(path).status_code == 404
        assert sent(deputy, path).status_code == 404
    elsewhere = sent(
        deputy, f"/en/users/{user}/roles/give/?role=provincial_staff", scope_key="province:IR-07"
    )
    assert elsewhere.status_code == 422
    assert "beyond your reach" in elsewhere.content.decode()


def test_a_role_that_clashes_is_refused_with_its_article(cast: Cast, administrator):
    member = own(cast, "kanoon_member")
    page = administrator.get(f"/en/users/{member.code}/roles/give/").content.decode()
    assert "art. 10, Directive of 1392" in page
    path = f"/en/users/{member.code}/roles/give/?role=council_member"
    answer = sent(administrator, path)
    assert answer.status_code == 422
    assert "art. 10, Directive of 1392" in answer.content.decode()


def test_a_withdrawn_role_ends_at_once_for_somebody_who_is_signed_in(cast: Cast, administrator):
    staff = own(cast, "provincial_staff")
    client = client_of(staff)
    assert client.get(f"/cases/{cast.case.number}/").status_code == 200
    path = f"/users/{staff.code}/roles/{cast.kept['grant']}/withdraw/"
    assert sent(administrator, path).status_code == 422  # without a reason
    assert sent(administrator, path, reason="پایان مأموریت").status_code == 303
    assert client.get(f"/cases/{cast.case.number}/").status_code == 302
    assert not Session.objects.filter(user=staff, ended_at__isnull=True).exists()


def test_who_acts_for_another_reads_so_on_every_page_and_finds_the_way_back(cast: Cast):
    staff, deputy = own(cast, "provincial_staff"), own(cast, "provincial_deputy")
    client = client_of(staff)
    assert "Acting for" not in client.get("/en/cases/").content.decode()
    sent(client, "/account/act-for/", code=deputy.code)
    page = client.get("/en/cases/").content.decode()
    assert f"Acting for {deputy.name}" in page
    sent(client, "/account/act-for/", code="")
    assert "Acting for" not in client.get("/en/cases/").content.decode()


def test_a_delegation_is_given_and_its_faults_stand_beside_their_fields(cast: Cast):
    deputy = own(cast, "provincial_deputy")
    client = client_of(deputy)
    grant = Grant.objects.get(user=deputy)
    wrong = sent(
        client,
        "/en/delegations/give/",
        grant=str(grant.pk),
        receiver="nobody",
        starts_on="1405-10-01",
        ends_on="1405-09-01",
    )
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'id="id_receiver-error"' in page
    assert 'id="id_reason-error"' in page
    answer = sent(
        client,
        "/delegations/give/",
        grant=str(grant.pk),
        receiver=own(cast, "inspector").username,
        starts_on="1499-01-01",
        ends_on="1499-01-05",
        reason="مرخصی",
    )
    given = Delegation.objects.latest("pk")
    assert answer["Location"] == f"/delegations/{given.pk}/"
    assert sent(client, f"/delegations/{given.pk}/withdraw/").status_code == 303
    given.refresh_from_db()
    assert given.withdrawn_at


def test_the_cases_of_who_leaves_are_handed_over_in_one_go(cast: Cast, administrator):
    deputy, staff = own(cast, "provincial_deputy"), own(cast, "provincial_staff")
    Case.objects.filter(pk=cast.case.pk).update(assigned_to=deputy)
    for_others = administrator.get(f"/en/users/{deputy.code}/leaving/").content.decode()
    assert "1 cases are for others to hand over" in for_others
    assert cast.case.number not in for_others
    officer = client_of(own(cast, "department_officer"))
    path = f"/en/users/{deputy.code}/leaving/"
    assert cast.case.number in officer.get(path).content.decode()
    assert sent(officer, path, to="nobody", reason="x").status_code == 422
    answer = sent(officer, path, to=own(cast, "department_officer").username, reason="x")
    assert answer.status_code == 303
    cast.case.refresh_from_db()
    assert cast.case.assigned_to == own(cast, "department_officer")
    assert officer.get(f"/users/{staff.code}/leaving/").status_code == 404


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_role_is_read_in_plain_words(cast: Cast, administrator, language):
    prefix = "/en" if language == "en" else ""
    page = administrator.get(f"{prefix}/roles/inspector/").content.decode()
    assert {"fa": "دیدن پرونده‌ها", "en": "see the cases"}[language] in page
    assert page.count("<h1") == 1
    table = administrator.get(f"{prefix}/roles/table/").content.decode()
    assert table.count("<h1") == 1
