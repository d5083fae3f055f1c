"""What pages say of imports."""

from collections.abc import Mapping

from parvaneh.frame.language import language_now
from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import say
from parvaneh.imports.faults import Change, Report, Wrong
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.models import Import, State
from parvaneh.imports.sheets import articles
from parvaneh.kit.languages import Language, msg, show

MOST_FAULTS = 100
STATES: Mapping[str, tuple[str, str]] = {
    State.GIVEN.value: (msg("waits to be checked"), "note"),
    State.CHECKED.value: (msg("checked, not stored"), "note"),
    State.ORDERED.value: (msg("is being stored"), "note"),
    State.DONE.value: (msg("stored"), "ok"),
    State.UNDONE.value: (msg("undone"), "plain"),
}
WRONG = msg("has faults")
ALL_SAME = msg("nothing new")
COUNTS: Mapping[str, str] = {
    "rows": msg("rows in the file"),
    "new": msg("new"),
    "changed": msg("changed"),
    "same": msg("as they stand already"),
    "wrong": msg("with faults"),
}


def state_tag(given: Import) -> Tag:
    """The state of an import in words, with its tone."""
    words, tone = STATES[given.state]
    if given.state == State.CHECKED and given.counts.get("faults"):
        return Tag(say(WRONG), "bad")
    if given.state == State.CHECKED and not _would_do(given):
        return Tag(say(ALL_SAME), "plain")
    return Tag(say(words), tone)


def tiles(given: Import) -> list[dict[str, object]]:
    """The counts of an import at a glance."""
    tones = {"wrong": "bad"} if given.counts.get("wrong") else {}
    return [
        {
            "value": show(given.counts.get(key, 0), language_now()),
            "label": say(label),
            "tone": tones.get(key, ""),
        }
        for key, label in COUNTS.items()
    ]


def fault_rows(given: Import, report: Report) -> list[list[str]]:
    """The first faults: cell, column, found, what is wrong, articles."""
    return [_fault(given, one) for one in report.faults[:MOST_FAULTS]]


def change_rows(given: Import, report: Report) -> list[list[str]]:
    """A sample of what would change: row, of what, column, before, after."""
    return [_change(given, one) for one in report.changes]


def notices(report: Report) -> list[str]:
    """What the reader should know of the file."""
    at = 0 if language_now() is Language.FA else 1
    return [one[at] for one in report.notices]


def column_name(given: Import, key: str) -> str:
    """The name of a column for people; empty where it is none."""
    kind = KINDS[given.kind]
    return next((show(one.name, language_now()) for one in kind.columns if one.key == key), "")


def may_be_stored(given: Import) -> bool:
    """Whether anything of a checked import can be stored."""
    return given.state == State.CHECKED and _would_do(given)


def _would_do(given: Import) -> bool:
    return bool(given.counts.get("new") or given.counts.get("changed"))


def _fault(given: Import, one: Wrong) -> list[str]:
    language = language_now()
    row = "" if one.row is None else show(one.row, language)
    return [
        one.cell or row,
        column_name(given, one.column),
        one.found,
        one.said(language),
        articles(one.cites, language),
    ]


def _change(given: Import, one: Change) -> list[str]:
    subject = one.subject.partition(":")[2]
    row = show(one.row, language_now())
    return [row, subject, column_name(given, one.column), one.before, one.after]
