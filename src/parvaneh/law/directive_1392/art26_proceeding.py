"""Article 26 with notes 1 and 2: crimes that come to light, and what does not stop a case."""

from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled

CITES = {
    "crime_report": cites("D1392 26"),
    "proceeding": cites("D1392 26 n.1", "D1392 26 n.2"),
}

NOT_REPORTED = msg(
    "The board learnt of a crime on {found} and must report it to the competent judicial authority."
)
CRIMINAL_CASE = msg("A criminal case about the same acts does not bar the disciplinary one.")
WITHDRAWN = msg("The complaint was withdrawn: the case goes on, but a conviction is mitigated.")


def crime_report(*, learnt_on: date, reported_on: date | None = None) -> Ruling[None]:
    """Whether a board met its duty to report a crime it learnt of (D1392 26).

    The article sets no time limit; until the report is made the duty stands open.

    Args:
        learnt_on: the day on which the primary or the appeal board learnt of it.
        reported_on: the day on which it was reported to the judicial authority, if it was.
    """
    if reported_on is not None:
        return ruled()
    return ruled([Reason("not_reported", NOT_REPORTED, cites("D1392 26"), found=learnt_on)])


def proceeding(*, criminal_case: bool, complaint_withdrawn: bool) -> Ruling[None]:
    """Whether the disciplinary case may go on: neither of these stops it (D1392 26 n.1, n.2).

    Args:
        criminal_case: whether a criminal case about the same acts is open or decided.
        complaint_withdrawn: whether the complainant withdrew the complaint.

    Returns:
        Always granted, with a reason for each that might be thought to stand in the way.
    """
    checks = (
        (criminal_case, "criminal_case", CRIMINAL_CASE, cites("D1392 26 n.1")),
        (complaint_withdrawn, "withdrawn", WITHDRAWN, cites("D1392 26 n.2")),
    )
    return ruled(
        Reason(key, text, where, blocks=False) for holds, key, text, where in checks if holds
    )
