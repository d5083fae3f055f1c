"""The database's Persian functions are the twins of Python's."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from parvaneh.frame.persian import PLAIN
from parvaneh.kit.text import clean, search_key, sort_key

pytestmark = pytest.mark.django_db

# No NUL and no half of a pair: the database holds neither. Unassigned characters differ by edition.
HOSTILE = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cn", "Cs"]),
        st.sampled_from(PLAIN),
        st.sampled_from(
            "يكھىةۀإأآؤئءًٌَُِّْٰٕٔٓـ\u200c\u200d\u200e\u200f\u202b\u2066\ufeffﷲﷺﻻﭖﹰ\t\n\x85\xa0\u2028ßİŉς"
        ),
    ),
    max_size=40,
)


def in_database(function: str, texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {function}(t) FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, n) ORDER BY n",  # noqa: S608
            [texts],
        )
        return [row[0] for row in cursor.fetchall()]


@given(texts=st.lists(HOSTILE, min_size=10, max_size=40))
@settings(max_examples=40)
def test_the_functions_agree_with_python_over_hostile_text(texts):
    assert in_database("fa_clean", texts) == list(map(clean, texts))
    assert in_database("fa_norm", texts) == list(map(search_key, texts))
    assert in_database("fa_key", texts) == list(map(sort_key, texts))


@pytest.mark.slow
def test_the_functions_agree_with_python_over_every_assigned_character():
    import unicodedata  # noqa: PLC0415

    codes = (*range(1, 0xD800), *range(0xE000, 0x110000))
    letters = [one for one in map(chr, codes) if unicodedata.category(one) not in {"Cn", "Cs"}]
    for one, other in (("fa_clean", clean), ("fa_norm", search_key), ("fa_key", sort_key)):
        texts = [f"ب{letter}ا" for letter in letters if unicodedata.category(letter) != "Co"]
        found = in_database(one, texts)
        differing = [
            hex(ord(text[1])) for text, got in zip(texts, found, strict=True) if got != other(text)
        ]
        assert differing == []


def test_names_sort_in_the_database_as_in_a_persian_dictionary():
    names = ["گلستان", "قم", "آبادان", "اراک", "پارس", "بابل", "ژاله", "زنجان", "هرمزگان", "ورامین"]
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT t FROM unnest(%s::text[]) AS u(t) ORDER BY fa_key(t) COLLATE "C"', [names]
        )
        assert [row[0] for row in cursor.fetchall()] == sorted(names, key=sort_key)
