"""Article 2: who founds an office, and who appoints its manager."""

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.vocabulary import ACTORS, Actor

ARTICLE = cites("D1392 2")
CITES = {"founding": ARTICLE, "appointment": ARTICLE}

NO_PROPOSAL = msg("An office is founded on the proposal of the {needed}; proposed by: {found}.")
NO_AGREEMENT = msg(
    "An office is founded with the agreement of the {needed}; agreed to by: {found}."
)
NO_LETTER = msg("The manager's appointment letter is issued by the {needed}; issued by: {found}.")


def founding(*, proposed_by: Actor | None = None, agreed_by: Actor | None = None) -> Ruling[None]:
    """Whether an office is founded (D1392 2).

    Args:
        proposed_by: whose proposal it rests on; None when nobody proposed it.
        agreed_by: who agreed to it; None while nobody has.

    Returns:
        Granted, or refused for want of the Council's proposal, the agreement of the head of the
        Center, or both.
    """
    return ruled(
        [
            *_wanting("proposal", NO_PROPOSAL, proposed_by, Actor.COUNCIL),
            *_wanting("agreement", NO_AGREEMENT, agreed_by, Actor.CENTER_HEAD),
        ]
    )


def appointment(*, letter_by: Actor | None = None) -> Ruling[None]:
    """Whether a manager is appointed: the letter is issued by the head of the Center (D1392 2).

    Args:
        letter_by: who issued the appointment letter; None when there is none.
    """
    return ruled(_wanting("appointment_letter", NO_LETTER, letter_by, Actor.CENTER_HEAD))


def _wanting(key: str, message: str, by: Actor | None, needed: Actor) -> list[Reason]:
    if by is needed:
        return []
    found = None if by is None else ACTORS[by]
    return [Reason(key, message, ARTICLE, found=found, needed=ACTORS[needed])]
