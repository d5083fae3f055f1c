"""The one mover of a licence's life: asks the law, writes the step, tells the log.

Before any step is taken, what followed from days that passed is written (`written_up_to`), so that
the history is complete whenever somebody looks at it.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from parvaneh.frame.refused import granted_or_refused, refuse
from parvaneh.law.citation import Citation, cite
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.law.procedure import step_taken
from parvaneh.law.ruling import Reason, blocking, msg
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.models import Licence, LicenceStep, Suspension
from parvaneh.registry.models.licences import STANDING, Route
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.models.persons import Person
from parvaneh.registry.queries.licences import Passed, passed

DAY = timedelta(days=1)
KINDS: Mapping[str, str] = {
    "issue": "licence.issued",
    "open": "licence.opened",
    "relocate": "licence.relocated",
    "suspend": "licence.suspended",
    "resume": "licence.resumed",
    "lift": "licence.suspension-lifted",
    "fall_due": "licence.fell-due",
    "renew": "licence.renewed",
    "expire": "licence.expired",
    "withdraw": "licence.withdrawn",
    "decease": "licence.manager-deceased",
    "replace": "licence.replaced",
    "succeed": "licence.succeeded",
    "close": "licence.closed",
    "revoke": "licence.revoked",
}
LATER_STEP = msg("A later step of this licence is known, of {found}; nothing comes before it.")


def licence_locked(licence: Licence) -> Licence:
    """The licence as it is now, locked until the running act ends."""
    rows = Licence.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("office", "manager").get(pk=licence.pk)


def step_write(
    *,
    licence: Licence,
    step: str,
    actor: Actor,
    on: date,
    source: str = "",
    by: Doer,
    at: datetime,
) -> Licence:
    """Take a step of a licence's life, if the law has it (`procedures.licence_life`).

    Args:
        licence: the licence; locked here.
        step: key of the step.
        actor: whose decision it is.
        on: the day from which it takes effect.
        source: what it came of, ``kind:key`` (``case:1404-7``).
        by: who enters it.
        at: when.

    Raises:
        Refused: the law has no such step here, or not by this actor, or a later one is known.
    """
    with act(by=by, at=at):
        licence = licence_written_up_to(licence=licence, on=on, by=by, at=at)
        later = licence.steps.filter(takes_effect_on__gt=on).order_by("takes_effect_on").last()
        if later:
            refuse(Reason("on", LATER_STEP, (), found=later.takes_effect_on))
        ruling = step_taken(life.PROCEDURE, licence.state, actor, step)
        granted_or_refused(ruling)
        target = ruling.value.key if ruling.value else ""
        _write(licence, step, target, actor, on, ruling.reasons[0].cites, source, by, at)
    return licence


def licence_written_up_to(*, licence: Licence, on: date, by: Doer, at: datetime) -> Licence:
    """Write what followed by itself until a day: suspensions begun and ended, terms run out.

    Returns:
        The licence as it is then, locked.
    """
    with act(by=by, at=at):
        licence = licence_locked(licence)
        last = licence.steps.order_by("takes_effect_on", "pk").last()
        if last is None:
            return licence
        for one in passed(licence, last, on):
            actor, cited, source = _ground(one)
            _write(licence, one.step, one.state, actor, one.takes_effect_on, cited, source, by, at)
    return licence


def first_step_write(
    *, licence: Licence, actor: Actor, on: date, source: str, by: Doer, at: datetime
) -> None:
    """Write that a licence was issued; for `licence_issue` alone, which has asked the law."""
    ruling = step_taken(life.PROCEDURE, life.APPLIED.key, actor, "issue")
    granted_or_refused(ruling)
    cited = ruling.reasons[0].cites
    _write(
        licence, "issue", life.ISSUED.key, actor, on, cited, source, by, at, before=life.APPLIED.key
    )


def reasons_against(state: str, step: str, actor: Actor) -> list[Reason]:
    """Why the law has no such step in a state; none where it has."""
    return list(blocking(step_taken(life.PROCEDURE, state, actor, step)))


def route_of(actor: Actor) -> Route:
    """By which of the two legal routes an authority decides."""
    return Route.DISCIPLINARY if actor in life.BOARDS else Route.ADMINISTRATIVE


def post_of_manager_ended(licence: Licence, on: date, by: Doer, at: datetime) -> None:
    """The manager's post ends with the licence, on the day before."""
    manager: Person = licence.manager
    for post in manager.posts.filter(holds_on(on), office=licence.office, post="manager"):
        post.ends_on = max(on - DAY, post.starts_on)
        post.ended_by, post.ended_at, post.reason = by.key, at, f"licence:{licence.number}"
        post.save(update_fields=["ends_on", "ended_by", "ended_at", "reason"])


def _write(  # noqa: PLR0917 - the columns of one row, in their order
    licence: Licence,
    step: str,
    state: str,
    actor: Actor,
    on: date,
    cited: tuple[Citation, ...],
    source: str,
    by: Doer,
    at: datetime,
    before: str = "",
) -> None:
    LicenceStep.objects.create(
        licence=licence,
        step=step,
        state=state,
        takes_effect_on=on,
        actor=actor.value,
        cites=list(cited),
        source=source,
        taken_by=by.key,
        taken_at=at,
    )
    was, licence.state = before or licence.state, state
    if licence.state not in STANDING and licence.ended_on is None:
        licence.ended_on = on
        post_of_manager_ended(licence, on, by, at)
    licence.save(update_fields=["state", "ended_on"])
    event_write(
        kind=KINDS[step],
        subject=f"licence:{licence.number}",
        before=was,
        after=state,
        cites=cited,
        facts={
            "office": licence.office.code,
            "on": on.isoformat(),
            "actor": actor.value,
            "source": source,
        },
    )


def _ground(one: Passed) -> tuple[Actor, tuple[Citation, ...], str]:
    if one.suspension is None:
        cited = next(step.cites for step in life.STEPS if step.key == one.step)
        return Actor.CLOCK, cited, ""
    ruled: Suspension = one.suspension
    actor = Actor.CENTER_HEAD if ruled.route == Route.ADMINISTRATIVE else Actor.PRIMARY_BOARD
    return actor, tuple(cite(text) for text in ruled.cites), ruled.ruling
