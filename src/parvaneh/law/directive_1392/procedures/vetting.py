"""One applicant in a call: registered, vetted, chosen or not, handed to the Council (D1392 9(a)).

The call's route decides the middle. By scoring, who is found eligible is scored. By exam (the later
by-law of 1401, art. 47) the national exam and the interview come first, then the vetting; whom it
finds eligible is vetted and is not scored again.
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

STARTED = State("started", "آغازشده", "being filled in")
APPLIED = State("applied", "ثبت‌نام‌شده", "registered")
CORRECTION = State("correction", "در انتظار اصلاح", "correction asked")
COMPLETE = State("complete", "کامل", "complete")
ELIGIBLE = State("eligible", "واجد شرایط", "eligible, to be scored")
SCORED = State("scored", "امتیازداده‌شده", "scored")
EXAMINED = State("examined", "آزمون‌داده", "examined")
INTERVIEWED = State("interviewed", "مصاحبه‌شده", "interviewed")
VETTED = State("vetted", "تأیید پس از آزمون", "eligible after the exam")
RANKED = State("ranked", "رتبه‌بندی‌شده", "ranked")
CONFIRMED = State("confirmed", "تأییدشده", "confirmed")
REFUSED = State("refused", "ردشده با ذکر دلیل", "refused with reasons", ends=True)
PASSED_OVER = State("passed_over", "خارج از ظرفیت", "not among those chosen", ends=True)
DROPPED = State("dropped", "منصرف", "dropped by the applicant", ends=True)
HANDED_OVER = State("handed_over", "فرستاده‌شده به شورا", "handed to the Council", ends=True)

APPLICANT = (Actor.APPLICANT,)
DEPARTMENT = (Actor.GENERAL_DEPARTMENT,)
ITEM = cites("D1392 9(a)")
EXAM = cites("D1392 9(a)", "B1401 47")
ORDER = cites("D1392 5 n.1", "D1392 9(a)")
HAND_OVER = cites("D1392 9(a)", "D1392 11(c)")

STEPS = (
    Step("apply", (STARTED,), APPLIED, APPLICANT, ITEM, "ثبت‌نام", "apply"),
    Step("ask", (APPLIED,), CORRECTION, DEPARTMENT, ITEM,
         "درخواست اصلاح", "ask to correct", added=True),
    Step("correct", (CORRECTION,), APPLIED, APPLICANT, ITEM, "اصلاح", "correct", added=True),
    Step("check", (APPLIED,), COMPLETE, DEPARTMENT, ITEM, "بررسی مدارک", "find complete"),
    Step("qualify", (COMPLETE,), ELIGIBLE, DEPARTMENT, ITEM, "احراز شرایط", "find eligible"),
    Step("score", (ELIGIBLE,), SCORED, DEPARTMENT, ITEM, "امتیازدهی", "score", added=True),
    Step("examine", (COMPLETE,), EXAMINED, DEPARTMENT, EXAM, "آزمون", "examine", added=True),
    Step("interview", (EXAMINED,), INTERVIEWED, DEPARTMENT, EXAM,
         "مصاحبه", "interview", added=True),
    Step("qualify", (INTERVIEWED,), VETTED, DEPARTMENT, EXAM,
         "احراز شرایط پس از آزمون", "find eligible"),
    Step("refuse", (COMPLETE, EXAMINED, INTERVIEWED), REFUSED, DEPARTMENT, ITEM,
         "رد با ذکر دلیل", "refuse"),
    Step("rank", (SCORED, VETTED), RANKED, DEPARTMENT, ORDER, "رتبه‌بندی", "rank", added=True),
    Step("confirm", (RANKED,), CONFIRMED, DEPARTMENT, ITEM, "تأیید صلاحیت", "confirm"),
    Step("pass_over", (RANKED,), PASSED_OVER, DEPARTMENT, ITEM,
         "عدم انتخاب", "pass over", added=True),
    Step("hand_over", (CONFIRMED,), HANDED_OVER, DEPARTMENT, HAND_OVER,
         "ارسال به شورا", "hand over"),
    Step("drop", (APPLIED, CORRECTION, COMPLETE), DROPPED, APPLICANT, ITEM,
         "انصراف", "drop out", added=True),
)  # fmt: skip

PROCEDURE = Procedure(
    "vetting", Term("بررسی صلاحیت متقاضی", "vetting of an applicant", ITEM), STARTED, STEPS
)
