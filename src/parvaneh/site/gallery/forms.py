"""Sample forms of the gallery: a question, answers that open more, codes, amounts, a typed word."""

from typing import Any, ClassVar

from django import forms

from parvaneh.frame.form_fields import (
    CheckedCodeField,
    ChoiceField,
    ChoicesField,
    DayField,
    NationalIdField,
    NumberField,
    OneTimeCodeField,
    PlaceField,
    RialsField,
    TextField,
    TypedField,
    UploadField,
)
from parvaneh.frame.reveals import RevealingForm

Say = Any
CODE = "4097361528046191"
OFFICE = "2300001"


class QuestionForm(RevealingForm):
    """One question, whose last answer opens a field."""

    reveals: ClassVar[dict[str, dict[str, str]]] = {"what": {"other": "said"}}

    def __init__(self, t: Say, *args: Any, **kwargs: Any) -> None:
        """Ask in the words that `t(fa, en)` picks."""
        super().__init__(*args, **kwargs)
        choices = [
            ("price", t("بیش از تعرفه پول گرفتند", "They took more than the tariff")),
            ("refused", t("درخواست مرا نپذیرفتند", "They did not take my request")),
            ("other", t("چیز دیگر", "Something else")),
        ]
        hint = t("مبلغ روی رسید را با تعرفه مقایسه کنید.", "Compare the receipt with the tariff.")
        self.fields["what"] = ChoiceField(
            label=t("در دفتر چه رخ داد؟", "What happened at the office?"),
            choices=choices,
            hints={"price": hint},
        )
        self.fields["said"] = TextField(
            label=t("آن را بگویید", "Say it"), required=False, max_length=200
        )


class EveryForm(forms.Form):
    """The fields that need care with digits: codes, amounts, days, files."""

    def __init__(self, t: Say, *args: Any, **kwargs: Any) -> None:
        """Ask in the words that `t(fa, en)` picks."""
        super().__init__(*args, **kwargs)
        self.fields |= {
            "followed": CheckedCodeField(
                label=t("کد پیگیری", "Tracking code"),
                help_text=t("۱۶ رقم، در چهار گروه", "16 digits in four groups"),
            ),
            "once": OneTimeCodeField(label=t("کد یک‌بارمصرف", "One-time code")),
            "national_id": NationalIdField(label=t("کد ملی", "National ID")),
            "amount": RialsField(label=t("مبلغ", "Amount")),
            "share": NumberField(label=t("سهم (درصد)", "Share (per cent)"), places=2, most=100),
            "day": DayField(
                label=t("روز رویداد", "Day of the event"),
                help_text=t(
                    "سال، ماه و روز؛ «۱۲ مهر ۱۴۰۴» هم پذیرفته است.",
                    "Year, month and day; 12 Mehr 1404 is taken too.",
                ),
            ),
            "place": PlaceField(label=t("کجا؟", "Where?")),
            "hours": ChoicesField(
                label=t("چه ساعت‌هایی؟", "Which hours?"),
                choices=[("am", t("پیش از ظهر", "morning")), ("pm", t("بعدازظهر", "afternoon"))],
            ),
            "files": UploadField(label=t("عکس یا رسید", "Photo or receipt"), most=3),
            "text": TextField(label=t("شرح", "Account of it"), lines=True, max_length=300),
        }


class ConfirmForm(forms.Form):
    """The code that must be typed before what cannot be undone."""

    def __init__(self, t: Say, *args: Any, **kwargs: Any) -> None:
        """Ask in the words that `t(fa, en)` picks."""
        super().__init__(*args, **kwargs)
        label = t("برای تأیید، کد دفتر را بنویسید", "To confirm, write the code of the office")
        self.fields["typed"] = TypedField(label=label, needed=OFFICE)


def form_samples(t: Say) -> dict[str, Any]:
    """The sample forms, blank and with everything wrong, and the answers to look over."""
    wrong = {
        "followed": CODE[:-1] + "9",
        "once": "12",
        "national_id": "1234567890",
        "amount": "دوازده",
        "share": "۱۲۰",
        "day": "1404/13/40",
        "place_county": "999999",
        "text": "x" * 301,
    }
    answers = (
        (t("چه رخ داد؟", "What happened?"), t("بیش از تعرفه پول گرفتند", "They took too much")),
        (t("کی؟", "When?"), t("۱۲ مهر ۱۴۰۴", "12 Mehr 1404")),
        (t("پیوست‌ها", "Files"), ""),
    )
    return {
        "question_form": QuestionForm(t, auto_id="question_%s"),
        "every_form": EveryForm(t, auto_id="every_%s", initial={"amount": 12_500_000}),
        "every_wrong": EveryForm(t, wrong, auto_id="everywrong_%s"),
        "confirm_form": ConfirmForm(t, {"typed": "2300010"}, auto_id="confirm_%s"),
        "answers": [{"question": q, "answer": a, "change": "#answers"} for q, a in answers],
    }
