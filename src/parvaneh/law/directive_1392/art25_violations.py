"""Article 25: the fourteen disciplinary violations of manager and staff.

No degree is tied to a violation: any degree of article 23 may follow any of them, and the
article knows no limitation period.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from parvaneh.law.citation import Citation, cite, cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.vocabulary import POSTS, Post

CITES = {
    "VIOLATIONS": cites(
        "D1392 25(1)",
        "D1392 25(2)",
        "D1392 25(3)",
        "D1392 25(4)",
        "D1392 25(5)",
        "D1392 25(6)",
        "D1392 25(7)",
        "D1392 25(8)",
        "D1392 25(9)",
        "D1392 25(10)",
        "D1392 25(11)",
        "D1392 25(12)",
        "D1392 25(13)",
        "D1392 25(14)",
    ),
    "violation": cites("D1392 25(2)", "D1392 25(4)", "D1392 25(14)"),
}

NO_SUCH_ITEM = msg("Article 25 has no item {found}; its items are 1 to {needed}.")
MANAGERS_OWN = msg(
    "Only the manager can be absent as a manager; this violation cannot be charged to: {found}."
)
JUSTIFIED = msg("This is a violation only without a justified excuse, and there was one.")
RULE_MISSING = msg("Item 14 is a breach of some other rule, which must be cited.")


@dataclass(frozen=True)
class Violation:
    """One item of article 25.

    `posts` are those to whom it can be charged; `excusable` is true where the item itself excepts
    whoever had a justified excuse; `cites_rule` where the breached rule must be named.
    """

    item: int
    fa: str
    en: str
    cites: Citation
    posts: tuple[Post, ...] = tuple(Post)
    excusable: bool = False
    cites_rule: bool = False


@dataclass(frozen=True)
class Charge:
    """What somebody is charged with: the item, whether there was an excuse, the rule breached."""

    item: int
    excused: bool = False
    breached_rule: str = ""


# The chapeau names manager and staff; item 2 describes what only the manager can do.
VIOLATIONS = (
    Violation(
        1,
        "نصب نکردن هزینه خدمات در جای مناسب",
        "service fees not displayed in a suitable place",
        cite("D1392 25(1)"),
    ),
    Violation(
        2,
        "حاضر نبودن مدیر در ساعت‌های اداری بی‌عذر موجه",
        "manager absent in office hours without justified excuse",
        cite("D1392 25(2)"),
        posts=(Post.MANAGER,),
        excusable=True,
    ),
    Violation(
        3,
        "دیر فرستادن آمار و اطلاعات خواسته‌شده",
        "statistics or information asked for sent late",
        cite("D1392 25(3)"),
    ),
    Violation(
        4,
        "تأخیر ناموجه یا تقصیر در فرستادن یا درج اطلاعات و اسناد",
        "undue delay or fault in sending or entering data or documents",
        cite("D1392 25(4)"),
        excusable=True,
    ),
    Violation(
        5,
        "شرکت نکردن فعال در دوره‌های آموزشی مرکز",
        "no active part in the Center's training courses",
        cite("D1392 25(5)"),
    ),
    Violation(
        6,
        "ندادن رسید وجه به ارباب رجوع",
        "no receipt given for money paid",
        cite("D1392 25(6)"),
    ),
    Violation(
        7,
        "رعایت نکردن نکته‌های امنیتی اطلاعات و سامانه",
        "security of information and system not observed",
        cite("D1392 25(7)"),
    ),
    Violation(
        8,
        "رفتار خارج از نزاکت با ارباب رجوع یا همکار",
        "rudeness to clients or colleagues",
        cite("D1392 25(8)"),
    ),
    Violation(
        9,
        "همکاری نکردن با بازرسان",
        "no cooperation with inspectors",
        cite("D1392 25(9)"),
    ),
    Violation(
        10,
        "ندادن رونوشت به دارنده حق",
        "copies withheld from those entitled to them",
        cite("D1392 25(10)"),
    ),
    Violation(
        11,
        "واریز نکردن وجوه الزامی به حساب مربوط",
        "sums owed not paid into the accounts concerned",
        cite("D1392 25(11)"),
    ),
    Violation(
        12,
        "گرفتن وجه بیش از هزینه تعیین‌شده",
        "more charged than the fees set",
        cite("D1392 25(12)"),
    ),
    Violation(
        13,
        "افشای اطلاعات طرف‌های دعوا و نقض حریم خصوصی",
        "parties' information disclosed, privacy not respected",
        cite("D1392 25(13)"),
    ),
    Violation(
        14,
        "رعایت نکردن دیگر مقررات و ضوابط",
        "breach of other rules and regulations",
        cite("D1392 25(14)"),
        cites_rule=True,
    ),
)


def violation(*, charge: Charge, defendant: Post) -> Ruling[Violation]:
    """Whether a charge is a violation that this person can have committed (D1392 25).

    Args:
        charge: the item, whether a justified excuse was shown, and for item 14 the rule breached.
        defendant: the person's post in the office.

    Returns:
        Granted with the violation; or refused with every failing: no such item, a manager's
        violation charged to staff, an excuse that the item itself admits, no rule cited (A-45).
    """
    named = {one.item: one for one in VIOLATIONS}
    found = named.get(charge.item)
    if found is None:
        reason = Reason(
            "item", NO_SUCH_ITEM, cites("D1392 25"), found=charge.item, needed=len(VIOLATIONS)
        )
        return ruled([reason])
    return ruled(_faults(found, charge, defendant), found)


def _faults(found: Violation, charge: Charge, defendant: Post) -> Iterable[Reason]:
    where = (found.cites,)
    if defendant not in found.posts:
        yield Reason("managers_own", MANAGERS_OWN, where, found=POSTS[defendant])
    if found.excusable and charge.excused:
        yield Reason("excused", JUSTIFIED, where)
    if found.cites_rule and not charge.breached_rule:
        yield Reason("rule_missing", RULE_MISSING, where, assumes=("A-45",))
