"""An office is found by city, number, street or code, however they are spelt."""

import random

import pytest

from parvaneh.editions.finding import index_of
from parvaneh.kit.places import PROVINCES, cities_of, counties_of

LETTERS = "ابپتجچدرزسشصطعغفقکگلمنوهی"
ARABIC = str.maketrans("یک", "يك")
ASKED = 200
ENOUGH = 0.95


def offices():
    """Offices of real places: their codes, and number, city and province as people say them."""
    places = [
        (city.fa, county.fa, province.fa)
        for province in PROVINCES
        for county in counties_of(province)
        for city in cities_of(county)
    ]
    for number, (city, county, province) in enumerate(places):
        code, here = f"{110000 + number}", 101 + number % 9
        words = f"دفتر خدمات الکترونیک قضایی {here} {city} (نمونه) {city} {county}"
        yield code, f"{words} خیابان امام {province} {code}", (here, city)


def mistyped(word: str, chance: random.Random) -> str:
    """A word with one letter lost, added, changed or swapped, or written otherwise."""
    at, way = chance.randrange(len(word)), chance.randrange(6)
    letter = chance.choice(LETTERS)
    return (
        word[:at] + word[at + 1 :] if len(word) > 3 else word,
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :] if len(word) > 3 else word,
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        word.translate(ARABIC),
        word.replace(" ", "\u200c") if " " in word else f"{word[:at]}\u0640{word[at:]}",
    )[way]


@pytest.fixture(scope="module")
def known():
    return list(offices())


@pytest.fixture(scope="module")
def index(known):
    return index_of((code, words) for code, words, _ in known)


def test_nearly_every_mistyped_question_finds_its_office_among_the_first_five(known, index):
    chance = random.Random(1404)  # noqa: S311 - a sample, not a secret
    asked = [
        (f"{mistyped(city, chance)} {number}", code)
        for code, _, (number, city) in chance.sample(known, ASKED)
    ]
    missed = [question for question, code in asked if code not in index.found(question)[:5]]
    assert 1 - len(missed) / ASKED >= ENOUGH, missed


def test_without_any_likeness_the_measure_would_fail(known, index):
    assert index.found("ققققققق") == []
    assert known[0][0] not in index.found(f"{known[-1][2][1]} 999")[:5]


@pytest.mark.parametrize("question", ["قم", "قـم", "قم ", "ق\u200cم", "قُم", "(قم)", "qom", "QOM"])
def test_however_it_is_written_the_same_offices_are_found(question):
    index = index_of([("1", "دفتر ۱ قم Qom"), ("2", "دفتر ۲ ساوه")])
    assert index.found(question) == ["1"]


@pytest.mark.parametrize("question", ["۱۱۰۰۰۵", "110005", "١١٠٠٠٥"])
def test_a_code_finds_one_office_in_any_digits(index, question):
    assert index.found(question) == ["110005"]


@pytest.mark.parametrize("question", ["", "   ", "\u200f", "؟!", "💥", "x" * 5_000])
def test_a_question_of_no_words_finds_nothing_and_is_no_fault(index, question):
    assert index.found(question) == []


def test_words_written_apart_or_together_are_the_same():
    index = index_of([("1", "دفتر ۱ کرمانشاه"), ("2", "دفتر ۲ کرمان")])
    assert index.found("کرمان شاه")[0] == "1"
