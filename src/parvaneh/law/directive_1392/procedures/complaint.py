"""A complaint about an office, until it is closed or goes to the primary board (arts 15(e), 22)."""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

RECEIVED = State("received", "دریافت‌شده", "received")
REGISTERED = State("registered", "ثبت‌شده", "registered")
EXAMINED = State("examined", "بررسی‌شده", "examined")
REPORTED = State("reported", "گزارش‌شده به اداره کل", "reported to the General Department")
CLOSED = State("closed", "بسته", "closed", ends=True)
SENT = State("sent", "فرستاده به هیئت بدوی", "sent to the primary board", ends=True)

BOARD = (Actor.KANOON_BOARD,)
EITHER = (Actor.KANOON_BOARD, Actor.GENERAL_DEPARTMENT)
COMPLAINANT = (Actor.COMPLAINANT,)
EXAMINING = cites("D1392 15(e)")
WITHDRAWAL = cites("D1392 26 n.2")
WITHDRAW = ("پس گرفتن شکایت، که رسیدگی را متوقف نمی‌کند", "withdraw, which does not stop the case")

STEPS = (
    Step("register", (RECEIVED,), REGISTERED, (Actor.KANOON,), EXAMINING,
         "ثبت شکایت", "register the complaint", added=True),
    Step("examine", (REGISTERED,), EXAMINED, BOARD, EXAMINING,
         "بررسی شکایت", "examine the complaint"),
    Step("report", (EXAMINED,), REPORTED, BOARD, EXAMINING,
         "گزارش به اداره کل", "report to the General Department"),
    Step("send", (REPORTED,), SENT, EITHER, cites("D1392 15(e)", "D1392 22"),
         "فرستادن به هیئت بدوی", "send to the primary board"),
    Step("close", (REPORTED,), CLOSED, EITHER, EXAMINING,
         "بستن شکایتی که تخلفی نشان نمی‌دهد", "close a complaint that shows no violation",
         added=True),
    Step("withdraw", (RECEIVED,), RECEIVED, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (REGISTERED,), REGISTERED, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (EXAMINED,), EXAMINED, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (REPORTED,), REPORTED, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
)  # fmt: skip

PROCEDURE = Procedure(
    "complaint",
    Term("شکایت", "complaint", cites("D1392 15(e)", "D1392 22")),
    RECEIVED,
    STEPS,
)
