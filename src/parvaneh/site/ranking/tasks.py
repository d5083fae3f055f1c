"""The eleven tasks of a cycle: where each stands, who does it, what stands in its way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import cites, say
from parvaneh.kit.languages import msg
from parvaneh.ranking.models import Cycle, RunState
from parvaneh.ranking.queries import snapshot_of, standing_run

# How far a cycle is, by the state of its case.
FAR: Mapping[str, int] = {
    "due": 0,
    "opened": 1,
    "extraordinary": 1,
    "values_locked": 2,
    "evidence_frozen": 3,
    "run": 4,
    "compared": 5,
    "confirmed": 6,
    "drafted": 7,
    "announced": 8,
    "objections": 9,
    "final": 10,
    "closed": 11,
}
DONE, NOW, LATER, BESIDE = "done", "now", "later", "beside"
STATES: Mapping[str, tuple[str, str]] = {
    DONE: (msg("done"), "ok"),
    NOW: (msg("next"), "note"),
    LATER: (msg("still to come"), "plain"),
    BESIDE: (msg("whenever you like"), "plain"),
}
WAITING = msg("waiting")
OFFICERS = msg("officers of the Services Deputy")
OTHER_OFFICER = msg("an officer of the Services Deputy other than who ordered the run")
TWO_OFFICERS = msg("two officers of the Services Deputy, with a fresh second factor")
ANALYSTS = msg("analysts and officers of the Center")


@dataclass(frozen=True)
class Task:
    """One of the eleven.

    `blocks` are sentences; `url` is empty where there is nothing to open yet.
    """

    key: str
    name: str
    hint: str
    who: str
    article: str
    stands: str
    tag: Tag
    url: str = ""
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """A task as it is written down: words, and from which state to which it is the next."""

    key: str
    name: str
    hint: str
    who: str
    article: str
    begins: int
    ends: int
    route: str = ""


TASKS: tuple[Written, ...] = (
    Written(
        "lock",
        msg("Open the cycle and lock the values"),
        msg("What is approved later no longer changes this cycle."),
        OFFICERS,
        "D1404 3",
        1,
        2,
        "cycle_lock",
    ),
    Written(
        "sources",
        msg("Gather what the sources report"),
        msg("Reports of the provinces and of the Kanoons, surveys, inspections, monitoring."),
        msg("Provincial Deputies, Kanoons, analysts"),
        "D1404 8",
        2,
        3,
        "cycle_sources",
    ),
    Written(
        "freeze",
        msg("Freeze the evidence"),
        msg("A sealed copy with its hash, from which alone the cycle is computed."),
        OFFICERS,
        "D1404 8",
        2,
        3,
        "cycle_freeze",
    ),
    Written(
        "run",
        msg("Compute the ranking"),
        msg("Totals, grades and places, with the derivation of each."),
        OFFICERS,
        "D1404 6",
        3,
        4,
        "cycle_run",
    ),
    Written(
        "compare",
        msg("Compare with the grades in force"),
        msg("Who moves and why, by grade, by province, by inspector."),
        OFFICERS,
        "D1404 6",
        4,
        5,
        "cycle_compare",
    ),
    Written(
        "what_if",
        msg("Try out other values"),
        msg("What would come out with other coefficients, bands or weights; changes nothing."),
        ANALYSTS,
        "D1404 3",
        3,
        8,
        "cycle_what_ifs",
    ),
    Written(
        "confirm",
        msg("Confirm by a second person"),
        msg("Somebody who did not order the run looks at it and stands for it too."),
        OTHER_OFFICER,
        "D1404 6",
        5,
        6,
        "cycle_confirm",
    ),
    Written(
        "draft",
        msg("Send the draft to the managers"),
        msg("For factual remarks, before anything is public."),
        OFFICERS,
        "D1404 6",
        6,
        7,
        "cycle_draft",
    ),
    Written(
        "announce",
        msg("Announce the results"),
        msg("Letters, register, open data and proof, all at one moment."),
        TWO_OFFICERS,
        "D1404 6",
        7,
        8,
        "cycle_announce",
    ),
    Written(
        "objections",
        msg("Letters and objections"),
        msg("Ten days to object; the province reviews, the Services Deputy decides."),
        msg("managers, Provincial Deputies, officers of the Services Deputy"),
        "D1404 12",
        8,
        10,
        "cycle_objections",
    ),
    Written(
        "final",
        msg("Close the list and honour the highest"),
        msg("After the last objection; the Kanoon honours the twenty best."),
        msg("officers of the Services Deputy, the Kanoon"),
        "D1404 14",
        10,
        11,
        "cycle_honours",
    ),
)
# Pages of other subjects, by the names that they have there.
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "cycle_sources": ("evidence_completeness",),
    "cycle_announce": ("announcing", "announcement"),
    "cycle_objections": ("cycle_objections", "objections"),
    "cycle_honours": ("cycle_honours", "honours"),
}
PERIOD_RUNS = msg("The period runs until {day}; evidence is frozen after that day.")
IS_COMPUTED = msg("Run {number} is being computed.")
HAS_FAILED = msg("Run {number} came to no result; look at its faults.")
NOT_SECOND = msg("You ordered this run; another officer confirms it.")
REMARKS_RUN = msg("Managers may remark until {day}.")
REMARKS_OPEN = msg("{count} remarks of managers have no answer yet.")
LOOSE = msg("{count} values that the result rests on are provisional; announcing is refused.")


@dataclass(frozen=True)
class Seen:
    """Who reads (their key), on which day in Tehran, and how many values stop the announcement."""

    reader: str
    on: date
    loose: int


def tasks_of(cycle: Cycle, seen: Seen) -> list[Task]:
    """The eleven tasks of a cycle.

    Args:
        cycle: the cycle.
        seen: who reads it, and when.
    """
    far = FAR[cycle.case.state]
    return [_task(one, cycle, far, _blocks(one.key, cycle, seen)) for one in TASKS]


def _task(one: Written, cycle: Cycle, far: int, blocks: tuple[str, ...]) -> Task:
    stands = _stands(one, cycle, far)
    words, tone = STATES[stands]
    tag = Tag(say(WAITING), "warn") if blocks and stands == NOW else Tag(say(words), tone)
    return Task(
        one.key,
        say(one.name),
        say(one.hint),
        say(one.who),
        cites([one.article]),
        stands,
        tag,
        _address(one.route, cycle) if far >= one.begins else "",
        blocks if stands in (NOW, BESIDE) else (),
    )


def _stands(one: Written, cycle: Cycle, far: int) -> str:
    if one.key == "what_if":
        if far < one.begins:
            return LATER
        return DONE if cycle.runs.filter(what_if=True).exists() else BESIDE
    if far >= one.ends:
        return DONE
    return NOW if far >= one.begins else LATER


def _blocks(key: str, cycle: Cycle, seen: Seen) -> tuple[str, ...]:
    """What stands in the way of a task whose turn it is."""
    asked: Mapping[tuple[str, str], Callable[[Cycle, Seen], list[str]]] = {
        ("freeze", "values_locked"): _of_freezing,
        ("run", "evidence_frozen"): _of_run,
        ("confirm", "compared"): _of_confirming,
        ("announce", "drafted"): _of_announcing,
    }
    found = asked.get((key, cycle.case.state))
    return tuple(found(cycle, seen)) if found else ()


def _of_freezing(cycle: Cycle, seen: Seen) -> list[str]:
    return [say(PERIOD_RUNS, day=cycle.last)] if seen.on <= cycle.last else []


def _of_run(cycle: Cycle, _: Seen) -> list[str]:
    last = cycle.runs.filter(what_if=False).order_by("-number").first()
    if last is None or last.snapshot_id != getattr(snapshot_of(cycle), "pk", None):
        return []
    words = {RunState.ORDERED.value: IS_COMPUTED, RunState.FAILED.value: HAS_FAILED}
    return [say(words[last.state], number=last.number)] if last.state in words else []


def _of_confirming(cycle: Cycle, seen: Seen) -> list[str]:
    run = standing_run(cycle)
    same = run is not None and seen.reader in {run.ordered_by, run.ordered_for}
    return [say(NOT_SECOND)] if same else []


def _of_announcing(cycle: Cycle, seen: Seen) -> list[str]:
    found = []
    if seen.loose:
        found.append(say(LOOSE, count=seen.loose))
    if cycle.draft_until and seen.on <= cycle.draft_until:
        found.append(say(REMARKS_RUN, day=cycle.draft_until))
    if waiting := cycle.remarks.filter(answered_at=None).count():
        found.append(say(REMARKS_OPEN, count=waiting))
    return found


def _address(route: str, cycle: Cycle) -> str:
    for name in (*ELSEWHERE.get(route, ()), route):
        for args in ([cycle.code], []):
            try:
                return reverse(name, args=args)
            except NoReverseMatch:
                continue
    return ""
