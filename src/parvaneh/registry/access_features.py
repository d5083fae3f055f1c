"""What is asked of the access to an office, and where answers come from: closed lists of codes.

Directive 1404 measures the office space (2(10)) and asks for a location that is easily reached
(4(10)(e)). What stands here is a fact for those who come and no score.
"""

from collections.abc import Mapping
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.vocabulary import Term

EASILY_REACHED = cites("D1404 4(10)(e)")


class AccessFeature(StrEnum):
    """What is asked of every office. The code is stored, published and never changes."""

    STEP_FREE_ENTRANCE = "step_free_entrance"
    LIFT_OR_GROUND_FLOOR = "lift_or_ground_floor"
    ACCESSIBLE_TOILET = "accessible_toilet"
    PARKING_NEAR = "parking_near"
    HEARING_LOOP = "hearing_loop"
    SIGN_LANGUAGE = "sign_language"


ACCESS_FEATURES: Mapping[AccessFeature, Term] = {
    AccessFeature.STEP_FREE_ENTRANCE: Term("ورودی بدون پله", "Step-free entrance", EASILY_REACHED),
    AccessFeature.LIFT_OR_GROUND_FLOOR: Term(
        "آسانسور یا طبقهٔ همکف", "Lift or ground floor", EASILY_REACHED
    ),
    AccessFeature.ACCESSIBLE_TOILET: Term(
        "سرویس بهداشتی دسترس‌پذیر", "Accessible toilet", EASILY_REACHED
    ),
    AccessFeature.PARKING_NEAR: Term("جای پارک نزدیک", "Parking near by", EASILY_REACHED),
    AccessFeature.HEARING_LOOP: Term("حلقهٔ شنوایی", "Hearing loop", EASILY_REACHED),
    AccessFeature.SIGN_LANGUAGE: Term(
        "راهنمایی به زبان اشاره", "Help in sign language", EASILY_REACHED
    ),
}
# These belong to the premises: whoever moves leaves them behind. The others move with the staff.
OF_THE_PREMISES = frozenset(AccessFeature) - {AccessFeature.SIGN_LANGUAGE}


class KnownFrom(StrEnum):
    """Where what is known comes from."""

    OFFICE = "office"
    INSPECTION = "inspection"


KNOWN_FROM: Mapping[KnownFrom, Term] = {
    KnownFrom.OFFICE: Term("اعلام دفتر", "declared by the office", ()),
    KnownFrom.INSPECTION: Term("مشاهده در بازرسی", "seen by an inspection", ()),
}
