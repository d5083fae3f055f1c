"""The ranking cycle: yearly, or out of turn as an extraordinary evaluation (D1404 5 to 8, 12, 14).

The directive says who evaluates, with whose cooperation, how and by when. How a run is prepared and
checked it does not say: locking values and evidence, comparing with the last ranking, the second
person and the draft to managers are ours, and marked so. The Services Deputy is the desk
`GENERAL_DEPARTMENT` (A-44). Objections are cases of their own (`procedures.objection`).
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

DEPARTMENT = (Actor.GENERAL_DEPARTMENT,)
COOPERATING = (Actor.PROVINCIAL_DEPUTY, Actor.KANOON)
MANAGER = (Actor.MANAGER,)
KANOON = (Actor.KANOON,)
CLOCK = (Actor.CLOCK,)

DUE = State("due", "سررسید ارزیابی", "due")
OPENED = State("opened", "گشوده", "opened")
EXTRAORDINARY = State("extraordinary", "گشوده، فوق‌العاده", "opened out of turn")
LOCKED = State("values_locked", "مقادیر بسته‌شده", "values locked")
FROZEN = State("evidence_frozen", "مستندات بسته‌شده", "evidence frozen")
RUN = State("run", "محاسبه‌شده", "run")
COMPARED = State("compared", "سنجیده با پیش", "compared")
CONFIRMED = State("confirmed", "تأییدشده", "confirmed")
DRAFTED = State("drafted", "پیش‌نویس نزد مدیران", "draft with managers")
ANNOUNCED = State("announced", "اعلام‌شده", "announced")
OBJECTIONS = State("objections", "در انتظار پایان اعتراض‌ها", "objections being decided")
FINAL = State("final", "قطعی", "final list")
CLOSED = State("closed", "پایان‌یافته", "closed", ends=True)

PROCEDURE = Procedure(
    key="ranking_cycle",
    term=Term("دوره رتبه‌بندی", "ranking cycle", cites("D1404 5", "D1404 6")),
    start=DUE,
    steps=(
        Step(
            "open", (DUE,), OPENED, DEPARTMENT, cites("D1404 5"),
            "گشودن دوره سالانه", "open the yearly cycle",
        ),
        Step(
            "open_extraordinary", (DUE,), EXTRAORDINARY, DEPARTMENT, cites("D1404 5"),
            "گشودن ارزیابی فوق‌العاده", "open an extraordinary evaluation",
        ),
        Step(
            "lock", (OPENED, EXTRAORDINARY), LOCKED, DEPARTMENT, cites("D1404 3", "D1404 7"),
            "بستن مقادیر", "lock the values", added=True,
        ),
        Step(
            "report", (LOCKED,), LOCKED, COOPERATING, cites("D1404 5", "D1404 8(2)"),
            "دادن گزارش", "report",
        ),
        Step(
            "freeze", (LOCKED,), FROZEN, DEPARTMENT, cites("D1404 8"),
            "بستن مستندات", "freeze the evidence", added=True,
        ),
        Step(
            "run", (FROZEN,), RUN, DEPARTMENT, cites("D1404 5", "D1404 6"),
            "محاسبه", "run", deadline="D1404.6.ranking_due",
        ),
        Step(
            "compare", (RUN,), COMPARED, DEPARTMENT, cites("D1404 6"),
            "سنجش با رتبه‌بندی پیشین", "compare with the last ranking", added=True,
        ),
        Step(
            "confirm", (COMPARED,), CONFIRMED, DEPARTMENT, cites("D1404 6"),
            "تأیید از سوی نفر دوم", "confirm by a second person", added=True,
        ),
        Step(
            "correct", (COMPARED, DRAFTED), LOCKED, DEPARTMENT, cites("D1404 6"),
            "بازگرداندن برای اصلاح", "take back to correct", added=True,
        ),
        Step(
            "draft", (CONFIRMED,), DRAFTED, DEPARTMENT, cites("D1404 6"),
            "فرستادن پیش‌نویس به مدیران", "send the draft to managers", added=True,
        ),
        Step(
            "remark", (DRAFTED,), DRAFTED, MANAGER, cites("D1404 6"),
            "نوشتن ملاحظه", "remark on the draft", added=True,
        ),
        Step(
            "announce", (DRAFTED,), ANNOUNCED, DEPARTMENT, cites("D1404 6", "D1404 12(1)"),
            "اعلام نتایج", "announce",
        ),
        Step(
            "expire", (ANNOUNCED,), OBJECTIONS, CLOCK, cites("D1404 12(1)"),
            "پایان مهلت اعتراض", "the time for objections ends",
            deadline="D1404.12.objection_days",
        ),
        Step(
            "finalise", (OBJECTIONS,), FINAL, DEPARTMENT, cites("D1404 12(3)"),
            "قطعی کردن فهرست", "close the list after the objections",
        ),
        Step(
            "honour", (FINAL,), FINAL, KANOON, cites("D1404 14"),
            "قدردانی از دفاتر برتر", "honour the highest",
        ),
        Step(
            "close", (FINAL,), CLOSED, DEPARTMENT, cites("D1404 6"),
            "پایان دادن به دوره", "close the cycle", added=True,
        ),
    ),
)  # fmt: skip
