"""One engine moves every case: what is not written is forbidden, and says why."""

from dataclasses import replace

from parvaneh.law.citation import cites
from parvaneh.law.procedure import (
    NO_STEP,
    TAKEN,
    WRONG_ACTOR,
    WRONG_STATE,
    Procedure,
    State,
    Step,
    dead_ends,
    open_steps,
    reachable,
    states_of,
    step_taken,
)
from parvaneh.law.ruling import Reason, Ruling
from parvaneh.law.vocabulary import Actor, Term

FILED = State("filed", "ثبت شده", "filed")
REFERRED = State("referred", "ارجاع شده", "referred")
DONE = State("done", "پایان یافته", "done", ends=True)
LOST = State("lost", "گم", "lost")

REFER = Step(
    "refer",
    (FILED,),
    REFERRED,
    (Actor.KANOON, Actor.GENERAL_DEPARTMENT),
    cites("D1392 15(e)"),
    "ارجاع",
    "Refer",
)
CLOSE = Step(
    "close", (FILED, REFERRED), DONE, (Actor.COUNCIL,), cites("D1392 11(c)"), "ختم", "Close"
)
AGAIN = Step("again", (REFERRED,), FILED, (Actor.COUNCIL,), (), "بازگشت", "Again", added=True)
PROCEDURE = Procedure("matter", Term("امر", "matter"), FILED, (REFER, CLOSE, AGAIN))


def test_a_lawful_step_leads_on_and_says_where_it_stands() -> None:
    assert step_taken(PROCEDURE, "filed", Actor.GENERAL_DEPARTMENT, "refer") == Ruling(
        granted=True,
        value=REFERRED,
        reasons=(
            Reason(
                "step",
                TAKEN,
                cites("D1392 15(e)"),
                blocks=False,
                found=REFERRED,
                params={"step": REFER},
            ),
        ),
    )


def test_a_step_that_is_not_written_is_refused() -> None:
    assert step_taken(PROCEDURE, "filed", Actor.KANOON, "burn") == Ruling(
        granted=False, reasons=(Reason("step", NO_STEP, (), found="burn"),)
    )


def test_a_step_from_another_state_is_refused_before_its_actor_is_asked() -> None:
    wanted = Reason(
        "state",
        WRONG_STATE,
        cites("D1392 11(c)"),
        found=DONE,
        needed=(FILED, REFERRED),
        params={"step": CLOSE},
    )
    for actor in (Actor.COUNCIL, Actor.MANAGER):
        assert step_taken(PROCEDURE, "done", actor, "close") == Ruling(
            granted=False, reasons=(wanted,)
        )


def test_a_state_that_no_step_names_is_told_by_its_key() -> None:
    (reason,) = step_taken(PROCEDURE, "nowhere", Actor.COUNCIL, "close").reasons
    assert (reason.key, reason.found) == ("state", "nowhere")


def test_a_step_of_another_is_refused_and_names_who_takes_it() -> None:
    assert step_taken(PROCEDURE, "filed", Actor.MANAGER, "refer") == Ruling(
        granted=False,
        reasons=(
            Reason(
                "actor",
                WRONG_ACTOR,
                cites("D1392 15(e)"),
                found=Actor.MANAGER,
                needed=(Actor.KANOON, Actor.GENERAL_DEPARTMENT),
                params={"step": REFER},
            ),
        ),
    )


def test_a_step_written_in_two_rows_is_one_step() -> None:
    settled = State("settled", "حل شده", "settled", ends=True)
    row = Step("close", (LOST,), settled, (Actor.KANOON,), cites("D1392 9"), "ختم", "Close")
    both = Procedure("matter", Term("امر", "matter"), FILED, (CLOSE, row))
    assert step_taken(both, "lost", Actor.KANOON, "close").value == settled
    assert step_taken(both, "filed", Actor.COUNCIL, "close").value == DONE
    (reason,) = step_taken(both, "done", Actor.COUNCIL, "close").reasons
    assert reason.needed == (FILED, REFERRED, LOST)
    assert reason.params == {"step": CLOSE}
    assert reason.cites == cites("D1392 11(c)")
    other = replace(CLOSE, sources=(FILED, LOST), target=LOST, by=(Actor.KANOON,), cites=())
    twice = Procedure("matter", Term("امر", "matter"), FILED, (CLOSE, other))
    (reason,) = step_taken(twice, "filed", Actor.MANAGER, "close").reasons
    assert reason.needed == (Actor.COUNCIL, Actor.KANOON)
    assert reason.params == {"step": CLOSE}
    assert reason.cites == cites("D1392 11(c)")
    assert step_taken(twice, "filed", Actor.KANOON, "close").value == LOST


def test_open_steps_are_those_that_leave_a_state() -> None:
    assert open_steps(PROCEDURE, "filed") == (REFER, CLOSE)
    assert open_steps(PROCEDURE, "referred") == (CLOSE, AGAIN)
    assert open_steps(PROCEDURE, "done") == ()
    assert open_steps(PROCEDURE, "unheard of") == ()


def test_states_are_named_once_and_the_start_comes_first() -> None:
    assert states_of(PROCEDURE) == (FILED, REFERRED, DONE)
    assert states_of(Procedure("m", Term("ا", "m"), LOST, ())) == (LOST,)


def test_reachable_follows_circles_and_comes_back() -> None:
    assert reachable(PROCEDURE, "filed") == {"filed", "referred", "done"}
    assert reachable(PROCEDURE, "referred") == {"filed", "referred", "done"}
    assert reachable(PROCEDURE, "done") == {"done"}


def test_reachable_goes_on_from_state_to_state() -> None:
    closed = Step("close", (REFERRED,), DONE, (Actor.COUNCIL,), (), "ختم", "Close")
    lost = Step("lose", (DONE,), LOST, (Actor.CLOCK,), (), "گم شدن", "Lose")
    line = Procedure("line", Term("راه", "line"), FILED, (REFER, closed, lost))
    assert reachable(line, "filed") == {"filed", "referred", "done", "lost"}


def test_a_state_without_a_way_to_an_end_is_a_dead_end() -> None:
    assert dead_ends(PROCEDURE) == ()
    lose = Step("lose", (FILED,), LOST, (Actor.CLOCK,), (), "گم شدن", "Lose")
    trap = Procedure("trap", Term("دام", "trap"), FILED, (*PROCEDURE.steps, lose))
    assert dead_ends(trap) == (LOST,)
    endless = Procedure("endless", Term("بی‌پایان", "endless"), FILED, (REFER, AGAIN))
    assert dead_ends(endless) == (FILED, REFERRED)


def test_the_sentences_name_what_was_found_and_what_is_needed() -> None:
    assert (NO_STEP, TAKEN) == (
        "There is no step {found} here.",
        "{step}: the case is now {found}.",
    )
    assert WRONG_ACTOR == "{step} is taken by {needed}, not by {found}."
    assert WRONG_STATE == (
        "{step} is not possible while the case is {found}; it is possible while {needed}."
    )
