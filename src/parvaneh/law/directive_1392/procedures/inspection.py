"""An inspection of an office, from the order to its report and what follows (arts 15(b), 21)."""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

PLANNED = State("planned", "پیش‌بینی‌شده", "planned")
ORDERED = State("ordered", "دستور داده‌شده", "ordered")
VISITED = State("visited", "بازدیدشده", "visited")
REPORTED = State("reported", "گزارش‌شده", "reported")
SENT = State("sent", "فرستاده به شورا و اداره کل", "sent to Council and General Department")
CLOSED = State("closed", "بسته", "closed", ends=True)
HANDED_OVER = State("handed_over", "تحویل به رسیدگی انتظامی", "handed over as a case", ends=True)

BOARD = (Actor.KANOON_BOARD,)
INSPECTOR = (Actor.INSPECTOR,)
INSPECTING = cites("D1392 15(b)", "D1392 21(1)")
REPORTING = cites("D1392 21(1)")

STEPS = (
    Step("schedule", (PLANNED,), ORDERED, BOARD, INSPECTING,
         "تعیین بازرسی دوره‌ای", "schedule a periodic inspection"),
    Step("order", (PLANNED,), ORDERED, BOARD, INSPECTING,
         "دستور بازرسی موردی", "order an ad-hoc inspection"),
    Step("visit", (ORDERED,), VISITED, INSPECTOR, REPORTING, "بازدید از دفتر", "visit the office"),
    Step("record_refusal", (ORDERED,), VISITED, INSPECTOR, cites("D1392 21(2)", "D1392 25(9)"),
         "ثبت همکاری نکردن با بازرس", "record that the office did not cooperate"),
    Step("report", (VISITED,), REPORTED, INSPECTOR, REPORTING,
         "گزارش با دلیل و مدرک", "report with reasons and documents"),
    Step("remark", (REPORTED,), REPORTED, (Actor.MANAGER,), REPORTING,
         "توضیح مدیر درباره گزارش", "remark on the report", added=True),
    Step("send", (REPORTED,), SENT, BOARD, INSPECTING,
         "فرستادن گزارش به شورا و اداره کل", "send the report to Council and General Department"),
    Step("close", (SENT,), CLOSED, (Actor.GENERAL_DEPARTMENT,), cites("D1392 15(b)"),
         "بستن بازرسی با تصمیم لازم", "close with the decisions needed"),
    Step("hand_over", (SENT,), HANDED_OVER, (Actor.KANOON_BOARD, Actor.GENERAL_DEPARTMENT),
         cites("D1392 15(e)", "D1392 22"),
         "تحویل تخلف گزارش‌شده به رسیدگی انتظامی", "hand a reported violation over as a case"),
)  # fmt: skip

PROCEDURE = Procedure(
    "inspection",
    Term("بازرسی", "inspection", cites("D1392 21(1)")),
    PLANNED,
    STEPS,
)
