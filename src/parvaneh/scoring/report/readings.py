"""What the shipped values say of how an open question was read, marked for translation.

A value's source stands in a values file, where nothing marks it; a profile's own stays as it is.
"""

from parvaneh.kit.languages import msg

READINGS = (
    msg("A-05: no score below zero"),
    msg("A-05: they add up"),
    msg("A-06: the demotion is ordered, its extent alone is open"),
    msg("A-06: two in all"),
    msg("A-09: the item speaks of trust in managers"),
    msg("A-11: 1 Tir of the year before"),
    msg("A-11: 31 Khordad"),
    msg("A-19: the initial grade until a full period has passed"),
    msg("A-21: all tied are listed"),
    msg("A-21: by score, so a demoted office keeps its place"),
    msg("A-25: the article speaks of grades below the average"),
    msg("A-27: equal; the directive gives no weights"),
    msg("A-28: any way, but the survey alone for client satisfaction (D1404 4(2))"),
    msg("A-28: its weight is shared among the rest"),
    msg("our default: equal steps over the range of article 3; the directive gives no scale"),
)
