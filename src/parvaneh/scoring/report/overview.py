"""A ranking in a few lines for a terminal: the top, the grades, what is missing."""

from collections.abc import Iterator

from parvaneh.kit.languages import Language, msg
from parvaneh.scoring.report.facts import Facts
from parvaneh.scoring.report.voice import SHEETS, STATUSES, Voice

HEADING = msg("Ranking of {year}: {offices} offices, {placed} with a place.")
PROVISIONAL = msg("Provisional, never official: {keys}.")
GENERATED = msg("The evidence is generated; no real office is meant.")
TOP = msg("The highest {count}:")
GRADES = msg("Grades:")
STATUS = msg("Status:")
MISSING = msg("What is missing:")
NOTHING_MISSING = msg("Nothing is missing.")
SHEET_MISSING = msg("The sheet «{sheet}» was not given.")
FEW_ANSWERS = msg("Fewer survey answers than the least number: {count} offices.")
UNGRADED = msg("Not graded for want of evidence: {count} offices.")
NOTICES = msg("Remarks on the evidence: {count}, in notices.csv.")
PLACES = 2


def overview(facts: Facts, language: Language, top: int) -> list[str]:
    """The lines.

    Args:
        facts: of the ranking.
        language: Persian or English.
        top: how many of the highest offices to show.
    """
    voice = Voice(language, facts.bands)
    counts = {"offices": len(facts.rows), "placed": len(facts.placed)}
    lines = [voice.say(HEADING, year=facts.run.year, **counts)]
    if facts.run.generated:
        lines.append(voice.word(GENERATED))
    if facts.provisional:
        names = [value.fa if voice.is_persian else value.en for value in facts.provisional]
        lines.append(voice.say(PROVISIONAL, keys=names))
    lines += ["", voice.say(TOP, count=min(top, len(facts.placed)))]
    lines += _top(facts, voice, top)
    lines += ["", voice.word(GRADES)]
    for band in facts.bands:
        lines.append(_counted(voice, voice.show(band), facts.grades[band.key]))
    lines += ["", voice.word(STATUS)]
    for status, count in facts.statuses.items():
        lines.append(_counted(voice, voice.word(STATUSES[status.value]), count))
    return [*lines, "", *_missing(facts, voice)]


def _top(facts: Facts, voice: Voice, top: int) -> Iterator[str]:
    for row in facts.placed[:top]:
        result = row.result
        place, band = facts.band(result.grade)
        yield "  ".join(
            (
                f"{voice.number(result.place):>4}",
                f"{voice.digits(row.office.code):<12}",
                f"{voice.number(result.total, PLACES):>7}",
                "■" * (len(facts.bands) - place + 1) + "□" * (place - 1),
                voice.show(band),
                row.office.title,
            )
        )


def _counted(voice: Voice, name: str, count: int) -> str:
    return f"{voice.number(count):>7}  {name}"


def _missing(facts: Facts, voice: Voice) -> Iterator[str]:
    absent = [sheet for sheet in facts.gaps.sheets if not sheet.given]
    lines = [voice.say(SHEET_MISSING, sheet=voice.word(SHEETS[sheet.name])) for sheet in absent]
    if facts.few_answers:
        lines.append(voice.say(FEW_ANSWERS, count=facts.few_answers))
    if facts.ungraded:
        lines.append(voice.say(UNGRADED, count=len(facts.ungraded)))
    if not lines:
        yield voice.word(NOTHING_MISSING)
    else:
        yield voice.word(MISSING)
        yield from (f"  {line}" for line in lines)
    if facts.run.notices:
        yield voice.say(NOTICES, count=len(facts.run.notices))
