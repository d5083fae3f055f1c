"""Words of the law for programs reach readers as terms, never as they are spelt in code."""

from enum import StrEnum

import pytest

from parvaneh.kit.languages import Language, render, show
from parvaneh.kit.names import NAMES, named
from parvaneh.law.directive_1392.person import Occupation
from parvaneh.law.vocabulary import Actor, Post


class Unnamed(StrEnum):
    """A kind of words without terms."""

    ONE = "one"


@pytest.mark.parametrize("kind", NAMES, ids=lambda kind: kind.__name__)
def test_every_word_of_a_named_kind_has_a_term(kind):
    assert set(NAMES[kind]) == set(kind)
    assert all(named(word) is NAMES[kind][word] for word in kind)


def test_words_spelt_alike_keep_the_names_of_their_kind():
    assert Actor.APPLICANT == "applicant"
    assert show(Actor.DEFENDANT, Language.FA) == "متهم به تخلف"
    assert show(Post.MANAGER, Language.FA) == show(Actor.MANAGER, Language.FA) == "مدیر دفتر"


def test_what_has_no_term_stays_as_it_is():
    assert named(Unnamed.ONE) is Unnamed.ONE
    assert named("manager") == "manager"
    assert show(Unnamed.ONE, Language.EN) == "one"


def test_lists_of_words_are_named_one_by_one():
    found = (Occupation.LAWYER, Occupation.MERCHANT)
    assert render("found: {found}", {"found": found}, Language.FA) == ("found: وکیل دادگستری، تاجر")
    assert render("found: {found}", {"found": found}, Language.EN) == "found: lawyer, merchant"


def test_the_key_of_a_province_is_shown_as_its_name():
    assert show("IR-21", Language.FA) == "یزد"
    assert show(("IR-10", "IR-99"), Language.EN) == "Isfahan, IR-99"
