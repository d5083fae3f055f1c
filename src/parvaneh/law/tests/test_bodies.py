"""Bodies that decide together: what holds for every session, whatever its figures."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.law.bodies import (
    FLAGGED,
    TOOK_PART,
    Rules,
    Sitting,
    decision,
    election,
    needed_of,
    quorum,
    recusals,
)
from parvaneh.law.citation import cites
from parvaneh.law.jalali import day
from parvaneh.law.ruling import Status, blocking
from parvaneh.law.values import DatedValue

PERSONS = ("A", "B", "C", "D", "E")
VALUE = DatedValue(
    key="D1392.14.quorum",
    content="all",
    start=day("1392-02-26"),
    until=None,
    source="",
    status=Status.OFFICIAL,
    approved_by="",
    unit="",
    fa="",
    en="",
    cites=cites("D1392 14(2)"),
    assumes=(),
)


def rules_of(quorum_content: object, majority_content: object) -> Rules:
    return Rules(
        5,
        replace(VALUE, content=quorum_content),
        replace(VALUE, key="D1392.14.majority", content=majority_content),
        cites("D1392 13(1)"),
    )


rules = st.builds(
    rules_of,
    st.one_of(st.sampled_from(["all", "majority"]), st.integers(1, 5)),
    st.one_of(st.sampled_from(["all", "majority"]), st.integers(1, 5)),
)
sittings = st.builds(
    Sitting,
    st.lists(st.sampled_from(PERSONS), unique=True).map(tuple),
    st.frozensets(st.sampled_from((*PERSONS, "X"))),
    st.frozensets(st.sampled_from((*PERSONS, "X"))),
    st.dictionaries(st.sampled_from(["yes", "no", "A"]), st.integers(0, 6)),
)


@given(sitting=sittings, rules=rules)
def test_a_decision_has_a_lawful_session_and_more_votes_than_any_other_answer(sitting, rules):
    ruling = decision(sitting=sitting, rules=rules)
    if not ruling.granted:
        assert ruling.value is None
        assert blocking(ruling)
        return
    voters = frozenset(sitting.members) & sitting.present - sitting.recused
    others = [count for answer, count in sitting.votes.items() if answer != ruling.value]
    won = sitting.votes[ruling.value]
    assert sitting.present <= frozenset(sitting.members)
    assert len(voters) >= needed_of(rules.quorum, 5)
    assert won >= needed_of(rules.majority, 5)
    assert won > max(others, default=0)
    assert won + sum(others) <= len(voters)


@given(sitting=sittings, rules=rules)
def test_a_session_is_adjourned_or_deadlocked_never_both(sitting, rules):
    keys = [reason.key for reason in quorum(sitting=sitting, rules=rules).reasons]
    assert not {"too_few", "deadlock"} <= set(keys)
    all_present = replace(sitting, present=frozenset(sitting.members))
    again = [reason.key for reason in quorum(sitting=all_present, rules=rules).reasons]
    assert "too_few" not in again
    assert ("deadlock" in again) == ("deadlock" in keys)


@given(sitting=sittings, rules=rules, candidates=st.frozensets(st.sampled_from(["A", "yes"])))
def test_only_a_candidate_is_elected(sitting, rules, candidates):
    ruling = election(
        sitting=sitting, rules=rules, candidates=candidates, cites=cites("D1392 14(1)")
    )
    assert ruling.granted == (ruling.value is not None)
    assert ruling.value is None or ruling.value in candidates


@given(took_part=st.frozensets(st.sampled_from((*PERSONS, "X"))))
def test_nobody_but_members_is_recused(took_part):
    policy = replace(VALUE, content="recuse")
    ruling = recusals(members=PERSONS, took_part=took_part, policy=policy)
    assert ruling.value == took_part - {"X"}
    assert [reason.found for reason in ruling.reasons] == sorted(took_part - {"X"})


@pytest.mark.parametrize(
    ("content", "seats", "needed"),
    [("all", 5, 5), ("majority", 5, 3), ("majority", 4, 3), ("majority", 3, 2), (2, 5, 2)],
)
def test_a_quorum_is_a_number_or_a_share_of_the_seats(content, seats, needed):
    assert needed_of(replace(VALUE, content=content), seats) == needed


def test_a_quorum_in_another_word_is_no_quorum():
    with pytest.raises(KeyError, match="most"):
        needed_of(replace(VALUE, content="most"), 5)


@pytest.mark.parametrize("content", [True, ("all",)])
def test_a_quorum_that_is_neither_number_nor_word_is_refused(content):
    with pytest.raises(TypeError, match="must be"):
        needed_of(replace(VALUE, content=content), 5)


def test_a_deadlock_says_how_many_seats_there_are_and_how_they_are_filled():
    sitting = Sitting(PERSONS, frozenset(PERSONS), frozenset("ABC"), {})
    (shown, deadlock) = quorum(sitting=sitting, rules=rules_of(3, 3)).reasons
    assert shown.found == ("A", "B", "C")
    assert not shown.blocks
    assert (deadlock.key, deadlock.found, deadlock.needed) == ("deadlock", 2, 3)
    assert deadlock.params == {"seats": 5}
    assert deadlock.cites == cites("D1392 14(2)", "D1392 13(1)")


def test_what_was_counted_and_what_was_needed_is_said():
    sitting = Sitting(PERSONS, frozenset("ABCD"), frozenset(), {"yes": 2, "no": 1})
    absent, short = decision(sitting=sitting, rules=rules_of(3, 3)).reasons
    assert (absent.key, absent.found) == ("absent", ("E",))
    assert (short.key, short.found, short.needed) == ("no_majority", 2, 3)
    many = replace(sitting, votes={"yes": 5})
    reason = decision(sitting=many, rules=rules_of(3, 3)).reasons[-1]
    assert (reason.key, reason.found, reason.needed) == ("too_many_votes", 5, 4)
    enough = replace(sitting, votes={"yes": 4})
    reason = decision(sitting=enough, rules=rules_of(3, 3)).reasons[-1]
    assert (reason.key, reason.found, reason.needed) == ("decided", 4, 3)
    few = replace(sitting, present=frozenset("A"))
    reason = quorum(sitting=few, rules=rules_of(3, 3)).reasons[-1]
    assert (reason.key, reason.found, reason.needed) == ("too_few", 1, 3)


def test_a_ruling_rests_on_the_figures_that_it_used():
    sitting = Sitting(PERSONS, frozenset(PERSONS), frozenset(), {"yes": 5})
    used = [one.key for one in decision(sitting=sitting, rules=rules_of(3, 3)).rests_on]
    assert used == ["D1392.14.quorum", "D1392.14.majority"]
    void = replace(sitting, present=frozenset())
    used = [one.key for one in decision(sitting=void, rules=rules_of(3, 3)).rests_on]
    assert used == ["D1392.14.quorum"]


def test_votes_for_somebody_who_cannot_be_elected_elect_nobody():
    sitting = Sitting(PERSONS, frozenset(PERSONS), frozenset(), {"A": 4, "X": 1})
    known = frozenset("AB")
    where = cites("D1392 14(1)")
    ruling = election(sitting=sitting, rules=rules_of(3, 3), candidates=known, cites=where)
    assert ruling.value is None
    assert [reason.key for reason in ruling.reasons] == ["not_candidate", "decided"]
    assert ruling.reasons[0].cites == where


def test_no_votes_are_no_majority_even_where_one_vote_is_enough():
    sitting = Sitting(PERSONS, frozenset(PERSONS), frozenset(), {})
    (reason,) = decision(sitting=sitting, rules=rules_of(3, 1)).reasons
    assert (reason.key, reason.found) == ("no_majority", 0)


@pytest.mark.parametrize(("policy", "message"), [("recuse", TOOK_PART), ("show", FLAGGED)])
def test_a_member_who_took_part_learns_what_follows(policy, message):
    entry = replace(VALUE, content=policy)
    (reason,) = recusals(members=PERSONS, took_part=frozenset("B"), policy=entry).reasons
    assert reason.message == message
