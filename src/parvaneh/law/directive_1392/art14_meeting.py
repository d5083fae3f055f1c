"""Article 14: the sessions of a Kanoon board, its chair and treasurer, who signs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from parvaneh.law.bodies import Rules, Sitting, decision, election, quorum
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.seats import seat_count, seats_of
from parvaneh.law.values import Values, basis, table, value_at
from parvaneh.law.vocabulary import Term

CITES = {
    "officers_election": cites("D1392 14(1)"),
    "board_rules": cites("D1392 14(2)", "D1392 14(3)"),
    "board_decision": cites("D1392 14(2)", "D1392 14(3)"),
    "representation": cites("D1392 14(4)"),
    "signature": cites("D1392 14(4)", "D1392 14(5)"),
}

SEATS = "D1392.13.seats"
QUORUM = "D1392.14.quorum"
MAJORITY = "D1392.14.majority"
SIGNATURES = "D1392.14.signatures"
NOT_SECRET = msg("Chair and treasurer must be elected by secret vote.")
SAME_PERSON = msg("{found} cannot be chair and treasurer at once.")
NOT_CHAIR = msg("The Kanoon is represented by the {needed}, not by the {found}.")
UNDECIDED = msg("The chair represents the Kanoon only in carrying out what the board has decided.")
UNSIGNED = msg("The signature of the {needed} is missing.")


class Officer(StrEnum):
    """What a member is on the board: elected to one of its two offices, or neither."""

    CHAIR = "chair"
    TREASURER = "treasurer"
    MEMBER = "member"


class Paper(StrEnum):
    """What is signed: a letter of the Kanoon, or a paper about money."""

    LETTER = "letter"
    MONEY = "money"


@dataclass(frozen=True)
class Officers:
    """The chair and the treasurer elected."""

    chair: str
    treasurer: str


OFFICERS: Mapping[Officer, Term] = {
    Officer.CHAIR: Term("رئیس هیئت مدیره کانون", "chair of the Kanoon board"),
    Officer.TREASURER: Term("خزانه‌دار کانون", "treasurer of the Kanoon"),
    Officer.MEMBER: Term("عضو هیئت مدیره کانون", "member of the Kanoon board"),
}


def board_rules(*, values: Values, on: date) -> Rules:
    """How a Kanoon board decides on that day.

    Raises:
        NoValueInForce: before the directive.
    """
    return Rules(
        seats=seat_count(seats_of(value_at(values, SEATS, on))),
        quorum=value_at(values, QUORUM, on),
        majority=value_at(values, MAJORITY, on),
        filled_by=cites("D1392 13(1)", "D1392 13(2)", "D1392 13(3)"),
    )


def board_decision(*, sitting: Sitting, values: Values, on: date) -> Ruling[str]:
    """What a session of a Kanoon board decided.

    Args:
        sitting: who holds the seats, who came, who is recused, votes per answer.
        values: the dated values (`D1392.13.seats`, `D1392.14.quorum`, `D1392.14.majority`).
        on: the day of the session.

    Returns:
        As `bodies.decision`. While all must be present (A-35), one absent member gives `too_few`
        and the session is adjourned; a vacant seat gives `deadlock`.

    Raises:
        NoValueInForce: before the directive.
    """
    return decision(sitting=sitting, rules=board_rules(values=values, on=on))


def officers_election(
    *,
    managers: frozenset[str],
    sitting: Sitting,
    treasurer_votes: Mapping[str, int],
    secret: bool,
    values: Values,
    on: date,
) -> Ruling[Officers]:
    """Who became chair and treasurer at the first meeting.

    Args:
        managers: the members who hold the managers' seats; only they can be elected.
        sitting: the first meeting; its votes are those for the chair, counts per person.
        treasurer_votes: the votes for the treasurer, counts per person.
        secret: whether the vote was secret.
        values: the dated values, as `board_decision`.
        on: the day of the meeting.

    Returns:
        Granted with both officers; or refused: the vote was open, the session could not sit, an
        office got no majority or went to somebody who cannot be elected, or both to one person.

    Raises:
        NoValueInForce: before the directive.
    """
    where = cites("D1392 14(1)")
    rules = board_rules(values=values, on=on)
    reasons = [] if secret else [Reason("not_secret", NOT_SECRET, where)]
    able = quorum(sitting=sitting, rules=rules)
    if not able.granted:
        return ruled([*reasons, *able.reasons], rests_on=able.rests_on)
    second = replace(sitting, votes=treasurer_votes)
    chair = election(sitting=sitting, rules=rules, candidates=managers, cites=where)
    treasurer = election(sitting=second, rules=rules, candidates=managers, cites=where)
    reasons += [*chair.reasons, *treasurer.reasons]
    if chair.value is None or treasurer.value is None:
        return ruled(reasons, rests_on=chair.rests_on)
    if chair.value == treasurer.value:
        reasons.append(Reason("same_person", SAME_PERSON, where, found=chair.value))
    elected = Officers(chair.value, treasurer.value)
    return ruled(reasons, value=elected, rests_on=chair.rests_on)


def representation(*, by: Officer, decided: bool) -> Ruling[None]:
    """Whether a person may act for the Kanoon.

    Args:
        by: what the person who acts is on the board.
        decided: whether the board has decided what is being carried out.
    """
    where = cites("D1392 14(4)")
    chair = OFFICERS[Officer.CHAIR]
    reasons = []
    if by is not Officer.CHAIR:
        reasons.append(Reason("not_chair", NOT_CHAIR, where, found=OFFICERS[by], needed=chair))
    if not decided:
        reasons.append(Reason("undecided", UNDECIDED, where))
    return ruled(reasons)


def signature(
    *, paper: Paper, signed_by: frozenset[Officer], values: Values, on: date
) -> Ruling[None]:
    """Whether a paper of a Kanoon carries the signatures that make it valid.

    Args:
        paper: a letter, or a paper about money.
        signed_by: the officers who signed.
        values: the dated values (`D1392.14.signatures`).
        on: the day of the paper.

    Raises:
        NoValueInForce: before the directive.
    """
    entry = value_at(values, SIGNATURES, on)
    where = cites("D1392 14(5)" if paper is Paper.MONEY else "D1392 14(4)")
    needed = [Officer(name) for name in table(entry)[paper]]
    reasons = [
        Reason(f"unsigned_{officer}", UNSIGNED, where, needed=OFFICERS[officer])
        for officer in needed
        if officer not in signed_by
    ]
    return ruled(reasons, rests_on=(basis(entry),))
