"""Article 6: the special conditions of the legal expert."""

from parvaneh.law.citation import cites
from parvaneh.law.conditions import Condition, Test
from parvaneh.law.ruling import msg

CITES = {"CONDITIONS": cites("D1392 6(1)", "D1392 6(2)", "D1392 6(3)")}

CONDITIONS = (
    Condition(
        "education",
        "education",
        Test.ONE_OF,
        cites("D1392 6(1)"),
        msg(
            "A legal expert needs a bachelor or higher in a field related to law, fiqh and"
            " judicial sciences, or seminary level 2 or higher; found: {found}."
        ),
        bound="D1392.6.levels",
    ),
    Condition(
        "age",
        "age",
        Test.AT_LEAST,
        cites("D1392 6(2)"),
        msg("A legal expert must be at least {needed} years old; found: {found}."),
        bound="D1392.6.age_years",
    ),
    Condition(
        "computer_skill",
        "computer_skill",
        Test.HOLDS,
        cites("D1392 6(3)"),
        msg("The General Department has not confirmed the computer skill for a legal expert."),
    ),
)
