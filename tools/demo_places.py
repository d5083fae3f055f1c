"""What stands in the braces of an address: objects of the demonstration that have much to show.

Each name of `Cast.places` (src/parvaneh/site/tests/cast.py) has an entry in `PLACES`: the most
telling objects first; the first that somebody may see is taken. An address of the matrix that is
true of its test's own procedure only has an entry in `INSTEAD`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from allauth.mfa.models import Authenticator
from django.db.models import Count, Model
from procrastinate.contrib.django.models import ProcrastinateJob

from parvaneh.access.models import Delegation, Grant, Proposal, User
from parvaneh.casework.models import Case, Deadline, Document, Message, Note, Notice, Recusal
from parvaneh.casework.procedures import procedure_of
from parvaneh.imports.models import Import, State
from parvaneh.ledger.models import Checkpoint
from parvaneh.ranking.models import (
    Announcement,
    Cycle,
    Effect,
    Honour,
    Remark,
    Result,
    Run,
    SelfDeclaration,
)
from parvaneh.registry.models import (
    ApprovedValue,
    Batch,
    Body,
    DayOff,
    Licence,
    Office,
    Post,
    Record,
)
from parvaneh.webhooks.models import Target

CYCLE_STATES = ("opened", "locked", "frozen", "computed", "compared", "confirmed")
MOST = 8  # objects of a kind that are tried
Candidates = Callable[[], Iterable[object]]


def _cases() -> Iterable[str]:
    full = Case.objects.annotate(much=Count("documents") + Count("notices"))
    return full.order_by("-much", "-pk").values_list("number", flat=True)


def _documents() -> Iterable[str]:
    return Document.objects.order_by("-pk").values_list("code", flat=True)


def _notices() -> Iterable[str]:
    return Notice.objects.order_by("-pk").values_list("code", flat=True)


def _imports(state: State) -> Iterable[str]:
    return Import.objects.filter(state=state).order_by("-pk").values_list("code", flat=True)


def _cycles() -> Iterable[str]:
    """The cycles that are computed, those with most runs first."""
    known = Cycle.objects.annotate(much=Count("runs"), said=Count("remarks"))
    return known.order_by("-said", "-much", "-pk").values_list("code", flat=True)


def _steps() -> Iterable[str]:
    """The steps of a few cases; those that nobody may take now are turned away."""
    for case in Case.objects.filter(number__in=list(_cases())[: 3 * MOST]):
        for step in procedure_of(case.procedure).steps:
            if case.state in {source.key for source in step.sources}:
                yield f"/cases/{case.number}/{step.key}/"


def _passkeys(page: str) -> list[str]:
    keys = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    return [f"/account/2fa/webauthn/keys/{one.pk}/{page}/" for one in keys]


def _grants() -> list[str]:
    latest = Grant.objects.filter(withdrawn_at=None).select_related("user").order_by("-pk")
    return [f"/users/{one.user.code}/roles/{one.pk}/withdraw/" for one in latest[:MOST]]


def _posts() -> list[str]:
    held = Post.objects.filter(ends_on=None).select_related("office", "person").order_by("-pk")
    return [f"/offices/{one.office.code}/posts/{one.person.code}/end/" for one in held[:MOST]]


def _offices() -> Iterable[str]:
    """Offices with a licence, with most records and posts first."""
    full = Office.objects.filter(licences__isnull=False).annotate(much=Count("posts"))
    return full.order_by("-much", "pk").values_list("code", flat=True)[:MOST]


def _persons() -> Iterable[str]:
    """Managers of offices, who have degrees and all else."""
    managers = Licence.objects.filter(ended_on=None).order_by("pk")
    return managers.values_list("manager__code", flat=True)[:MOST]


def _recusals() -> list[str]:
    known = Recusal.objects.select_related("case").order_by("-pk")[:MOST]
    return [f"/cases/{one.case.number}/recusals/{one.pk}/" for one in known]


def _notes() -> list[str]:
    known = Note.objects.select_related("case").order_by("-pk")[: 3 * MOST]
    return [f"/cases/{one.case.number}/notes/{one.code}/" for one in known]


def _limits(act: str, states: tuple[str, ...]) -> Candidates:
    """The page of an act on a deadline that lets it be done."""

    def found() -> list[str]:
        known = Deadline.objects.filter(state__in=states).select_related("case").order_by("-pk")
        return [f"/cases/{one.case.number}/limits/{one.pk}/{act}/" for one in known[:MOST]]

    return found


def _served() -> list[str]:
    known = Notice.objects.exclude(served_on=None).exclude(document=None).order_by("-pk")
    return [f"/documents/{one.document.code}/proof/" for one in known[:MOST]]


def _objections(state: str) -> Candidates:
    """Cases of objecting to announced results in a state."""

    def found() -> Iterable[str]:
        known = Case.objects.filter(procedure="objection", source__startswith="cycle:", state=state)
        return known.order_by("-pk").values_list("number", flat=True)[:MOST]

    return found


def _offices_objecting() -> Iterable[str]:
    known = Case.objects.filter(procedure="objection", source__startswith="cycle:")
    codes = known.filter(state="announced").order_by("-pk").values_list("office_code", flat=True)
    return (f"/objections/new/{code}/?criterion=I3.a" for code in codes[:MOST])


def _keys(model: type[Model], field: str = "code") -> Candidates:
    """The keys of the latest rows of a model."""
    return lambda: model._default_manager.order_by("-pk").values_list(field, flat=True)[:MOST]  # noqa: SLF001 - Django documents it


def _results() -> Iterable[str]:
    found = Result.objects.filter(run__what_if=False).order_by("-run", "place")
    keys = found.values_list("run__cycle__code", "run__number", "office__code")
    return (f"/ranking/{cycle}/runs/{run}/results/{office}/" for cycle, run, office in keys[:MOST])


def _announcing() -> Iterable[str]:
    rows = Announcement.objects.filter(announced_at=None, confirmed_at=None)
    return rows.values_list("cycle__code", flat=True)[:MOST]


def _announced() -> Iterable[str]:
    """Cycles that are over: their grades have followed, and their honoured are listed."""
    return Honour.objects.order_by("pk").values_list("cycle__code", flat=True)[:1]


def _honoured() -> Iterable[str]:
    return Honour.objects.order_by("pk").values_list("office__code", flat=True)[:1]


def _gathering() -> Iterable[str]:
    """The cycles in which managers declare."""
    known = Cycle.objects.filter(declared_until__isnull=False)
    return known.order_by("-pk").values_list("code", flat=True)[:MOST]


def _declared(address: str) -> Iterable[str]:
    """Addresses of a cycle and an office whose manager declared."""
    known = SelfDeclaration.objects.order_by("-pk").values_list("cycle__code", "office__code")
    return [address.format(*one) for one in known[:1]]


PLACES: Mapping[str, Candidates] = {
    "case": _cases,
    "document": _documents,
    "notice": _notices,
    "import": lambda: _imports(State.CHECKED),
    "import_done": lambda: _imports(State.DONE),
    "batch": _keys(Batch),
    "board": _keys(Body),
    **{f"cycle_{name}": _cycles for name in CYCLE_STATES},
    "what_if": lambda: Run.objects.filter(what_if=True).values_list("number", flat=True),
    "remark": _keys(Remark),
    "announcing": _announcing,
    "announced": _announced,
    "effect": _keys(Effect, "pk"),
    "honoured": _honoured,
    "gathering": _gathering,
    "declared": _keys(SelfDeclaration, "pk"),
    "day_off": _keys(DayOff, "pk"),
    "delegation": _keys(Delegation, "pk"),
    "grant": _keys(Grant, "pk"),
    "job": _keys(ProcrastinateJob, "pk"),
    "kanoon": lambda: Body.objects.filter(kind="kanoon").values_list("code", flat=True)[:MOST],
    "letter": _documents,
    "licence": _keys(Licence, "number"),
    "limit": _keys(Deadline, "pk"),
    "message": _keys(Message, "pk"),
    "note": _keys(Note),
    "objection": _objections("objected"),
    "objection_back": _objections("incomplete"),
    "objection_decided": _objections("rejected"),
    "objection_late": _objections("late"),
    "objection_open": _objections("announced"),
    "objection_sent": _objections("with_deputy"),
    "office": _offices,
    "person": _persons,
    "proposal": _keys(Proposal),
    "record": _keys(Record),
    "recusal": _keys(Recusal, "pk"),
    "signed": _keys(Checkpoint, "size"),
    "user": _keys(User),
    "value": lambda: ["D1404.12.objection_days"],
    "value_proposal": _keys(ApprovedValue),
    "webhook": _keys(Target),
}
INSTEAD: Mapping[str, Candidates] = {
    "/ranking/{cycle_computed}/runs/1/results/2300001/": _results,
    "/ranking/{gathering}/sources/offices/{office}/": lambda: _declared(
        "/ranking/{}/sources/offices/{}/"
    ),
    "/declaring/{gathering}/{office}/": lambda: _declared("/declaring/{}/{}/"),
    "/objections/new/{office}/?criterion=I3.a": _offices_objecting,
    "/cases/{case}/notes/{note}/": _notes,
    "/cases/{case}/examine/": _steps,
    "/cases/{case}/recusals/{recusal}/": _recusals,
    "/cases/{case}/limits/{limit}/stop/": _limits("stop", ("open",)),
    "/cases/{case}/limits/{limit}/extend/": _limits("extend", ("open",)),
    "/cases/{case}/limits/{limit}/restart/": _limits("restart", ("stopped",)),
    "/documents/{letter}/proof/": _served,
    "/offices/{office}/posts/{person}/end/": _posts,
    "/users/{user}/roles/{grant}/withdraw/": _grants,
    "/account/2fa/webauthn/keys/1/remove/": lambda: _passkeys("remove"),
    "/account/2fa/webauthn/keys/1/edit/": lambda: _passkeys("edit"),
}


def places_of(names: Iterable[str]) -> dict[str, list[str]]:
    """The objects that stand for each name; an empty list where the demonstration has none."""
    return {name: [str(one) for one in PLACES[name]()][:MOST] for name in names}
