"""Posts of offices are filled and ended; more staff is ordered."""

from datetime import date, datetime, timedelta

from parvaneh.frame.refused import conflict_if_refused, refuse
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import POSTS
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import Typed
from parvaneh.registry.models import Office, Person, Post, StaffOrder
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.operations.facts import fact_follow
from parvaneh.registry.operations.offices import office_locked
from parvaneh.registry.queries.persons import eligibility_of

DAY = timedelta(days=1)
REASON_LENGTH = 1000
MOST_PERSONS = 50
STAFFING = cites("D1392 3")
MORE_STAFF = cites("D1392 3 n.1")

MANAGER_BY_LICENCE = msg("The post of manager comes with the licence.")
HAS_POST = msg("This person holds a post in this office already: {found}.")
FULL_TIME_ELSEWHERE = msg("This person works full-time in another office already.")
ENDED = msg("This post ended on {found}.")


def post_fill(
    *,
    office: Office,
    person: Person,
    post: PostKind,
    starts_on: date,
    full_time: bool = True,
    by: Doer,
    at: datetime,
) -> Post:
    """Let a person work in an office (D1392 3 to 8). The manager's post comes with the licence.

    Args:
        office: where.
        person: who; must meet the conditions of the post on the first day.
        post: as what.
        starts_on: first day.
        full_time: whether full-time; nobody works so in two posts.
        by: who enters it.
        at: when.

    Raises:
        Refused: with every condition that is not met, and every other reason.
        Conflict: somebody else filled it, or employed the person, just now.
    """
    reasons = list(eligibility_of(person, post, starts_on).reasons)
    if post is PostKind.MANAGER:
        reasons.append(Reason("post", MANAGER_BY_LICENCE, STAFFING))
    refuse(*reasons)
    return post_begin(
        office=office,
        person=person,
        post=post,
        starts_on=starts_on,
        full_time=full_time,
        by=by,
        at=at,
    )


def post_begin(
    *,
    office: Office,
    person: Person,
    post: PostKind,
    starts_on: date,
    full_time: bool,
    by: Doer,
    at: datetime,
) -> Post:
    """Write a post whose conditions have been asked; for `post_fill` and the licence only.

    Raises:
        Refused: the person holds a post there already, or works full-time elsewhere.
        Conflict: the same, just now.
    """
    with act(by=by, at=at):
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        refuse(*_in_the_way(office, person, starts_on, full_time=full_time))
        with conflict_if_refused():
            row = Post.objects.create(
                office=office,
                person=person,
                post=post.value,
                starts_on=starts_on,
                full_time=full_time,
                entered_by=by.key,
                entered_at=at,
            )
        event_write(
            kind="post.filled",
            subject=f"office:{office.code}",
            cites=STAFFING,
            facts={
                "person": person.code,
                "post": post.value,
                "starts_on": starts_on.isoformat(),
                "full_time": full_time,
            },
        )
    return row


def post_end(*, post: Post, ends_on: date, reason: str, by: Doer, at: datetime) -> Post:
    """End a post after its last day.

    Args:
        post: the post.
        ends_on: its last day.
        reason: why; free text.
        by: who ends it.
        at: when.

    Raises:
        Refused: it has ended, the day lies before its first, or no reason is given.
    """
    typed = Typed()
    reason = typed.text("reason", reason, longest=REASON_LENGTH)
    with act(by=by, at=at):
        row = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
        if row.ended_at is not None:
            typed.fault("post", ENDED, found=row.ends_on)
        typed.order("ends_on", first=row.starts_on, last=ends_on)
        typed.stop()
        row.ends_on, row.ended_by, row.ended_at, row.reason = ends_on, by.key, at, reason
        row.save(update_fields=["ends_on", "ended_by", "ended_at", "reason"])
        event_write(
            kind="post.ended",
            subject=f"office:{row.office.code}",
            facts={
                "person": row.person.code,
                "post": row.post,
                "ends_on": ends_on.isoformat(),
            },
            private={"reason": reason},
        )
    return row


def staff_order(
    *, office: Office, post: PostKind, persons: int, starts_on: date, by: Doer, at: datetime
) -> StaffOrder:
    """Oblige an office to employ more staff because its volume grew (D1392 3 n.1).

    Raises:
        Refused: the number makes no sense, or a later order is known.
    """
    typed = Typed()
    typed.whole("persons", persons, least=1, most=MOST_PERSONS)
    typed.stop()
    with act(by=by, at=at):
        office = office_locked(office)
        row = fact_follow(
            StaffOrder,
            {"office": office, "post": post.value},
            {"persons": persons},
            starts_on=starts_on,
            by=by,
            at=at,
        )
        event_write(
            kind="office.staff-ordered",
            subject=f"office:{office.code}",
            cites=MORE_STAFF,
            facts={"post": post.value, "persons": persons, "starts_on": starts_on.isoformat()},
        )
    return row


def _in_the_way(
    office: Office, person: Person, starts_on: date, *, full_time: bool
) -> list[Reason]:
    # Whatever has not ended before that day is in the way, for the new post has no end.
    held = list(
        person.posts.filter(holds_on(starts_on)).union(person.posts.filter(starts_on__gt=starts_on))
    )
    found = []
    here = next((one for one in held if one.office_id == office.pk), None)
    if here:
        held_post = POSTS[PostKind(here.post)]
        found.append(Reason("person", HAS_POST, STAFFING, found=held_post))
    if full_time and any(one.full_time and one.office_id != office.pk for one in held):
        found.append(Reason("full_time", FULL_TIME_ELSEWHERE, STAFFING))
    return found
