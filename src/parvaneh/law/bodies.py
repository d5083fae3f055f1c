"""Bodies that decide together: who may sit, and what the votes come to.

The Council, the Kanoon board and the two disciplinary boards differ in figures only. Quorum and
majority are dated values of the articles; this module holds them against sessions and votes. Votes
are counts per answer, so that a secret vote stays secret. Who holds the seats is told by `seats`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from parvaneh.law.citation import Citation
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import DatedValue, basis, choice, whole, word

ALL = "all"
MAJORITY = "majority"
RECUSE = "recuse"
SHOW = "show"

NOT_MEMBER = msg("These persons sat without holding a seat of this body: {found}.")
ABSENT = msg("These members are absent: {found}.")
RECUSED = msg("These members are recused and not counted: {found}.")
TOO_FEW = msg(
    "{found} members are present and free to decide, and {needed} are needed: the session is"
    " adjourned."
)
DEADLOCK = msg(
    "Only {found} of the {seats} seats are held by members free to decide, and {needed} are needed:"
    " no session can decide this until another member is appointed."
)
TOO_MANY_VOTES = msg("{found} votes were counted, but only {needed} members may vote.")
TIE = msg("These answers have equally many votes, so there is no majority: {found}.")
NO_MAJORITY = msg("The answer with most votes has {found}; {needed} votes are needed.")
DECIDED = msg("Decided with {found} votes; {needed} were needed.")
NOT_CANDIDATE = msg("Votes were given to persons who cannot be elected: {found}.")
TOOK_PART = msg("{found} took part in this matter before and must not sit.")
FLAGGED = msg("{found} took part in this matter before; by the policy in force this is only shown.")


@dataclass(frozen=True)
class Sitting:
    """One session: persons who hold seats, those who came, those recused, votes per answer."""

    members: tuple[str, ...]
    present: frozenset[str]
    recused: frozenset[str]
    votes: Mapping[str, int]


@dataclass(frozen=True)
class Rules:
    """How a body decides: how many seats, its quorum and majority, the articles that fill a seat.

    A quorum or a majority is a dated value: a number, or the word `all` or `majority` (more than
    half), both counted of all seats, so that a vacant seat makes neither easier.
    """

    seats: int
    quorum: DatedValue
    majority: DatedValue
    filled_by: tuple[Citation, ...]


def needed_of(entry: DatedValue, seats: int) -> int:
    """How many of the seats a quorum or majority asks for.

    Raises:
        TypeError: the value is neither number nor word.
        KeyError: a word other than `all` and `majority`.
    """
    if isinstance(entry.content, int):
        return whole(entry)
    return {ALL: seats, MAJORITY: seats // 2 + 1}[word(entry)]


def quorum(*, sitting: Sitting, rules: Rules) -> Ruling[tuple[str, ...]]:
    """Whether a session may decide; the value names who may vote in it.

    Recused members are not counted. Where even the presence of every free member would not be
    enough, the reason is `deadlock` instead of `too_few`: to adjourn would not help.

    Args:
        sitting: the session; its votes do not matter here.
        rules: how the body decides.
    """
    seated = frozenset(sitting.members)
    free = seated - sitting.recused
    voters = tuple(sorted(free & sitting.present))
    needed = needed_of(rules.quorum, rules.seats)
    cites = rules.quorum.cites
    reasons = _shown("not_member", NOT_MEMBER, sitting.present - seated, cites, blocks=True)
    reasons += _shown("absent", ABSENT, free - sitting.present, cites)
    reasons += _shown("recused", RECUSED, seated & sitting.recused, cites)
    if len(free) < needed:
        reasons.append(
            Reason(
                "deadlock",
                DEADLOCK,
                cites + rules.filled_by,
                found=len(free),
                needed=needed,
                params={"seats": rules.seats},
            )
        )
    elif len(voters) < needed:
        reasons.append(Reason("too_few", TOO_FEW, cites, found=len(voters), needed=needed))
    return ruled(reasons, value=voters, rests_on=(basis(rules.quorum),))


def decision(*, sitting: Sitting, rules: Rules) -> Ruling[str]:
    """What a session decided: the answer with the majority.

    Votes of a session that could not sit decide nothing and are not looked at.

    Args:
        sitting: the session with its votes, per answer.
        rules: how the body decides.

    Returns:
        Granted with the answer; or refused with the reasons of `quorum`, or for more votes than
        voters, a tie, or no answer with votes enough.
    """
    able = quorum(sitting=sitting, rules=rules)
    if not able.granted:
        return ruled(able.reasons, rests_on=able.rests_on)
    voters = able.value or ()
    needed = needed_of(rules.majority, rules.seats)
    answer, outcome = _outcome(sitting.votes, len(voters), needed, rules.majority.cites)
    return ruled(
        [*able.reasons, outcome],
        value=answer,
        rests_on=(*able.rests_on, basis(rules.majority)),
    )


def election(
    *, sitting: Sitting, rules: Rules, candidates: frozenset[str], cites: tuple[Citation, ...]
) -> Ruling[str]:
    """Who was elected: a `decision` whose answers are persons.

    Args:
        sitting: the session; its votes are counts per person.
        rules: how the body decides.
        candidates: the persons who may be elected.
        cites: the article that says so.
    """
    decided = decision(sitting=sitting, rules=rules)
    strangers = frozenset(sitting.votes) - candidates
    reasons = _shown("not_candidate", NOT_CANDIDATE, strangers, cites, blocks=True)
    return ruled(
        [*reasons, *decided.reasons],
        value=None if reasons else decided.value,
        rests_on=decided.rests_on,
    )


def recusals(
    *, members: tuple[str, ...], took_part: frozenset[str], policy: DatedValue
) -> Ruling[frozenset[str]]:
    """Who must not sit because they took part in the matter before.

    Args:
        members: persons who hold the seats.
        took_part: persons who took part in the earlier act.
        policy: a dated value: `recuse`, or `show` where earlier part is only shown.

    Returns:
        Granted with the persons to recuse; a reason that does not block names each who took part.
    """
    must = choice(policy, RECUSE, SHOW) == RECUSE
    reasons = [
        Reason(
            "took_part",
            TOOK_PART if must else FLAGGED,
            policy.cites,
            blocks=False,
            found=member,
        )
        for member in members
        if member in took_part
    ]
    recused = took_part.intersection(members) if must else frozenset()
    return ruled(reasons, value=recused, rests_on=(basis(policy),))


def _shown(
    key: str,
    message: str,
    persons: frozenset[str],
    cites: tuple[Citation, ...],
    *,
    blocks: bool = False,
) -> list[Reason]:
    if not persons:
        return []
    return [Reason(key, message, cites, blocks=blocks, found=tuple(sorted(persons)))]


def _outcome(
    votes: Mapping[str, int], voters: int, needed: int, cites: tuple[Citation, ...]
) -> tuple[str | None, Reason]:
    cast = sum(votes.values())
    if cast > voters:
        return None, Reason("too_many_votes", TOO_MANY_VOTES, cites, found=cast, needed=voters)
    most = max(votes.values(), default=0)
    leading = tuple(sorted(answer for answer, count in votes.items() if count == most))
    if len(leading) > 1:
        return None, Reason("tie", TIE, cites, found=leading)
    if most < needed:
        return None, Reason("no_majority", NO_MAJORITY, cites, found=most, needed=needed)
    return leading[0], Reason("decided", DECIDED, cites, blocks=False, found=most, needed=needed)
