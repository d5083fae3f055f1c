"""Demonstration values in the place of the tables that are lost (A-01).

A ranking that rests on them can be announced in a demonstration, and nowhere else.
"""

from collections.abc import Mapping
from typing import Any

from parvaneh.access.models import User
from parvaneh.config.demo.chance import code_of
from parvaneh.config.demo.plan import Plan
from parvaneh.config.demo.writing import told
from parvaneh.frame.copying import copy_rows
from parvaneh.kit.languages import gettext, msg
from parvaneh.kit.text import Language
from parvaneh.law.directive_1404.art03_weighting import COEFFICIENTS
from parvaneh.law.directive_1404.art07_grades import BANDS
from parvaneh.law.directive_1404.art09_effects import EFFECTS
from parvaneh.law.jalali import day
from parvaneh.law.ruling import Status
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.queries.approved_values import shipped
from parvaneh.registry.value_forms import plain

FROM = "1404-02-22"  # the day after the directive, and so the first on which a value follows
# Unlike ones, as article 3 wants them.
WEIGHTS = {
    "I1": 12, "I2": 14, "I3": 12, "I4": 10, "I5": 8, "I6": 8, "I7": 14, "I8": 8, "I9": 8, "I10": 6,
}  # fmt: skip
CONSEQUENCES = {
    "excellent": [
        {
            "kind": "commendation",
            "fa": "تقدیرنامه مرکز و اولویت در سپردن خدمات ویژه (نمایشی)",
            "en": "a letter of thanks, and priority when special services are given (sample)",
        }
    ],
    "weak": [
        {
            "kind": "penalty",
            "fa": "بازرسی ویژه ظرف سه ماه و گذراندن دوره آموزشی (نمایشی)",
            "en": "a special inspection within three months, and a training course (sample)",
        }
    ],
}
SOURCE = msg("Generated for a demonstration")


def values_make(users: Mapping[str, User], plan: Plan) -> None:
    """Approve demonstration values of what rankings and their effects rest on.

    Args:
        users: the accounts by name: an analyst proposed them, the head of the Center confirmed.
        plan: what to make.
    """
    contents: dict[str, Any] = {
        COEFFICIENTS: WEIGHTS,
        BANDS: plain(shipped().histories[BANDS][-1].content),
        EFFECTS: CONSEQUENCES,
    }
    rows = [
        ApprovedValue(
            code=code_of("v", plan.seed, number),
            key=key,
            content=content,
            starts_on=day(FROM),
            source=gettext(SOURCE, Language.FA),
            status=Status.DEMONSTRATION.value,
            authority=users["center_head_1"].name,
            proposed_by=f"user:{users['analyst_1'].code}",
            proposed_at=plan.at,
            confirmed_by=f"user:{users['center_head_1'].code}",
            confirmed_at=plan.at,
        )
        for number, (key, content) in enumerate(contents.items(), start=1)
    ]
    told("values", {"approvedvalue": copy_rows(ApprovedValue, rows)}, at=plan.at)
