"""That a province or a Kanoon has reported all that it reports; and asking those who have not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import actors, reach, users_acting_as
from parvaneh.access.scopes import Lies, Scope
from parvaneh.casework.messages import message_write
from parvaneh.casework.standing import Doer
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.clock import day_of
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import ACTORS, Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.models import Cycle, Report
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations.entering import gathering_faults, may_work, step_faults
from parvaneh.ranking.queries.cycles import due_of
from parvaneh.registry.entering import choice_faults, text_faults
from parvaneh.registry.models.places import PROVINCE_KEYS

CITES = {"report_give": cites("D1404 5", "D1404 8(2)"), "report_chase": cites("D1404 5")}
NOT_THERE = msg("Only {needed} of that place reports for it.")
NOBODY = msg("No province was chosen.")


@dataclass(frozen=True)
class Lacking:
    """A province whose report is awaited, and how many scores it lacks."""

    province: str
    scores: int


def report_give(
    *, cycle: Cycle, actor: Actor, place: str, said: str = "", by: Doer, at: datetime
) -> Report:
    """Declare the report of a province, or of a Kanoon, complete (art. 5).

    Args:
        cycle: while its evidence is gathered, once its values are locked.
        actor: the Provincial Deputy or the Kanoon.
        place: code of the province or of the Kanoon.
        said: what is to be said of it.
        by: who acts; holds a role of that actor there.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
    """
    refuse(
        *_there_faults(actor, place, by, at),
        *step_faults(cycle, "report", actor),
        *text_faults("said", said, TEXT_LENGTH, needed=False),
    )
    with act(by=by, at=at, case=cycle.case.number):
        row = inserted(
            Report(
                cycle=cycle, actor=actor.value, place=place, said=clean(said), given_by=by.key,
                given_at=at,
            )
        )  # fmt: skip
        event_write(
            kind="report.given",
            subject=cycle.key,
            cites=CITES["report_give"],
            facts={"actor": actor.value, "place": place},
            private={"said": row.said} if row.said else {},
        )
    return row


def report_chase(*, cycle: Cycle, provinces: Iterable[Lacking], by: Doer, at: datetime) -> int:
    """Ask the Provincial Deputies of provinces for what they still have to report.

    Args:
        cycle: which gathers evidence.
        provinces: whom to ask, and how much lacks there.
        by: who asks.
        at: the moment; who was asked on the same day already is not asked again.

    Returns:
        How many people are asked.

    Raises:
        Refused: no province, an unknown one, or no evidence is gathered.
    """
    may_work(by, at)
    asked = list(provinces)
    refuse(
        *gathering_faults(cycle),
        *([] if asked else [Reason("provinces", NOBODY, ())]),
        *(f for one in asked for f in choice_faults("provinces", one.province, PROVINCE_KEYS)),
    )
    on, told = day_of(at), 0
    due = due_of(cycle)
    with act(by=by, at=at, case=cycle.case.number):
        for one in asked:
            users = list(users_acting_as(Actor.PROVINCIAL_DEPUTY, Scope.PROVINCE, one.province, on))
            told += len(users)
            message_write(
                to=users, kind="report-due", subject=cycle.key,
                occasion=f"{cycle.code}:{one.province}:{on.isoformat()}", by=by, at=at,
                facts={
                    "cycle": cycle.code, "count": one.scores, "province": one.province,
                    "day": (due or cycle.last).isoformat(),
                },
            )  # fmt: skip
        event_write(
            kind="report.chased",
            subject=cycle.key,
            cites=CITES["report_chase"],
            facts={"provinces": [one.province for one in asked], "people": told},
        )
    return told


def _there_faults(actor: Actor, place: str, by: Doer, at: datetime) -> list[Reason]:
    if not isinstance(by, Acting):
        return []
    on = day_of(at)
    lies = Lies(kanoon=place) if actor is Actor.KANOON else Lies(province=place)
    acts = actor in actors(by, lies, on)
    if acts and reach(by, Permission.CASE_ACT, on).covers(lies):
        return []
    return [Reason("place", NOT_THERE, CITES["report_give"], needed=ACTORS[actor])]
