"""Articles 4 to 8 together: whether a person may hold a post of an office.

The conditions are data in the articles' modules. Here they are put in the order of the articles,
and a person's facts are brought into the form in which the conditions ask for them.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from itertools import chain

from parvaneh.law.citation import cites
from parvaneh.law.conditions import Condition, failures
from parvaneh.law.directive_1392 import (
    art04_general_conditions,
    art05_manager,
    art06_legal_expert,
    art07_it_expert_and_clerks,
    art08_prohibitions,
)
from parvaneh.law.directive_1392.person import (
    FIELDS,
    LEVELS,
    SEMINARY,
    Degree,
    Level,
    Person,
    full_years,
)
from parvaneh.law.ruling import Ruling, ruled
from parvaneh.law.values import Values, basis, sequence, value_at
from parvaneh.law.vocabulary import Post, Term

ARTICLES_4_TO_8 = cites(
    "D1392 4(1)",
    "D1392 4(2)",
    "D1392 4(3)",
    "D1392 4(4)",
    "D1392 4(5)",
    "D1392 4(6)",
    "D1392 4(7)",
    "D1392 5(1)",
    "D1392 5(2)",
    "D1392 5(3)",
    "D1392 5(4)",
    "D1392 6(1)",
    "D1392 6(2)",
    "D1392 6(3)",
    "D1392 7(1)",
    "D1392 7(2)",
    "D1392 7(3)",
    "D1392 8(1)",
    "D1392 8(2)",
    "D1392 8(3)",
    "D1392 8(4)",
)
CITES = {
    "conditions_of": ARTICLES_4_TO_8,
    "eligibility": ARTICLES_4_TO_8,
    "requirements": ARTICLES_4_TO_8,
}

SPECIAL_CONDITIONS: Mapping[Post, tuple[Condition, ...]] = {
    Post.MANAGER: art05_manager.CONDITIONS,
    Post.LEGAL_EXPERT: art06_legal_expert.CONDITIONS,
    Post.IT_EXPERT: art07_it_expert_and_clerks.CONDITIONS,
    Post.CLERK: art07_it_expert_and_clerks.CONDITIONS,
}

# Keys of the lists of fields that count for a post. The articles leave «related to» open and say it
# in the same words, so one list serves all posts; those of article 7 may have further fields.
RELATED_FIELDS = "D1392.5.related_fields"
FIELDS_COUNTED: Mapping[Post, tuple[str, ...]] = {
    Post.MANAGER: (RELATED_FIELDS,),
    Post.LEGAL_EXPERT: (RELATED_FIELDS,),
    Post.IT_EXPERT: (RELATED_FIELDS, "D1392.7.it_expert_further_fields"),
    Post.CLERK: (RELATED_FIELDS, "D1392.7.clerk_further_fields"),
}


def conditions_of(post: Post) -> tuple[Condition, ...]:
    """Every condition of a post, in the order of the articles."""
    return (
        *art04_general_conditions.CONDITIONS,
        *SPECIAL_CONDITIONS[post],
        *art08_prohibitions.CONDITIONS,
    )


def eligibility(*, post: Post, person: Person, values: Values, on: date) -> Ruling[None]:
    """Whether a person may hold a post (D1392 4 to 8), with everything that stands against it.

    Args:
        post: the post asked for; the manager's is the licence itself.
        person: what the person has shown.
        values: the dated values (`D1392.4.*` to `D1392.8.*`).
        on: the day asked about, on which the age is reckoned too.

    Returns:
        Granted, or refused with a reason per failed condition, in the order of the articles.

    Raises:
        NoValueInForce: before the directive.
    """
    lists = [value_at(values, key, on) for key in FIELDS_COUNTED[post]]
    counted = frozenset(chain.from_iterable(sequence(entry) for entry in lists))
    facts = _facts_of(post=post, person=person, counted=counted, on=on)
    found = failures(conditions_of(post), facts, values=values, on=on)
    return ruled(found.reasons, rests_on=(*map(basis, lists), *found.rests_on))


def requirements(*, post: Post, values: Values, on: date) -> Ruling[Mapping[str, object]]:
    """The figures and lists asked of a post on a day, for whoever wants to know before applying.

    Args:
        post: the post asked about.
        values: the dated values (`D1392.4.*` to `D1392.8.*`).
        on: the day asked about.

    Returns:
        Granted, with the bound of each condition that has one, by the condition's key, and under
        `fields` the fields of study that count.

    Raises:
        NoValueInForce: before the directive.
    """
    lists = [value_at(values, key, on) for key in FIELDS_COUNTED[post]]
    bounds = {
        condition.key: value_at(values, condition.bound, on)
        for condition in conditions_of(post)
        if condition.bound
    }
    listed: dict[str, object] = {key: entry.content for key, entry in bounds.items()}
    listed["fields"] = tuple(chain.from_iterable(map(sequence, lists)))
    return ruled(value=listed, rests_on=map(basis, (*lists, *bounds.values())))


def _facts_of(
    *, post: Post, person: Person, counted: frozenset[str], on: date
) -> dict[str, object]:
    # By the field names of the conditions; None for what was not shown. Age is reckoned, and a
    # dismissal must be final, on that day; computer skill is confirmed for one post, not for all.
    facts: dict[str, object] = {field.name: getattr(person, field.name) for field in fields(person)}
    if person.born_on is not None:
        facts["age"] = full_years(since=person.born_on, on=on)
    if person.degrees is not None:
        facts["education"] = tuple(_degree_word(degree, counted) for degree in person.degrees)
    if person.computer_confirmed_for is not None:
        facts["computer_skill"] = post in person.computer_confirmed_for
    if person.dismissals is not None:
        facts["dismissed_from"] = art08_prohibitions.dismissed_from(person.dismissals, on)
    return facts


def _degree_word(degree: Degree, counted: frozenset[str]) -> Level | Term:
    # A degree in a field that does not count keeps its field, and so is no level that is listed.
    if degree.level in SEMINARY or degree.field in counted:
        return degree.level
    level = LEVELS[degree.level]
    field = FIELDS.get(degree.field, Term(degree.field, degree.field))
    return Term(f"{level.fa} در رشته {field.fa}", f"{level.en} in {field.en}")
