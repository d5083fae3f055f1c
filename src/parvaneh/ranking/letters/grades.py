"""The letter by which an office learns its grade (6, 7, 12)."""

from parvaneh.casework.letter_kinds import Occasion
from parvaneh.kit.languages import msg
from parvaneh.kit.letters import Letter, Listing, Paragraph
from parvaneh.kit.letters.content import Block
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.ranking.letters.parts import (
    Facts,
    Said,
    bars_of,
    day_of,
    letter,
    mark_of,
    standing_told,
)

SUBJECT = msg("Grade of the office in the ranking of {year}")
MADE = msg(
    "The Services Deputy evaluated the offices for the period from {first} to {last}. "
    "The grade of this office, announced on {announced} and in force since then, is:"
)
MADE_EXTRAORDINARY = msg(
    "The Services Deputy evaluated this office out of turn, for the period from {first} to {last}: "
    "{reason}. Its grade, announced on {announced} and in force since then, is:"
)
NO_GRADE = msg(
    "The Services Deputy evaluated the offices for the period from {first} to {last}. This office "
    "could not be graded, for nothing could be assessed in some indicator. It keeps the grade "
    "that it had."
)
INITIAL = msg(
    "The office had no full period yet, so it holds the initial grade without a place in the list."
)
DEMOTED = msg("A final conviction lowered the grade that the total gives, by {count} (article 4).")
BLANK = msg(
    "{indicator}: nothing could be assessed; its weight was shared as the rules say, or none given."
)
OBJECT = msg(
    "The manager may object until the end of {last}, with reasons and documents, to the Provincial "
    "Deputy: in the system under case {case}, or in writing (D1404, article 12)."
)
OBJECT_WAITS = msg(
    "The manager may object, with reasons and documents, to the Provincial Deputy: in the system "
    "under case {case}, or in writing (D1404, article 12). The days for that begin when this "
    "letter is served."
)
STANDS = msg(
    "Until a decision on an objection this grade stands and is shown wherever services are offered "
    "(D1404, articles 6 and 13)."
)
EFFECT = msg("Because of the grade: {effect} (D1404, article 9).")
DUTY = msg(
    "The grade lies below the national average: duties foreseen for such grades are carried out "
    "(D1404, article 11)."
)
OTHERS = msg(
    "Benefits that other rules grant for the same acts stay as they are, whatever the grade "
    "(D1404, article 10)."
)
VERIFY = msg(
    "This letter can be checked by its number, its code or its file on the page for verifying. The "
    "root of the proof of the whole ranking begins with {root}; the line of the log at the "
    "foot of this page makes each reader a witness."
)
ANSWERS = msg("Answers of clients")
FOLLOWS = msg("What follows")
SIGNED = msg("Services Deputy")


def grade_letter(occasion: Occasion) -> Letter:
    """The letter; its facts are those of `operations.letters.grade_facts`."""
    said, facts = Said(occasion), occasion.facts
    return letter(
        occasion,
        subject=said(SUBJECT, year=facts["year"]),
        body=tuple(_body(occasion, said, facts)),
        signature=SIGNED,
    )


def _body(occasion: Occasion, said: Said, facts: Facts) -> list[Block]:
    days = {"first": day_of(facts, "first"), "last": day_of(facts, "last")}
    if facts["grade"] is None:
        blocks: list[Block] = [Paragraph(said(NO_GRADE, **days))]
    else:
        made = MADE_EXTRAORDINARY if facts["extraordinary"] else MADE
        opening = said(
            made, **days, announced=day_of(facts, "announced_on"), reason=facts["reason"]
        )
        blocks = [Paragraph(opening), mark_of(said, facts, _told(said, facts))]
    if facts["points"] and facts["available"]:
        blocks.append(bars_of(said, facts["points"], facts["available"]))
    blocks.append(Listing(tuple(_follows(occasion, said, facts))))
    blocks.append(Paragraph(said(VERIFY, root=facts["root"][:16])))
    return blocks


def _told(said: Said, facts: Facts) -> tuple[tuple[str, str], ...]:
    told = [*standing_told(said, facts, facts["placed"])]
    if facts["answers"] is not None:
        told.append((said(ANSWERS), said.value(facts["answers"])))
    return tuple(told)


def _follows(occasion: Occasion, said: Said, facts: Facts) -> list[str]:
    case = said.code(occasion.case.number)
    found = []
    if facts["status"] == "initial":
        found.append(said(INITIAL))
    if facts["demoted_by"]:
        found.append(said(DEMOTED, count=facts["demoted_by"]))
    if facts["points"]:
        lacking = [one for one in Indicator if one.value not in facts["points"]]
        found += [said(BLANK, indicator=INDICATORS[one]) for one in lacking]
    if facts["last_on"]:
        found.append(said(OBJECT, last=day_of(facts, "last_on"), case=case))
    else:
        found.append(said(OBJECT_WAITS, case=case))
    found.append(said(STANDS))
    found += [said(EFFECT, effect=said.both(one)) for one in facts["effects"]]
    if facts["below"]:
        found.append(said(DUTY))
    return [*found, said(OTHERS)]
