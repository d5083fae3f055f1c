"""A call for applicants: how the General Department opens, closes and settles it (D1392 9(a)).

What becomes of each applicant in it is the procedure of vetting.
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

PLANNED = State("planned", "در دست تهیه", "planned")
OPEN = State("open", "باز", "open for registration")
CLOSED = State("closed", "بسته", "closed, applicants are vetted")
RANKED = State("ranked", "رتبه‌بندی‌شده", "applicants ranked")
CONFIRMED = State("confirmed", "تأییدشده", "chosen applicants confirmed")
HANDED_OVER = State("handed_over", "فرستاده‌شده به شورا", "handed to the Council", ends=True)
CANCELLED = State("cancelled", "لغوشده", "cancelled", ends=True)

DEPARTMENT = (Actor.GENERAL_DEPARTMENT,)
ITEM = cites("D1392 9(a)")
ORDER = cites("D1392 5 n.1", "D1392 9(a)")
HAND_OVER = cites("D1392 9(a)", "D1392 11(c)")
EARLY = (PLANNED, OPEN, CLOSED)

STEPS = (
    Step("open", (PLANNED,), OPEN, DEPARTMENT, ITEM, "انتشار فراخوان", "open"),
    Step("close", (OPEN,), CLOSED, (Actor.CLOCK,), ITEM, "پایان ثبت‌نام", "close", added=True),
    Step("rank", (CLOSED,), RANKED, DEPARTMENT, ORDER, "رتبه‌بندی", "rank", added=True),
    Step("review", (RANKED,), CLOSED, DEPARTMENT, ITEM, "بازنگری", "review", added=True),
    Step("confirm", (RANKED,), CONFIRMED, DEPARTMENT, ITEM, "تأیید صلاحیت", "confirm"),
    Step("hand_over", (CONFIRMED,), HANDED_OVER, DEPARTMENT, HAND_OVER,
         "ارسال به شورا", "hand over"),
    Step("cancel", EARLY, CANCELLED, DEPARTMENT, ITEM, "لغو فراخوان", "cancel", added=True),
)  # fmt: skip

PROCEDURE = Procedure("call", Term("فراخوان", "call", ITEM), PLANNED, STEPS)
