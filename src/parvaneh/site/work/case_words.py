"""What the generic case page says of any case: its state, its course, its limits, in words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from markupsafe import Markup, escape

from parvaneh.access.models import User
from parvaneh.casework.models import Case, Document, Notice
from parvaneh.casework.notes import MENTION, Written, mentioned
from parvaneh.casework.procedures import procedure_of, state_of
from parvaneh.casework.queries import Entry, OpenStep
from parvaneh.frame.pages_environment import cites, code, moment, say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.procedure import Procedure, states_of
from parvaneh.law.vocabulary import ACTORS, Actor
from parvaneh.ledger.models import Event
from parvaneh.site.document_title import document_title
from parvaneh.site.step_pages import step_address

TOLD: Mapping[str, str] = {
    "case.opened": msg("The case was opened"),
    "case.step-taken": msg("{step}: the case is now {state}"),
    "case.handed-over": msg("Handed over to another case"),
    "case.assigned": msg("Given to somebody to work on"),
    "case.unassigned": msg("Taken from whoever worked on it"),
    "case.note-written": msg("A note was written"),
    "case.note-edited": msg("A note was changed"),
    "deadline.stopped": msg("A time limit was stopped"),
    "deadline.restarted": msg("A time limit runs again"),
    "deadline.extended": msg("A time limit was made longer"),
    "deadlines.recomputed": msg("Time limits were counted again"),
    "document.pended": msg("A letter was decided on"),
    "document.rendered": msg("A letter was made and sealed"),
    "document.added": msg("A file was added"),
    "document.superseded": msg("A document was replaced by a later version"),
    "document.withdrawn": msg("A document was withdrawn"),
    "notice.sent": msg("A document was sent to its addressee"),
    "notice.viewed": msg("The addressee opened the document"),
    "notice.served": msg("The document is served"),
    "notice.returned": msg("A document came back unserved"),
    "notice.withdrawn": msg("A notice sent in error was taken back"),
    "case.recused": msg("Somebody was declared recused"),
    "case.absent": msg("Somebody was declared absent"),
    "case.abstained": msg("Somebody abstains"),
    "case.recusal-ended": msg("A declaration of recusal was ended"),
    "deadlines.served": msg("A time limit runs from the day of service"),
    "deadline.recounted": msg("A time limit was counted again by the changed calendar"),
}
TONES = {
    "notice.returned": "warn",
    "notice.withdrawn": "warn",
    "document.withdrawn": "warn",
    "deadline.stopped": "warn",
    "notice.served": "ok",
}
PAPER = msg("Document: {title}")
PAPERS = {"document.withdrawn": msg("Document withdrawn: {title}")}
OTHER = msg("Something else was done")
NOTE, NOTE_CHANGED = msg("Note"), msg("Note, changed since")
CORRECT_NOTE = msg("Correct the note")
BY_THE_PRODUCT = msg("the product itself")

# As messages hold it, isolated or not.
NUMBER = re.compile("\u2068?(\\d{4}-\\d{2}-\\d{6,}-\\d{2})\u2069?")


@dataclass(frozen=True)
class Told:
    """One entry of a timeline in the reader's words."""

    at: Any
    title: str
    by: str
    text: str = ""
    tone: str = ""
    act: tuple[str, str] | None = None  # what the reader may do about it: words, address


def procedure_name(key: str) -> str:
    """The name of a kind of case."""
    return shown(procedure_of(key).term)


def state_name(procedure: Procedure, key: str) -> str:
    """The name of a state."""
    return shown({one.key: one for one in states_of(procedure)}.get(key, key))


def state_of_case(case: Case) -> str:
    """The state of a case."""
    return state_name(procedure_of(case.procedure), case.state)


def whose_turn(case: Case) -> str:
    """For whom a case waits."""
    return shown([ACTORS[Actor(one)] for one in case.waits_for])


def steps_said(case: Case, steps: Iterable[OpenStep]) -> list[dict[str, object]]:
    """What may happen next: each step, where it leads, who may take it, and its article."""
    return [
        {
            "key": one.step.key,
            "url": step_address(case, one.step.key),
            "name": shown(one.step),
            "target": shown(one.step.target),
            "by": shown([ACTORS[actor] for actor in one.step.by]),
            "cites": cites(one.step.cites),
            "added": one.step.added,
            "ends": one.step.target.ends,
            "is_mine": one.is_mine and one.step.by != (Actor.CLOCK,),
        }
        for one in steps
    ]


def numbers_set(text: str) -> Markup:
    """A text in which each number of a case keeps its own order."""
    found = NUMBER.split(text)
    return Markup("").join(code(one) if at % 2 else one for at, one in enumerate(found))


def course_said(case: Case, entries: Iterable[Entry], reader: User) -> list[Told]:
    """The timeline of a case in words, names looked up once; one's own notes may be corrected."""
    listed = list(entries)
    notes = {one.thing.code: one.thing for one in listed if isinstance(one.thing, Written)}
    # A note that can be read says itself that it was written.
    known = [one for one in listed if not _is_of_a_note(one, notes)]
    spoken_of = (f"user:{code}" for note in notes.values() for code in mentioned(note.text))
    names = _names([*(one.by for one in known), *spoken_of])
    return [_told(case, one, names, reader) for one in known]


def event_said(case: Case, event: Event) -> str:
    """What an event of a case says."""
    return say(TOLD.get(event.kind, OTHER), **_named(case, event))


def _is_of_a_note(entry: Entry, notes: Mapping[str, Written]) -> bool:
    return isinstance(entry.thing, Event) and entry.thing.facts.get("note") in notes


def _with_names(text: str, names: Mapping[str, str]) -> Markup:
    """A note's text, escaped, with the people whom it mentions by their names."""

    def named(found: re.Match[str]) -> str:
        name = names.get(f"user:{found[1].lower()}")
        return Markup('<bdi class="mention">@{}</bdi>').format(name) if name else found[0]

    # Nothing that is escaped looks like a mention.
    return Markup(MENTION.sub(named, str(escape(text))))  # noqa: S704 - escaped just before


def _told(case: Case, entry: Entry, names: Mapping[str, str], reader: User) -> Told:
    by = names.get(entry.by, say(BY_THE_PRODUCT) if entry.by == "system" else "")
    if isinstance(entry.thing, Written):
        return _note(case, entry.thing, by, names, reader)
    title = say(TOLD.get(entry.kind, OTHER), **_named(case, entry.thing))
    if isinstance(entry.thing, Document):
        title = say(PAPERS.get(entry.kind, PAPER), title=document_title(entry.thing))
    elif isinstance(entry.thing, Notice):
        title = f"{title}: {document_title(entry.thing.document)}"
    return Told(moment(entry.at), title, by, tone=TONES.get(entry.kind, ""))


def _note(case: Case, note: Written, by: str, names: Mapping[str, str], reader: User) -> Told:
    address = reverse("case_note_edit", args=[case.number, note.code])
    return Told(
        moment(note.written_at),
        say(NOTE if note.version == 1 else NOTE_CHANGED),
        by,
        _with_names(note.text, names),
        act=(say(CORRECT_NOTE), address) if note.author == reader else None,
    )


def _named(case: Case, thing: object) -> dict[str, object]:
    if not isinstance(thing, Event) or thing.kind != "case.step-taken":
        return {}
    kind = procedure_of(case.procedure)
    key = thing.facts.get("step")
    step = next((one for one in kind.steps if one.key == key), None)
    return {"step": step or str(key), "state": state_of(kind, thing.after)}


def _names(keys: Iterable[str]) -> dict[str, str]:
    codes = {key.removeprefix("user:") for key in keys if key.startswith("user:")}
    rows = User.objects.filter(code__in=codes).values_list("code", "name") if codes else ()
    return {f"user:{code}": name for code, name in rows}
