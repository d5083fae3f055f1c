"""Article 5: the special conditions of the manager, and who has priority (note)."""

from parvaneh.law.citation import cites
from parvaneh.law.conditions import Condition, Test
from parvaneh.law.ruling import Reason, Ruling, msg, ruled

CITES = {
    "CONDITIONS": cites("D1392 5(1)", "D1392 5(2)", "D1392 5(3)", "D1392 5(4)"),
    "priority": cites("D1392 5 n.1"),
}

CONDITIONS = (
    Condition(
        "education",
        "education",
        Test.ONE_OF,
        cites("D1392 5(1)"),
        msg(
            "A manager needs a bachelor or higher in a field related to law, fiqh and judicial"
            " sciences, or seminary level 2 or higher; found: {found}."
        ),
        bound="D1392.5.levels",
    ),
    Condition(
        "age",
        "age",
        Test.AT_LEAST,
        cites("D1392 5(2)"),
        msg("A manager must be at least {needed} years old; found: {found}."),
        bound="D1392.5.age_years",
    ),
    Condition(
        "experience",
        "related_months",
        Test.AT_LEAST,
        cites("D1392 5(3)"),
        msg("A manager needs at least {needed} months of related work; found: {found}."),
        bound="D1392.5.related_work_months",
    ),
    Condition(
        "computer_skill",
        "computer_skill",
        Test.HOLDS,
        cites("D1392 5(4)"),
        msg("The General Department has not confirmed the computer skill for the manager's post."),
    ),
)

HAS_PRIORITY = msg("Has priority: the service record is confirmed.")
NOT_ELIGIBLE = msg("Priority is for those who meet all general and special conditions.")
NOT_CONFIRMED = msg("Priority needs a confirmed service record.")
NOT_DETERMINED = msg("Priority is determined by the General Department, which has not done so.")


def priority(*, eligible: bool, service_record_confirmed: bool, determined: bool) -> Ruling[None]:
    """Whether an applicant for manager goes before others (D1392 5 n.1).

    Args:
        eligible: whether all general and special conditions are met.
        service_record_confirmed: whether a service record is confirmed.
        determined: whether the General Department has determined the priority.

    Returns:
        Granted with the reason for it, or refused with everything that is wanting.
    """
    note = CITES["priority"]
    asked = (
        ("eligible", NOT_ELIGIBLE, eligible),
        ("service_record", NOT_CONFIRMED, service_record_confirmed),
        ("determination", NOT_DETERMINED, determined),
    )
    wanting = [Reason(key, message, note) for key, message, met in asked if not met]
    return ruled(wanting or [Reason("priority", HAS_PRIORITY, note, blocks=False)])
