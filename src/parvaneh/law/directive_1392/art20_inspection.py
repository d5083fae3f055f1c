"""Articles 20 and 21: who makes the rules of inspection, who inspects, and what the report needs.

Article 21 names the Council as addressee of the report, article 15(b) the General Department: it
goes to both (A-36).
"""

from dataclasses import dataclass

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.vocabulary import ACTORS, Actor, Post

CITES = {
    "inspection_rules": cites("D1392 20"),
    "inspection_report": cites("D1392 21(1)", "D1392 15(b)"),
    "cooperation": cites("D1392 21(2)", "D1392 25(9)"),
}

NOT_COOPERATING = 9  # the item of article 25
INSPECTS = Actor.KANOON
# Each addressee of a report, and the article that names it.
ADDRESSEES = {
    Actor.COUNCIL: cites("D1392 21(1)"),
    Actor.GENERAL_DEPARTMENT: cites("D1392 15(b)"),
}

WRONG_PROPOSER = msg("Who proposes rules of inspection: {needed}. Who proposed these: {found}.")
WRONG_APPROVER = msg("Who approves rules of inspection: {needed}. Who approved these: {found}.")
WRONG_INSPECTOR = msg("Who inspects offices: {needed}. Who inspected this one: {found}.")
NO_FINDINGS = msg("The report holds no finding; even a clean result must be stated.")
NO_GROUNDS = msg("These findings give no reason: {found}. The report must be reasoned.")
NO_DOCUMENTS = msg("These findings have no document: {found}. The report must be documented.")
NOT_SENT = msg("The report has not been sent to one of its addressees: {needed}.")
MUST_COOPERATE = msg("The manager must cooperate with inspectors; not to do so is a violation.")
STAFF_VIOLATION = msg("Not to cooperate with inspectors is a violation of staff too.")


@dataclass(frozen=True)
class Finding:
    """One finding of an inspection: what it is about, why it is so found, its documents."""

    subject: str
    grounds: str
    documents: tuple[str, ...]


def inspection_rules(*, proposed_by: Actor, approved_by: Actor) -> Ruling[None]:
    """Whether rules of supervision and inspection came about as they must (D1392 20).

    Args:
        proposed_by: who proposed them; the head of the Center must.
        approved_by: who approved them; the Head of the Judiciary must.
    """
    checks = (
        ("proposer", WRONG_PROPOSER, proposed_by, Actor.CENTER_HEAD),
        ("approver", WRONG_APPROVER, approved_by, Actor.HEAD_OF_JUDICIARY),
    )
    return ruled(
        Reason(key, message, cites("D1392 20"), found=ACTORS[was], needed=ACTORS[asked])
        for key, message, was, asked in checks
        if was is not asked
    )


def inspection_report(
    *, inspected_by: Actor, findings: tuple[Finding, ...], sent_to: frozenset[Actor]
) -> Ruling[None]:
    """Whether an inspection was made and reported as it must be (D1392 21(1), 15(b)).

    A periodic and an ad-hoc inspection ask for the same report.

    Args:
        inspected_by: for whom the inspectors went; the Kanoon must inspect.
        findings: what the report finds, each with its grounds and documents.
        sent_to: who has received the report; the Council and the General Department must (A-36).

    Returns:
        Granted, or refused with every failing: a wrong inspector, no finding at all, findings
        without grounds, findings without documents, each addressee left out.
    """
    here = cites("D1392 21(1)")
    reasons = []
    if inspected_by is not INSPECTS:
        reasons.append(
            Reason(
                "inspector",
                WRONG_INSPECTOR,
                here,
                found=ACTORS[inspected_by],
                needed=ACTORS[INSPECTS],
            )
        )
    if not findings:
        reasons.append(Reason("no_findings", NO_FINDINGS, here))
    groundless = tuple(one.subject for one in findings if not one.grounds)
    if groundless:
        reasons.append(Reason("grounds", NO_GROUNDS, here, found=groundless))
    bare = tuple(one.subject for one in findings if not one.documents)
    if bare:
        reasons.append(Reason("documents", NO_DOCUMENTS, here, found=bare))
    reasons += [
        Reason(f"not_sent_{one}", NOT_SENT, where, needed=ACTORS[one], assumes=("A-36",))
        for one, where in ADDRESSEES.items()
        if one not in sent_to
    ]
    return ruled(reasons)


def cooperation(*, post: Post, cooperated: bool) -> Ruling[int]:
    """Whether somebody of the office met the duty to cooperate with inspectors (D1392 21(2)).

    Article 21 lays the duty on managers; article 25(9) makes its breach a violation of staff too.

    Args:
        post: the person's post in the office.
        cooperated: whether the person cooperated.

    Returns:
        Granted; or refused with the item of article 25 that is to be reported as the value.
    """
    if cooperated:
        return ruled()
    if post is Post.MANAGER:
        reason = Reason("manager", MUST_COOPERATE, cites("D1392 21(2)", "D1392 25(9)"))
    else:
        reason = Reason("staff", STAFF_VIOLATION, cites("D1392 25(9)"))
    return ruled([reason], value=NOT_COOPERATING)
