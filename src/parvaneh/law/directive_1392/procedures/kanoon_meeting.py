"""How a session of a Kanoon board goes: article 14.

Calling a session, keeping minutes and calling one off are nowhere ordered and are ours. Before the
first meeting has elected a chair, the board itself takes the chair's steps.
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

PLANNED = State("planned", "در برنامه", "planned")
CALLED = State("called", "دعوت‌شده", "called")
ADJOURNED = State("adjourned", "به‌تعویق‌افتاده", "adjourned")
OPENED = State("opened", "رسمیت‌یافته", "opened")
DECIDED = State("decided", "تصمیم‌گرفته‌شده", "decided")
MINUTED = State("minuted", "صورت‌جلسه‌شده", "minuted", ends=True)
CANCELLED = State("cancelled", "لغوشده", "called off", ends=True)

CHAIR = (Actor.KANOON_CHAIR, Actor.KANOON_BOARD)
BOARD = (Actor.KANOON_BOARD,)
ART_14_2 = cites("D1392 14(2)")
ART_14_3 = cites("D1392 14(3)")
ART_14_4 = cites("D1392 14(4)")

STEPS = (
    Step("call", (PLANNED, ADJOURNED), CALLED, CHAIR, ART_14_2, "دعوت", "call", added=True),
    Step("open", (CALLED,), OPENED, CHAIR, ART_14_2,
         "رسمیت جلسه با حضور همه اعضا", "open with all present"),
    Step("adjourn", (CALLED, OPENED), ADJOURNED, CHAIR, ART_14_2, "به تعویق انداختن", "adjourn"),
    Step("decide", (OPENED,), DECIDED, BOARD, ART_14_3, "تصمیم با اکثریت", "decide by majority"),
    Step("minute", (DECIDED,), MINUTED, CHAIR, ART_14_4,
         "صورت‌جلسه و امضا", "write and sign the minutes", added=True),
    Step("call_off", (PLANNED, CALLED, ADJOURNED), CANCELLED, CHAIR, ART_14_2,
         "لغو جلسه", "call off", added=True),
)  # fmt: skip

PROCEDURE = Procedure(
    "kanoon_meeting",
    Term("جلسه هیئت مدیره کانون", "session of a Kanoon board", ART_14_2),
    PLANNED,
    STEPS,
)
