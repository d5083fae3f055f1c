"""The path that all seven licence requests share (D1392 2, 9(b), 11(c)).

The Council examines a request and proposes it, the General Department gives its opinion and
proposes it to the head of the Center, who decides. The seven differ in who files, in what a grant
leads to, and in whether a manager is appointed by letter; each is a `Kind` in a module of its own.
The modules beside this one hold the procedures; this one has none.
"""

from dataclasses import dataclass

from parvaneh.law.citation import Citation, cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import REQUESTS, Actor, Request

COUNCIL_EXAMINES = cites("D1392 11(c)")
DEPARTMENT_OPINES = cites("D1392 9(b)")
OFFICE_IS_FOUNDED = cites("D1392 2")

DRAFT = State("draft", "پیش‌نویس", "being written")
FILED = State("filed", "ثبت‌شده", "filed, with the Council")
RETURNED = State("returned", "برگشته برای تکمیل", "returned to be completed")
PROPOSED = State("proposed", "پیشنهادشده", "proposed, with the General Department")
REFERRED = State("referred", "نزد رئیس مرکز", "with the head of the Center")
AGREED = State("agreed", "موافقت‌شده", "agreed, awaiting the appointment letter")
DECLINED = State("declined", "پیشنهادنشده", "not proposed by the Council", ends=True)
REFUSED = State("refused", "ردشده", "refused", ends=True)
DROPPED = State("dropped", "پس‌گرفته‌شده", "taken back", ends=True)


@dataclass(frozen=True)
class Kind:
    """What sets one of the seven requests apart.

    `filers` may file it, complete it and take it back; `result` is where a grant leads.
    `founds`: a manager receives an office, so article 2 applies to proposal and grant, and the
    grant is followed by the appointment letter. `heard`: the request is made against a manager,
    who may answer it (added: the directive does not say so).
    """

    request: Request
    filers: tuple[Actor, ...]
    filing: tuple[Citation, ...]
    result: State
    founds: bool = False
    heard: bool = False


# The steps that are the same in all seven.
RETURN = Step(
    "return",
    (FILED,),
    RETURNED,
    (Actor.COUNCIL,),
    COUNCIL_EXAMINES,
    "برگشت برای تکمیل",
    "return to be completed",
    added=True,
)
DECLINE = Step(
    "decline",
    (FILED,),
    DECLINED,
    (Actor.COUNCIL,),
    COUNCIL_EXAMINES,
    "عدم پیشنهاد",
    "decline to propose",
)
REFER = Step(
    "refer",
    (PROPOSED,),
    REFERRED,
    (Actor.GENERAL_DEPARTMENT,),
    DEPARTMENT_OPINES,
    "اظهارنظر و پیشنهاد به رئیس مرکز",
    "give an opinion and refer",
)
SEND_BACK = Step(
    "send_back",
    (PROPOSED,),
    FILED,
    (Actor.GENERAL_DEPARTMENT,),
    DEPARTMENT_OPINES,
    "بازگشت به شورا",
    "send back to the Council",
    added=True,
)
REFUSE = Step(
    "refuse",
    (REFERRED,),
    REFUSED,
    (Actor.CENTER_HEAD,),
    DEPARTMENT_OPINES,
    "رد",
    "refuse",
)
# The file stays where it is; the Council reads the answer before it proposes.
ANSWER = Step(
    "answer",
    (FILED,),
    FILED,
    (Actor.MANAGER,),
    COUNCIL_EXAMINES,
    "پاسخ مدیر",
    "answer",
    added=True,
)


def licence_procedure(kind: Kind) -> Procedure:
    """The procedure of one of the seven requests."""
    steps = (
        *_filing(kind),
        *((ANSWER,) if kind.heard else ()),
        RETURN,
        DECLINE,
        _propose(kind),
        SEND_BACK,
        REFER,
        *_decision(kind),
    )
    return Procedure(f"licence_{kind.request}", REQUESTS[kind.request], DRAFT, steps)


def _filing(kind: Kind) -> tuple[Step, ...]:
    by = kind.filers
    waiting = (FILED, RETURNED)
    where = COUNCIL_EXAMINES
    return (
        Step("file", (DRAFT,), FILED, by, kind.filing, "ثبت درخواست", "file"),
        Step("complete", (RETURNED,), FILED, by, where, "تکمیل", "complete", added=True),
        Step("drop", waiting, DROPPED, by, where, "پس‌گرفتن", "take back", added=True),
    )


def _propose(kind: Kind) -> Step:
    where = (*_founding(kind), *COUNCIL_EXAMINES)
    return Step("propose", (FILED,), PROPOSED, (Actor.COUNCIL,), where, "پیشنهاد", "propose")


def _decision(kind: Kind) -> tuple[Step, ...]:
    by = (Actor.CENTER_HEAD,)
    where = (*_founding(kind), *DEPARTMENT_OPINES)
    if not kind.founds:
        return (REFUSE, Step("grant", (REFERRED,), kind.result, by, where, "موافقت", "grant"))
    letter = OFFICE_IS_FOUNDED
    return (
        REFUSE,
        Step("grant", (REFERRED,), AGREED, by, where, "موافقت", "grant"),
        Step("appoint", (AGREED,), kind.result, by, letter, "صدور ابلاغ مدیر", "appoint"),
    )


def _founding(kind: Kind) -> tuple[Citation, ...]:
    return OFFICE_IS_FOUNDED if kind.founds else ()
