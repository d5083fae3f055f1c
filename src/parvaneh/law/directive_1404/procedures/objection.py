"""An objection to a ranking result (art. 12), from the announcement to the served decision.

The article knows three acts: the manager objects, the Provincial Deputy reviews and sends on, the
Services Deputy decides and serves. What else an objection needs is ours and marked so. Nobody but
the Services Deputy may end an objection against the manager's will, be it late or incomplete; and
no limit that an authority misses decides anything (A-23).
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

ANNOUNCED = State("announced", "اعلام‌شده", "announced")
OVERDUE = State("overdue", "مهلت اعتراض گذشته", "past the time for objecting")
UNCHALLENGED = State("unchallenged", "بی‌اعتراض", "not objected to", ends=True)
OBJECTED = State("objected", "ثبت‌شده", "lodged")
LATE = State("late", "خارج از مهلت", "late")
INCOMPLETE = State("incomplete", "ناقص", "incomplete")
EXPIRED = State("expired", "رفع نقص نشده", "not completed in time")
IN_REVIEW = State("in_review", "در بررسی استان", "under provincial review")
WITH_DEPUTY = State("with_deputy", "نزد معاونت خدمات", "with the Services Deputy")
ACCEPTED = State("accepted", "پذیرفته", "accepted")
REJECTED = State("rejected", "ردشده", "rejected")
SERVED = State("served", "ابلاغ‌شده", "served", ends=True)
WITHDRAWN = State("withdrawn", "پس‌گرفته", "withdrawn", ends=True)

MANAGER = (Actor.MANAGER,)
PROVINCE = (Actor.PROVINCIAL_DEPUTY,)
SERVICES = (Actor.GENERAL_DEPARTMENT,)  # the Services Deputy: one desk
CLOCK = (Actor.CLOCK,)
OBJECTING = cites("D1404 12(1)")
REVIEWING = cites("D1404 12(2)")
DECIDING = cites("D1404 12(3)")
TIME_TO_OBJECT = "D1404.12.objection_days"
TIME_TO_REVIEW = "D1404.12.review_days"
TIME_TO_DECIDE = "D1404.12.decision_months"

PROCEDURE = Procedure(
    "objection",
    Term("اعتراض به رتبه", "objection to a ranking result", OBJECTING),
    ANNOUNCED,
    (
        Step(
            "object",
            (ANNOUNCED,),
            OBJECTED,
            MANAGER,
            OBJECTING,
            "تقدیم اعتراض",
            "object",
            deadline=TIME_TO_OBJECT,
        ),
        Step(
            "lapse",
            (ANNOUNCED,),
            OVERDUE,
            CLOCK,
            OBJECTING,
            "پایان مهلت اعتراض",
            "the time for objecting ends",
            deadline=TIME_TO_OBJECT,
        ),
        Step(
            "close",
            (OVERDUE,),
            UNCHALLENGED,
            SERVICES,
            OBJECTING,
            "قطعی کردن نتیجه",
            "close without objection",
            added=True,
        ),
        Step(
            "object",
            (OVERDUE,),
            LATE,
            MANAGER,
            OBJECTING,
            "تقدیم اعتراض خارج از مهلت",
            "object late",
            added=True,
        ),
        Step(
            "return",
            (IN_REVIEW,),
            INCOMPLETE,
            PROVINCE,
            OBJECTING,
            "اعلام نقص",
            "return for completion",
            added=True,
        ),
        Step(
            "complete",
            (INCOMPLETE,),
            IN_REVIEW,
            MANAGER,
            OBJECTING,
            "رفع نقص",
            "complete",
            deadline=TIME_TO_REVIEW,
            added=True,
        ),
        Step(
            "expire",
            (INCOMPLETE,),
            EXPIRED,
            CLOCK,
            REVIEWING,
            "پایان مهلت رفع نقص",
            "the time for completing ends",
            deadline=TIME_TO_REVIEW,
            added=True,
        ),
        Step(
            "review",
            (OBJECTED,),
            IN_REVIEW,
            PROVINCE,
            REVIEWING,
            "آغاز بررسی",
            "review",
            deadline=TIME_TO_REVIEW,
        ),
        Step(
            "send",
            (IN_REVIEW,),
            WITH_DEPUTY,
            PROVINCE,
            REVIEWING,
            "ارسال به معاونت خدمات",
            "send to the Services Deputy",
            deadline=TIME_TO_REVIEW,
        ),
        Step(
            "admit",
            (LATE, EXPIRED),
            OBJECTED,
            SERVICES,
            DECIDING,
            "پذیرش برای رسیدگی",
            "admit for review",
            added=True,
        ),
        Step(
            "dismiss",
            (LATE, EXPIRED),
            REJECTED,
            SERVICES,
            DECIDING,
            "رد بدون رسیدگی ماهوی",
            "dismiss",
            added=True,
        ),
        Step(
            "accept",
            (WITH_DEPUTY,),
            ACCEPTED,
            SERVICES,
            DECIDING,
            "پذیرش اعتراض",
            "accept",
            deadline=TIME_TO_DECIDE,
        ),
        Step(
            "reject",
            (WITH_DEPUTY,),
            REJECTED,
            SERVICES,
            DECIDING,
            "رد اعتراض",
            "reject",
            deadline=TIME_TO_DECIDE,
        ),
        Step(
            "serve",
            (ACCEPTED, REJECTED),
            SERVED,
            SERVICES,
            DECIDING,
            "ابلاغ نتیجه",
            "serve the decision",
            deadline=TIME_TO_DECIDE,
        ),
        Step(
            "withdraw",
            (OBJECTED, LATE, INCOMPLETE, EXPIRED, IN_REVIEW, WITH_DEPUTY),
            WITHDRAWN,
            MANAGER,
            OBJECTING,
            "پس گرفتن اعتراض",
            "withdraw",
            added=True,
        ),
    ),
)
