"""What a score was taken from, in one line each: rows of files, and counts of the large sheets."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.directive_1392.person import Level
from parvaneh.scoring.report.voice import Voice

Tree = Mapping[str, Any]
SEPARATOR = " · "
COUNTED: Mapping[str, str] = {
    "fee_exempt": msg("{counted} of {services} services were for persons exempt from fees"),
    "below_tariff": msg("{counted} of {services} services were charged below tariff"),
    "in_prison": msg("{counted} of {services} services were given in prisons"),
}
FULL_SHARE = msg("the full score begins at a share of {full}")
ANSWERS = msg("{count} answers; of the worst to the best answer: {answers}; points: {points}")
UPTIME = msg("{system}: up {up} of {due} minutes due")
HOURS = msg("{rows} workshops, {hours} hours together; the full score begins at {full} hours")
STAY = msg("{education}, {months} months of experience: {days} of {due} days in post")
NEWEST = msg("newest on {on}")
MEAN_OF = msg("mean of {count} of that day")
ROW = msg("row {row}")
HELD = msg("{hours} hours on {on}")
SCORED = msg("{score} on {on}")
IN_POST = msg("{education}, {months} months of experience, from {start}")
IN_POST_UNTIL = msg("{education}, {months} months of experience, from {start} to {end}")
FINAL = msg("final on {on}")
RULING = msg("ruling {ruling}")
NOT_COUNTED = msg("does not count in this period")
REVOKES = msg("revokes the licence")


def evidence_line(row: Tree, voice: Voice) -> str:
    """One row of a small sheet: what it says, and where it stands."""
    return SEPARATOR.join(filter(None, (*_said(row, voice), *_where(row, voice))))


def measured_line(method: Tree, voice: Voice) -> Iterator[str]:
    """What was counted for a way of measuring, one line for each thing counted."""
    counts = method.get("counts") or {}
    if method.get("newest_on"):
        several = counts.get("assessments", 1) > 1
        # Where the rows themselves are at hand they say the day.
        parts = [] if method["evidence"] else [voice.say(NEWEST, on=_day(method["newest_on"]))]
        parts += [voice.say(MEAN_OF, count=counts["assessments"])] if several else []
        yield from [SEPARATOR.join(parts)] if parts else []
    yield from _counted(counts, voice)


def _counted(counts: Tree, voice: Voice) -> Iterator[str]:
    if "answers" in counts:
        points = tuple(Fraction(worth) for worth in counts["points"])
        answers = tuple(counts["answers"])
        yield voice.say(ANSWERS, count=sum(answers), answers=answers, points=points)
    if "services" in counts:
        yield voice.say(
            COUNTED[counts["counted_as"]], counted=counts["counted"], services=counts["services"]
        )
        yield voice.say(FULL_SHARE, full=Fraction(counts["full_share"]))
    if "hours" in counts:
        full, hours = counts["full_hours"], Fraction(counts["hours"])
        yield voice.say(HOURS, rows=counts["rows"], hours=hours, full=full)
    for one in counts.get("systems", ()):
        told = {"up": one["minutes_up"], "due": one["minutes_due"]}
        yield voice.say(UPTIME, system=clean(one["system"]), **told)
    for one in counts.get("staff", ()):
        yield voice.say(
            STAY,
            education=_education(one["education"], voice),
            months=one["months"],
            days=one["days"],
            due=one["days_due"],
        )


def _said(row: Tree, voice: Voice) -> Iterator[str]:
    if "name" in row:
        yield from _conviction(row, voice)
    elif "hours" in row:
        yield voice.say(HELD, hours=Fraction(row["hours"]), on=_day(row["on"]))
    elif "education" in row:
        yield from _stay(row, voice)
    else:
        yield voice.say(SCORED, score=Fraction(row["score"]), on=_day(row["on"]))
        if row.get("reference"):
            yield voice.text(row["reference"])


def _conviction(row: Tree, voice: Voice) -> Iterator[str]:
    yield row["name"]
    yield voice.say(FINAL, on=_day(row["final_on"]))
    if row.get("ruling"):
        yield voice.say(RULING, ruling=clean(row["ruling"]))
    if row.get("revokes"):
        yield voice.word(REVOKES)
    elif not row.get("counts", True):
        yield voice.word(NOT_COUNTED)


def _stay(row: Tree, voice: Voice) -> Iterator[str]:
    yield voice.text(row["post"])
    told = {
        "education": _education(row["education"], voice),
        "months": row["months"],
        "start": _day(row["from"]),
    }
    if row["until"]:
        yield voice.say(IN_POST_UNTIL, **told, end=_day(row["until"]))
    else:
        yield voice.say(IN_POST, **told)


def _where(row: Tree, voice: Voice) -> Iterator[str]:
    if row.get("file"):
        yield voice.text(row["file"])
    if row.get("row"):
        yield voice.say(ROW, row=row["row"])


def _education(code: str, voice: Voice) -> str:
    if code in set(Level):
        return voice.show(Level(code))
    return voice.word(msg("diploma")) if code == "diploma" else voice.show(code)


def _day(text: str) -> date:
    return date.fromisoformat(text)
