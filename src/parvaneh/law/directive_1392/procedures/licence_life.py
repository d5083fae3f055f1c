"""The life of a licence: what may become of it, by whose decision.

The decisions of the head of the Center close the seven requests; those of the boards carry out a
disciplinary ruling. Both write the same fact, each with its own citation. The text knows no term of
the licence, so falling due and expiring are ours.
"""

from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

APPLIED = State("applied", "درخواست‌شده", "applied for")
REFUSED = State("refused", "ردشده", "refused", ends=True)
ISSUED = State("issued", "صادرشده", "issued, office not yet working")
ACTIVE = State("active", "فعال", "active")
SUSPENDED = State("suspended", "تعلیق", "suspended")
RENEWAL_DUE = State("renewal_due", "در موعد تمدید", "due for renewal")
EXPIRED = State("expired", "منقضی", "expired", ends=True)
WITHDRAWN = State("withdrawn", "انصراف مدیر", "withdrawn by its manager")
DECEASED = State("deceased", "فوت مدیر", "manager deceased")
REPLACED = State("replaced", "جایگزین‌شده", "replaced by another manager's", ends=True)
SUCCEEDED = State("succeeded", "تأسیس دفتر جدید", "succeeded by a new office", ends=True)
CLOSED = State("closed", "بسته", "closed without successor", ends=True)
REVOKED = State("revoked", "لغوشده", "revoked", ends=True)

HEAD = (Actor.CENTER_HEAD,)
DEPARTMENT = (Actor.GENERAL_DEPARTMENT,)
BOARDS = (Actor.PRIMARY_BOARD, Actor.APPEAL_BOARD)
TIME = (Actor.CLOCK,)
PATH = cites("D1392 9(b)", "D1392 11(c)")
STANDING = (ISSUED, ACTIVE, SUSPENDED, RENEWAL_DUE)
WORKING = (ACTIVE, RENEWAL_DUE)
VACANT = (WITHDRAWN, DECEASED)
SUSPENSION = cites("D1392 23(5)", "D1392 24(2)")
REVOCATION = cites("D1392 23(6)", "D1392 24(2)")
SUCCESSION = cites("D1392 19")
TERM = cites("D1392 9(b)")

STEPS = (
    Step("issue", (APPLIED,), ISSUED, HEAD, (*cites("D1392 2"), *PATH), "صدور", "issue"),
    Step("refuse", (APPLIED,), REFUSED, HEAD, PATH, "رد", "refuse"),
    Step("open", (ISSUED,), ACTIVE, DEPARTMENT, cites("D1392 3"),
         "شروع به کار", "open", added=True),
    Step("relocate", (ACTIVE,), ACTIVE, HEAD, PATH, "جابه‌جایی", "relocate"),
    Step("suspend", WORKING, SUSPENDED, HEAD, PATH, "تعلیق", "suspend"),
    Step("suspend", WORKING, SUSPENDED, BOARDS, SUSPENSION, "تعلیق انتظامی", "suspend by ruling"),
    Step("resume", (SUSPENDED,), ACTIVE, TIME, cites("D1392 23(5)"), "پایان تعلیق", "resume"),
    Step("lift", (SUSPENDED,), ACTIVE, HEAD, PATH, "رفع تعلیق", "lift", added=True),
    Step("fall_due", (ACTIVE,), RENEWAL_DUE, TIME, TERM, "رسیدن موعد", "fall due", added=True),
    Step("renew", (RENEWAL_DUE,), ACTIVE, HEAD, PATH, "تمدید", "renew"),
    Step("expire", (RENEWAL_DUE,), EXPIRED, TIME, TERM, "انقضا", "expire", added=True),
    Step("withdraw", STANDING, WITHDRAWN, HEAD, PATH, "انصراف", "withdraw"),
    Step("decease", STANDING, DECEASED, DEPARTMENT, SUCCESSION, "ثبت فوت", "record the death"),
    Step("replace", (*WORKING, *VACANT), REPLACED, HEAD, (*PATH, *SUCCESSION),
         "جایگزینی", "replace"),
    Step("succeed", VACANT, SUCCEEDED, HEAD, (*cites("D1392 2"), *SUCCESSION),
         "تأسیس دفتر جدید", "found anew"),
    Step("close", VACANT, CLOSED, DEPARTMENT, SUCCESSION, "بستن", "close", added=True),
    Step("revoke", STANDING, REVOKED, HEAD, PATH, "لغو", "revoke"),
    Step("revoke", STANDING, REVOKED, BOARDS, REVOCATION, "لغو انتظامی", "revoke by ruling"),
)  # fmt: skip

PROCEDURE = Procedure("licence_life", Term("پروانه", "licence"), APPLIED, STEPS)
