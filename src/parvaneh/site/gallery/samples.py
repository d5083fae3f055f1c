"""Sample data of the gallery, in both languages; none of it is anybody's."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django import forms

from parvaneh.frame.form_fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    NationalIdField,
    OfficeCodeField,
    PhoneField,
    PlaceField,
    RialsField,
    TextField,
    UploadField,
)
from parvaneh.kit.charts import (
    Bar,
    Caption,
    Counted,
    Figure,
    Loss,
    Mover,
    grade_counts,
    horizontal_bars,
    slope,
    waterfall,
)
from parvaneh.kit.text import Language

DAY = date(2025, 9, 12)
# The five grades of a scale; the highest first.
GRADES = (
    ("عالی", "excellent"),
    ("خیلی خوب", "very good"),
    ("خوب", "good"),
    ("متوسط", "fair"),
    ("ضعیف", "weak"),
)

Say = Callable[[str, str], str]


class SampleForm(forms.Form):
    """A form with one field of each kind, in the reader's language."""

    def __init__(self, t: Say, *args: Any, **kwargs: Any) -> None:
        """Ask in the words that `t(fa, en)` picks."""
        super().__init__(*args, **kwargs)
        kinds = [("a", t("شهری", "urban")), ("b", t("روستایی", "rural"))]
        services = [("x", t("ثبت دادخواست", "petitions")), ("y", t("ابلاغ", "service"))]
        self.fields |= {
            "name": TextField(
                label=t("نام", "Name"),
                help_text=t("همان که در پروانه آمده است.", "As it stands on the licence."),
            ),
            "day": DayField(label=t("روز", "Day")),
            "national_id": NationalIdField(label=t("کد ملی", "National ID")),
            "office": OfficeCodeField(label=t("کد دفتر", "Code of the office")),
            "phone": PhoneField(label=t("تلفن همراه", "Mobile number")),
            "amount": RialsField(label=t("مبلغ", "Amount"), required=False),
            "place": PlaceField(label=t("محل", "Place"), required=False),
            "kind": ChoiceField(label=t("نوع دفتر", "Kind of office"), choices=kinds),
            "services": ChoicesField(label=t("خدمات", "Services"), choices=services),
            "files": UploadField(label=t("پرونده‌ها", "Files"), required=False, most=3),
            "text": TextField(
                label=t("چه رخ داد", "What happened"), lines=True, required=False, max_length=2000
            ),
        }


def speaker(language: Language) -> Say:
    """Picks the words of a language from a pair."""
    return lambda fa, en: fa if language is Language.FA else en


def samples(language: Language) -> dict[str, Any]:
    """What the specimens show: `t(fa, en)` picks the words of the page's language."""
    t = speaker(language)
    return {
        "t": t,
        "grades": [t(*one) for one in GRADES],
        "day": DAY,
        "fraction": Fraction,
        "days": lambda count: timedelta(days=count),
        "course": [
            {
                "title": t("رأی صادر شد", "The verdict was given"),
                "at": t("۲۱ شهریور ۱۴۰۴، ۱۱:۴۰", "21 Shahrivar 1404, 11:40"),
                "by": t("عضو هیئت ۲ (نمایشی)", "board member 2 (demo)"),
                "text": "",
                "tone": "ok",
            },
            {
                "title": t("جلسهٔ رسیدگی برگزار شد", "The session was held"),
                "at": t("۱۸ شهریور ۱۴۰۴، ۹:۰۰", "18 Shahrivar 1404, 9:00"),
                "by": t("دبیر هیئت ۱ (نمایشی)", "board secretary 1 (demo)"),
                "text": t("هر سه عضو حاضر بودند.", "All three members were present."),
            },
            {
                "title": t("پرونده باز شد", "The case was opened"),
                "at": t("۲ شهریور ۱۴۰۴، ۸:۱۵", "2 Shahrivar 1404, 8:15"),
                "by": t("خود سامانه", "the product itself"),
                "text": "",
            },
        ],
    }


def figures(language: Language) -> list[Figure]:
    """One chart of each kind that stands on pages."""
    t = speaker(language)

    def caption(fa: str, en: str) -> Caption:
        return Caption(t(fa, en), "", language)

    names = [
        t("رضایت مراجعان", "Satisfaction of visitors"),
        t("انضباط مالی", "Financial discipline"),
        t("تجهیزات", "Equipment"),
    ]
    points = (Fraction(37, 2), Fraction(12), Fraction(7, 2))
    bars = [
        Bar(name, gained, Fraction(20), Fraction(11))
        for name, gained in zip(names, points, strict=True)
    ]
    losses = [
        Loss(name, 20 - gained, t("بند ۲ ماده ۴", "art. 4(2)"))
        for name, gained in zip(names, points, strict=True)
    ]
    total = 100 - sum((one.lost for one in losses), Fraction(0))
    return [
        horizontal_bars(
            caption(
                "بیشترین امتیاز از رضایت مراجعان آمده است", "Visitors' satisfaction gained the most"
            ),
            bars,
            t("میانهٔ استان", "median of the province"),
        ),
        waterfall(
            caption("تجهیزات بیشترین امتیاز را کاسته است", "Equipment took the most points"),
            losses,
            total,
        ),
        grade_counts(
            caption(
                "بیش از نیمی از دفترها درجهٔ خوب یا بهتر دارند",
                "More than half are good or better",
            ),
            [
                Counted(t(*name), count)
                for name, count in zip(GRADES, (120, 430, 610, 300, 90), strict=True)
            ],
        ),
        slope(
            caption("دو دفتر بالا رفته‌اند و یکی پایین", "Two offices rose, one fell"),
            [
                Mover("2301001", Fraction(61), Fraction(74)),
                Mover("2301002", Fraction(70), Fraction(72)),
                Mover("2301003", Fraction(83), Fraction(66)),
            ],
            (t("۱۴۰۳", "1403"), t("۱۴۰۴", "1404")),
        ),
    ]
