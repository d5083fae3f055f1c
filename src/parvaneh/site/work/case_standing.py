"""What a reader may do with a case beside its steps, and who stands in it, as they may know it."""

from dataclasses import dataclass

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.documents import reads_all
from parvaneh.casework.models import Case, Recusal, Standing
from parvaneh.casework.recusing import may_arrange
from parvaneh.casework.standing import lies
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.vocabulary import ACTORS, Actor
from parvaneh.registry.models import Person
from parvaneh.registry.reach import reach_of
from parvaneh.site.reader import Reader
from parvaneh.site.work.case_papers import may_add
from parvaneh.site.work.case_people import STANDINGS, may_be_declared, may_receive

HIDDEN = msg("{letter}… (masked)")


@dataclass(frozen=True)
class May:
    """What a reader may do with a case beside its steps."""

    assign: bool
    take: bool
    recuse: bool
    add_file: bool
    serve: bool
    history: bool


@dataclass(frozen=True)
class Absent:
    """A declaration in the reader's words; `key` where the reader may end it."""

    name: str
    stands: str
    reason: str
    key: int | None


@dataclass(frozen=True)
class People:
    """Who stands in a case: its parties, its hand, who does not sit in it."""

    parties: tuple[tuple[str, str], ...]
    hand: str
    absent: tuple[Absent, ...]


def allowed(case: Case, reader: Reader) -> May:
    """What this reader may do with a case beside its steps."""
    acting, on = reader.acting, reader.on
    receivers = may_receive(case, reader)
    takes = acting.user in receivers and case.assigned_to_id is None and acting.acts_for is None
    return May(
        assign=bool(receivers),
        take=takes,
        recuse=bool(may_be_declared(case, reader)),
        add_file=may_add(case, reader),
        serve=reach(acting, Permission.NOTICE_SERVE, on).covers(lies(case)),
        history=reads_all(acting, case, on),
    )


def people_said(case: Case, reader: Reader) -> People:
    """Who stands in a case, as this reader may know it."""
    acting, on = reader.acting, reader.on
    sees = reach_of(acting, Permission.PERSON_SEE, on).covers(lies(case))
    parties = case.parties.select_related("person").order_by("id")
    mine = {acting.user.pk}
    named = tuple(
        (
            shown(ACTORS[Actor(one.actor)]),
            _name(one.person, is_seen=sees or one.person.user_id in mine),
        )
        for one in parties
    )
    hand = case.assigned_to.name if case.assigned_to else ""
    is_staff = reads_all(acting, case, on)
    return People(named, hand, _absent(case, reader) if is_staff else ())


def _absent(case: Case, reader: Reader) -> tuple[Absent, ...]:
    rows = Recusal.objects.filter(case=case, ended_at=None).select_related("user", "person")
    may_end = may_arrange(case, reader.acting, reader.on)
    theirs = {reader.acting.user, reader.acting.acts_for}
    return tuple(
        Absent(
            one.user.name if one.user else one.person.name if one.person else "",
            say(STANDINGS[Standing(one.standing)][0]),
            one.reason,
            one.pk if may_end and one.user not in theirs else None,
        )
        for one in rows.order_by("id")
    )


def _name(person: Person, *, is_seen: bool) -> str:
    """A name; masked for who may not see persons there: the first letter, no length."""
    return person.name if is_seen else say(HIDDEN, letter=person.name[:1])
