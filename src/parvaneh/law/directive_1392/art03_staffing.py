"""Article 3: who must work in an office.

The print numbers this article 2 a second time; inside it is always 3.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, value_at, whole
from parvaneh.law.vocabulary import POSTS, Post

CITES = {"staffing": cites("D1392 3", "D1392 3 n.1")}

MINIMUM = "D1392.3.minimum_{post}"
TOO_FEW = msg("An office needs at least {needed} of this post: {post}; it has {found}.")
NOT_FULL_TIME = msg("The manager must be present in the office full-time.")


def staffing(
    *,
    staff: Mapping[Post, int],
    manager_full_time: bool,
    ordered: Mapping[Post, int],
    values: Values,
    on: date,
) -> Ruling[None]:
    """Whether an office has the staff it must have (D1392 3 and its note).

    Args:
        staff: number of persons in each post; a post that is missing has none.
        manager_full_time: whether the manager is present full-time.
        ordered: additional persons per post that the General Department has obliged this office
            to employ because its volume grew (note).
        values: the dated values (`D1392.3.minimum_*`, persons).
        on: the day asked about.

    Returns:
        Granted, or refused with a reason per post that is short, and one for the manager.

    Raises:
        NoValueInForce: before the directive.
    """
    reasons = [] if manager_full_time else [Reason("full_time", NOT_FULL_TIME, cites("D1392 3"))]
    minimums = [value_at(values, MINIMUM.format(post=post), on) for post in Post]
    reasons += _shortages(
        (post, staff.get(post, 0), whole(minimum), ordered.get(post, 0))
        for post, minimum in zip(Post, minimums, strict=True)
    )
    return ruled(reasons, rests_on=map(basis, minimums))


def _shortages(rows: Iterable[tuple[Post, int, int, int]]) -> list[Reason]:
    return [
        Reason(
            f"staff_{post}",
            TOO_FEW,
            cites("D1392 3", "D1392 3 n.1") if more else cites("D1392 3"),
            found=present,
            needed=minimum + more,
            params={"post": POSTS[post]},
        )
        for post, present, minimum, more in rows
        if present < minimum + more
    ]
