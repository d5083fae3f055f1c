"""What these pages say: what will happen, what stands against it, how far letters are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from parvaneh.casework.procedures import procedure_of, state_of
from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art13_display import PublicLevel, public_level
from parvaneh.law.ruling import Reason
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import Actor
from parvaneh.ranking.models import Announcement, Cycle, EffectKind, EffectState, Run
from parvaneh.ranking.operations.announcement_making import announced_results, values_faults
from parvaneh.ranking.operations.effects import foreseen_by
from parvaneh.ranking.operations.entering import step_faults
from parvaneh.ranking.queries.announcements import OBJECTION, Progress
from parvaneh.ranking.queries.cycles import results_of, values_of
from parvaneh.registry.queries import is_demonstration, managers_of, values_in_force
from parvaneh.scoring.telling import told

HOUR, DAY = 60, 24 * 60  # minutes
NO_RUN = msg("The cycle has no run that could be announced.")
LEVELS = {
    PublicLevel.GRADE: msg("The public sees the grade of each office."),
    PublicLevel.INDICATORS: msg("The public sees grades, and points of the indicators but I7."),
    PublicLevel.ALL: msg("The public sees grades and the points of all indicators."),
}
KINDS = {
    EffectKind.COMMENDATION.value: (msg("commendation"), "ok"),
    EffectKind.PENALTY.value: (msg("penalty"), "warn"),
    EffectKind.DUTY.value: (msg("duty below the average"), "note"),
}
STATES = {
    EffectState.LISTED.value: (msg("to be done"), "note"),
    EffectState.DONE.value: (msg("carried out"), "ok"),
    EffectState.DROPPED.value: (msg("not to be done"), "plain"),
}


@dataclass(frozen=True)
class Expected:
    """What an announcement would do, in counts and sentences."""

    tiles: list[dict[str, object]]
    happens: list[str]
    grades: list[tuple[str, str]]
    remarks: list[str]


def against(cycle: Cycle, run: Run | None) -> list[Any]:
    """Why this cycle cannot be announced now, as sentences with their articles."""
    reasons = [*step_faults(cycle, "announce", Actor.GENERAL_DEPARTMENT)]
    if run is None:
        reasons.append(Reason("run", NO_RUN, ()))
    if cycle.values:
        reasons += [_named(one, cycle) for one in values_faults(cycle)]
    return [reason_said(one) for one in reasons]


def expected(cycle: Cycle, run: Run) -> Expected:
    """What announcing a run would do, and to whom."""
    results = announced_results(list(results_of(run)))
    bands = {one["key"]: one for one in run.facts.get("bands", ())}
    counted = Counter(one.grade for one in results)
    offices = [one.office for one in results]
    on = run.done_at.date() if run.done_at else cycle.last
    managed = managers_of(offices, on)
    effects, remarks = _effects(cycle, run, counted)
    grades = [(_band(one), shown(counted[key])) for key, one in bands.items() if counted[key]]
    if counted[""]:
        grades.append((say(msg("not graded: keep the grade that they had")), shown(counted[""])))
    provinces = len({one.province for one in offices})
    tiles = [
        _tile(len(results), msg("offices in {count} provinces"), count=provinces),
        _tile(len(results), msg("letters and cases in which managers may object")),
        _tile(effects, msg("tasks that follow from grades")),
    ]
    return Expected(
        tiles, _happens(cycle, len(results), len(results) - len(managed)), grades, remarks
    )


def held_said(found: Announcement) -> list[str]:
    """Why an announcement did not come about at its moment."""
    return [told(one, language_now()) for one in found.held]


def left_said(announce_at: datetime, at: datetime) -> str:
    """How long it is until an announcement, in words."""
    minutes = int((announce_at - at).total_seconds() // 60)
    if minutes < 1:
        return say(msg("It comes about now."))
    if minutes < HOUR:
        return say(msg("In {count} minutes"), count=minutes)
    if minutes < 2 * DAY:
        return say(msg("In {count} hours"), count=minutes // HOUR)
    return say(msg("In {count} days"), count=minutes // DAY)


def letters_said(progress: Progress) -> dict[str, Any]:
    """How far letters and their service are."""
    return {
        "done": progress.is_done,
        "tiles": [
            _tile(progress.offices, msg("offices")),
            _tile(progress.made, msg("letters made and sealed")),
            _tile(progress.sent, msg("letters sent")),
            _tile(progress.served, msg("opened by the manager: served")),
        ],
        "left": progress.offices - progress.sent,
    }


def states_said(states: Mapping[str, int]) -> list[tuple[str, str]]:
    """How the cases of objecting stand."""
    kind = procedure_of(OBJECTION)
    return [(shown(state_of(kind, key)), shown(many)) for key, many in states.items()]


def _named(reason: Reason, cycle: Cycle) -> Reason:
    """A reason about a value with the value's name in place of its key."""
    history = values_of(cycle).histories.get(str(reason.found))
    return replace(reason, found=history[0]) if history else reason


def _effects(cycle: Cycle, run: Run, counted: Mapping[str, int]) -> tuple[int, list[str]]:
    below = len(run.facts.get("below_average", ()))
    many, remarks = below, []
    for key, offices in counted.items():
        ruling = foreseen_by(cycle, key, cycle.last) if key else None
        if ruling is None:
            continue
        if ruling.granted:
            many += offices * len(ruling.value or ())
        else:
            remarks += [reason_said(one).text for one in ruling.reasons if one.blocks]
    return many, list(dict.fromkeys(remarks))


def _happens(cycle: Cycle, offices: int, unmanaged: int) -> list[str]:
    found = [
        say(msg("The grades of {count} offices come into force on that day."), count=offices),
        say(
            msg(
                "The public register, the API, badges and open data show them at the same moment; "
                "nothing of it is public before."
            )
        ),
        _level(cycle),
        say(
            msg(
                "Each manager gets a sealed letter, and the days for objecting begin with the "
                "announcement (article 12)."
            )
        ),
        say(msg("The proof of the ranking is published with its root.")),
    ]
    if unmanaged:
        found.append(
            say(
                msg("{count} offices have no manager: their letters wait in the case."),
                count=unmanaged,
            )
        )
    if cycle.extraordinary:
        found.append(say(msg("Only the offices that are evaluated out of turn are concerned.")))
    if is_demonstration():
        found.append(say(msg("Every page, letter and file says that this is a demonstration.")))
    return [one for one in found if one]


def _level(cycle: Cycle) -> str:
    try:
        level = public_level(values=values_in_force(), on=cycle.last).value
    except NoValueInForce:
        return ""
    return say(LEVELS[level]) if level else ""


def _band(band: Mapping[str, str]) -> str:
    return band[language_now().value]


def _tile(many: int, label: str, **params: object) -> dict[str, object]:
    return {"value": shown(many), "label": say(label, **params)}
