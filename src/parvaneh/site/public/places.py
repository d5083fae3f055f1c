"""Places as a way in: the map of squares, and the cities of a province from a list."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.editions.queries import cities_listed, edition_now, provinces_listed
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.charts.provinces import COLUMNS, PLACES
from parvaneh.kit.places import BY_KEY, PROVINCES
from parvaneh.kit.text import Language, sort_key


@dataclass(frozen=True)
class Tile:
    """A province on the map of squares, and as an entry of the list of provinces."""

    key: str
    name: str
    offices: int
    column: int  # from where reading begins, from 1; east is on the right in either language
    row: int


def tiles() -> list[Tile]:
    """The 31 provinces in the order of their names, with how many offices each has."""
    counts, is_persian = provinces_listed(), language_now() is Language.FA
    found = []
    for one in PROVINCES:
        column, row = PLACES[one.key]
        at = COLUMNS - column if is_persian else column + 1
        found.append(Tile(one.key, shown(one), counts.get(one.key, 0), at, row + 1))
    return sorted(found, key=lambda tile: sort_key(tile.name))


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Show the provinces."""
    return render(request, "public/places.html", {"tiles": tiles(), "edition": edition_now()})


@require_safe
def province(request: HttpRequest, key: str) -> HttpResponse:
    """Show the cities of a province that have offices.

    Raises:
        NotThere: no province has this key.
    """
    if key not in BY_KEY:
        raise NotThere(f"province:{key}")
    said = {
        "key": key,
        "name": shown(BY_KEY[key]),
        "cities": cities_listed(key),
        "count": provinces_listed().get(key, 0),
        "edition": edition_now(),
    }
    return render(request, "public/province.html", said)
