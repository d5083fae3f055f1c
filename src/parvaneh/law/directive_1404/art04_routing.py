"""Article 4, item 3: one finding of an inspection counts under one indicator.

What involves a violation, or belongs to another indicator, counts there; supervision and inspection
takes the remaining findings only.
"""

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.ruling import Reason, Ruling, msg, ruled

ROUTING = cites("D1404 4(3)")
CITES = {"routed_indicator": ROUTING}

TAKES_THE_REST = msg("The finding counts under {found}.")
BELONGS = msg("The finding counts under {found} alone, not under supervision and inspection.")
UNNAMED = msg("The finding involves a violation: name the indicator that it concerns.")
NOT_HERE = msg("A finding that involves a violation does not count under {found}.")
CONVICTIONS_ONLY = msg("{found} takes final convictions only, never a finding of an inspection.")


def routed_indicator(*, violation: bool, concerns: Indicator) -> Ruling[Indicator]:
    """The one indicator under which a finding of an inspection counts (D1404 4(3)).

    Args:
        violation: whether the finding involves any violation.
        concerns: the indicator that the finding belongs to; supervision and inspection (I3) takes
            what belongs to no other and involves no violation.

    Returns:
        The indicator; refused where a violation names no other, or the record is named, which
        takes convictions only.
    """
    term = INDICATORS[concerns]
    if concerns is Indicator.I7:
        record = cites("D1404 4(3)", "D1404 4(7)")
        return ruled([Reason("convictions_only", CONVICTIONS_ONLY, record, found=term)])
    if concerns is not Indicator.I3:
        return ruled([Reason("belongs", BELONGS, ROUTING, False, term)], concerns)
    if violation:
        return ruled(
            [
                Reason("violation", NOT_HERE, ROUTING, found=term),
                Reason("indicator_unnamed", UNNAMED, ROUTING),
            ]
        )
    return ruled([Reason("remaining", TAKES_THE_REST, ROUTING, False, term)], concerns)
