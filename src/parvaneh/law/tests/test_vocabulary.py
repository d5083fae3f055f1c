"""Terms: every actor, post and request has one Persian and one English name."""

from collections.abc import Mapping

import pytest

from parvaneh.law.vocabulary import ACTORS, POSTS, REQUESTS, TERMS, Actor, Post, Request, Term


@pytest.mark.parametrize(("kinds", "names"), [(Actor, ACTORS), (Post, POSTS), (Request, REQUESTS)])
def test_every_member_has_its_term_in_the_order_of_the_list(
    kinds: type, names: Mapping[str, Term]
) -> None:
    assert list(names) == list(kinds)


@pytest.mark.parametrize("names", [TERMS, ACTORS, POSTS, REQUESTS])
def test_no_two_words_share_a_name(names: Mapping[str, Term]) -> None:
    assert len({term.fa for term in names.values()}) == len(names)
    assert len({term.en for term in names.values()}) == len(names)


def test_one_english_word_stands_for_one_persian_word_everywhere() -> None:
    pairs = {
        (term.en, term.fa) for names in (TERMS, ACTORS, POSTS, REQUESTS) for term in names.values()
    }
    assert len({english for english, _ in pairs}) == len(pairs)
    assert len({persian for _, persian in pairs}) == len(pairs)


def test_definitions_cite_the_first_articles() -> None:
    assert {where.partition("(")[0] for term in TERMS.values() for where in term.cites} == {
        "D1392 1",
        "D1404 1",
    }
