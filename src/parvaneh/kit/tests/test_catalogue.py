"""The shipped Persian catalogue: complete, in Persian, and true to the places of every message."""

import re

import pytest

from parvaneh.kit.catalogue import CATALOGUE, check, messages_used
from parvaneh.kit.languages import Language, gettext, render
from parvaneh.law.casebook import Case, shipped_cases
from parvaneh.law.ruling import parameters
from parvaneh.law.tests.answers import reasons_of
from parvaneh.law.vocabulary import SEATS, TERMS, Term

MESSAGES = sorted(messages_used())
PLACE = re.compile(r"\{(\w+)\}")
PERSIAN = re.compile("[آ-ی]")
# Letters and digits that Persian text must not take from Arabic, and signs that it writes its own
# way; a comma or a full stop between Latin letters or digits is part of a code.
FOREIGN = re.compile(r"[يىك٠-٩\u0640]|[?;%]|(?<![A-Za-z0-9(]),(?![0-9)])|(?<![A-Za-z0-9-])[0-9]")
STRAY_SPACE = re.compile(r"(^\s|\s$|  |\s[،؛؟.:»)]|[«(]\s|\u200c\s|\s\u200c|\u200c\u200c|\u200c$)")


def test_the_catalogue_is_in_step_with_the_code():
    assert CATALOGUE.exists()
    assert check() == []


@pytest.mark.parametrize("message", MESSAGES)
def test_a_translation_names_the_places_of_its_message(message):
    persian = gettext(message, Language.FA)
    assert set(PLACE.findall(persian)) == set(PLACE.findall(message))


@pytest.mark.parametrize("message", MESSAGES)
def test_a_translation_is_written_as_persian_is(message):
    persian = gettext(message, Language.FA)
    assert PERSIAN.search(persian)
    assert not FOREIGN.search(persian)
    assert not STRAY_SPACE.search(persian)
    assert persian.count("«") == persian.count("»")
    assert persian.count("(") == persian.count(")")
    assert persian.endswith(".") == message.endswith(".")


@pytest.mark.parametrize("case", list(shipped_cases()), ids=lambda case: case.name)
def test_every_reason_of_a_worked_case_is_told_in_persian(case: Case):
    # A case may hand a rule what another rule said, in any words.
    for reason in (one for one in reasons_of(case) if one.message in MESSAGES):
        assert PERSIAN.search(render(reason.message, parameters(reason), Language.FA))


@pytest.mark.parametrize("term", [*TERMS.values(), *SEATS.values()], ids=lambda term: term.en)
def test_terms_are_written_as_persian_is(term: Term):
    assert PERSIAN.search(term.fa)
    assert not FOREIGN.search(term.fa)
    assert not STRAY_SPACE.search(term.fa)
