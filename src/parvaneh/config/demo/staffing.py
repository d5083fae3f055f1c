"""Who works in a generated office, from when until when: managers by licence, staff who come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.drafts import Draft
from parvaneh.config.demo.lives import Life
from parvaneh.config.demo.people import People, Stay
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.law.vocabulary import Post

LEAVES = 0.28  # chance, in a middling office, that somebody left in the time that is told
FEWEST_CLERKS, MOST_CLERKS = 2, 5
GAP = 25  # days, at most, that a post is empty


@dataclass(frozen=True)
class Span:
    """A stretch of time in a post; `ends_on` None while it lasts."""

    post: Post
    starts_on: date
    ends_on: date | None


def managers_of(draft: Draft, lives: list[Life], people: People) -> list[Stay]:
    """The managers: each from the licence's first day until the day before its end."""
    found = []
    for life in lives:
        ends_on = max(life.ended_on - DAY, life.starts_on) if life.ended_on else None
        person = people.worker(Post.MANAGER, draft.province, life.starts_on)
        found.append(Stay(person, Post.MANAGER, life.starts_on, ends_on))
    return found


def staff_of(draft: Draft, lives: list[Life], people: People, plan: Plan) -> list[Stay]:
    """Everybody else who works or worked there."""
    chance = people.chance
    ended = lives[-1].ended_on
    spans = (
        span
        for place, post in enumerate(_posts(draft, chance))
        for span in _spans(draft, post, place, plan, chance)
    )
    return [
        Stay(people.worker(one.post, draft.province, one.starts_on), one.post, one.starts_on, last)
        for one in spans
        for last in [_last(one, ended)]
        if last is None or last >= one.starts_on
    ]


def _posts(draft: Draft, chance: Chance) -> Iterator[Post]:
    yield from (Post.LEGAL_EXPERT, Post.IT_EXPERT)
    clerks = FEWEST_CLERKS + int(draft.busy * chance.uniform(0.3, 1.2))
    for _ in range(min(clerks, MOST_CLERKS)):
        yield Post.CLERK


def _spans(draft: Draft, post: Post, place: int, plan: Plan, chance: Chance) -> Iterator[Span]:
    """One member of staff, or one who left and who came after; a spoiled office lacks a clerk."""
    first = draft.founded_on
    leaves = chance.happens(LEAVES * (0.5 if draft.quality > 0 else 1.3))
    left = chance.day(max(first + 90 * DAY, plan.past), plan.today - 40 * DAY)
    if draft.spoiled and place == 2:  # noqa: PLR2004 - the first clerk
        left, leaves = plan.today - chance.randint(15, 60) * DAY, True
    if not leaves or left <= first + 60 * DAY:
        yield Span(post, first, None)
        return
    yield Span(post, first, left)
    if not draft.spoiled:
        yield Span(post, left + chance.randint(1, GAP) * DAY, None)


def _last(span: Span, ended: date | None) -> date | None:
    """The last day in the post: where the licence ended, everybody left with it."""
    if ended is None:
        return span.ends_on
    return min(span.ends_on or ended - DAY, ended - DAY)
