"""What the law's words and codes for programs are called, for readers of either language."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from parvaneh.kit.places import BY_KEY, COUNTRY
from parvaneh.law.directive_1392.art09_call import ROUTE_TERMS, Route
from parvaneh.law.directive_1392.person import (
    LEVELS,
    MILITARY,
    OCCUPATIONS,
    Level,
    Military,
    Occupation,
)
from parvaneh.law.directive_1404.art04_convictions import KINDS, Kind
from parvaneh.law.vocabulary import ACTORS, POSTS, REQUESTS, Actor, Post, Request, Term

# By kind first: words of two kinds may be spelt alike, such as the manager who acts and the post.
NAMES: Mapping[type[Enum], Mapping[Any, Term]] = {
    Actor: ACTORS,
    Kind: KINDS,
    Level: LEVELS,
    Military: MILITARY,
    Occupation: OCCUPATIONS,
    Post: POSTS,
    Request: REQUESTS,
    Route: ROUTE_TERMS,
}
PLACES: Mapping[str, object] = {**BY_KEY, COUNTRY.key: COUNTRY}


def named(thing: object) -> object:
    """Return the term of a word for programs, the place of its key; anything else as it is."""
    if isinstance(thing, Enum):
        return NAMES.get(type(thing), {}).get(thing, thing)
    return PLACES.get(thing, thing) if isinstance(thing, str) else thing
