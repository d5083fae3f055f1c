"""Kinds of letters: a code, a title, and the function that says what such a letter says.

    LETTER_KINDS.add(LetterKind("licence.grant", msg("Licence"), grant_letter))

Each process registers its own; the one job that renders knows no process.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parvaneh.casework.models import Case
from parvaneh.casework.procedures import procedure_of, state_of
from parvaneh.kit.languages import gettext, msg, render, show
from parvaneh.kit.letters import Letter, Paragraph
from parvaneh.kit.text import Language


@dataclass(frozen=True)
class Occasion:
    """What a letter is written on: its case, the facts of the act, its number and day."""

    case: Case
    facts: Mapping[str, Any]
    language: Language
    number: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter; its code (words with ``.`` or ``-`` between) stands in signatures."""

    code: str
    title: str
    compose: Callable[[Occasion], Letter]


class NoSuchLetter(LookupError):
    """A document is of a kind for which no letter is known."""


class LetterKinds:
    """The kinds that are known."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[str, LetterKind] = {}

    def add(self, kind: LetterKind) -> None:
        """Make a kind known.

        Raises:
            ValueError: another kind has its code.
        """
        if self._known.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"two kinds of letters are called {kind.code}")

    def remove(self, code: str) -> None:
        """Forget a kind; for tests."""
        del self._known[code]

    def of(self, code: str) -> LetterKind:
        """The kind with a code.

        Raises:
            NoSuchLetter: there is none.
        """
        if code not in self._known:
            raise NoSuchLetter(code)
        return self._known[code]


LETTER_KINDS = LetterKinds()


def unit_name(language: Language) -> tuple[str, ...]:
    """Who writes, where the facts do not say it."""
    return (
        gettext(msg("Judiciary"), language),
        gettext(msg("Center for Statistics and Information Technology"), language),
    )


def _standing(occasion: Occasion) -> Letter:
    """Where a case stands, for whoever asks for it in writing."""
    case, language = occasion.case, occasion.language
    kind = procedure_of(case.procedure)
    said = render(
        msg("Case {number} ({kind}) is {state} since {day}."),
        {
            "number": case.number,
            "kind": kind.term,
            "state": state_of(kind, case.state),
            "day": case.entered_on,
        },
        language,
    )
    return Letter(
        language=language,
        number=occasion.number,
        on=occasion.on,
        sender=unit_name(language),
        addressee=tuple(occasion.facts.get("addressee", ())),
        subject=gettext(msg("Where a case stands"), language),
        body=(Paragraph(said),),
        signature=(gettext(msg("Secretariat"), language),),
    )


def _worded(served: Mapping[str, str], language: Language) -> str:
    sentence = served["proof"]
    return gettext(sentence, language)


def _proof(occasion: Occasion) -> Letter:
    """Proof of service: one paragraph for each recipient."""
    language, facts = occasion.language, occasion.facts
    said = [
        render(
            msg("{recipient}: document {document} was served on {day}; proof: {proof}."),
            {
                **one,
                "day": date.fromisoformat(one["day"]),
                "proof": _worded(one, language),
            },
            language,
        )
        for one in facts["served"]
    ]
    return Letter(
        language=language,
        number=occasion.number,
        on=occasion.on,
        sender=unit_name(language),
        addressee=(show(occasion.case.number, language),),
        subject=gettext(msg("Proof of service"), language),
        body=tuple(Paragraph(one) for one in said),
        signature=(gettext(msg("Secretariat"), language),),
    )


def _free(occasion: Occasion) -> Letter:
    """A letter whose text somebody wrote for this case."""
    language, facts = occasion.language, occasion.facts
    return Letter(
        language=language,
        number=occasion.number,
        on=occasion.on,
        sender=unit_name(language),
        addressee=tuple(facts["addressee"]),
        subject=facts["subject"],
        body=tuple(Paragraph(one) for one in facts["body"]),
        signature=(gettext(msg("Secretariat"), language),),
    )


LETTER_KINDS.add(LetterKind("case.letter", msg("Letter"), _free))
LETTER_KINDS.add(LetterKind("case.standing", msg("Where a case stands"), _standing))
LETTER_KINDS.add(LetterKind("notice.proof", msg("Proof of service"), _proof))
