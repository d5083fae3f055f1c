"""Article 8: who may neither receive a licence nor work in an office.

The article is silent on a prohibition that arises later. We read it so: everybody declares once a
year; a manager's prohibition opens a licence request at the Council, a staff member's ends the
post, because the article bars work as well.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.conditions import Condition, Test, failures
from parvaneh.law.directive_1392.person import Dismissal, Occupation
from parvaneh.law.jalali import months_later
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, value_at, whole, word
from parvaneh.law.vocabulary import Post

ALL = cites("D1392 8(1)", "D1392 8(2)", "D1392 8(3)", "D1392 8(4)")
CITES = {
    "CONDITIONS": ALL,
    "prohibition_arisen": ALL,
    "declaration": ALL,
    "dismissed_from": cites("D1392 8(2)"),
}

CONDITIONS = (
    Condition(
        "legal_profession",
        "occupations",
        Test.NONE_OF,
        cites("D1392 8(1)"),
        msg("Lawyers, art.-187 advisers and official experts are barred; found: {found}."),
        bound="D1392.8.legal_professions",
    ),
    Condition(
        "dismissed",
        "dismissed_from",
        Test.NONE_OF,
        cites("D1392 8(2)"),
        msg("Judges and notaries finally and permanently dismissed are barred; found: {found}."),
        bound="D1392.8.dismissed_offices",
    ),
    Condition(
        "commerce",
        "occupations",
        Test.NONE_OF,
        cites("D1392 8(3)"),
        msg("Merchants (art. 2 of the Commercial Code) are barred; found: {found}."),
        bound="D1392.8.commerce",
    ),
    Condition(
        "public_employment",
        "occupations",
        Test.NONE_OF,
        cites("D1392 8(4)"),
        msg("Staff of the state and of public non-governmental bodies are barred; found: {found}."),
        bound="D1392.8.public_employments",
    ),
)

OVERDUE = msg("The yearly declaration on prohibitions was due on {needed}.")


class Aftermath(StrEnum):
    """What follows when a prohibition arises after licensing or employment."""

    LICENCE_REQUEST = "licence_request"  # a request about the licence opens at the Council
    END_OF_POST = "end_of_post"  # the post in the office ends
    REVIEW = "review"  # the General Department looks at the case first


def prohibition_arisen(
    *,
    post: Post,
    occupations: frozenset[Occupation],
    dismissals: tuple[Dismissal, ...],
    values: Values,
    on: date,
) -> Ruling[Aftermath]:
    """Whether somebody who already works in an office is now barred, and what follows.

    Args:
        post: the person's post in the office.
        occupations: the occupations of article 8 that the person has now.
        dismissals: every sentence of dismissal from an office.
        values: the dated values (the lists of `D1392.8.*`, and the policies
            `D1392.8.manager_prohibited` and `D1392.8.staff_prohibited`).
        on: the day asked about.

    Returns:
        Granted: nothing bars. Refused: a reason per item of the article, and what follows.

    Raises:
        NoValueInForce: before the directive.
    """
    facts = {"occupations": occupations, "dismissed_from": dismissed_from(dismissals, on)}
    found = failures(CONDITIONS, facts, values=values, on=on)
    if found.granted:
        return ruled(rests_on=found.rests_on)
    policy = value_at(values, _policy(post), on)
    return ruled(
        found.reasons,
        value=Aftermath(word(policy)),
        rests_on=(*found.rests_on, basis(policy)),
    )


def declaration(*, declared_on: date, values: Values, on: date) -> Ruling[date]:
    """Until when a declaration on prohibitions serves, and whether it still does.

    Args:
        declared_on: the day of the last declaration.
        values: the dated values (`D1392.8.declaration_months`).
        on: the day asked about.

    Returns:
        The last day for the next declaration; refused once that day is past.

    Raises:
        NoValueInForce: before the directive.
    """
    entry = value_at(values, DECLARATION_MONTHS, declared_on)
    due = months_later(declared_on, whole(entry))
    reasons = [Reason("declaration_overdue", OVERDUE, ALL, needed=due)] if due < on else []
    return ruled(reasons, value=due, rests_on=[basis(entry)])


def dismissed_from(dismissals: Iterable[Dismissal], on: date) -> tuple[Occupation, ...]:
    """The offices that a person has lost permanently, by sentences final on that day."""
    return tuple(
        sentence.office
        for sentence in dismissals
        if sentence.permanent and sentence.final_on is not None and sentence.final_on <= on
    )


DECLARATION_MONTHS = "D1392.8.declaration_months"
MANAGER_PROHIBITED = "D1392.8.manager_prohibited"
STAFF_PROHIBITED = "D1392.8.staff_prohibited"


def _policy(post: Post) -> str:
    return MANAGER_PROHIBITED if post is Post.MANAGER else STAFF_PROHIBITED
