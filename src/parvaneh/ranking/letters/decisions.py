"""Letters that end an objection: the decision, and the grade that it corrected (12)."""

from fractions import Fraction

from parvaneh.casework.letter_kinds import Occasion
from parvaneh.kit.languages import msg
from parvaneh.kit.letters import Letter, Listing, Paragraph, Table
from parvaneh.kit.letters.content import Block
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.ranking.letters.grades import SIGNED
from parvaneh.ranking.letters.parts import (
    OF_OFFICES,
    Facts,
    Said,
    bars_of,
    day_of,
    letter,
    mark_of,
    standing_told,
)

DECISION_SUBJECT = msg("Decision on the objection to the ranking of {year}")
LODGED = msg(
    "The objection {objection}, lodged on {day} against the result of this office in the ranking "
    "of {year}, was examined by the Provincial Deputy and decided by the Services Deputy "
    "(D1404, article 12)."
)
OUTCOMES = {
    "accepted": msg("The objection is accepted."),
    "partly": msg("The objection is accepted in part."),
    "rejected": msg("The objection is rejected; the announced grade stands."),
    "dismissed": msg("The objection is not admitted for examination; the announced grade stands."),
}
REASONS = msg("Reasons: {reasons}")
POINT = msg("{what}: accepted. {why}")
POINT_NOT = msg("{what}: not accepted. {why}")
LETTER_FOLLOWS = msg("The corrected result is told in a letter of its own.")

CORRECTED_SUBJECT = msg("Corrected grade of the office in the ranking of {year}")
CORRECTED = msg(
    "Upon the objection {objection} the result of this office in the ranking of {year} has a new "
    "version, in force since {day}. The earlier version stays in the record and in the log."
)
WHAT, BEFORE, NOW = msg("What"), msg("Before"), msg("Now")
GRADE, TOTAL, PLACE = msg("Grade"), msg("Total"), msg("Place in the country")
NEW_EDITION = msg(
    "The public register, its files and the badge show the corrected grade since the same moment "
    "(D1404, article 13)."
)
NONE = "—"


def decision_letter(occasion: Occasion) -> Letter:
    """The decision on an objection.

    Facts: ``year``, ``office``, ``title``, ``objection`` (its receipt), ``lodged_on``, ``outcome``
    (accepted, partly, rejected, dismissed), ``reasons``, ``points`` (each ``what`` in words,
    ``accepted``, ``why``).
    """
    said, facts = Said(occasion), occasion.facts
    lodged = said(
        LODGED,
        objection=said.code(facts["objection"]),
        day=day_of(facts, "lodged_on"),
        year=facts["year"],
    )
    blocks: list[Block] = [Paragraph(lodged), Paragraph(said(OUTCOMES[facts["outcome"]]))]
    if points := tuple(_point(said, one) for one in facts.get("points", ())):
        blocks.append(Listing(points))
    if facts["reasons"]:
        blocks.append(Paragraph(said(REASONS, reasons=facts["reasons"])))
    if facts["outcome"] in {"accepted", "partly"}:
        blocks.append(Paragraph(said(LETTER_FOLLOWS)))
    return letter(
        occasion,
        subject=said(DECISION_SUBJECT, year=facts["year"]),
        body=tuple(blocks),
        signature=SIGNED,
    )


def corrected_letter(occasion: Occasion) -> Letter:
    """The grade that an accepted objection corrected.

    Facts: ``year``, ``office``, ``title``, ``objection`` (its receipt), ``starts_on``, ``placed``
    (how many offices have a place), ``available`` (points by indicator), ``old`` and ``new``: each
    ``grade`` (``fa``, ``en``, ``place`` from the top, ``of`` how many; or None), ``total`` (exact),
    ``place``, ``points`` (exact, by indicator). `operations.letters.held_facts` makes them.
    """
    said, facts = Said(occasion), occasion.facts
    opening = said(
        CORRECTED,
        objection=said.code(facts["objection"]),
        year=facts["year"],
        day=day_of(facts, "starts_on"),
    )
    new = facts["new"]
    blocks: list[Block] = [Paragraph(opening)]
    if new["grade"]:
        blocks.append(mark_of(said, new, standing_told(said, new, facts["placed"])))
    headings = (said(WHAT), said(BEFORE), said(NOW))
    blocks.append(Table(headings, tuple(_changes(said, facts)), frozenset({1, 2})))
    if new["points"] and facts["available"]:
        blocks.append(bars_of(said, new["points"], facts["available"]))
    blocks.append(Paragraph(said(NEW_EDITION)))
    return letter(
        occasion,
        subject=said(CORRECTED_SUBJECT, year=facts["year"]),
        body=tuple(blocks),
        signature=SIGNED,
    )


def _point(said: Said, point: Facts) -> str:
    sentence = POINT if point["accepted"] else POINT_NOT
    return said(sentence, what=point["what"], why=point.get("why", ""))


def _changes(said: Said, facts: Facts) -> list[tuple[str, str, str]]:
    """Rows of what the correction changed: always grade, total and place, then the indicators."""
    old, new = facts["old"], facts["new"]
    placed = facts["placed"]
    rows = [
        (said(GRADE), _grade(said, old["grade"]), _grade(said, new["grade"])),
        (said(TOTAL), _number(said, old["total"]), _number(said, new["total"])),
        (said(PLACE), _place(said, old["place"], placed), _place(said, new["place"], placed)),
    ]
    for one in Indicator:
        before, now = old["points"].get(one.value, ""), new["points"].get(one.value, "")
        if before != now:
            name = said.value(INDICATORS[one])
            rows.append((name, _number(said, before), _number(said, now)))
    return rows


def _grade(said: Said, grade: Facts | None) -> str:
    return said.both(grade) if grade else NONE


def _number(said: Said, text: str) -> str:
    return said.value(Fraction(text)) if text else NONE


def _place(said: Said, place: int | None, placed: int) -> str:
    return said(OF_OFFICES, place=place, count=placed) if place else NONE
