"""The terms of art, once: one English word per Persian term, everywhere in code and on screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parvaneh.law.citation import Citation, cites


@dataclass(frozen=True)
class Term:
    """A word of the law in both languages, and where it is defined or used first."""

    fa: str
    en: str
    cites: tuple[Citation, ...] = ()


class Actor(StrEnum):
    """Who may act in a case. `CLOCK` stands for the mere passing of a day the law fixes."""

    APPLICANT = "applicant"
    MANAGER = "manager"
    COMPLAINANT = "complainant"
    DEFENDANT = "defendant"
    INSPECTOR = "inspector"
    KANOON = "kanoon"
    KANOON_MEMBERS = "kanoon_members"
    KANOON_BOARD = "kanoon_board"
    KANOON_CHAIR = "kanoon_chair"
    PRIMARY_BOARD = "primary_board"
    APPEAL_BOARD = "appeal_board"
    COUNCIL = "council"
    GENERAL_DEPARTMENT = "general_department"
    PROVINCIAL_DEPUTY = "provincial_deputy"
    CENTER_HEAD = "center_head"
    HEAD_OF_JUDICIARY = "head_of_judiciary"
    COMPETENT_AUTHORITY = "competent_authority"
    CLOCK = "clock"


class Post(StrEnum):
    """A post of an office (D1392 3, 4)."""

    MANAGER = "manager"
    LEGAL_EXPERT = "legal_expert"
    IT_EXPERT = "it_expert"
    CLERK = "clerk"


class Request(StrEnum):
    """The seven kinds of licence request (D1392 9(b), 11(c))."""

    ISSUE = "issue"
    RENEW = "renew"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"
    SUSPEND = "suspend"
    RELOCATE = "relocate"
    REPLACE = "replace"


# The definitions of D1392 1 and D1404 1, and the words both directives use.
TERMS: Mapping[str, Term] = {
    "center": Term("مرکز", "Center", cites("D1392 1(a)", "D1404 1(a)")),
    "general_department": Term("اداره کل", "General Department", cites("D1392 1(b)")),
    "council": Term("شورا", "Council", cites("D1392 1(c)")),
    "office": Term("دفتر", "office", cites("D1392 1(d)", "D1404 1(b)")),
    "kanoon": Term("کانون", "Kanoon", cites("D1392 1(e)", "D1404 1(e)")),
    "manager": Term("مدیر دفتر", "manager", cites("D1392 1(f)", "D1404 1(f)")),
    "services_deputy": Term("معاونت خدمات", "Services Deputy", cites("D1404 1(c)")),
    "provincial_deputy": Term("معاونت فناوری استان", "Provincial Deputy", cites("D1404 1(d)")),
    "disciplinary_boards": Term("هیئت‌های انتظامی", "disciplinary boards", cites("D1404 1(g)")),
}

ACTORS: Mapping[Actor, Term] = {
    Actor.APPLICANT: Term("متقاضی", "applicant"),
    Actor.MANAGER: TERMS["manager"],
    Actor.COMPLAINANT: Term("شاکی", "complainant"),
    Actor.DEFENDANT: Term("متهم به تخلف", "defendant"),
    Actor.INSPECTOR: Term("بازرس", "inspector"),
    Actor.KANOON: TERMS["kanoon"],
    Actor.KANOON_MEMBERS: Term("اعضای کانون", "members of the Kanoon"),
    Actor.KANOON_BOARD: Term("هیئت مدیره کانون", "Kanoon board"),
    Actor.KANOON_CHAIR: Term("رئیس کانون", "chair of the Kanoon"),
    Actor.PRIMARY_BOARD: Term("هیئت بدوی", "primary board"),
    Actor.APPEAL_BOARD: Term("هیئت تجدیدنظر", "appeal board"),
    Actor.COUNCIL: TERMS["council"],
    Actor.GENERAL_DEPARTMENT: TERMS["general_department"],
    Actor.PROVINCIAL_DEPUTY: TERMS["provincial_deputy"],
    Actor.CENTER_HEAD: Term("رئیس مرکز", "head of the Center"),
    Actor.HEAD_OF_JUDICIARY: Term("رئیس قوه قضاییه", "Head of the Judiciary"),
    Actor.COMPETENT_AUTHORITY: Term("مرجع ذی‌صلاح", "competent authority"),
    Actor.CLOCK: Term("گذشت زمان", "the passing of time"),
}

POSTS: Mapping[Post, Term] = {
    Post.MANAGER: TERMS["manager"],
    Post.LEGAL_EXPERT: Term("کارشناس حقوقی", "legal expert"),
    Post.IT_EXPERT: Term("کارشناس فناوری اطلاعات", "IT expert"),
    Post.CLERK: Term("کارمند دفتری", "clerk"),
}

REQUESTS: Mapping[Request, Term] = {
    Request.ISSUE: Term("صدور", "issue"),
    Request.RENEW: Term("تمدید", "renew"),
    Request.WITHDRAW: Term("انصراف", "withdraw"),
    Request.REVOKE: Term("لغو", "revoke"),
    Request.SUSPEND: Term("تعلیق", "suspend"),
    Request.RELOCATE: Term("جابه‌جایی", "relocate"),
    Request.REPLACE: Term("جایگزینی", "replace"),
}

# What a person shows, by the names under which conditions ask for it (D1392 4 to 8).
FACTS: Mapping[str, Term] = {
    "iranian": Term("تابعیت ایران", "Iranian nationality"),
    "constitution": Term(
        "التزام عملی به قانون اساسی و ولایت فقیه",
        "commitment to the Constitution and to velayat-e faqih",
    ),
    "islam": Term(
        "تدین به اسلام و التزام به احکام و اخلاق آن", "adherence to Islam and its ethics"
    ),
    "free_of_addiction": Term("عدم اعتیاد به مواد مخدر", "freedom from addiction"),
    "free_of_criminal_record": Term("عدم سوء پیشینه کیفری", "freedom from a criminal record"),
    "military_service": Term("وضعیت خدمت نظام وظیفه", "military service"),
    "able": Term("توانایی جسمی و روحی لازم", "physical and mental ability"),
    "education": Term("مدرک تحصیلی", "education"),
    "age": Term("سن", "age"),
    "related_months": Term("سابقه کار مرتبط", "related work"),
    "computer_skill": Term("مهارت کار با رایانه", "computer skill"),
    "occupations": Term("شغل", "occupations"),
    "dismissed_from": Term("محکومیت به انفصال دائم", "dismissals from office"),
}

# Kinds of seat in the bodies of D1392 10, 13 and 22, by the word that the dated values use.
SEATS: Mapping[str, Term] = {
    "member": Term("عضو", "member", cites("D1392 10")),
    "manager": TERMS["manager"],
    "judge": Term("قاضی", "judge", cites("D1392 13(2)")),
    "plenipotentiary": Term(
        "نماینده تام‌الاختیار اداره کل",
        "plenipotentiary of the General Department",
        cites("D1392 13(3)"),
    ),
    "representative": Term(
        "نماینده رئیس کانون", "representative of the chair of the Kanoon", cites("D1392 22(2)")
    ),
}
