"""Article 14: the Kanoon honours the twenty offices with the highest scores, every year.

Twenty in the whole country, whoever is tied with the twentieth included; by score, so an office
that was demoted keeps its place; without suspended and revoked offices; from a list that closes
only after the objections (A-21).
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, flag, value_at, whole

ART_14 = cites("D1404 14")
CITES = {"honours": ART_14}

HONOURED = "D1404.14.honoured"
SCOPE = "D1404.14.scope"
TIES = "D1404.14.ties"
DEMOTED = "D1404.14.demoted_excluded"
NATIONAL, KANOON = "national", "kanoon"
ALL, NONE = "all", "none"

OPEN = msg("Objections still open: {found}; the list closes after them.")
TIED = msg("Offices tied at the last place make {found} instead of {needed}.")


def honours(
    *,
    totals: Mapping[str, Fraction],
    demoted: frozenset[str],
    kanoons: Mapping[str, str],
    open_objections: int,
    values: Values,
    on: date,
) -> Ruling[frozenset[str]]:
    """The offices that the Kanoon must honour.

    Args:
        totals: code and total of each office that has a place.
        demoted: codes of those that a demotion lowered.
        kanoons: the Kanoon of each office; asked for only where each Kanoon has a list.
        open_objections: how many objections have not been decided.
        values: the dated values (`D1404.14.honoured`, offices; `D1404.14.scope`, "national" or
            "kanoon"; `D1404.14.ties`, "all" or "none"; `D1404.14.demoted_excluded`).
        on: last day of the evaluation period.

    Returns:
        Their codes; refused, though they are shown, while objections are open.
    """
    entries = [value_at(values, key, on) for key in (HONOURED, SCOPE, TIES, DEMOTED)]
    many = whole(entries[0])
    per_kanoon = choice(entries[1], NATIONAL, KANOON) == KANOON
    tied_too = choice(entries[2], ALL, NONE) == ALL
    left_out = demoted if flag(entries[3]) else frozenset[str]()
    lists: dict[str, dict[str, Fraction]] = {}
    for code, total in totals.items():
        if code not in left_out:
            lists.setdefault(kanoons[code] if per_kanoon else NATIONAL, {})[code] = total
    chosen = [_highest(one, many, tied_too=tied_too) for one in lists.values()]
    reasons = [
        Reason("tied", TIED, ART_14, False, len(codes), many, assumes=("A-21",))
        for codes in chosen
        if len(codes) > many
    ]
    if open_objections:
        reasons.append(
            Reason("objections_open", OPEN, ART_14, found=open_objections, assumes=("A-21",))
        )
    listed = frozenset(code for codes in chosen for code in codes)
    return ruled(reasons, listed, map(basis, entries))


def _highest(totals: Mapping[str, Fraction], many: int, *, tied_too: bool) -> list[str]:
    ordered = sorted(totals.values(), reverse=True)
    if len(ordered) <= many:
        return list(totals)
    last, beyond = ordered[many - 1], ordered[many]
    if tied_too or beyond < last:
        return [code for code, total in totals.items() if total >= last]
    return [code for code, total in totals.items() if total > last]
