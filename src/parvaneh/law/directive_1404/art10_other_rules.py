"""Article 10: benefits of other rules stand beside the ranking.

Where another rule grants benefits or special services for the acts that this directive is about,
that rule is followed as it is, whatever the ranking gives the office.
"""

from collections.abc import Mapping

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled

ART_10 = cites("D1404 10")
CITES = {"benefits_kept": ART_10}

KEPT = msg("{found} is granted by {rule} and does not depend on the grade.")
NO_OTHER_RULE = msg("{found}: no other rule that grants it was named, so the grade decides.")


def benefits_kept(*, claimed: Mapping[str, str]) -> Ruling[tuple[str, ...]]:
    """Which benefits an office has by other rules, whatever its grade; its grade is not asked.

    Args:
        claimed: each benefit with the rule that grants it, empty where none was named.

    Returns:
        The benefits that stand; refused with a reason per benefit without a rule.
    """
    reasons = [
        Reason("kept", KEPT, ART_10, blocks=False, found=benefit, params={"rule": rule})
        if rule
        else Reason("no_other_rule", NO_OTHER_RULE, ART_10, found=benefit)
        for benefit, rule in claimed.items()
    ]
    return ruled(reasons, tuple(benefit for benefit, rule in claimed.items() if rule))
