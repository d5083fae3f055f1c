"""The seven licence requests, the life of a licence, calls and vetting as whole procedures."""

from types import ModuleType

import pytest

from parvaneh.law.directive_1392.procedures import (
    call,
    licence_issue,
    licence_life,
    licence_relocate,
    licence_renew,
    licence_replace,
    licence_revoke,
    licence_suspend,
    licence_withdraw,
    vetting,
)
from parvaneh.law.directive_1392.procedures.licence import licence_procedure
from parvaneh.law.procedure import Procedure, dead_ends, reachable, states_of
from parvaneh.law.vocabulary import REQUESTS, Actor, Request

SEVEN = (
    licence_issue,
    licence_renew,
    licence_withdraw,
    licence_revoke,
    licence_suspend,
    licence_relocate,
    licence_replace,
)
ALL = [one.PROCEDURE for one in (*SEVEN, licence_life, call, vetting)]


def test_there_is_one_procedure_for_each_of_the_seven_requests() -> None:
    assert [one.KIND.request for one in SEVEN] == list(Request)
    assert [one.PROCEDURE.term for one in SEVEN] == list(REQUESTS.values())


@pytest.mark.parametrize("module", SEVEN, ids=lambda one: one.KIND.request)
def test_procedure_is_what_its_kind_says(module: ModuleType) -> None:
    assert licence_procedure(module.KIND) == module.PROCEDURE


@pytest.mark.parametrize("procedure", ALL, ids=lambda one: one.key)
def test_every_state_is_reached_and_every_case_can_end(procedure: Procedure) -> None:
    states = {state.key for state in states_of(procedure)}
    assert reachable(procedure, procedure.start.key) == states
    assert dead_ends(procedure) == ()


@pytest.mark.parametrize("procedure", ALL, ids=lambda one: one.key)
def test_nothing_follows_an_end(procedure: Procedure) -> None:
    assert not [s.key for s in procedure.steps for source in s.sources if source.ends]


@pytest.mark.parametrize("module", SEVEN, ids=lambda one: one.KIND.request)
def test_only_the_head_of_the_center_brings_a_request_to_its_result(module: ModuleType) -> None:
    to_result = [s for s in module.PROCEDURE.steps if s.target is module.KIND.result]
    assert [step.by for step in to_result] == [(Actor.CENTER_HEAD,)]


@pytest.mark.parametrize("module", SEVEN, ids=lambda one: one.KIND.request)
def test_no_request_reaches_its_result_past_council_and_department(module: ModuleType) -> None:
    procedure = module.PROCEDURE
    for needed in ("propose", "refer", "grant"):
        steps = tuple(step for step in procedure.steps if step.key != needed)
        without = Procedure(procedure.key, procedure.term, procedure.start, steps)
        assert module.KIND.result.key not in reachable(without, procedure.start.key)


def test_an_applicant_by_exam_is_ranked_only_after_interview_and_vetting() -> None:
    steps = tuple(step for step in vetting.PROCEDURE.steps if step.key != "score")
    for needed in ("examine", "interview", "qualify"):
        fewer = tuple(step for step in steps if step.key != needed)
        without = Procedure("vetting", vetting.PROCEDURE.term, vetting.STARTED, fewer)
        assert "ranked" not in reachable(without, "started")
