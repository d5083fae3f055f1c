"""Articles 9 to 19: what the worked cases cannot say."""

import pytest

from parvaneh.law.bodies import Sitting
from parvaneh.law.casebook import shipped_cases, with_contents
from parvaneh.law.directive_1392.art10_council import council_composition, council_rules
from parvaneh.law.directive_1392.art13_board import (
    TERM_OVER,
    TERM_RUNS,
    board_composition,
    board_term,
)
from parvaneh.law.directive_1392.art14_meeting import board_rules, officers_election
from parvaneh.law.directive_1392.competences import COMPETENCES, TASKS, competence
from parvaneh.law.jalali import day
from parvaneh.law.ruling import Ruling, Status, blocking, parameters
from parvaneh.law.seats import Member
from parvaneh.law.tests.answers import answer_of, reasons_of
from parvaneh.law.values import sequence, shipped_values, value_at
from parvaneh.law.vocabulary import ACTORS, Actor

VALUES = shipped_values()
MODULES = (
    "art10_council", "art12_kanoons", "art13_board", "art14_meeting", "art16_budget",
    "art17_delegation", "art18_bylaw", "art19_succession", "competences",
)  # fmt: skip
OURS = [case for case in shipped_cases() if case.module.endswith(MODULES)]
COUNCIL_SESSION = {"D1392.10.quorum", "D1392.10.majority"}
BOARD_SESSION = {"D1392.14.quorum", "D1392.14.majority"}
RESTS_ON = {
    "council_composition": {"D1392.10.seats"},
    "council_decision": COUNCIL_SESSION,
    "council_recusals": {"D1392.10.recusal"},
    "board_composition": {"D1392.13.seats", "D1392.13.judicial_years"},
    "board_term": {"D1392.13.term_years"},
    "re_election": {"D1392.13.re_election"},
    "board_decision": BOARD_SESSION,
    "officers_election": BOARD_SESSION,
    "signature": {"D1392.14.signatures"},
    "income": {"D1392.16.sources"},
    "delegation": {"D1392.9.tasks", "D1392.17.executive_tasks"},
    "succession": {"D1392.19.causes", "D1392.19.decision"},
}
DAY = day("1404-07-01")
ASSUMED = {
    "D1392.10.quorum": ("A-12",),
    "D1392.10.majority": ("A-12",),
    "D1392.10.recusal": ("A-12",),
    "D1392.13.term_years": ("A-34",),
    "D1392.17.executive_tasks": (),
    "D1392.19.decision": ("A-48",),
}
PRINTED = {
    "D1392.9.tasks": (),
    "D1392.10.seats": (),
    "D1392.11.tasks": (),
    "D1392.13.seats": (),
    "D1392.13.judicial_years": (),
    "D1392.13.re_election": (),
    "D1392.14.quorum": ("A-35",),
    "D1392.14.majority": (),
    "D1392.14.signatures": (),
    "D1392.15.tasks": (),
    "D1392.16.sources": (),
    "D1392.19.causes": (),
}


@pytest.mark.parametrize("key", [*ASSUMED, *PRINTED])
def test_a_value_says_whether_it_is_printed_or_ours(key):
    assert len(VALUES.histories[key]) == 1
    entry = VALUES.histories[key][0]
    assert entry.start == day("1392-02-26")
    assert entry.until is None
    if key in ASSUMED:
        assert (entry.status, entry.assumes) == (Status.ASSUMED, ASSUMED[key])
        assert entry.source.startswith("default reading")
        assert entry.approved_by == "not approved: our default"
    else:
        assert (entry.status, entry.assumes) == (Status.OFFICIAL, PRINTED[key])
        assert entry.source.startswith("D1392 ")
        assert entry.approved_by == "Head of the Judiciary"


def test_every_task_is_one_body_s_and_is_listed_there():
    assert len({row.task for row in COMPETENCES}) == len(COMPETENCES)
    listed = {
        (body, task) for body, key in TASKS.items() for task in sequence(value_at(VALUES, key, DAY))
    }
    assert listed == {(row.body, row.task) for row in COMPETENCES}


def test_whoever_is_not_competent_learns_who_is():
    ruling = competence(body=Actor.COUNCIL, task="set_dues", values=VALUES, on=DAY)
    shown = parameters(ruling.reasons[0])
    assert shown["found"] == ACTORS[Actor.COUNCIL]
    assert shown["needed"] == ACTORS[Actor.GENERAL_DEPARTMENT]
    assert shown["task"].en == "set the yearly dues of the offices"


def test_a_competence_names_who_approves_and_rests_on_the_list_of_tasks():
    ruling = competence(body=Actor.COUNCIL, task="propose_fees", values=VALUES, on=DAY)
    assert [reason.needed for reason in ruling.reasons] == [
        ACTORS[Actor.GENERAL_DEPARTMENT],
        ACTORS[Actor.CENTER_HEAD],
    ]
    assert [one.key for one in ruling.rests_on] == ["D1392.11.tasks"]


def test_the_council_is_filled_by_article_10_and_a_board_by_article_13():
    council = council_rules(values=VALUES, on=DAY)
    assert (council.seats, council.filled_by) == (5, ("D1392 10",))
    board = board_rules(values=VALUES, on=DAY)
    assert (board.seats, board.filled_by) == (5, ("D1392 13(1)", "D1392 13(2)", "D1392 13(3)"))


def test_compositions_rest_on_the_seats_and_the_record_asked_for():
    council = council_composition(members=(), kanoon_board=frozenset(), values=VALUES, on=DAY)
    assert [one.key for one in council.rests_on] == ["D1392.10.seats"]
    board = board_composition(
        members=(Member("J1", "judge", Actor.COUNCIL, Actor.CENTER_HEAD),),
        office_managers=frozenset(),
        judicial_years={"J1": 4},
        council=frozenset(),
        values=VALUES,
        on=DAY,
    )
    assert [one.key for one in board.rests_on] == ["D1392.13.seats", "D1392.13.judicial_years"]
    assert parameters(blocking(board)[-1]) == {"found": 4, "needed": 10, "person": "J1"}


def test_a_term_says_when_it_began_and_when_it_is_over():
    begun = day("1402-03-01")
    ruling = board_term(took_office_on=begun, on=DAY, values=VALUES)
    assert parameters(ruling.reasons[0]) == {
        "found": day("1405-03-01"),
        "needed": None,
        "begun": begun,
    }


@pytest.mark.parametrize("case", OURS, ids=lambda case: case.name)
def test_a_reason_leaves_nothing_out_and_says_where_it_stands(case):
    for reason in reasons_of(case):
        sentence = reason.message.format(**parameters(reason))
        assert "None" not in sentence
        assert sentence.endswith(".")
        assert reason.cites


@pytest.mark.parametrize("case", OURS, ids=lambda case: case.name)
def test_a_ruling_names_the_values_of_its_articles_that_it_rests_on(case):
    answer = answer_of(case)
    if not isinstance(answer, Ruling) or case.rule not in RESTS_ON:
        return
    keys = {one.key for one in answer.rests_on}
    assert keys
    assert keys <= RESTS_ON[case.rule]
    if answer.granted:
        assert keys == RESTS_ON[case.rule]


@pytest.mark.parametrize(("on", "message"), [("1405-02-31", TERM_RUNS), ("1405-03-01", TERM_OVER)])
def test_a_term_is_told_as_running_or_as_over(on, message):
    ruling = board_term(took_office_on=day("1402-03-01"), on=day(on), values=VALUES)
    assert [reason.message for reason in ruling.reasons] == [message]


@pytest.mark.parametrize("votes", [({"M1": 5}, {"J1": 5}), ({"J1": 5}, {"M1": 5})])
def test_one_officer_without_the_other_is_no_election(votes):
    members = ("M1", "M2", "J1", "J2", "P1")
    ruling = officers_election(
        managers=frozenset({"M1", "M2"}),
        sitting=Sitting(members, frozenset(members), frozenset(), votes[0]),
        treasurer_votes=votes[1],
        secret=True,
        values=VALUES,
        on=DAY,
    )
    assert ruling.value is None
    (stranger,) = blocking(ruling)
    assert (stranger.key, stranger.cites) == ("not_candidate", ("D1392 14(1)",))


def test_a_task_taken_away_rests_on_the_list_of_tasks():
    values = with_contents(VALUES, {"D1392.15.tasks": ["inspect"]})
    ruling = competence(body=Actor.KANOON_BOARD, task="run_training", values=values, on=DAY)
    assert [one.key for one in ruling.rests_on] == ["D1392.15.tasks"]
