"""Cycles, runs and results in words."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from parvaneh.casework.procedures import procedure_of
from parvaneh.frame.language import language_now
from parvaneh.frame.listing import Grade, Tag
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import code_digits
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.procedure import states_of
from parvaneh.law.ruling import Status
from parvaneh.law.values import DatedValue
from parvaneh.ranking.models import Cycle, Run, RunState
from parvaneh.scoring.report.voice import STATUSES as STANDINGS
from parvaneh.scoring.report.voice import Voice, shipped_value
from parvaneh.scoring.telling import told

YEARLY = msg("Ranking of {year}")
OUT_OF_TURN = msg("Extraordinary evaluation no. {number} of {year}")
TONES: Mapping[str, str] = {
    "announced": "ok",
    "objections": "ok",
    "final": "ok",
    "closed": "plain",
}
RUN_STATES: Mapping[str, tuple[str, str]] = {
    RunState.ORDERED: (msg("being computed"), "note"),
    RunState.DONE: (msg("done"), "ok"),
    RunState.FAILED: (msg("no result"), "bad"),
}
STANDING_TONES: Mapping[str, str] = {
    "active": "ok",
    "suspended": "warn",
    "revoked": "bad",
    "ungraded": "bad",
    "initial": "note",
}
COUNTED: Mapping[str, str] = {
    "assessments": msg("Assessments by reports and inspections (the newest day of each)"),
    "survey": msg("Clients who answered the survey"),
    "services": msg("Services"),
    "monitoring": msg("Monitored systems of offices"),
    "training": msg("Courses that staff took"),
    "staff": msg("Stays of staff"),
    "records": msg("Convictions of the record"),
    "applicability": msg("Criteria said to apply or not"),
}
OFFICE_STATUSES: Mapping[str, str] = {
    "active": msg("working"),
    "suspended": msg("suspended"),
    "revoked": msg("revoked in the period"),
}
TOUCHES: Mapping[str, str] = {
    "3": msg("every total, and with it every place and grade"),
    "4": msg("the scores of indicators, and all that follows from them"),
    "7": msg("every grade"),
    "8": msg("what was measured, and all that follows from it"),
    "9": msg("the effects of grades only; results stand without it"),
}
TOUCHES_ELSE = msg("the results that rest on it")
NO_GRADE = msg("not graded")


class Loose(NamedTuple):
    """A value that is not official: what it is, what it touches, whether it stops announcing."""

    key: str
    name: str
    status: Tag
    touches: str
    stops: bool
    article: str


def cycle_name(cycle: Cycle) -> str:
    """What a cycle is called."""
    if cycle.extraordinary:
        # Year and number apart: a hyphen between them would turn their order in Persian.
        year, _, number = code_digits(cycle.code, language_now()).partition("-")
        return say(OUT_OF_TURN, number=number, year=year)
    return say(YEARLY, year=code_digits(str(cycle.year), language_now()))


def cycle_tag(cycle: Cycle) -> Tag:
    """Where a cycle stands."""
    return Tag(state_said(cycle.case.state), TONES.get(cycle.case.state, "note"))


def state_said(state: str) -> str:
    """The word for where a cycle stands."""
    known = {one.key: one for one in states_of(procedure_of("ranking_cycle"))}
    return shown(known[state]) if state in known else state


def run_tag(run: Run) -> Tag:
    """Where a run stands."""
    words, tone = RUN_STATES[run.state]
    return Tag(say(words), tone)


def standing_tag(status: str) -> Tag:
    """How an office stands in a ranking."""
    return Tag(say(STANDINGS[status]), STANDING_TONES.get(status, "plain"))


def grade_cell(key: str, bands: Sequence[Band]) -> Grade | None:
    """A grade as a list shows it; None for none."""
    for place, band in enumerate(bands, 1):
        if band.key == key:
            return Grade(shown(band), place, len(bands))
    return None


def voice_of(bands: Sequence[Band]) -> Voice:
    """How results are spoken of, in the reader's language."""
    return Voice(language_now(), bands)


def value_name(key: str) -> str:
    """What a dated value is called; the key itself for one that no longer is."""
    found = shipped_value(key)
    return shown(found) if found else key


def faults_said(faults: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Why a run has no result: each sentence with its articles."""
    return [(told(one, language_now()), cites(one["cites"])) for one in faults]


def loose(entry: DatedValue, *, stops: bool) -> Loose:
    """A value that is not official, as the page of a cycle lists it."""
    words, tone = LOOSE_STATUSES[entry.status]
    article = str(entry.cites[0]) if entry.cites else ""
    number = entry.key.split(".")[1] if "." in entry.key else ""
    return Loose(
        entry.key,
        shown(entry),
        Tag(say(words), tone),
        say(TOUCHES.get(number, TOUCHES_ELSE)),
        stops,
        cites([article]) if article else "",
    )


LOOSE_STATUSES: Mapping[str, tuple[str, str]] = {
    Status.OFFICIAL: (msg("official"), "ok"),
    Status.ASSUMED: (msg("our reading"), "note"),
    Status.PROVISIONAL: (msg("provisional"), "warn"),
    Status.DEMONSTRATION: (msg("demonstration"), "warn"),
}
