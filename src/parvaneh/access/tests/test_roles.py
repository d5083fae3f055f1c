"""What the table of roles must hold, whoever edits it."""

import itertools
from pathlib import Path

import pytest

from parvaneh.access.permissions import Permission as Can
from parvaneh.access.roles import ADMINISTRATOR, ANALYST, AUDITOR, ROLES, clash
from parvaneh.access.scopes import Scope
from parvaneh.kit.languages import Language, gettext
from parvaneh.law.vocabulary import Actor

CHANGES = frozenset(Can) - {one for one in Can if one.value.endswith(".see")}
# What one person must not be able to do alone, as pairs that no role joins.
NEVER_TOGETHER = [
    (Can.VALUE_PROPOSE, Can.VALUE_APPROVE),
    (Can.USER_MANAGE, Can.CASE_SEE),
    (Can.USER_MANAGE, Can.PERSON_REVEAL),
    (Can.USER_MANAGE, Can.VALUE_APPROVE),
    (Can.GRANT_CONFIRM, Can.PERSON_REVEAL),
    (Can.VALUE_APPROVE, Can.EVIDENCE_MANAGE),
    (Can.LICENCE_MANAGE, Can.GRANT_GIVE),
]


def test_every_permission_is_allowed_by_some_role():
    assert frozenset().union(*(role.allows for role in ROLES.values())) == frozenset(Can)


def test_every_actor_of_the_law_but_the_clock_is_spoken_for():
    spoken = frozenset().union(*(role.acts_as for role in ROLES.values()))
    assert spoken == frozenset(Actor) - {Actor.CLOCK}


@pytest.mark.parametrize(("one", "other"), NEVER_TOGETHER)
def test_no_role_joins_what_takes_two(one, other):
    assert [role.code for role in ROLES.values() if {one, other} <= role.allows] == []


def test_an_auditor_changes_nothing():
    assert ROLES[AUDITOR].allows & CHANGES == frozenset()


def test_an_administrator_sees_no_case_no_person_and_no_document():
    hidden = {Can.CASE_SEE, Can.PERSON_SEE, Can.DOCUMENT_SEE, Can.EVIDENCE_SEE, Can.RECORD_SEE}
    assert not ROLES[ADMINISTRATOR].allows & hidden
    assert not ROLES[ADMINISTRATOR].acts_as


def test_an_analyst_neither_approves_nor_decides():
    assert not ROLES[ANALYST].allows & {Can.VALUE_APPROVE, Can.CASE_ACT}


def test_an_inspector_assigns_no_visit():
    assert not ROLES["inspector"].allows & {Can.CASE_ASSIGN, Can.CASE_HAND_OVER}


def test_duties_kept_apart_are_kept_apart_from_both_sides():
    for one, other in itertools.permutations(ROLES, 2):
        assert clash(one, other) == clash(other, one) or {clash(one, other), clash(other, one)} <= {
            ROLES[one],
            ROLES[other],
        }
    assert clash("kanoon_chair", "council_member").apart_cites == ("D1392 10",)
    assert clash("inspector", "department_clerk") is None


def test_whoever_gives_roles_may_give_some_and_only_known_ones():
    for role in ROLES.values():
        assert bool(role.gives) == (Can.GRANT_GIVE in role.allows)
        assert role.gives <= ROLES.keys()
        assert role.apart_from <= ROLES.keys()


def test_nobody_gives_more_widely_than_they_hold():
    for role in ROLES.values():
        if role.scopes != {Scope.COUNTRY}:
            for given in role.gives:
                assert ROLES[given].scopes <= role.scopes
                assert not ROLES[given].weighty


def test_whoever_acts_for_a_body_of_the_state_signs_in_with_two_factors():
    own = {Actor.MANAGER, Actor.APPLICANT, Actor.COMPLAINANT, Actor.DEFENDANT}
    for role in ROLES.values():
        if role.acts_as - own:
            assert role.staff


@pytest.mark.parametrize("code", ROLES)
def test_a_manager_can_read_what_a_role_is(code):
    role = ROLES[code]
    assert role.scopes
    for text in (role.name, role.description):
        assert gettext(text, Language.FA) != text
    assert len(role.description) < 200
    assert code == role.code
    assert len(code) <= 40


@pytest.mark.parametrize("language", list(Language))
def test_the_guide_tells_every_role_and_permission(language):
    guide = Path(__file__).parents[4] / "docs" / "guide" / f"roles.{language.value}.md"
    page = guide.read_text(encoding="utf-8")
    for role in ROLES.values():
        assert f"| `{role.code}` | {gettext(role.name, language)} |" in page
        assert gettext(role.description, language) in page
    for one in Can:
        allowing = ", ".join(f"`{role.code}`" for role in ROLES.values() if one in role.allows)
        assert f"| `{one.value}` | {allowing} |" in page
