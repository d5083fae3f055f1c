"""A procedure of the tests' own: it has everything that the engine must cope with.

asked --examine--> examined --decide--> decided (ends)
  |                   |  ^--return/complete--> returned
  '--lapse (time)--> overdue --admit--> examined
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

ASKED = State("asked", "درخواست‌شده", "asked")
OVERDUE = State("overdue", "گذشته", "overdue")
EXAMINED = State("examined", "بررسی‌شده", "examined")
RETURNED = State("returned", "برگشته", "returned")
DECIDED = State("decided", "تصمیم‌گرفته", "decided", ends=True)
WITHDRAWN = State("withdrawn", "پس‌گرفته", "withdrawn", ends=True)

TEN_DAYS = "D1404.12.objection_days"
TWENTY_DAYS = "D1404.12.review_days"
ARTICLE = cites("D1404 12(1)")
APPLICANT = (Actor.APPLICANT,)
PROVINCE = (Actor.PROVINCIAL_DEPUTY,)

TRIAL = Procedure(
    "trial",
    Term("آزمایشی", "trial"),
    ASKED,
    (
        Step("examine", (ASKED,), EXAMINED, PROVINCE, ARTICLE, "بررسی", "examine", TEN_DAYS),
        Step("remark", (ASKED,), ASKED, APPLICANT, ARTICLE, "یادداشت", "remark"),
        Step("lapse", (ASKED,), OVERDUE, (Actor.CLOCK,), ARTICLE, "گذشت", "lapse", TEN_DAYS),
        Step("admit", (OVERDUE,), EXAMINED, PROVINCE, ARTICLE, "پذیرش", "admit"),
        Step("return", (EXAMINED,), RETURNED, PROVINCE, ARTICLE, "برگشت", "return"),
        Step("complete", (RETURNED,), EXAMINED, APPLICANT, ARTICLE, "تکمیل", "complete",
             TWENTY_DAYS),
        Step("decide", (EXAMINED,), DECIDED, PROVINCE, ARTICLE, "تصمیم", "decide", TWENTY_DAYS),
        Step("withdraw", (ASKED, OVERDUE, EXAMINED, RETURNED), WITHDRAWN, APPLICANT, ARTICLE,
             "پس‌گرفتن", "withdraw"),
    ),
)  # fmt: skip
