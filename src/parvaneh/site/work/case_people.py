"""Who works on a case, and who does not: assignment, hand-over, declarations of recusal."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parvaneh.access.models import User
from parvaneh.casework.assigning import may_be_given, may_take
from parvaneh.casework.documents import reads_all
from parvaneh.casework.models import Case, Recusal, Standing
from parvaneh.casework.operations import case_assign, recusal_declare, recusal_end
from parvaneh.casework.queries import case_of
from parvaneh.casework.recusing import may_arrange
from parvaneh.frame.form_fields import ChoiceField
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.work.case_act import ActPage, CaseForm, act_answer, reason_field

STANDINGS = {
    Standing.RECUSED: (msg("recused"), msg("has a conflict: takes no step and does not vote")),
    Standing.ABSENT: (msg("absent"), msg("cannot come; counts among those who should")),
    Standing.ABSTAINED: (msg("abstains"), msg("is there and does not vote")),
}
LONG_LIST = 7


class AssignForm(CaseForm):
    """To whom a case is given, and why."""

    def __init__(self, *args: Any, people: list[User], me: User, **kwargs: Any) -> None:
        """Offer those who may have it."""
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in people}
        self.fields["to"] = ChoiceField(
            label=say(msg("To whom?")),
            choices=[(one.code, _named(one, me)) for one in people],
            look="select" if len(people) > LONG_LIST else "radios",
        )
        self.fields["reason"] = reason_field(required=False)


class RecusalForm(CaseForm):
    """About whom, how they stand, and why."""

    def __init__(self, *args: Any, people: list[User], me: User, **kwargs: Any) -> None:
        """Offer those about whom the reader may declare it."""
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in people}
        self.fields["person"] = ChoiceField(
            label=say(msg("About whom?")),
            choices=[(one.code, _named(one, me)) for one in people],
            look="select" if len(people) > LONG_LIST else "radios",
            initial=me.code,
        )
        self.fields["standing"] = ChoiceField(
            label=say(msg("How do they stand to this case?")),
            choices=[(one.value, say(words)) for one, (words, _) in STANDINGS.items()],
            hints={one.value: say(hint) for one, (_, hint) in STANDINGS.items()},
        )
        self.fields["reason"] = reason_field(msg("It stands in the minutes."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give a case to somebody, or take one that is nobody's."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on)
    people = may_receive(case, reader)
    if not people:
        raise NotThere(number)
    made = partial(AssignForm, people=people, me=reader.acting.user)
    has = case.assigned_to.name if case.assigned_to else ""
    page = ActPage(
        case,
        say(msg("Give the case to somebody")) if not has else say(msg("Hand the case over")),
        say(msg("Give it")),
        (
            say(msg("It is {name}'s now, and will be theirs no longer."), name=has)
            if has
            else say(msg("It is nobody's now.")),
            say(msg("Whoever gets it is told, and finds it among their own cases.")),
        ),
        anchor="people",
    )
    known = {one.code: one for one in people}
    return act_answer(
        request,
        page,
        made,
        lambda said: case_assign(
            case=case, to=known[said["to"]], by=reader.acting, at=reader.at, reason=said["reason"]
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recusal(request: HttpRequest, number: str) -> HttpResponse:
    """Declare that somebody does not sit in a case."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on)
    people = may_be_declared(case, reader)
    if not people:
        raise NotThere(number)
    page = ActPage(
        case,
        say(msg("Declare a conflict, an absence or an abstention")),
        say(msg("Declare it")),
        (
            say(msg("Who is recused loses the case at once and takes no further step in it.")),
            say(msg("What they have written stays. Whoever assigns cases can end a declaration.")),
        ),
        anchor="people",
    )
    known = {one.code: one for one in people}
    return act_answer(
        request,
        page,
        partial(RecusalForm, people=people, me=reader.acting.user),
        lambda said: recusal_declare(
            case=case,
            standing=Standing(said["standing"]),
            reason=said["reason"],
            user=known[said["person"]],
            by=reader.acting,
            at=reader.at,
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recusal_over(request: HttpRequest, number: str, recusal: int) -> HttpResponse:
    """End a declaration."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on)
    rows = Recusal.objects.filter(case=case, pk=recusal, ended_at=None)
    found = rows.select_related("case", "user", "person").first()
    theirs = {reader.acting.user, reader.acting.acts_for}
    if found is None or found.user in theirs or not may_arrange(case, reader.acting, reader.on):
        raise NotThere(number)
    about = found.user.name if found.user else found.person.name if found.person else ""
    page = ActPage(
        case,
        say(msg("End the declaration about {name}"), name=about),
        say(msg("End it")),
        (say(msg("They may take steps in this case again.")),),
        anchor="people",
    )
    return act_answer(
        request,
        page,
        CaseForm,
        lambda _: recusal_end(recusal=found, by=reader.acting, at=reader.at),
    )


def may_receive(case: Case, reader: Reader) -> list[User]:
    """To whom this reader may give a case: to others, or to themselves where it is nobody's."""
    if case.ended_on is not None:
        return []
    if may_arrange(case, reader.acting, reader.on):
        people = may_be_given(case, reader.on)
        return [one for one in people if one.pk != case.assigned_to_id]
    return [reader.acting.user] if may_take(case, reader.acting, reader.on) else []


def may_be_declared(case: Case, reader: Reader) -> list[User]:
    """About whom this reader may declare something: themselves; others, where they assign."""
    acting = reader.acting
    if case.ended_on is not None or not reads_all(acting, case, reader.on):
        return []
    others = may_be_given(case, reader.on) if may_arrange(case, acting, reader.on) else []
    declared = Recusal.objects.filter(case=case, ended_at=None, user__isnull=False)
    done = set(declared.values_list("user", flat=True))
    people = dict.fromkeys([acting.user, *others])
    return [one for one in people if one.pk not in done]


def _named(user: User, me: User) -> str:
    return say(msg("{name} (I)"), name=user.name) if user.pk == me.pk else user.name
