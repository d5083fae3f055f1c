"""Article 2: the ten indicators on which offices are ranked.

The list of article 2 decides the numbers: the print of article 4 numbers two items 10 and none 9,
and information security is the ninth here (A-02).
"""

from collections.abc import Mapping
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.vocabulary import Term

CITES = {
    "INDICATORS": cites(
        "D1404 2(1)", "D1404 2(2)", "D1404 2(3)", "D1404 2(4)", "D1404 2(5)",
        "D1404 2(6)", "D1404 2(7)", "D1404 2(8)", "D1404 2(9)", "D1404 2(10)",
    ),
    "indicator_term": cites("D1404 2(9)", "D1404 2(10)"),
}  # fmt: skip


class Indicator(StrEnum):
    """The stable codes of the ten indicators."""

    I1 = "I1"
    I2 = "I2"
    I3 = "I3"
    I4 = "I4"
    I5 = "I5"
    I6 = "I6"
    I7 = "I7"
    I8 = "I8"
    I9 = "I9"
    I10 = "I10"


INDICATORS: Mapping[Indicator, Term] = {
    Indicator.I1: Term("قانون‌مداری", "Law-abidance", cites("D1404 2(1)")),
    Indicator.I2: Term("رضایتمندی مراجعان", "Client satisfaction", cites("D1404 2(2)")),
    Indicator.I3: Term("نظارت و بازرسی", "Supervision and inspection", cites("D1404 2(3)")),
    Indicator.I4: Term(
        "خدمات رایگان و معاضدتی", "Free and assistance services", cites("D1404 2(4)")
    ),
    Indicator.I5: Term(
        "تعامل سازمانی و طرح‌های آزمایشی",
        "Organisational cooperation and pilots",
        cites("D1404 2(5)"),
    ),
    Indicator.I6: Term("مدیریت منابع انسانی", "Human-resources management", cites("D1404 2(6)")),
    Indicator.I7: Term(
        "سوابق انتظامی و قضایی", "Disciplinary and judicial record", cites("D1404 2(7)")
    ),
    Indicator.I8: Term(
        "نوآوری و خدمات ویژه", "Innovation and special services", cites("D1404 2(8)")
    ),
    Indicator.I9: Term(
        "امنیت اطلاعات و حریم خصوصی", "Information security and privacy", cites("D1404 2(9)")
    ),
    Indicator.I10: Term("فضای اداری", "Office space", cites("D1404 2(10)")),
}


def indicator_term(*, indicator: Indicator) -> Term:
    """The name of an indicator in both languages, and where it stands."""
    return INDICATORS[indicator]
