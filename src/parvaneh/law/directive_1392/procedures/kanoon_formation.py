"""How a Kanoon board comes to be: articles 13 and 14.

The text orders neither managers before judges nor the reverse, so either may be proposed first.
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

VACANT = State("vacant", "بدون هیئت مدیره", "without a board")
MANAGERS = State("managers_proposed", "مدیران پیشنهاد شده‌اند", "managers proposed")
JUDGES = State("judges_proposed", "قضات پیشنهاد شده‌اند", "judges proposed")
PROPOSED = State("proposed", "مدیران و قضات پیشنهاد شده‌اند", "managers and judges proposed")
CONFIRMED = State("confirmed", "تأییدشده", "confirmed")
COMPLETE = State("complete", "آماده نخستین جلسه", "ready for the first meeting")
SEATED = State("seated", "مستقر", "seated", ends=True)

MEMBERS = (Actor.KANOON_MEMBERS,)
COUNCIL = (Actor.COUNCIL,)
CENTER_HEAD = (Actor.CENTER_HEAD,)
DEPARTMENT = (Actor.GENERAL_DEPARTMENT,)
BOARD = (Actor.KANOON_BOARD,)
ART_13_1 = cites("D1392 13(1)")
ART_13_2 = cites("D1392 13(2)")
ART_13_3 = cites("D1392 13(3)")
CONFIRMING = cites("D1392 13(1)", "D1392 13(2)")
ART_14_1 = cites("D1392 14(1)")

STEPS = (
    Step("propose_managers", (VACANT,), MANAGERS, MEMBERS, ART_13_1,
         "پیشنهاد مدیران", "propose managers"),
    Step("propose_managers", (JUDGES,), PROPOSED, MEMBERS, ART_13_1,
         "پیشنهاد مدیران", "propose managers"),
    Step("propose_judges", (VACANT,), JUDGES, COUNCIL, ART_13_2, "پیشنهاد قضات", "propose judges"),
    Step("propose_judges", (MANAGERS,), PROPOSED, COUNCIL, ART_13_2,
         "پیشنهاد قضات", "propose judges"),
    Step("confirm", (PROPOSED,), CONFIRMED, CENTER_HEAD, CONFIRMING, "تأیید", "confirm"),
    Step("return_managers", (PROPOSED,), JUDGES, CENTER_HEAD, ART_13_1,
         "رد مدیران پیشنهادی", "return the managers", added=True),
    Step("return_judges", (PROPOSED,), MANAGERS, CENTER_HEAD, ART_13_2,
         "رد قضات پیشنهادی", "return the judges", added=True),
    Step("name_plenipotentiary", (CONFIRMED,), COMPLETE, DEPARTMENT, ART_13_3,
         "معرفی نماینده تام‌الاختیار", "name the plenipotentiary"),
    Step("elect", (COMPLETE,), SEATED, BOARD, ART_14_1,
         "انتخاب رئیس و خزانه‌دار با رأی مخفی", "elect chair and treasurer by secret vote"),
)  # fmt: skip

PROCEDURE = Procedure(
    "kanoon_formation",
    Term("تشکیل هیئت مدیره کانون", "formation of a Kanoon board", cites("D1392 13(1)")),
    VACANT,
    STEPS,
)
