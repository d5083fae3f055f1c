"""Pages that one web process made and another finds; what does not hold is as if not there."""

from datetime import UTC, datetime, timedelta

import pytest

from parvaneh.frame.kept_pages import page_of
from parvaneh.frame.kept_shelf import Shelf

NOW = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
KEY = ("1", True, "host", "/find/1/", "")
LONG = "دفتر " * 400


def page(text=LONG, until=NOW + timedelta(hours=1)):
    headers = [("Content-Type", "text/html; charset=utf-8"), ("X-Own", "یک")]
    return page_of("200 OK", headers, text.encode(), until=until, version="1")


@pytest.mark.parametrize("text", [LONG, "x", ""])
def test_another_process_finds_the_very_page(tmp_path, text):
    Shelf(tmp_path).keep(KEY, page(text))
    assert Shelf(tmp_path).found(KEY, NOW) == page(text)


def test_only_the_same_address_finds_it(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.keep(KEY, page())
    for at, other in enumerate(["2", False, "other", "/find/2/", "q=x"]):
        changed = [*KEY]
        changed[at] = other
        assert shelf.found(tuple(changed), NOW) is None


def test_a_page_with_a_query_is_not_kept(tmp_path):
    Shelf(tmp_path).keep((*KEY[:-1], "q=x"), page())
    assert not list(tmp_path.rglob("*.page"))


def test_a_page_whose_time_is_over_is_not_found(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.keep(KEY, page(until=NOW))
    assert shelf.found(KEY, NOW) is None


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda _: b"", lambda _: b"{}\n", None])
def test_a_damaged_file_is_as_if_not_there(tmp_path, harm):
    shelf = Shelf(tmp_path)
    shelf.keep(KEY, page())
    [path] = tmp_path.rglob("*.page")
    if harm:
        path.write_bytes(harm(path.read_bytes()))
    else:
        path.unlink()
    assert shelf.found(KEY, NOW) is None


def test_other_versions_are_taken_away(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.keep(KEY, page())
    shelf.keep(("2", *KEY[1:]), page())
    shelf.forget_all_but("2")
    assert shelf.found(KEY, NOW) is None
    assert shelf.found(("2", *KEY[1:]), NOW)


def test_a_folder_that_cannot_be_written_keeps_nothing_and_breaks_nothing(tmp_path):
    shelf = Shelf(tmp_path / "gone")
    shelf.keep(KEY, page())
    shelf.forget_all_but("1")
    assert shelf.found(KEY, NOW) is None
    assert Shelf(None).found(KEY, NOW) is None
