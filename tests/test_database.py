"""What holds for every table: relations point down, who and when go together, history is kept."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models import Q
from django.test.utils import isolate_apps

# From the top down, as in .importlinter; a relation stays in its layer or goes down.
LAYERS = ("site", "imports", "casework", "registry", "access", "ledger", "frame")
LONGEST = 500
# A table whose rows change needs a history by trigger; these need none.
UNTRACKED = {
    "frame.Answered": "an answer kept for repeats of a request; purged after a week",
    "frame.JobFailure": "the last failure of a job; goes with its next run",
    "ledger.Event": "append-only and chained: it is the log itself",
    "ledger.Head": "the end of the chain, moved by its trigger",
    "ledger.Private": "deletable by design: history would keep what was to be forgotten",
    "ledger.Tile": "computed from events",
    "ledger.Checkpoint": "append-only and signed",
    "access.Throttle": "forgotten by design",
    "access.Kept": "forgotten by design",
    "access.PasswordCode": "short-lived; the act that gives it is in the log",
    "access.Session": "short-lived; signing in and out are in the log",
    "registry.Version": "a number moved by a trigger",
    "registry.Batch": "append-only",
    "registry.Assessment": "append-only; corrected by later rows",
    "registry.Count": "append-only; replaced with its batch",
    "registry.Applicability": "append-only; replaced with its batch",
    "registry.Finding": "append-only: what it became is corrected there",
    "registry.Demonstration": "append-only: one row",
    "registry.NumberSeries": "a counter",
    "registry.LicenceStep": "append-only",
    "registry.Record": "append-only; corrected by versions",
    "casework.Counter": "a counter",
    "casework.Content": "never changed",
    "casework.LetterCounter": "a counter",
    "casework.NoteVersion": "append-only; followed by versions",
}
# A moment without the person, or a person without the moment.
ALONE = {
    "frame.Answered.made": "the request's own key says whose it is",
    "access.User.created": "the act that makes a user is in the log",
    "access.Throttle.since": "nobody's doing",
    "access.Kept.expires": "a limit",
    "access.PasswordCode.expires": "a limit",
    "access.PasswordCode.used": "used by the user it was given for",
    "access.Delegation.given": "given by its giver",
    "access.Proposal.expires": "a limit",
    "access.Session.ended": "a session may end by itself",
    "access.Session.expires": "a limit",
    "access.Session.last_seen": "of the session's own user",
    "access.Session.made": "of the session's own user",
    "casework.Document.ready": "rendered by a job",
    "casework.Message.read": "by the one it was written to",
    "casework.Message.sent": "by the product",
    "casework.Message.written": "by the product",
    "casework.Notice.viewed": "by the one it was served to",
}

Model = type[models.Model]


def ours() -> list[Model]:
    return [one for one in apps.get_models() if one._meta.app_label in LAYERS]


def is_history(model: Model) -> bool:
    return any(field.name == "pgh_id" for field in model._meta.fields)


def label(model: Model) -> str:
    return model._meta.label


def upward(known: Iterable[Model]) -> list[str]:
    """Relations that lead to a higher layer."""
    return [
        f"{label(model)}.{field.name} -> {label(field.related_model)}"
        for model in known
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label in LAYERS
        if LAYERS.index(field.related_model._meta.app_label) < LAYERS.index(model._meta.app_label)
    ]


def unpaired(known: Iterable[Model]) -> list[str]:
    """Fields that say when and not who, or who and not when, or the two not bound together."""
    found = []
    for model in known:
        fields = {field.name: field for field in model._meta.fields}
        for stem in sorted({name[:-3] for name in fields if name.endswith(("_at", "_by"))}):
            if f"{label(model)}.{stem}" in ALONE:
                continue
            pair = (f"{stem}_at", f"{stem}_by")
            if not all(name in fields for name in pair):
                found.append(f"{label(model)}.{stem}: alone")
            elif not (_always(fields, pair) or _bound(model, set(pair))):
                found.append(f"{label(model)}.{stem}: not bound")
    return found


def _always(fields: dict[str, models.Field], pair: tuple[str, str]) -> bool:
    return not any(fields[name].null or fields[name].blank for name in pair)


def _bound(model: Model, pair: set[str]) -> bool:
    return any(
        pair <= set(_names(one.condition))
        for one in model._meta.constraints
        if isinstance(one, models.CheckConstraint)
    )


def _names(condition: Q) -> Iterable[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names(child)
        elif isinstance(child, tuple):
            yield child[0].split("__")[0]


def untracked(known: Iterable[Model]) -> list[str]:
    """Tables without a history that nobody has given a reason for."""
    tracked = {label(model._meta.get_field("pgh_obj").related_model) for model in known
               if is_history(model)}  # fmt: skip
    return [
        label(model)
        for model in known
        if not is_history(model)
        and not model._meta.proxy
        and model._meta.managed
        and label(model) not in tracked
        and label(model) not in UNTRACKED
    ]


def boundless(known: Iterable[Model]) -> list[str]:
    """Short texts without a sensible length."""
    return [
        f"{label(model)}.{field.name}"
        for model in known
        if not is_history(model)
        for field in model._meta.fields
        if isinstance(field, models.CharField)
        and (field.max_length is None or field.max_length > LONGEST)
    ]


def test_relations_point_down_the_layers():
    assert upward(ours()) == []


def test_who_and_when_go_together_and_are_bound():
    assert unpaired([one for one in ours() if not is_history(one)]) == []


def test_every_table_keeps_its_history_or_says_why_not():
    assert untracked(ours()) == []


def test_no_reason_is_kept_for_a_table_that_is_gone():
    known = {label(one) for one in ours()}
    stems = {f"{label(one)}.{field.name[:-3]}" for one in ours() for field in one._meta.fields}
    assert UNTRACKED.keys() <= known
    assert ALONE.keys() <= stems


def test_short_texts_have_a_length():
    assert boundless(ours()) == []


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_models_describe():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# --- Negative controls: each of these checks finds what it is there to find ----------------------


@isolate_apps("parvaneh.ledger", "parvaneh.registry", "parvaneh.casework")
def test_the_checks_find_what_is_wrong():
    class High(models.Model):
        class Meta:
            app_label = "casework"

    class Low(models.Model):
        high = models.ForeignKey(High, models.PROTECT)
        made_at = models.DateTimeField(null=True)
        made_by = models.CharField(max_length=9, blank=True)
        left_by = models.CharField(max_length=LONGEST + 1)

        class Meta:
            app_label = "ledger"

    class Bound(models.Model):
        made_at = models.DateTimeField(null=True)
        made_by = models.CharField(max_length=9, blank=True)

        class Meta:
            app_label = "registry"
            constraints = (
                models.CheckConstraint(
                    name="b",
                    condition=Q(made_at=None, made_by="") | Q(~Q(made_by=""), made_at__lte=1),
                ),
            )

    known = [High, Low, Bound]
    assert upward(known) == ["ledger.Low.high -> casework.High"]
    assert unpaired(known) == ["ledger.Low.left: alone", "ledger.Low.made: not bound"]
    assert untracked(known) == ["casework.High", "ledger.Low", "registry.Bound"]
    assert boundless(known) == ["ledger.Low.left_by"]
