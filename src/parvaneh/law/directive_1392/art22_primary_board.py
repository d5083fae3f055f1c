"""Article 22: the primary board, which hears complaints and reported violations.

All its members must be present, literally (A-35): where one is recused or a seat is empty, no
session can decide, and the ruling says so instead of inventing a substitute.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from parvaneh.law.bodies import Rules, Sitting, decision, election, recusals
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.seats import Member, composition, seat_count, seats_of
from parvaneh.law.values import Values, basis, sequence, value_at
from parvaneh.law.vocabulary import ACTORS, Actor

CITES = {
    "admission": cites("D1392 22"),
    "primary_board": cites("D1392 22(1)", "D1392 22(2)"),
    "board_chair": cites("D1392 22 n.1"),
    "board_recusals": cites("D1392 22", "D1392 15(b)"),
    "board_decision": cites("D1392 22 n.2"),
}

JUDGE = "judge"
REPRESENTATIVE = "representative"
SEATS = "D1392.22.seats"
QUORUM = "D1392.22.quorum"
MAJORITY = "D1392.22.majority"
CHAIR_MAJORITY = "D1392.22.chair_majority"
SENDERS = "D1392.22.senders"
INSPECTED = "D1392.22.inspection_recusal"
FILLED_BY = cites("D1392 13(2)", "D1392 22(2)")

NOT_SENDER = msg("Who may send a case to the primary board: {needed}. Who sent this one: {found}.")
OWN_MOTION = msg(
    "Article 22 names complaints and reported violations only; this case began with neither. It is"
    " let in by our own reading."
)
NOT_BOARD_JUDGE = msg("{found} is not one of the judges of the Kanoon board.")
ON_KANOON_BOARD = msg("{found} sits on the Kanoon board and cannot represent its chair here.")
NOT_CHAIR = msg("The ruling is written by the chair of the board, {needed}, not by {found}.")


class Origin(StrEnum):
    """How the board came to know of a case. Article 22 names the first two; the third is ours."""

    COMPLAINT = "complaint"
    REPORT = "report"
    OWN_MOTION = "own_motion"


def admission(*, origin: Origin, sent_by: Actor, values: Values, on: date) -> Ruling[None]:
    """Whether the primary board may take a case up (D1392 22).

    Args:
        origin: how it came up. A case of the board's own motion is not in the article: it is let
            in and marked.
        sent_by: who sent it; the text does not say who may (A-49).
        values: the dated values (`D1392.22.senders`, actors).
        on: the day the board received it.
    """
    senders = value_at(values, SENDERS, on)
    allowed = tuple(Actor(name) for name in sequence(senders))
    reasons = []
    if origin is Origin.OWN_MOTION:
        reasons.append(Reason("own_motion", OWN_MOTION, cites("D1392 22"), blocks=False))
    if sent_by not in allowed:
        reasons.append(
            Reason(
                "sender",
                NOT_SENDER,
                senders.cites,
                found=ACTORS[sent_by],
                needed=tuple(ACTORS[one] for one in allowed),
            )
        )
    return ruled(reasons, rests_on=[basis(senders)])


def primary_board(
    *, members: tuple[Member, ...], kanoon_board: tuple[Member, ...], values: Values, on: date
) -> Ruling[None]:
    """Whether a primary board is made up as it must be (D1392 22(1), 22(2)).

    Args:
        members: its members, each with the kind of seat and who named the person.
        kanoon_board: the members of the Kanoon board on that day.
        values: the dated values (`D1392.22.seats`).
        on: the day asked about.

    Returns:
        Granted, or refused with every failing: seats short or over, a judge who is not of the
        Kanoon board, a representative who is, or whom its chair did not name.
    """
    filled = composition(members=members, seats=value_at(values, SEATS, on))
    judges = {member.person for member in kanoon_board if member.role == JUDGE}
    board = {member.person for member in kanoon_board}
    reasons = [
        Reason("not_board_judge", NOT_BOARD_JUDGE, cites("D1392 22(1)"), found=member.person)
        for member in members
        if member.role == JUDGE and member.person not in judges
    ]
    reasons += [
        Reason("on_kanoon_board", ON_KANOON_BOARD, cites("D1392 22(2)"), found=member.person)
        for member in members
        if member.role == REPRESENTATIVE and member.person in board
    ]
    return ruled([*filled.reasons, *reasons], rests_on=filled.rests_on)


def board_chair(
    *,
    members: tuple[Member, ...],
    present: frozenset[str],
    votes: Mapping[str, int],
    values: Values,
    on: date,
) -> Ruling[str]:
    """Who was elected chair of the primary board: one of its judges, by majority (D1392 22 n.1).

    Args:
        members: the members of the board.
        present: persons who came to the session.
        votes: votes per person.
        values: the dated values (`D1392.22.seats`, `quorum`, `chair_majority`).
        on: the day of the session.
    """
    persons = tuple(member.person for member in members)
    return election(
        sitting=Sitting(persons, present, frozenset(), votes),
        rules=_rules(values, CHAIR_MAJORITY, on),
        candidates=frozenset(member.person for member in members if member.role == JUDGE),
        cites=cites("D1392 22 n.1"),
    )


def board_recusals(
    *, members: tuple[Member, ...], inspected_by: frozenset[str], values: Values, on: date
) -> Ruling[frozenset[str]]:
    """Which members must not sit because they inspected the office (D1392 22, 15(b); A-50).

    The judges of the board also sit on the Kanoon board, which inspects. The text is silent: a
    policy says whether they are recused or only shown.

    Args:
        members: the members of the primary board.
        inspected_by: persons who took part in the inspection behind the case.
        values: the dated values (`D1392.22.inspection_recusal`, a word).
        on: the day of the session.
    """
    return recusals(
        members=tuple(member.person for member in members),
        took_part=inspected_by,
        policy=value_at(values, INSPECTED, on),
    )


def board_decision(
    *,
    members: tuple[Member, ...],
    present: frozenset[str],
    inspected_by: frozenset[str],
    votes: Mapping[str, int],
    chair: str,
    written_by: str,
    values: Values,
    on: date,
) -> Ruling[str]:
    """What a session of the primary board decided (D1392 22 n.2).

    Args:
        members: the members of the board.
        present: persons who came.
        inspected_by: persons who took part in the inspection behind the case.
        votes: votes per answer, such as `acquit` or a degree.
        chair: the elected chair.
        written_by: who wrote the ruling; the chair must.
        values: the dated values (`D1392.22.*`).
        on: the day of the session.

    Returns:
        Granted with the answer that has the majority; or refused with everything that stands in
        the way: absence, recusal that leaves too few (`deadlock`), a tie, a wrong writer.
    """
    barred = board_recusals(members=members, inspected_by=inspected_by, values=values, on=on)
    persons = tuple(member.person for member in members)
    decided = decision(
        sitting=Sitting(persons, present, barred.value or frozenset(), votes),
        rules=_rules(values, MAJORITY, on),
    )
    reasons = [*barred.reasons, *decided.reasons]
    if written_by != chair:
        reasons.append(
            Reason("writer", NOT_CHAIR, cites("D1392 22 n.2"), found=written_by, needed=chair)
        )
    return ruled(
        reasons,
        value=decided.value,
        rests_on=(*barred.rests_on, *decided.rests_on),
    )


def _rules(values: Values, majority: str, on: date) -> Rules:
    return Rules(
        seats=seat_count(seats_of(value_at(values, SEATS, on))),
        quorum=value_at(values, QUORUM, on),
        majority=value_at(values, majority, on),
        filled_by=FILLED_BY,
    )
