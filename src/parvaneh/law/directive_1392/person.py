"""What articles 4 to 8 look at in a person: the facts that an applicant or a staff member shows.

A fact that is None was not shown. Education is a list of degrees, each a level and a field, because
the articles ask for both; age is never given, it follows from the day of birth.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.jalali import MONTHS_A_YEAR, months_later, parts
from parvaneh.law.vocabulary import Post, Term

CITES = {"full_years": cites("D1392 5(2)", "D1392 6(2)", "D1392 7(2)")}


class Level(StrEnum):
    """The level of a degree, of a university or of a seminary."""

    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"
    SEMINARY_1 = "seminary_1"
    SEMINARY_2 = "seminary_2"
    SEMINARY_3 = "seminary_3"
    SEMINARY_4 = "seminary_4"


class Military(StrEnum):
    """Where a man stands with his military service."""

    COMPLETED = "completed"
    PERMANENTLY_EXEMPT = "permanently_exempt"
    DEFERRED = "deferred"  # for studies, or any other exemption that ends
    OWED = "owed"


class Occupation(StrEnum):
    """The occupations that article 8 names, and the offices whose loss it names."""

    LAWYER = "lawyer"
    ADVISER_187 = "adviser_187"
    OFFICIAL_EXPERT = "official_expert"
    JUDGE = "judge"
    NOTARY = "notary"
    MERCHANT = "merchant"
    STATE_STAFF = "state_staff"
    PUBLIC_BODY_STAFF = "public_body_staff"


@dataclass(frozen=True)
class Degree:
    """A degree held: its level and its field, a stable word of `FIELDS` or any other."""

    level: Level
    field: str = ""


@dataclass(frozen=True)
class Dismissal:
    """A sentence of dismissal from an office; `final_on` is None while it can be appealed."""

    office: Occupation
    permanent: bool
    final_on: date | None = None


@dataclass(frozen=True)
class Person:
    """All that articles 4 to 8 ask about. What is None was not shown, and fails."""

    born_on: date | None = None
    man: bool | None = None
    iranian: bool | None = None
    constitution: bool | None = None
    islam: bool | None = None
    free_of_addiction: bool | None = None
    free_of_criminal_record: bool | None = None
    military_service: Military | None = None
    able: bool | None = None
    degrees: tuple[Degree, ...] | None = None
    related_months: int | None = None
    computer_confirmed_for: frozenset[Post] | None = None
    occupations: frozenset[Occupation] | None = None
    dismissals: tuple[Dismissal, ...] | None = None


SEMINARY = (Level.SEMINARY_1, Level.SEMINARY_2, Level.SEMINARY_3, Level.SEMINARY_4)

LEVELS: Mapping[Level, Term] = {
    Level.ASSOCIATE: Term("کاردانی", "associate degree"),
    Level.BACHELOR: Term("کارشناسی", "bachelor"),
    Level.MASTER: Term("کارشناسی ارشد", "master"),
    Level.DOCTORATE: Term("دکتری", "doctorate"),
    Level.SEMINARY_1: Term("سطح یک حوزه", "seminary level 1"),
    Level.SEMINARY_2: Term("سطح دو حوزه", "seminary level 2"),
    Level.SEMINARY_3: Term("سطح سه حوزه", "seminary level 3"),
    Level.SEMINARY_4: Term("سطح چهار حوزه", "seminary level 4"),
}

FIELDS: Mapping[str, Term] = {
    "law": Term("حقوق", "law"),
    "private_law": Term("حقوق خصوصی", "private law"),
    "public_law": Term("حقوق عمومی", "public law"),
    "criminal_law": Term("حقوق جزا و جرم‌شناسی", "criminal law and criminology"),
    "international_law": Term("حقوق بین‌الملل", "international law"),
    "fiqh": Term("فقه", "fiqh"),
    "fiqh_and_law": Term("فقه و مبانی حقوق اسلامی", "fiqh and foundations of Islamic law"),
    "judicial_sciences": Term("علوم قضایی", "judicial sciences"),
    "computer_engineering": Term("مهندسی رایانه", "computer engineering"),
}

MILITARY: Mapping[Military, Term] = {
    Military.COMPLETED: Term("پایان خدمت", "service completed"),
    Military.PERMANENTLY_EXEMPT: Term("معافیت دائم", "permanently exempt"),
    Military.DEFERRED: Term("معافیت موقت", "deferred"),
    Military.OWED: Term("مشمول خدمت", "service owed"),
}

OCCUPATIONS: Mapping[Occupation, Term] = {
    Occupation.LAWYER: Term("وکیل دادگستری", "lawyer"),
    Occupation.ADVISER_187: Term("مشاور ماده ۱۸۷", "art.-187 adviser"),
    Occupation.OFFICIAL_EXPERT: Term("کارشناس رسمی دادگستری", "official expert"),
    Occupation.JUDGE: Term("قاضی", "judge"),
    Occupation.NOTARY: Term("سردفتر", "notary"),
    Occupation.MERCHANT: Term("تاجر", "merchant"),
    Occupation.STATE_STAFF: Term("کارمند یا مستخدم دولت", "staff of the state"),
    Occupation.PUBLIC_BODY_STAFF: Term(
        "کارمند مؤسسه عمومی غیردولتی", "staff of a public non-governmental body"
    ),
}


def full_years(*, since: date, on: date) -> int:
    """Full Jalali years since a day; the anniversary itself completes its year.

    Who was born on 30 Esfand has the anniversary on 29 Esfand where the year has no thirtieth.
    """
    years = parts(on)[0] - parts(since)[0]
    anniversary = months_later(since, years * MONTHS_A_YEAR)
    return years if anniversary <= on else years - 1
