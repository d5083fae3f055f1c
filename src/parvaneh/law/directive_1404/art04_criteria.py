"""Article 4: the 35 scored criteria and their weights.

Indicator 7 has no criteria: it is computed from the record (`art04_record`). The print repeats
letters in items 4, 6 and 9; the codes here are the corrected ones (A-02 for the ninth item).
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import Citation, cites
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.ruling import Ruling, ruled
from parvaneh.law.values import Values, basis, table, value_at
from parvaneh.law.vocabulary import Term

ART_4 = cites("D1404 4")
CITES = {
    "CRITERIA": cites(
        "D1404 4(1)(a)", "D1404 4(1)(b)", "D1404 4(1)(c)", "D1404 4(1)(d)",
        "D1404 4(2)(a)", "D1404 4(2)(b)", "D1404 4(2)(c)", "D1404 4(2)(d)",
        "D1404 4(3)(a)", "D1404 4(3)(b)", "D1404 4(3)(c)",
        "D1404 4(4)(a)", "D1404 4(4)(b)", "D1404 4(4)(c)", "D1404 4(4)(d)",
        "D1404 4(5)(a)", "D1404 4(5)(b)", "D1404 4(5)(c)", "D1404 4(5)(d)",
        "D1404 4(6)(a)", "D1404 4(6)(b)", "D1404 4(6)(c)", "D1404 4(6)(d)", "D1404 4(6)(e)",
        "D1404 4(8)(a)", "D1404 4(8)(b)",
        "D1404 4(9)(a)", "D1404 4(9)(b)", "D1404 4(9)(c)", "D1404 4(9)(d)",
        "D1404 4(10)(a)", "D1404 4(10)(b)", "D1404 4(10)(c)", "D1404 4(10)(d)", "D1404 4(10)(e)",
    ),
    "criterion_term": ART_4,
    "criterion_at": ART_4,
    "indicator_of": ART_4,
    "criteria_of": ART_4,
    "criterion_weights": ART_4,
}  # fmt: skip

CRITERIA: Mapping[str, Term] = {
    "I1.a": Term(
        "پایبندی به قوانین و مقررات کشور",
        "Respect for the laws and regulations of the country",
        cites("D1404 4(1)(a)"),
    ),
    "I1.b": Term(
        "اجرای دستورالعمل‌های ابلاغی مرکز",
        "Carrying out the directives that the Center issues",
        cites("D1404 4(1)(b)"),
    ),
    "I1.c": Term(
        "پیروی از ضوابط خدمات الکترونیک قضایی",
        "Keeping the rules of e-judicial services",
        cites("D1404 4(1)(c)"),
    ),
    "I1.d": Term(
        "پایبندی به تصمیم‌ها و دستورهای قانونی مراجع قضایی محل",
        "Following lawful decisions and orders of the local judicial authorities",
        cites("D1404 4(1)(d)"),
    ),
    "I2.a": Term(
        "خدمت شایسته، سریع و دقیق",
        "A proper, fast and accurate service",
        cites("D1404 4(2)(a)"),
    ),
    "I2.b": Term(
        "حقوق شهروندی و کرامت مراجعان",
        "Citizens' rights and dignity of clients",
        cites("D1404 4(2)(b)"),
    ),
    "I2.c": Term(
        "راهنمایی مراجعان به جای فرستادن نزد مشاور یا عریضه‌نویس",
        "Guidance instead of sending clients to advisers or petition writers",
        cites("D1404 4(2)(c)"),
    ),
    "I2.d": Term(
        "پاسخ بجا و دقیق به مراجعان", "Apt and exact answers to clients", cites("D1404 4(2)(d)")
    ),
    "I3.a": Term(
        "همکاری شایسته با بازرسان", "Proper cooperation with inspectors", cites("D1404 4(3)(a)")
    ),
    "I3.b": Term(
        "دوربین مداربسته در دسترس مراجع نظارتی",
        "Cameras that supervisors can reach",
        cites("D1404 4(3)(b)"),
    ),
    "I3.c": Term(
        "داشتن شرایط تشویق در دستورالعمل نظارت و بازرسی",
        "Meeting the commendation conditions of the inspection directive",
        cites("D1404 4(3)(c)"),
    ),
    "I4.a": Term(
        "شرکت در طرح خدمات جهادی",
        "Part in the volunteer (jihadi) service plan",
        cites("D1404 4(4)(a)"),
    ),
    "I4.b": Term(
        "خدمت رایگان به معافان از هزینه",
        "Free service to persons exempt from fees",
        cites("D1404 4(4)(b)"),
    ),
    "I4.c": Term("خدمت در زندان", "Service in prisons", cites("D1404 4(4)(c)")),
    "I4.d": Term("هزینه پایین‌تر از تعرفه", "Charging below tariff", cites("D1404 4(4)(d)")),
    "I5.a": Term(
        "همکاری با معاونت فناوری استان در طرح‌های مرتبط با سیاست‌ها",
        "Cooperation with the Provincial Deputy on policy plans",
        cites("D1404 4(5)(a)"),
    ),
    "I5.b": Term(
        "کار مؤثر با دستگاه‌های اجرایی",
        "Effective work with executive bodies",
        cites("D1404 4(5)(b)"),
    ),
    "I5.c": Term(
        "همکاری در طرح‌های آزمایشی", "Cooperation on pilot projects", cites("D1404 4(5)(c)")
    ),
    "I5.d": Term(
        "همکاری با کانون در وظایف قانونی آن",
        "Cooperation with the Kanoon in its legal tasks",
        cites("D1404 4(5)(d)"),
    ),
    "I6.a": Term(
        "دسترسی کارکنان به منابع آموزشی",
        "Access of staff to learning material",
        cites("D1404 4(6)(a)"),
    ),
    "I6.b": Term("کارگاه آموزشی برای کارکنان", "Workshops for staff", cites("D1404 4(6)(b)")),
    "I6.c": Term(
        "تحصیلات و سابقه کارکنان", "Education and experience of staff", cites("D1404 4(6)(c)")
    ),
    "I6.d": Term(
        "خوش‌خلقی و رفتار کارکنان", "Good temper and conduct of staff", cites("D1404 4(6)(d)")
    ),
    "I6.e": Term(
        "ثبات و امنیت شغلی کارکنان", "Job stability and security of staff", cites("D1404 4(6)(e)")
    ),
    "I8.a": Term(
        "خدمات ویژه مانند آموزش حقوقی تصویری یا نوشتاری",
        "Special services such as video or written legal education",
        cites("D1404 4(8)(a)"),
    ),
    "I8.b": Term(
        "سازمان مناسب برای فرایند بهتر و بهره‌وری",
        "An organisation fit for better processes and productivity",
        cites("D1404 4(8)(b)"),
    ),
    "I9.a": Term(
        "حفاظت محل از ورود افراد غیرمجاز",
        "Premises protected against unauthorised entry",
        cites("D1404 4(9)(a)"),
    ),
    "I9.b": Term(
        "ابزار دور نگه داشتن افراد از رایانه‌ها",
        "Tools that keep people away from the computers",
        cites("D1404 4(9)(b)"),
    ),
    "I9.c": Term("نرم‌افزار ضد بدافزار", "Software against malware", cites("D1404 4(9)(c)")),
    "I9.d": Term("ارتباط امن با مراجعان", "Secure channels with clients", cites("D1404 4(9)(d)")),
    "I10.a": Term(
        "چیدمان باجه‌ها و تجهیزات", "Counters and office equipment", cites("D1404 4(10)(a)")
    ),
    "I10.b": Term(
        "آراستگی و پوشش اسلامی", "Neat appearance and Islamic dress", cites("D1404 4(10)(b)")
    ),
    "I10.c": Term(
        "لباس یکسان با برچسب نام و عنوان",
        "Uniform with name badge and title",
        cites("D1404 4(10)(c)"),
    ),
    "I10.d": Term("فضای پذیرایی و انتظار", "Reception and waiting space", cites("D1404 4(10)(d)")),
    "I10.e": Term(
        "محل ثابت با دسترسی آسان",
        "A stable, easily accessible location",
        cites("D1404 4(10)(e)"),
    ),
}

WEIGHTS = "D1404.4.criterion_weights"


def criterion_term(*, criterion: str) -> Term:
    """The name of a criterion in both languages, and the clause it stands in.

    Raises:
        KeyError: there is no such criterion.
    """
    return CRITERIA[criterion]


def criterion_at(*, citation: Citation) -> str:
    """The code of the criterion that stands in a clause, ``I9.b`` for ``D1404 4(9)(b)``.

    Raises:
        KeyError: no criterion stands there.
    """
    codes = {term.cites[0]: code for code, term in CRITERIA.items()}
    return codes[citation]


def indicator_of(*, criterion: str) -> Indicator:
    """The indicator that a criterion belongs to.

    Raises:
        ValueError: the code names no indicator.
    """
    return Indicator(criterion[: criterion.index(".")])


def criteria_of(*, indicator: Indicator) -> tuple[str, ...]:
    """The codes of an indicator's criteria in the order of the text; none for the record (I7)."""
    return _CRITERIA_OF[indicator]


def criterion_weights(*, values: Values, on: date) -> Ruling[Mapping[str, Fraction]]:
    """The weight of each criterion inside its indicator; article 4 gives none (A-27: equal).

    Args:
        values: the dated values (`D1404.4.criterion_weights`).
        on: last day of the evaluation period.
    """
    entry = value_at(values, WEIGHTS, on)
    given = table(entry)
    weights = {code: Fraction(given[code]) for code in CRITERIA}
    return ruled(value=weights, rests_on=[basis(entry)])


_CRITERIA_OF: Mapping[Indicator, tuple[str, ...]] = {
    indicator: tuple(code for code in CRITERIA if indicator_of(criterion=code) is indicator)
    for indicator in Indicator
}
