"""Articles 3 to 9: what may be announced officially.

The tables of articles 3, 7 and 9 are lost. What stands in for them lets a result be computed and
shown, never announced: until approved tables are entered every office keeps the initial grade
(A-01). Demonstration values make a demo country announceable, in a demo database only.
"""

from parvaneh.law.citation import Citation, cite, cites
from parvaneh.law.ruling import Basis, Reason, Ruling, Status, msg, ruled

CITES = {"may_announce": cites("D1404 3", "D1404 4", "D1404 6", "D1404 7", "D1404 8")}

RESULT_ARTICLES = frozenset(cites("D1404 3", "D1404 4", "D1404 7", "D1404 8"))
ANNOUNCING = cites("D1404 6")

PROVISIONAL = msg("{found} is provisional: a result that rests on it cannot be announced.")
DEMONSTRATION = msg("{found} is a demonstration value: it may be used in a demo database only.")
DEMO = msg("{found} is a demonstration value: this announcement is a demonstration.")


def may_announce(*, used: tuple[Basis, ...], demo_database: bool) -> Ruling[None]:
    """Whether a result that rests on these values may be announced officially.

    Args:
        used: the values that the result rests on; those of articles 3, 4, 7 and 8 matter, effects
            (9) are refused by themselves (`art09_effects`).
        demo_database: whether the database carries the mark of a demonstration.

    Returns:
        Granted, or refused with a reason per provisional or misplaced demonstration value.
    """
    reasons = []
    for basis in used:
        article = _article(basis.key)
        if article not in RESULT_ARTICLES:
            continue
        where = (article, *ANNOUNCING)
        if basis.status is Status.PROVISIONAL:
            reasons.append(
                Reason("provisional", PROVISIONAL, where, found=basis.key, assumes=("A-01",))
            )
        if basis.status is Status.DEMONSTRATION:
            message = DEMO if demo_database else DEMONSTRATION
            reasons.append(
                Reason("demonstration", message, where, not demo_database, found=basis.key)
            )
    return ruled(reasons)


def _article(key: str) -> Citation:
    directive, article, *_ = key.split(".")
    return cite(f"{directive} {article}")
