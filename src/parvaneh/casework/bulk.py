"""The same act on many cases: each in a transaction of its own, each with its own answer."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.assigning import case_assign
from parvaneh.casework.loading import case_of, visible_cases
from parvaneh.casework.models import Case
from parvaneh.casework.standing import day_of
from parvaneh.casework.steps import step_take
from parvaneh.frame.refused import Conflict, NotThere, Refused, refuse
from parvaneh.law.ruling import Reason, Ruling, msg
from parvaneh.ledger.acts import act, event_write

MOST = 200
TOO_MANY = msg("At most {needed} cases at once; these are {found}.")
NO_REASON = msg("Say why: each case keeps the reason.")

DONE, REFUSED, MOVED, NOT_THERE = "done", "refused", "moved", "not_there"


@dataclass(frozen=True)
class Answer:
    """What became of one case: done, refused (with the ruling), moved meanwhile, or not there."""

    number: str
    outcome: str
    ruling: Ruling[Any] | None = None


def steps_take(
    *, numbers: Iterable[str], step: str, by: Acting, at: datetime, reason: str = ""
) -> list[Answer]:
    """Take the same step in many cases.

    Args:
        numbers: of the cases; what the doer may not see is answered as not there.
        step: key of the step.
        by: who takes it.
        at: the moment.
        reason: why; each case keeps it.

    Returns:
        One answer for each number, in the order given; the log holds one summary beside each act.

    Raises:
        Refused: too many at once.
    """

    def one(case: Case) -> None:
        step_take(case=case, step=step, by=by, at=at, reason=reason)

    return _each(numbers, one, kind="cases.steps-taken", what={"step": step}, by=by, at=at)


def cases_assign(
    *, numbers: Iterable[str], to: User, by: Acting, at: datetime, reason: str = ""
) -> list[Answer]:
    """Assign many cases to one user; as `steps_take`."""

    def one(case: Case) -> None:
        case_assign(case=case, to=to, by=by, at=at, reason=reason)

    what = {"to": f"user:{to.code}"}
    return _each(numbers, one, kind="cases.assigned", what=what, by=by, at=at)


def cases_hand_on(*, leaver: User, to: User, by: Acting, at: datetime, reason: str) -> list[Answer]:
    """Give every running case of somebody who leaves to another, whatever their number.

    Cases in which the other is recused, or where they hold no role, stay and are answered so.

    Raises:
        Refused: no reason.
        NotThere: the doer may assign nowhere.
    """
    if reach(by, Permission.CASE_ASSIGN, day_of(at)).empty():
        raise NotThere(leaver.code)
    refuse(*([] if reason.strip() else [Reason("reason", NO_REASON, ())]))

    def one(case: Case) -> None:
        case_assign(case=case, to=to, by=by, at=at, reason=reason)

    theirs = visible_cases(by, to=Permission.CASE_ASSIGN, on=day_of(at)).filter(
        assigned_to=leaver, ended_on=None
    )
    numbers = list(theirs.order_by("id").values_list("number", flat=True))
    what = {"from": f"user:{leaver.code}", "to": f"user:{to.code}"}
    return _each(numbers, one, kind="cases.handed-on", what=what, by=by, at=at, most=len(numbers))


def _each(
    numbers: Iterable[str],
    one: Callable[[Case], None],
    *,
    kind: str,
    what: dict[str, str],
    by: Acting,
    at: datetime,
    most: int = MOST,
) -> list[Answer]:
    asked = list(dict.fromkeys(numbers))
    if len(asked) > most:
        refuse(Reason("numbers", TOO_MANY, (), found=len(asked), needed=most))
    answers = [_answer(number, one, by, at) for number in asked]
    told = Counter(answer.outcome for answer in answers)
    with act(by=by, at=at):
        event_write(
            kind=kind,
            subject=by.key,
            facts={**what, **told, "cases": [answer.number for answer in answers]},
        )
    return answers


def _answer(number: str, one: Callable[[Case], None], by: Acting, at: datetime) -> Answer:
    try:
        one(case_of(by, number, on=day_of(at)))
    except Refused as why:
        return Answer(number, REFUSED, why.ruling)
    except Conflict:
        return Answer(number, MOVED)
    except NotThere:
        return Answer(number, NOT_THERE)
    return Answer(number, DONE)
