"""Kept pages in memory: bounded, in order of use, no longer than they hold."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from parvaneh.frame.kept_door import KeptRoute
from parvaneh.frame.kept_pages import (
    OVERHEAD,
    Kept,
    asked_once,
    changes_at,
    of_version,
    page_made,
    page_of,
)

NOW = datetime(2026, 4, 5, 6, 30, tzinfo=UTC)  # 10:00 in Tehran
MIDNIGHT = datetime(2026, 4, 5, 20, 30, tzinfo=UTC)
HTML = [("Content-Type", "text/html; charset=utf-8"), ("X-Request-Id", "old"), ("Vary", "Cookie")]
FIND = KeptRoute("find", "/find/", once=("q", "open"), several=("office",))


def page(body=b"page", until=MIDNIGHT):
    return page_of("200 OK", HTML, body, until=until, version="7")


def test_what_was_not_asked_for_longest_goes_first_and_the_bound_holds():
    small = page()
    kept = Kept(5 * (OVERHEAD + len(b"page")))
    for key in "abcde":
        kept.keep(key, small)
    assert kept.found("a", NOW) is small
    kept.keep("f", small)
    assert len(kept) == 5
    assert kept.found("b", NOW) is None
    assert kept.found("a", NOW) is small
    assert kept.size <= kept.most


def test_a_thousand_different_pages_never_take_more_than_the_bound():
    kept = Kept(100_000)
    for number in range(1000):
        kept.keep(number, page(bytes(number)))
        assert kept.size <= kept.most
    assert kept.size == sum(one.size for one in kept._pages.values())


def test_one_page_takes_no_more_than_a_quarter_of_the_memory():
    kept = Kept(40_000)
    kept.keep("a", page(bytes(8_000)))
    assert len(kept) == 0


def test_a_page_kept_again_under_its_key_is_counted_once():
    kept = Kept(100_000)
    kept.keep("a", page())
    kept.keep("a", page())
    assert kept.size == page().size
    kept.forget()
    assert (kept.size, len(kept)) == (0, 0)


def test_a_page_is_forgotten_at_the_moment_that_it_told():
    kept = Kept(100_000)
    kept.keep("a", page(until=NOW))
    assert kept.found("a", NOW - timedelta(microseconds=1))
    assert kept.found("a", NOW) is None
    assert kept.size == 0


def test_a_page_holds_till_midnight_in_tehran_unless_it_tells_less():
    with page_made(NOW) as coming:
        assert min(coming) == MIDNIGHT
        changes_at(NOW + timedelta(hours=2))
        changes_at(NOW + timedelta(hours=1))
    assert min(coming) == NOW + timedelta(hours=1)
    changes_at(NOW)  # nobody keeps what is made now
    assert len(coming) == 3


def test_a_page_goes_out_plain_compressed_and_unchanged_with_one_tag():
    made = page(b"<p>office</p>" * 100)
    assert made.packed is not None
    assert gzip.decompress(made.packed[1]) == made.plain[1]
    tags = {dict(headers)["ETag"] for headers in (made.plain[0], made.packed[0], made.unchanged)}
    assert len(tags) == 1
    assert tags.pop().startswith('W/"7-')
    names = [name.lower() for name, _ in made.packed[0]]
    assert len(names) == len(set(names))
    assert "x-request-id" not in names
    assert "content-type" not in dict(made.unchanged)


def test_what_changes_with_the_version_alone_is_asked_once_for_each():
    asked = []

    @asked_once
    def question(on):
        asked.append(on)
        return len(asked)

    assert (question(1), question(1)) == (1, 2)  # no page of a version is made
    with of_version("7"):
        assert (question(1), question(1), question(2)) == (3, 3, 4)
    with of_version("8"):
        assert question(1) == 5
    with of_version("7"):
        assert question(1) == 6  # answers of one version only are kept


def test_pictures_are_not_compressed_again():
    picture = page_of("200 OK", [("Content-Type", "image/png")], bytes(999), until=NOW, version="7")
    assert picture.packed is None


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", ""),
        ("q=a&utm_source=x", None),
        ("open=now&q=a", "q=a&open=now"),
        ("q=a&q=b", "q=b"),
        ("q=&open=", ""),
        ("q=a+b", "q=a+b"),
        ("q=a%20b", "q=a+b"),
        ("office=2&office=1&office=", "office=2&office=1"),
        ("q=" + "x" * 700, None),
        ("&".join(["q=a"] * 30), None),
        ("q=\u00e9", None),
    ],
)
def test_a_query_has_one_spelling_or_is_not_kept(query, asked):
    assert FIND.asked(query) == asked
