"""What the public register says. Nobody is asked who they are: everything here is public."""

from functools import lru_cache

from parvaneh.editions.finding import Index, index_of
from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.frame.persian import FaKey


def edition_now() -> Edition | None:
    """The last edition; None before the first."""
    return Edition.objects.order_by("-number").first()


def offices_meant(asked: str) -> list[ListedOffice]:
    """The listed offices that a question means, the best first.

    Args:
        asked: a city, street, number or code, as people type it.

    Returns:
        All of them: at most as many as are listed.
    """
    edition = edition_now()
    codes = _index(edition.digest).found(asked) if edition else []
    rows = ListedOffice.objects.in_bulk(codes)
    return [rows[code] for code in codes if code in rows]


@lru_cache(maxsize=1)
def _index(digest: str) -> Index:  # the words of one edition, made once for each process
    del digest
    rows = ListedOffice.objects.order_by(FaKey("title"), "code").values_list("code", "words")
    return index_of(rows.iterator())
