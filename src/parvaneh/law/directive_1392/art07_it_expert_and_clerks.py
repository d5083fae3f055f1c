"""Article 7: the special conditions of the IT expert and of the clerks.

The article repeats the fields of article 6, so a degree in computing does not count for an IT
expert. We apply the list as it is printed, unless a dated value for that post lists the field.
"""

from parvaneh.law.citation import cites
from parvaneh.law.conditions import Condition, Test
from parvaneh.law.ruling import msg

CITES = {"CONDITIONS": cites("D1392 7(1)", "D1392 7(2)", "D1392 7(3)")}

CONDITIONS = (
    Condition(
        "education",
        "education",
        Test.ONE_OF,
        cites("D1392 7(1)"),
        msg(
            "An IT expert or clerk needs a bachelor or higher in a field related to law, fiqh and"
            " judicial sciences (or in one listed for the post), or seminary level 2 or higher;"
            " found: {found}."
        ),
        bound="D1392.7.levels",
        assumes=("A-07",),
    ),
    Condition(
        "age",
        "age",
        Test.AT_LEAST,
        cites("D1392 7(2)"),
        msg("An IT expert or clerk must be at least {needed} years old; found: {found}."),
        bound="D1392.7.age_years",
    ),
    Condition(
        "computer_skill",
        "computer_skill",
        Test.HOLDS,
        cites("D1392 7(3)"),
        msg("The General Department has not confirmed the computer skill for this very post."),
    ),
)
