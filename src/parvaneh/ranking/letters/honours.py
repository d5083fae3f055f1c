"""The certificate of an office that the Kanoon honours (14)."""

from fractions import Fraction

from parvaneh.casework.letter_kinds import Occasion
from parvaneh.kit.languages import msg
from parvaneh.kit.letters import Letter, Paragraph
from parvaneh.ranking.letters.parts import Said, day_of, letter

SUBJECT = msg("Certificate of honour, ranking of {year}")
HONOURED = msg(
    "By its total of {total}, which put it at place {place} of the country, this office is among "
    "the {count} offices with the highest scores of the ranking of {year}. The list closed on "
    "{day}, after all objections were decided."
)
THANKS = msg(
    "The Kanoon honours the office, its manager and its staff for this, as article 14 of the "
    "directive on ranking asks, and wishes them to go on so."
)
GIVEN = msg("How it was honoured, on {day}: {how}")
SENDER, SIGNED = msg("Kanoon of the offices of electronic judicial services"), msg("Kanoon")


def honour_letter(occasion: Occasion) -> Letter:
    """The certificate.

    Facts: ``year``, ``office``, ``title``, ``total`` (exact), ``place``, ``count``, ``listed_on``,
    ``given_on``, ``given_how``.
    """
    said, facts = Said(occasion), occasion.facts
    honoured = said(
        HONOURED,
        total=Fraction(facts["total"]),
        place=facts["place"],
        count=facts["count"],
        year=facts["year"],
        day=day_of(facts, "listed_on"),
    )
    given = said(GIVEN, day=day_of(facts, "given_on"), how=facts["given_how"])
    return letter(
        occasion,
        subject=said(SUBJECT, year=facts["year"]),
        body=(Paragraph(honoured), Paragraph(said(THANKS)), Paragraph(given)),
        signature=SIGNED,
        sender=SENDER,
    )
