"""What several letters of the cycle say alike."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from parvaneh.casework.letter_kinds import Occasion, unit_name
from parvaneh.kit.languages import gettext, msg, render, show
from parvaneh.kit.letters import Bars, Grade, Letter
from parvaneh.kit.letters.content import Block
from parvaneh.kit.text import Language, code_digits
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator

NOT_GRADED = msg("not graded")
OF_OFFICES = msg("{place} of {count}")
THOUSAND = 1000
Facts = Mapping[str, Any]


class Said:
    """Words of one letter: messages in its language."""

    def __init__(self, occasion: Occasion) -> None:
        """Speak the language of the letter."""
        self.language: Language = occasion.language

    def __call__(self, message: str, **params: object) -> str:
        """A message in the letter's language with its places filled."""
        return render(message, params, self.language)

    def value(self, value: object) -> str:
        """A number, a day or a name as the letter's reader sees it."""
        return show(value, self.language)

    def code(self, code: str) -> str:
        """A code in the digits of the language."""
        return code_digits(code, self.language)

    def both(self, said: Mapping[str, str]) -> str:
        """Of a text that is kept in both languages the one of the letter."""
        return said[self.language.value]


def letter(
    occasion: Occasion, *, subject: str, body: tuple[Block, ...], signature: str, sender: str = ""
) -> Letter:
    """A letter on an office to whoever manages it."""
    said, facts = Said(occasion), occasion.facts
    return Letter(
        language=occasion.language,
        number=occasion.number,
        on=occasion.on,
        sender=(said(sender),) if sender else unit_name(occasion.language),
        addressee=(
            said(msg("To the manager of office {office}"), office=said.code(facts["office"])),
            facts["title"],
        ),
        subject=subject,
        body=body,
        signature=(gettext(signature, occasion.language),),
    )


def mark_of(said: Said, held: Facts, told: tuple[tuple[str, str], ...]) -> Grade:
    """The tiles and the word of a grade, with what is told beside them.

    Args:
        said: the words of the letter.
        held: ``grade`` (its names, its place from the top, of how many), ``total``, ``place``.
        told: label and value.
    """
    grade = held["grade"]
    return Grade(said.both(grade), grade["place"], grade["of"], told)


def standing_told(said: Said, held: Facts, placed: int) -> tuple[tuple[str, str], ...]:
    """Total and place, as far as there are any."""
    rows = []
    if held["total"]:
        total = said(msg("{total} of 100"), total=Fraction(held["total"]))
        rows.append((said(msg("Total")), total))
    if held["place"]:
        place = said(OF_OFFICES, place=held["place"], count=placed)
        rows.append((said(msg("Place in the country")), place))
    return tuple(rows)


def bars_of(said: Said, points: Facts, available: Facts) -> Bars:
    """The ten indicators: what each brought of what it could bring."""
    most = max(map(Fraction, available.values())) or Fraction(1)
    rows = [
        (
            said.value(INDICATORS[one]),
            said.value(Fraction(points[one.value])),
            said.value(Fraction(available[one.value])),
            int(Fraction(points[one.value]) * THOUSAND / most),
            int(Fraction(available[one.value]) * THOUSAND / most),
        )
        for one in Indicator
        if one.value in points and one.value in available
    ]
    headings = (said(msg("Indicator")), said(msg("Points gained")), said(msg("Points possible")))
    return Bars(headings, tuple(rows))


def day_of(facts: Facts, name: str) -> date:
    """A day among the facts."""
    return date.fromisoformat(facts[name])
