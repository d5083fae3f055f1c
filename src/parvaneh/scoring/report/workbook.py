"""`results.xlsx`: the ranking as a workbook to filter, print and hand on.

Right to left with Persian headings, the English one beneath; a sheet for each province. Codes are
text, scores are numbers shown with a few decimals; no text ever becomes a formula. The exact
fractions stand in the derivations, the official rounding in `results.csv`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Book, Column, Kind
from parvaneh.kit.sheets.writing import Value
from parvaneh.kit.text import Language
from parvaneh.scoring.outcome import INDICATOR_CODES
from parvaneh.scoring.report import method
from parvaneh.scoring.report.facts import Facts, Row
from parvaneh.scoring.report.voice import Voice

LONGEST_NAME = 31
NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")
# Light enough for black text, by grade class from the highest to the lowest.
FILLS = {
    "grade-1": "#dbe6f6",
    "grade-2": "#d8eeee",
    "grade-3": "#e6efdb",
    "grade-4": "#f8e9d2",
    "grade-5": "#f6d9de",
}
KEPT_IN_SIGHT = 2

ALL = msg("All results")
HONOURED = msg("To be honoured")
BELOW = msg("Below the national average")
UNGRADED = msg("Not graded")
ABOUT = msg("About this ranking")


@dataclass(frozen=True, slots=True)
class _Field:
    """One column: its heading, how it is written, and where its value comes from."""

    heading: str
    value: Callable[[Row], Value]
    width: int = 14
    places: int | None = None  # decimals of a number; None for text
    is_grade: bool = False


def write_workbook(path: Path, facts: Facts, language: Language = Language.FA) -> None:
    """Write `results.xlsx`.

    Args:
        path: where.
        facts: of the ranking.
        language: of headings and words; Persian sheets run right to left.

    Raises:
        OSError: it cannot be written.
    """
    voice = Voice(language, facts.bands)
    fields = _fields(voice)
    names = _Names(voice)
    with Book(path, language) as book:
        _sheet(book, names.of(voice.word(ALL)), fields, facts.rows, voice)
        _sheet(book, names.of(voice.word(HONOURED)), fields, facts.honoured, voice)
        _sheet(book, names.of(voice.word(BELOW)), fields, facts.below, voice)
        _sheet(book, names.of(voice.word(UNGRADED)), _reasons(voice), facts.ungraded, voice)
        for one in facts.provinces:
            _sheet(book, names.of(voice.province(one.key)), fields, one.rows, voice)
        columns = [Column(voice.word(ABOUT), 40, wrapped=True), Column("", 90, wrapped=True)]
        book.sheet(names.of(voice.word(ABOUT)), columns, _about(facts, voice))


class _Names:
    """Names of sheets: short enough, without forbidden signs, none twice."""

    def __init__(self, voice: Voice) -> None:
        self._used: set[str] = set()
        self._sheet = voice.word(msg("sheet"))

    def of(self, wanted: str) -> str:
        plain = wanted.translate(NOT_IN_NAMES).strip() or self._sheet
        name = plain[:LONGEST_NAME]
        number = 2
        while name.casefold() in self._used:
            tail = f" {number}"
            name = plain[: LONGEST_NAME - len(tail)] + tail
            number += 1
        self._used.add(name.casefold())
        return name


def _sheet(
    book: Book, name: str, fields: Sequence[_Field], rows: Iterable[Row], voice: Voice
) -> None:
    columns = [
        Column(
            heading=field.heading,
            width=field.width,
            kind=Kind.TEXT if field.places is None else Kind.NUMBER,
            places=field.places or 0,
        )
        for field in fields
    ]
    page = book.sheet(name, columns, frozen=KEPT_IN_SIGHT)
    for row in rows:
        fill = FILLS.get(voice.grade(row.result.grade).look)
        fills = [fill if field.is_grade else None for field in fields]
        page.add([field.value(row) for field in fields], fills)
    page.filter()


def _heading(message: str, voice: Voice) -> str:
    """Persian above, English beneath, so that either reader finds the column."""
    spoken = voice.word(message)
    return f"{spoken}\n{message}" if voice.is_persian else spoken


GRADE = msg("grade")


def _fields(voice: Voice) -> list[_Field]:
    def head(message: str) -> str:
        return _heading(message, voice)

    return [
        *_who(voice),
        _Field(head(msg("status")), lambda row: voice.status(row.result.status), 12),
        _Field(head(GRADE), lambda row: _grade(row, voice), 16, is_grade=True),
        _Field(head(msg("total score")), lambda row: row.result.total, 12, 4),
        _Field(head(msg("place")), lambda row: row.result.place, 9, 0),
        _Field(head(msg("place in the province")), lambda row: row.result.province_place, 12, 0),
        *(_score(at, code, voice) for at, code in enumerate(INDICATOR_CODES)),
        _Field(head(msg("grades lost by demotion")), lambda row: row.result.demoted_by, 12, 0),
        _Field(head(msg("survey answers")), lambda row: row.result.survey_n, 12, 0),
    ]


def _who(voice: Voice) -> list[_Field]:
    return [
        _Field(_heading(msg("code"), voice), lambda row: row.office.code, 12),
        _Field(_heading(msg("office"), voice), lambda row: row.office.title, 46),
        _Field(
            _heading(msg("province"), voice), lambda row: voice.province(row.office.province), 20
        ),
        _Field(_heading(msg("county"), voice), lambda row: row.office.county, 18),
        _Field(_heading(msg("city"), voice), lambda row: row.office.city, 18),
    ]


def _score(at: int, code: str, voice: Voice) -> _Field:
    return _Field(f"{voice.indicator(code)}\n{code}", lambda row: row.result.indicators[at], 14, 2)


def _reasons(voice: Voice) -> list[_Field]:
    heading = _heading(msg("nothing could be assessed in"), voice)
    return [*_who(voice), _Field(heading, lambda row: voice.indicators(row.unassessed), 70)]


def _grade(row: Row, voice: Voice) -> str:
    mark = voice.grade(row.result.grade)
    return f"{mark.word} {mark.tiles}" if mark.tiles else ""


def _about(facts: Facts, voice: Voice) -> Iterator[tuple[str, str]]:
    run, word = facts.run, voice.word
    yield word(msg("ranking of the year")), voice.digits(str(run.year))
    period = facts.ranking.period
    yield (
        word(msg("period")),
        voice.say(msg("{first} to {last}"), first=period.first, last=period.last),
    )
    yield word(msg("Made on")), voice.moment(run.made_at)
    yield word(msg("Program version")), run.code_version
    yield word(msg("Root of the bundle")), run.root or "—"
    if not facts.ranking.official:
        yield word(msg("Provisional: not an official ranking")), ""
        for value in facts.provisional:
            yield voice.show(value), voice.citations(value.cites)
    if facts.run.generated:
        yield word(msg("The evidence is generated: no office named here is a real one.")), ""
    average = facts.ranking.average
    if average is not None:
        shown = f"{voice.number(average, 4)} — {voice.grade_word(facts.ranking.average_grade)}"
        yield word(msg("national average")), shown
    for band in facts.bands:
        yield _band(band.key, voice), method.bound(band, voice)
    for sentence, cites in method.steps(facts, voice):
        yield voice.citations(cites), sentence
    yield word(msg("Missing evidence")), method.missing_rule(facts, voice)
    yield word(msg("Small surveys")), method.survey_rule(facts, voice)
    for file in run.files:
        yield file.name, f"SHA-256 {file.sha256}"


def _band(key: str, voice: Voice) -> str:
    mark = voice.grade(key)
    return f"{mark.word} {mark.tiles}"
