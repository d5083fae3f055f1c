"""Article 10: the Council, its composition and its sessions.

The appeal board of article 24 has the same members, so the same rules of session serve it.
"""

from datetime import date

from parvaneh.law.bodies import Rules, Sitting, decision, recusals
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.seats import Member, composition, seat_count, seats_of
from parvaneh.law.values import Values, value_at

CITES = {
    "council_composition": cites("D1392 10", "D1392 10 n.1"),
    "council_rules": cites("D1392 10"),
    "council_decision": cites("D1392 10", "D1392 11(c)", "D1392 11(d)"),
    "council_recusals": cites("D1392 11(c)", "D1392 11(d)"),
}

SEATS = "D1392.10.seats"
QUORUM = "D1392.10.quorum"
MAJORITY = "D1392.10.majority"
RECUSAL = "D1392.10.recusal"
ON_KANOON_BOARD = msg(
    "{found} sits on a Kanoon board and cannot be a member of the Council at the same time."
)


def council_composition(
    *, members: tuple[Member, ...], kanoon_board: frozenset[str], values: Values, on: date
) -> Ruling[None]:
    """Whether the Council is made up as article 10 and its note ask.

    Args:
        members: everybody appointed to the Council, with who proposed and who appointed them.
        kanoon_board: persons who sit on any Kanoon board on that day.
        values: the dated values (`D1392.10.seats`).
        on: the day asked about.

    Raises:
        NoValueInForce: before the directive.
    """
    made_up = composition(members=members, seats=value_at(values, SEATS, on))
    both = [
        Reason("on_kanoon_board", ON_KANOON_BOARD, cites("D1392 10 n.1"), found=member.person)
        for member in members
        if member.person in kanoon_board
    ]
    return ruled([*made_up.reasons, *both], rests_on=made_up.rests_on)


def council_rules(*, values: Values, on: date) -> Rules:
    """How the Council, or the appeal board, decides on that day.

    Raises:
        NoValueInForce: before the directive.
    """
    return Rules(
        seats=seat_count(seats_of(value_at(values, SEATS, on))),
        quorum=value_at(values, QUORUM, on),
        majority=value_at(values, MAJORITY, on),
        filled_by=cites("D1392 10"),
    )


def council_decision(*, sitting: Sitting, values: Values, on: date) -> Ruling[str]:
    """What a session of the Council, or of the appeal board, decided.

    Args:
        sitting: who holds the seats, who came, who is recused, votes per answer.
        values: the dated values (`D1392.10.seats`, `quorum`, `majority`).
        on: the day of the session.

    Returns:
        As `bodies.decision`: where too few members are left free to decide, the reason is
        `deadlock`, and an appointment under article 10 is the way out (A-12).

    Raises:
        NoValueInForce: before the directive.
    """
    return decision(sitting=sitting, rules=council_rules(values=values, on=on))


def council_recusals(
    *, members: tuple[str, ...], took_part: frozenset[str], values: Values, on: date
) -> Ruling[frozenset[str]]:
    """Who must not hear an appeal because they took part in proposing what is appealed from.

    Article 11(c) sends every revocation and suspension through the Council, and 11(d) and 24 send
    the appeal to the same persons.

    Args:
        members: persons who hold the Council's seats.
        took_part: persons who took part in the proposal.
        values: the dated values (`D1392.10.recusal`).
        on: the day of the appeal session.

    Raises:
        NoValueInForce: before the directive.
    """
    policy = value_at(values, RECUSAL, on)
    return recusals(members=members, took_part=took_part, policy=policy)
