"""Access to a listed office in the reader's words: there, not there, or honestly not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.queries import has_access
from parvaneh.frame.kept_pages import asked_once
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import shown
from parvaneh.kit.text import Language
from parvaneh.registry.access_features import ACCESS_FEATURES, KNOWN_FROM, KnownFrom


@dataclass(frozen=True)
class Feature:
    """What is known of one feature; `holds` is None where nobody knows."""

    name: str
    holds: bool | None
    known_from: str = ""
    since: date | None = None


def access_of(row: ListedOffice) -> list[Feature]:
    """Every feature in the order in which it is asked about; empty where nothing is known."""
    return [_feature(row, key, name) for key, name in _names(language_now())] if row.access else []


def access_there(row: ListedOffice) -> tuple[str, ...]:
    """Names of the features that an office is known to have."""
    if not row.access:
        return ()
    return tuple(name for key, name in _names(language_now()) if has_access(row, [key]))


def access_choices() -> list[tuple[str, str]]:
    """The features by their codes, for a filter."""
    return list(_names(language_now()))


def compared(rows: Iterable[ListedOffice]) -> list[tuple[str, list[Feature]]]:
    """What is known of several offices, feature by feature; none of which nobody knows anything."""
    listed = list(rows)
    return [
        (name, [_feature(row, key, name) for row in listed])
        for key, name in _names(language_now())
        if any(key in row.access for row in listed)
    ]


def _feature(row: ListedOffice, key: str, name: str) -> Feature:
    if key not in row.access:
        return Feature(name, None)
    holds, known_from, since = row.access[key]
    source = shown(KNOWN_FROM[KnownFrom(known_from)])
    return Feature(name, holds, source, date.fromisoformat(since))


@asked_once
def _names(language: Language) -> tuple[tuple[str, str], ...]:
    del language  # in which features are named
    return tuple((key.value, shown(term)) for key, term in ACCESS_FEATURES.items())
