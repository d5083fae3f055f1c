"""The shipped Persian catalogue: in Persian, and true to the places of every message.

That it is in step with the code is among the checks that go before the tests.
"""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from parvaneh.kit.catalogue import CATALOGUE
from parvaneh.kit.languages import Language, gettext, render
from parvaneh.law.casebook import shipped_cases
from parvaneh.law.ruling import parameters
from parvaneh.law.tests.answers import reasons_of
from parvaneh.law.vocabulary import SEATS, TERMS

with CATALOGUE.open("rb") as source:
    MESSAGES = sorted(str(one.id) for one in read_po(source) if one.id)
PLACE = re.compile(r"\{(\w+)\}")
PERSIAN = re.compile("[آ-ی]")
# Letters and digits that Persian text must not take from Arabic, and signs that it writes its own
# way; a comma or a full stop between Latin letters or digits is part of a code.
FOREIGN = re.compile(r"[يىك٠-٩\u0640]|[?;%]|(?<![A-Za-z0-9(]),(?![0-9)])|(?<![A-Za-z0-9_-])[0-9]")
# What is typed as it stands is kept apart from the text around it.
TYPED = re.compile("\u2066[^\u2069]*\u2069")
STRAY_SPACE = re.compile(r"(^\s|\s$|  |\s[،؛؟.:»)]|[«(]\s|\u200c\s|\s\u200c|\u200c\u200c|\u200c$)")


def test_every_translation_names_the_places_of_its_message():
    translated = {one: gettext(one, Language.FA) for one in MESSAGES}
    assert not [
        (english, persian)
        for english, persian in translated.items()
        if set(PLACE.findall(persian)) != set(PLACE.findall(english))
    ]


def test_every_translation_is_written_as_persian_is():
    faults = {one: list(_faults(gettext(one, Language.FA), one)) for one in MESSAGES}
    assert not {one: found for one, found in faults.items() if found}


def test_a_grade_is_not_called_a_degree():
    # Both are «درجه» in everyday Persian; the directive says «رتبه» of an office.
    degrees = re.compile("degree|demotion|lower|lost|below", re.IGNORECASE)
    grades = [one for one in MESSAGES if re.search(r"\bgrades?\b", one, re.IGNORECASE)]
    assert len(grades) > 50
    assert not [
        one for one in grades if not degrees.search(one) and "درجه" in gettext(one, Language.FA)
    ]


@pytest.mark.parametrize(
    ("persian", "english"),
    [
        ("only English", "a"),
        ("كتاب", "a"),
        ("عدد 5", "a"),
        ("دو  فاصله", "a"),
        ("«باز", "a"),
        ("(باز", "a"),
        ("جمله.", "sentence"),
    ],
)
def test_a_fault_of_writing_is_found(persian: str, english: str):
    assert list(_faults(persian, english))


def test_every_reason_of_a_worked_case_is_told_in_persian():
    # A case may hand a rule what another rule said, in any words.
    known = set(MESSAGES)
    reasons = [one for case in shipped_cases() for one in reasons_of(case) if one.message in known]
    assert reasons
    assert not [
        one
        for one in reasons
        if not PERSIAN.search(render(one.message, parameters(one), Language.FA))
    ]


def test_every_term_is_written_as_persian_is():
    assert not [
        one
        for one in (*TERMS.values(), *SEATS.values())
        if not PERSIAN.search(one.fa) or FOREIGN.search(one.fa) or STRAY_SPACE.search(one.fa)
    ]


def _faults(persian: str, english: str) -> Iterator[str]:
    """What is wrong with how a translation is written."""
    has_words = re.search("[A-Za-z]", PLACE.sub("", english))
    if has_words and not PERSIAN.search(persian):
        yield "no Persian letter"
    if found := FOREIGN.search(TYPED.sub("", persian)):
        yield f"not Persian: {found[0]!r}"
    if STRAY_SPACE.search(persian) and not STRAY_SPACE.search(english):
        yield "stray space"
    if any(persian.count(opens) != persian.count(closes) for opens, closes in ("«»", "()")):
        yield "one of a pair is missing"
    if persian.endswith(".") != english.endswith("."):
        yield "ends otherwise than its message"
