"""How service fees and yearly dues come to be: articles 9(c), 11(b) and 15(g).

Fees begin with the Council; the text gives it no word in the dues, so these begin with the General
Department. From then on both go the same way.
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

OPEN = State("open", "در دست تهیه", "in preparation")
PROPOSED = State("proposed", "پیشنهادشده", "proposed")
EXAMINED = State("examined", "بررسی‌شده در کانون", "examined by the Kanoon board")
SUBMITTED = State("submitted", "در انتظار تصویب", "awaiting approval")
RETURNED = State("returned", "برگشت‌داده‌شده", "returned")
APPROVED = State("approved", "تصویب‌شده", "approved", ends=True)

COUNCIL = (Actor.COUNCIL,)
DEPARTMENT = (Actor.GENERAL_DEPARTMENT,)
KANOON_BOARD = (Actor.KANOON_BOARD,)
CENTER_HEAD = (Actor.CENTER_HEAD,)
ART_9C = cites("D1392 9(c)")
ART_11B = cites("D1392 11(b)")
ART_15G = cites("D1392 15(g)")

STEPS = (
    Step("propose_fees", (OPEN,), PROPOSED, COUNCIL, ART_11B,
         "پیشنهاد هزینه خدمات", "propose fees"),
    Step("propose_dues", (OPEN,), PROPOSED, DEPARTMENT, ART_9C,
         "پیشنهاد حق عضویت", "propose dues", added=True),
    Step("examine", (PROPOSED,), EXAMINED, KANOON_BOARD, ART_15G,
         "بررسی و ارسال نتیجه", "examine and send the result"),
    Step("submit", (EXAMINED, RETURNED), SUBMITTED, DEPARTMENT, ART_9C,
         "تعیین و ارسال برای تصویب", "set and submit"),
    Step("approve", (SUBMITTED,), APPROVED, CENTER_HEAD, ART_9C, "تصویب", "approve"),
    Step("send_back", (SUBMITTED,), RETURNED, CENTER_HEAD, ART_9C,
         "بازگرداندن", "send back", added=True),
)  # fmt: skip

PROCEDURE = Procedure(
    "tariff", Term("تعرفه خدمات و حق عضویت", "service fees and dues", ART_9C), OPEN, STEPS
)
