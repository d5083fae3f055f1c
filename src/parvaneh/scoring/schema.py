"""The nine sheets of the evidence and their columns, declared once as data.

Readers, checks, the template, the messages about faults and the guide all read this; nothing about
a column stands anywhere else. A column's key is what stands in a file; its Persian and English
names are for people.
"""

from collections.abc import Mapping

from parvaneh.kit.places import PROVINCES
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_measures import EDUCATION_POINTS
from parvaneh.law.vocabulary import Term
from parvaneh.scoring.columns import Field, SheetSchema, Type
from parvaneh.scoring.evidence import OfficeStatus, RecordKind

MOST_POINTS = 100
MOST_MONTHS = 1_200
MOST_HOURS = 100_000

# Article 5 asks for the day of every piece of evidence: it puts the row into a period.
ART_5 = cites("D1404 5")

POINTS = Term("امتیاز، از ۱۰۰", "points of 100")
MINUTES = Term("دقیقه", "minutes")
MONTHS = Term("ماه", "months")
HOURS = Term("ساعت", "hours")
GRADES = Term("رتبه", "grades")

STATUS_WORDS: Mapping[str, Term] = {
    OfficeStatus.ACTIVE.value: Term("فعال", "active"),
    OfficeStatus.SUSPENDED.value: Term("تعلیق‌شده", "suspended"),
    OfficeStatus.REVOKED.value: Term("لغوشده", "revoked"),
}
KIND_WORDS: Mapping[str, Term] = {
    RecordKind.CRIMINAL.value: Term("کیفری", "criminal"),
    RecordKind.DISCIPLINARY.value: Term("انتظامی", "disciplinary"),
}
EDUCATION_WORDS: Mapping[str, Term] = {
    "none": Term("بی‌سواد یا زیر دیپلم", "below diploma"),
    "diploma": Term("دیپلم", "diploma"),
    "associate": Term("کاردانی", "associate"),
    "bachelor": Term("کارشناسی", "bachelor"),
    "master": Term("کارشناسی ارشد", "master"),
    "doctorate": Term("دکتری", "doctorate"),
    "seminary_1": Term("سطح یک حوزه", "seminary level 1"),
    "seminary_2": Term("سطح دو حوزه", "seminary level 2"),
    "seminary_3": Term("سطح سه حوزه", "seminary level 3"),
    "seminary_4": Term("سطح چهار حوزه", "seminary level 4"),
}
PROVINCE_WORDS: Mapping[str, Term] = {
    province.key: Term(province.fa, province.en) for province in PROVINCES
}

OFFICE_CODE = Field(
    "office_code",
    Term("کد دفتر", "Office code"),
    Type.CODE,
    note=Term(
        "۳ تا ۱۲ رقم؛ صفرهای آغاز نگه داشته می‌شوند؛ خانه را متنی کنید",
        "3 to 12 digits; leading zeros are kept; format the cells as text",
    ),
)


def _day(key: str, fa: str, en: str) -> Field:
    return Field(key, Term(fa, en), Type.DAY, cites=ART_5)


def _answer(letter: str, fa: str) -> Field:
    code = f"I2.{letter}"
    term = CRITERIA[code]
    name = Term(f"پاسخ {fa}: {term.fa}", f"Answer {letter}: {term.en}")
    return Field(letter, name, Type.ANSWER, required=False, least=1, most=5, cites=term.cites)


OFFICES = SheetSchema(
    "offices",
    Term("دفترها", "Offices"),
    Term("همه دفترها، هر دفتر یک سطر", "Every office, one row each"),
    (
        OFFICE_CODE,
        Field("title", Term("عنوان دفتر", "Title of the office"), Type.TEXT),
        Field(
            "province_code",
            Term("کد استان", "Province code"),
            Type.PROVINCE,
            words=PROVINCE_WORDS,
            note=Term("کد ISO 3166-2، نه نام استان", "the ISO 3166-2 code, not the name"),
        ),
        Field("county", Term("شهرستان", "County"), Type.TEXT, required=False, absent=True),
        Field("city", Term("شهر", "City"), Type.TEXT, required=False, absent=True),
        Field(
            "licensed_on",
            Term("تاریخ پروانه", "Licensed on"),
            Type.DAY,
            cites=cites("D1404 6 n.1"),
        ),
        Field(
            "status",
            Term("وضعیت پروانه", "Status of the licence"),
            Type.WORD,
            words=STATUS_WORDS,
            cites=cites("D1404 4(7)"),
        ),
    ),
    required=True,
    cites=cites("D1404 1(b)", "D1404 5"),
)

ASSESSMENTS = SheetSchema(
    "assessments",
    Term("ارزیابی‌ها", "Assessments"),
    Term(
        "امتیازی که با یکی از شیوه‌های ماده ۸ به یک معیار داده شده است",
        "A score given to a criterion by one of the ways of article 8",
    ),
    (
        OFFICE_CODE,
        Field(
            "criterion",
            Term("معیار", "Criterion"),
            Type.CRITERION,
            words=CRITERIA,
            cites=cites("D1404 4"),
            note=Term(
                "شاخص ۷ از سوابق محاسبه می‌شود و ارزیابی نمی‌پذیرد",
                "I7 is computed from the records and takes no assessment",
            ),
        ),
        Field(
            "method",
            Term("شیوه سنجش", "Way of measuring"),
            Type.METHOD,
            least=1,
            most=6,
            cites=cites("D1404 8"),
            note=Term(
                "شماره بند ماده ۸؛ شاخص ۲ تنها با نظرسنجی (۱)",
                "the number of the item of article 8; I2 by the survey (1) alone",
            ),
        ),
        Field(
            "score",
            Term("امتیاز", "Score"),
            Type.SCORE,
            most=MOST_POINTS,
            unit=POINTS,
            cites=cites("D1404 4"),
        ),
        _day("assessed_on", "تاریخ ارزیابی", "Assessed on"),
        Field(
            "reference",
            Term("شماره سند", "Reference"),
            Type.TEXT,
            required=False,
            absent=True,
        ),
    ),
    dated_by="assessed_on",
    cites=cites("D1404 4", "D1404 8"),
)

SURVEY = SheetSchema(
    "survey",
    Term("نظرسنجی", "Survey"),
    Term(
        "هر سطر یک پاسخنامه مراجع؛ ۱ کمترین و ۵ بیشترین رضایت",
        "One client's answers a row; 1 is the least and 5 the most content",
    ),
    (
        OFFICE_CODE,
        _day("answered_on", "تاریخ پاسخ", "Answered on"),
        _answer("a", "الف"),
        _answer("b", "ب"),
        _answer("c", "پ"),
        _answer("d", "ت"),
    ),
    bulk=True,
    dated_by="answered_on",
    cites=cites("D1404 4(2)", "D1404 8(1)"),
)

SERVICES = SheetSchema(
    "services",
    Term("خدمات", "Services"),
    Term("هر سطر یک خدمت ارائه‌شده", "One service given a row"),
    (
        OFFICE_CODE,
        _day("served_on", "تاریخ خدمت", "Served on"),
        Field("kind", Term("نوع خدمت", "Kind of service"), Type.TEXT, required=False, absent=True),
        Field(
            "minutes",
            Term("مدت خدمت", "Minutes it took"),
            Type.WHOLE,
            required=False,
            unit=MINUTES,
            absent=True,
        ),
        Field(
            "fee_exempt",
            Term("معاف از هزینه", "Client exempt from fees"),
            Type.FLAG,
            cites=cites("D1404 4(4)(b)"),
        ),
        Field(
            "below_tariff",
            Term("پایین‌تر از تعرفه", "Charged below tariff"),
            Type.FLAG,
            cites=cites("D1404 4(4)(d)"),
        ),
        Field(
            "in_prison",
            Term("در زندان", "Given in a prison"),
            Type.FLAG,
            cites=cites("D1404 4(4)(c)"),
        ),
    ),
    bulk=True,
    dated_by="served_on",
    cites=cites("D1404 4(4)", "D1404 8(4)"),
)

MONITORING = SheetSchema(
    "monitoring",
    Term("پایش الکترونیکی", "Monitoring"),
    Term(
        "کارکرد هر سامانه دفتر در هر روز",
        "How long each system of an office worked on each day",
    ),
    (
        OFFICE_CODE,
        _day("day", "روز", "Day"),
        Field(
            "system",
            Term("سامانه", "System"),
            Type.TEXT,
            cites=cites("D1404 8(6)"),
            note=Term("مانند cctv یا network", "such as cctv or network"),
        ),
        Field(
            "minutes_up",
            Term("دقیقه‌های کارکرد", "Minutes up"),
            Type.WHOLE,
            unit=MINUTES,
            cites=cites("D1404 4(3)(b)"),
            note=Term("نه بیش از دقیقه‌های لازم", "not more than the minutes due"),
        ),
        Field(
            "minutes_due",
            Term("دقیقه‌های لازم", "Minutes due"),
            Type.WHOLE,
            unit=MINUTES,
            cites=cites("D1404 4(3)(b)"),
        ),
    ),
    bulk=True,
    dated_by="day",
    cites=cites("D1404 4(3)(b)", "D1404 8(6)"),
)

STAFF = SheetSchema(
    "staff",
    Term("کارکنان", "Staff"),
    Term("هر سطر حضور یک نفر در یک پست", "One person's time in one post a row"),
    (
        OFFICE_CODE,
        Field("post", Term("پست", "Post"), Type.TEXT, cites=cites("D1392 3")),
        Field(
            "education",
            Term("مدرک تحصیلی", "Education"),
            Type.WORD,
            words=EDUCATION_WORDS,
            words_from=EDUCATION_POINTS,
            cites=cites("D1404 4(6)(c)"),
        ),
        Field(
            "experience_months",
            Term("سابقه کار", "Experience"),
            Type.WHOLE,
            most=MOST_MONTHS,
            unit=MONTHS,
            cites=cites("D1404 4(6)(c)"),
        ),
        Field("from", Term("از روز", "From"), Type.DAY, cites=cites("D1404 4(6)(e)")),
        Field(
            "until",
            Term("تا روز", "Until"),
            Type.DAY,
            required=False,
            cites=cites("D1404 4(6)(e)"),
            note=Term(
                "آخرین روز کار؛ خالی یعنی هنوز مشغول است",
                "the last day in post; empty while it lasts",
            ),
        ),
    ),
    cites=cites("D1404 4(6)(c)", "D1404 4(6)(e)"),
)

TRAINING = SheetSchema(
    "training",
    Term("آموزش", "Training"),
    Term("هر سطر یک کارگاه برای کارکنان", "One workshop for the staff a row"),
    (
        OFFICE_CODE,
        _day("held_on", "تاریخ برگزاری", "Held on"),
        Field(
            "hours",
            Term("ساعت", "Hours"),
            Type.HOURS,
            most=MOST_HOURS,
            unit=HOURS,
            cites=cites("D1404 4(6)(b)"),
        ),
    ),
    dated_by="held_on",
    cites=cites("D1404 4(6)(b)", "D1404 8(4)"),
)

RECORDS = SheetSchema(
    "records",
    Term("سوابق", "Records"),
    Term(
        "هر سطر یک محکومیت قطعی مدیر؛ نبود این برگه یعنی نبود محکومیت",
        "One final conviction of the manager a row; without this sheet there are none",
    ),
    (
        OFFICE_CODE,
        Field(
            "kind",
            Term("گونه محکومیت", "Kind of conviction"),
            Type.WORD,
            words=KIND_WORDS,
            cites=cites("D1404 4(7)"),
        ),
        Field(
            "degree",
            Term("درجه", "Degree"),
            Type.WHOLE,
            least=1,
            most=8,
            cites=cites("D1404 4(7)"),
            note=Term("کیفری ۱ تا ۸، انتظامی ۱ تا ۶", "criminal 1 to 8, disciplinary 1 to 6"),
        ),
        Field(
            "intentional",
            Term("عمدی", "Intentional"),
            Type.FLAG,
            required=False,
            cites=cites("D1404 4(7)(b)"),
            note=Term("برای محکومیت کیفری لازم است", "needed for a criminal conviction"),
        ),
        Field(
            "final_on",
            Term("تاریخ قطعیت", "Final on"),
            Type.DAY,
            cites=cites("D1404 4(7)"),
        ),
        Field(
            "ruling",
            Term("شماره دادنامه یا رأی", "Number of the judgment or ruling"),
            Type.TEXT,
            required=False,
            absent=True,
        ),
        Field(
            "revokes",
            Term("لغو پروانه", "Revokes the licence"),
            Type.FLAG,
            required=False,
            cites=cites("D1404 4(7)"),
            note=Term("خالی یعنی خیر", "empty means no"),
        ),
        Field(
            "demotion",
            Term("تنزل رتبه", "Demotion"),
            Type.WHOLE,
            required=False,
            most=2,
            unit=GRADES,
            cites=cites("D1404 4(7)(a)"),
            note=Term(
                "برای جرم درجه ۱ تا ۳، یک یا دو؛ در جای دیگر خالی یا صفر",
                "1 or 2 for a crime of degree 1 to 3; empty or 0 elsewhere",
            ),
        ),
    ),
    dated_by="final_on",
    cites=cites("D1404 4(7)"),
)

APPLICABILITY = SheetSchema(
    "applicability",
    Term("شمول معیارها", "Applicability"),
    Term(
        "معیارهایی که از یک دفتر خواسته نمی‌شوند و چرا",
        "Criteria that are not asked of an office, and why",
    ),
    (
        OFFICE_CODE,
        Field(
            "criterion",
            Term("معیار", "Criterion"),
            Type.CRITERION,
            words=CRITERIA,
            cites=cites("D1404 4"),
        ),
        Field("applicable", Term("شامل می‌شود", "Applicable"), Type.FLAG, cites=cites("D1404 4")),
        Field(
            "reason",
            Term("دلیل", "Reason"),
            Type.TEXT,
            required=False,
            absent=True,
            note=Term(
                "اگر معیار شامل دفتر نمی‌شود لازم است",
                "needed where a criterion does not apply",
            ),
        ),
    ),
    cites=cites("D1404 4(4)(c)"),
)

SHEETS: Mapping[str, SheetSchema] = {
    sheet.key: sheet
    for sheet in (
        OFFICES,
        ASSESSMENTS,
        SURVEY,
        SERVICES,
        MONITORING,
        STAFF,
        TRAINING,
        RECORDS,
        APPLICABILITY,
    )
}
BULK = tuple(sheet.key for sheet in SHEETS.values() if sheet.bulk)
SMALL = tuple(sheet.key for sheet in SHEETS.values() if not sheet.bulk)


def field_of(sheet: str, key: str) -> Field:
    """The column of a sheet.

    Raises:
        KeyError: there is no such sheet or column.
    """
    for one in SHEETS[sheet].fields:
        if one.key == key:
            return one
    raise KeyError(f"{sheet}.{key}")
