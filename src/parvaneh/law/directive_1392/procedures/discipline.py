"""A disciplinary case, from its receipt by the primary board to enforcement (arts 22-24, 26)."""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

APPEAL_DAYS = "D1392.24.appeal_days"

RECEIVED = State("received", "دریافت‌شده در هیئت بدوی", "received by the primary board")
REGISTERED = State("registered", "ثبت‌شده", "registered")
AWAITING = State("awaiting", "ابلاغ‌شده، در انتظار جلسه", "served, awaiting a session")
IN_SESSION = State("in_session", "در جلسه هیئت بدوی", "in session of the primary board")
VOTED = State("voted", "رأی‌گیری‌شده", "voted")
CONVICTED = State("convicted", "رأی محکومیت صادرشده", "ruling of conviction written")
SERVED = State("served", "رأی ابلاغ‌شده", "ruling served")
APPEALED = State("appealed", "تجدیدنظرخواسته", "appealed, awaiting a session")
APPEAL_SESSION = State("appeal_session", "در جلسه هیئت تجدیدنظر", "in session of the appeal board")
FINAL = State("final", "قطعی", "final")
ENFORCED = State("enforced", "اجراشده", "enforced", ends=True)
ACQUITTED = State("acquitted", "تبرئه‌شده", "acquitted", ends=True)

PRIMARY = (Actor.PRIMARY_BOARD,)
APPEAL = (Actor.APPEAL_BOARD,)
COMPLAINANT = (Actor.COMPLAINANT,)
SITTING = cites("D1392 22 n.2")
ON_APPEAL = cites("D1392 11(d)", "D1392 24(2)")
CRIME = cites("D1392 26")
WITHDRAWAL = cites("D1392 26 n.2")
WITHDRAW = ("پس گرفتن شکایت، که رسیدگی را متوقف نمی‌کند", "withdraw, which does not stop the case")
REPORT_CRIME = ("اعلام جرم به مرجع قضایی", "report a crime to the judicial authority")

HEARING = (
    Step("register", (RECEIVED,), REGISTERED, PRIMARY, cites("D1392 22"),
         "ثبت پرونده", "register the case", added=True),
    Step("notify", (REGISTERED,), AWAITING, PRIMARY, cites("D1392 22"),
         "ابلاغ موارد تخلف", "serve the charges", added=True),
    Step("defend", (AWAITING,), AWAITING, (Actor.DEFENDANT,), cites("D1392 22"),
         "دفاع کتبی", "file a written defence", added=True),
    Step("convene", (AWAITING,), IN_SESSION, PRIMARY, SITTING,
         "تشکیل جلسه با حضور همه اعضا", "convene with all members present"),
    Step("adjourn", (IN_SESSION,), AWAITING, PRIMARY, SITTING, "تجدید جلسه", "adjourn the session"),
    Step("vote", (IN_SESSION,), VOTED, PRIMARY, SITTING, "رأی‌گیری", "vote"),
    Step("convict", (VOTED,), CONVICTED, PRIMARY, cites("D1392 22 n.2", "D1392 23"),
         "انشای رأی محکومیت به وسیله رئیس هیئت", "the chair writes the ruling of conviction"),
    Step("acquit", (VOTED,), ACQUITTED, PRIMARY, SITTING,
         "انشای رأی برائت به وسیله رئیس هیئت", "the chair writes the ruling of acquittal"),
    Step("serve", (CONVICTED,), SERVED, PRIMARY, cites("D1392 24"),
         "ابلاغ رأی", "serve the ruling", added=True),
)  # fmt: skip

FINALITY = (
    Step("settle", (SERVED,), FINAL, PRIMARY, cites("D1392 24(1)"),
         "قطعی شدن درجه‌های یک تا چهار", "settle a conviction to degree 1 to 4 as final"),
    Step("appeal", (SERVED,), APPEALED, (Actor.DEFENDANT, Actor.CENTER_HEAD), cites("D1392 24(2)"),
         "تجدیدنظرخواهی از درجه پنج یا شش", "appeal a conviction to degree 5 or 6",
         deadline=APPEAL_DAYS),
    Step("expire", (SERVED,), FINAL, (Actor.CLOCK,), cites("D1392 24(2)"),
         "پایان مهلت بی‌تجدیدنظرخواهی", "the time to appeal passes"),
    Step("convene_appeal", (APPEALED,), APPEAL_SESSION, APPEAL, cites("D1392 11(d)", "D1392 24(3)"),
         "تشکیل جلسه هیئت تجدیدنظر", "convene the appeal board"),
    Step("adjourn_appeal", (APPEAL_SESSION,), APPEALED, APPEAL, cites("D1392 24(3)"),
         "تجدید جلسه تجدیدنظر", "adjourn the appeal session"),
    Step("uphold", (APPEAL_SESSION,), FINAL, APPEAL, ON_APPEAL, "تأیید رأی", "uphold the ruling"),
    Step("change", (APPEAL_SESSION,), FINAL, APPEAL, ON_APPEAL,
         "تغییر درجه یا مدت", "change degree or term"),
    Step("annul", (APPEAL_SESSION,), ACQUITTED, APPEAL, ON_APPEAL,
         "نقض رأی و برائت", "annul the ruling and acquit"),
    Step("enforce", (FINAL,), ENFORCED, (Actor.GENERAL_DEPARTMENT,), cites("D1392 23"),
         "اجرای رأی", "enforce the ruling", added=True),
)  # fmt: skip

# Steps that leave the case where it is: article 26 and its note 2.
BESIDE = (
    Step("report_crime", (REGISTERED,), REGISTERED, PRIMARY, CRIME, *REPORT_CRIME),
    Step("report_crime", (AWAITING,), AWAITING, PRIMARY, CRIME, *REPORT_CRIME),
    Step("report_crime", (IN_SESSION,), IN_SESSION, PRIMARY, CRIME, *REPORT_CRIME),
    Step("report_crime", (APPEALED,), APPEALED, APPEAL, CRIME, *REPORT_CRIME),
    Step("report_crime", (APPEAL_SESSION,), APPEAL_SESSION, APPEAL, CRIME, *REPORT_CRIME),
    Step("withdraw", (RECEIVED,), RECEIVED, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (REGISTERED,), REGISTERED, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (AWAITING,), AWAITING, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (IN_SESSION,), IN_SESSION, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (APPEALED,), APPEALED, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
    Step("withdraw", (APPEAL_SESSION,), APPEAL_SESSION, COMPLAINANT, WITHDRAWAL, *WITHDRAW),
)  # fmt: skip

PROCEDURE = Procedure(
    "discipline",
    Term("رسیدگی انتظامی", "disciplinary case", cites("D1392 22")),
    RECEIVED,
    (*HEARING, *FINALITY, *BESIDE),
)
