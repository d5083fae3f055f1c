"""Articles 9, 11 and 15: which body does what, and who else has a part in it.

What each task is stands here; which tasks a body has on a day is a dated value, because article
9(f) and the by-law of article 18 may change them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import Citation, cites
from parvaneh.law.ruling import Reason, Ruling, granted, msg, ruled
from parvaneh.law.values import DatedValue, Values, basis, sequence, value_at
from parvaneh.law.vocabulary import ACTORS, Actor


class Part(StrEnum):
    """What another authority has to do with a task."""

    ORDER = "order"  # the task is done where this authority has ordered or entrusted it
    REPORT = "report"  # the result is reported to it
    PROPOSE = "propose"  # the result is proposed to it
    APPROVE = "approve"  # nothing takes effect before it has approved


@dataclass(frozen=True)
class Competence:
    """One task of one body: its names, where it stands, and the part that others have in it."""

    task: str
    body: Actor
    fa: str
    en: str
    cites: tuple[Citation, ...]
    parts: tuple[tuple[Part, Actor], ...] = ()
    assumes: tuple[str, ...] = ()


GENERAL_DEPARTMENT = Actor.GENERAL_DEPARTMENT
COUNCIL = Actor.COUNCIL
KANOON_BOARD = Actor.KANOON_BOARD
TO_DEPARTMENT = (Part.PROPOSE, GENERAL_DEPARTMENT)
TO_CENTER_HEAD = (Part.PROPOSE, Actor.CENTER_HEAD)
BY_CENTER_HEAD = (Part.APPROVE, Actor.CENTER_HEAD)
# 9(e), 11(a): the text leaves open which authority is competent; it follows from the rule proposed.
BY_COMPETENT = (Part.APPROVE, Actor.COMPETENT_AUTHORITY)

COMPETENCES = (
    Competence(
        "hold_call",
        GENERAL_DEPARTMENT,
        "برگزاری فراخوان متقاضیان",
        "hold the call at which applicants register",
        cites("D1392 9(a)"),
    ),
    Competence(
        "confirm_eligibility",
        GENERAL_DEPARTMENT,
        "بررسی و تأیید صلاحیت متقاضیان",
        "vet applicants and confirm their eligibility",
        cites("D1392 9(a)"),
    ),
    Competence(
        "judge_licence_proposal",
        GENERAL_DEPARTMENT,
        "اظهارنظر درباره پیشنهاد شورا در امور پروانه",
        "give an opinion on the Council's proposal about a licence request",
        cites("D1392 9(b)"),
        (TO_CENTER_HEAD, BY_CENTER_HEAD),
    ),
    Competence(
        "set_fees",
        GENERAL_DEPARTMENT,
        "تعیین هزینه خدمات دفاتر",
        "set the service fees",
        cites("D1392 9(c)"),
        (TO_CENTER_HEAD, BY_CENTER_HEAD),
    ),
    Competence(
        "set_dues",
        GENERAL_DEPARTMENT,
        "تعیین حق عضویت سالانه دفاتر",
        "set the yearly dues of the offices",
        cites("D1392 9(c)"),
        (TO_CENTER_HEAD, BY_CENTER_HEAD),
    ),
    Competence(
        "evaluate",
        GENERAL_DEPARTMENT,
        "نظارت بر دفاتر و کانون‌ها و ارزیابی آن‌ها",
        "supervise and evaluate offices and Kanoons",
        cites("D1392 9(d)"),
        ((Part.REPORT, Actor.CENTER_HEAD),),
    ),
    Competence(
        "propose_rules",
        GENERAL_DEPARTMENT,
        "پیشنهاد دستورالعمل‌ها و نظام‌نامه‌های دفاتر",
        "propose the directives and by-laws that offices need",
        cites("D1392 9(e)"),
        (BY_COMPETENT,),
    ),
    Competence(
        "change_kanoon_powers",
        GENERAL_DEPARTMENT,
        "پیشنهاد تغییر وظایف و اختیارات کانون‌ها",
        "propose changes of the Kanoons' duties and powers",
        cites("D1392 9(f)"),
        (TO_CENTER_HEAD, (Part.APPROVE, Actor.HEAD_OF_JUDICIARY)),
    ),
    Competence(
        "propose_plans",
        COUNCIL,
        "پیشنهاد برنامه‌ها، نظام‌نامه‌ها و دستورالعمل‌های توسعه دفاتر",
        "propose plans, by-laws and directives on the development of offices",
        cites("D1392 11(a)"),
        (TO_DEPARTMENT, BY_COMPETENT),
    ),
    Competence(
        "propose_fees",
        COUNCIL,
        "پیشنهاد هزینه خدمات دفاتر",
        "propose the service fees",
        cites("D1392 11(b)"),
        (TO_DEPARTMENT, BY_CENTER_HEAD),
    ),
    Competence(
        "examine_licence_request",
        COUNCIL,
        "بررسی تقاضاهای پروانه و پیشنهاد درباره آن‌ها",
        "examine licence requests and make a proposal on them",
        cites("D1392 11(c)"),
        (TO_DEPARTMENT, BY_CENTER_HEAD),
    ),
    Competence(
        "hear_appeal",
        COUNCIL,
        "رسیدگی به تجدیدنظرخواهی از تعلیق و لغو پروانه",
        "hear appeals from suspension and revocation",
        cites("D1392 11(d)"),
    ),
    Competence(
        "do_entrusted_task",
        COUNCIL,
        "امور دیگری که اداره کل می‌سپارد",
        "carry out other tasks entrusted to it",
        cites("D1392 11(e)"),
        ((Part.ORDER, GENERAL_DEPARTMENT),),
    ),
    Competence(
        "inspect",
        KANOON_BOARD,
        "بازرسی دوره‌ای و موردی دفاتر",
        "inspect offices, periodically and ad hoc",
        cites("D1392 15(b)"),
        ((Part.REPORT, GENERAL_DEPARTMENT), (Part.REPORT, COUNCIL)),
        assumes=("A-36",),
    ),
    Competence(
        "report_performance",
        KANOON_BOARD,
        "گزارش عملکرد دفاتر",
        "draw up reports on the performance of offices",
        cites("D1392 15(c)"),
        ((Part.REPORT, GENERAL_DEPARTMENT),),
    ),
    Competence(
        "propose_offices",
        KANOON_BOARD,
        "پیشنهاد توسعه دفاتر در مناطق",
        "propose where offices are needed",
        cites("D1392 15(d)"),
    ),
    Competence(
        "follow_complaints",
        KANOON_BOARD,
        "پیگیری شکایات و تخلفات دفاتر",
        "follow up complaints about offices and their violations",
        cites("D1392 15(e)"),
        ((Part.REPORT, GENERAL_DEPARTMENT),),
    ),
    Competence(
        "run_training",
        KANOON_BOARD,
        "اجرای برنامه‌های آموزشی ابلاغی",
        "run the training programmes",
        cites("D1392 15(f)"),
        ((Part.ORDER, GENERAL_DEPARTMENT),),
    ),
    Competence(
        "examine_tariff",
        KANOON_BOARD,
        "بررسی پیشنهادهای هزینه خدمات و حق عضویت",
        "examine proposals of service fees and dues",
        cites("D1392 15(g)"),
        ((Part.REPORT, GENERAL_DEPARTMENT), BY_CENTER_HEAD),
    ),
)

WHERE = cites(
    "D1392 9(a)", "D1392 9(b)", "D1392 9(c)", "D1392 9(d)", "D1392 9(e)", "D1392 9(f)",
    "D1392 11(a)", "D1392 11(b)", "D1392 11(c)", "D1392 11(d)", "D1392 11(e)",
    "D1392 15(b)", "D1392 15(c)", "D1392 15(d)", "D1392 15(e)", "D1392 15(f)", "D1392 15(g)",
)  # fmt: skip
CITES = {"COMPETENCES": WHERE, "competence": WHERE, "tasks_of": WHERE}

TASKS: Mapping[Actor, str] = {
    GENERAL_DEPARTMENT: "D1392.9.tasks",
    COUNCIL: "D1392.11.tasks",
    KANOON_BOARD: "D1392.15.tasks",
}
NO_TASK = msg("No body has the task {found}.")
NOT_COMPETENT = msg("The {found} has no competence for this: {task}. It is a task of the {needed}.")
NOT_NOW = msg("The {found} did not have this task on that day: {task}.")
PARTS: Mapping[Part, str] = {
    Part.ORDER: msg("This is done as the {needed} orders it."),
    Part.REPORT: msg("The result is reported to the {needed}."),
    Part.PROPOSE: msg("The result is proposed to the {needed}."),
    Part.APPROVE: msg("This takes effect when approved by the {needed}."),
}


def tasks_of(*, body: Actor, values: Values, on: date) -> Ruling[tuple[Competence, ...]]:
    """The tasks of a body on a day; none for an authority to which these articles give none.

    Raises:
        NoValueInForce: before the directive.
    """
    if body not in TASKS:
        return granted(())
    entry = value_at(values, TASKS[body], on)
    return granted(_listed(body, entry), rests_on=(basis(entry),))


def competence(*, body: Actor, task: str, values: Values, on: date) -> Ruling[Competence]:
    """Whether a body is competent for a task, and who else has a part in it.

    Args:
        body: the authority that acts or means to act.
        task: key of the task, as in `COMPETENCES`.
        values: the dated values (`D1392.9.tasks`, `D1392.11.tasks`, `D1392.15.tasks`).
        on: the day asked about.

    Returns:
        Granted with the competence and a reason for each part of another authority; or refused:
        there is no such task, it is another's, or the body does not have it on that day.

    Raises:
        NoValueInForce: before the directive.
    """
    named = [row for row in COMPETENCES if row.task == task]
    if not named:
        return ruled([Reason("no_task", NO_TASK, WHERE, found=task)])
    row = named[0]
    if row.body is not body:
        return ruled([_refused("not_competent", NOT_COMPETENT, row, body)])
    held = tasks_of(body=body, values=values, on=on)
    if row not in (held.value or ()):
        return ruled([_refused("not_now", NOT_NOW, row, body)], rests_on=held.rests_on)
    return granted(row, [_part(row, part, other) for part, other in row.parts], held.rests_on)


def _listed(body: Actor, entry: DatedValue) -> tuple[Competence, ...]:
    held = sequence(entry)
    return tuple(row for row in COMPETENCES if row.body is body and row.task in held)


def _refused(key: str, message: str, row: Competence, body: Actor) -> Reason:
    return Reason(
        key,
        message,
        row.cites,
        found=ACTORS[body],
        needed=ACTORS[row.body],
        params={"task": row},
    )


def _part(row: Competence, part: Part, other: Actor) -> Reason:
    return Reason(
        str(part),
        PARTS[part],
        row.cites,
        blocks=False,
        needed=ACTORS[other],
        assumes=row.assumes,
    )
