"""The derivation of one office as lines for a terminal, in either language."""

from collections.abc import Iterator, Sequence

from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean, isolate
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.scoring.report.account import SUM, Account, Criterion, Part, Told, Tree, account_of
from parvaneh.scoring.report.voice import NOTHING, Voice

INDENT = "   "
OFFICE = msg("Office {code}: {title}, {province}")
GRADE = msg("grade: {grade}")
TOTAL = msg("total score: {total}")
PLACE = msg("place: {place}, in the province {province_place}")
STATUS = msg("status: {status}")
ANSWERS = msg("survey answers: {count}")
PROVISIONAL = msg("NOT OFFICIAL: rests on provisional values ({keys}).")


def lines_of(tree: Tree, voice: Voice, bands: Sequence[Band]) -> list[str]:
    """The account of one office, line by line: result, sum, indicators, reasons.

    Args:
        tree: the derivation as a run writes it.
        voice: the language, with the grades of the run.
        bands: the grades, the highest first.
    """
    account = account_of(tree, voice, bands)
    lines = [*_head(account, voice), ""]
    if account.products:
        lines += [
            _cited(voice.word(SUM), ("D1404 3",), voice),
            f"{INDENT}{isolate(account.products)}",
        ]
        lines += [f"{INDENT}= {isolate(account.exact_total)}"] if account.exact_total else []
        lines.append("")
    for part in account.parts:
        lines += [*_part(part, voice), ""]
    lines.append(voice.word(msg("What the law says of this result:")))
    lines += [f"{INDENT}{line}" for line in _told(account.reasons, voice)]
    return [*lines, f"{INDENT}{account.next_grade}"] if account.next_grade else lines


def _head(account: Account, voice: Voice) -> Iterator[str]:
    tree = account.tree
    yield voice.say(
        OFFICE,
        code=tree["office"],
        title=clean(tree["title"]),
        province=voice.province(tree["province"]),
    )
    mark = voice.grade(tree["grade"])
    facts = [
        voice.say(STATUS, status=voice.status(tree["standing"])),
        voice.say(GRADE, grade=f"{mark.word} {mark.tiles}".strip()),
    ]
    if account.total is not None:
        facts.append(voice.say(TOTAL, total=account.total))
    if tree["place"] is not None:
        where = {"place": tree["place"], "province_place": tree["province_place"]}
        facts.append(voice.say(PLACE, **where))
    facts.append(voice.say(ANSWERS, count=tree["survey_n"]))
    yield " · ".join(facts)
    if account.provisional:
        yield voice.say(PROVISIONAL, keys=tuple(one.sentence for one in account.provisional))


def _part(part: Part, voice: Voice) -> Iterator[str]:
    score = voice.number(part.score, 2)
    gained = voice.number(part.gained, 2)
    available = voice.number(part.available, 2)
    head = voice.say(
        msg("{code} {name}: {score} of 100, which gives {gained} of {available} points"),
        code=part.code,
        name=part.name,
        score=score,
        gained=gained,
        available=available,
    )
    yield _cited(head, part.cites, voice)
    if part.formula:
        yield f"{INDENT}= {isolate(part.formula)}"
    for criterion in part.criteria:
        yield from _criterion(criterion, voice)
    for conviction in part.convictions:
        yield _cited(f"{INDENT}− {voice.show(conviction.deduction)}  {conviction.sentence}",
                     conviction.cites, voice)  # fmt: skip
    for line in _told(part.reasons, voice):
        yield f"{INDENT}{line}"


def _criterion(criterion: Criterion, voice: Voice) -> Iterator[str]:
    shown = voice.number(criterion.score, 2)
    told = criterion.state if criterion.score is None else shown
    head = f"{voice.show(criterion.code)} {criterion.name}: {told}"
    yield _cited(f"{INDENT}{head}", criterion.cites, voice)
    if criterion.formula:
        yield f"{INDENT * 2}= {isolate(criterion.formula)}"
    for measure in criterion.measures:
        yield f"{INDENT * 2}{measure.name}: {voice.number(measure.score, 2)}"
        for line in measure.lines:
            yield f"{INDENT * 3}{line}"


def _told(reasons: Sequence[Told], voice: Voice) -> Iterator[str]:
    for reason in reasons:
        yield _cited(reason.sentence or NOTHING, reason.cites, voice)


def _cited(sentence: str, cites: Sequence[str], voice: Voice) -> str:
    return f"{sentence} [{voice.citations(cites)}]" if cites else sentence
