"""The rows of an edition as the API gives them: each made into JSON once for each version.

An answer that nobody asked for yet is then a matter of choosing and joining; the answers themselves
are kept where pages are (`site.kept`). Some thousand offices take some megabytes; the rows of the
edition before are let go.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import orjson

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.points import Points, points_of, rounded
from parvaneh.editions.queries import codes_meant, edition_now, offices_listed
from parvaneh.frame.kept_pages import asked_once
from parvaneh.kit.places import BY_KEY, counties_of
from parvaneh.law import jalali
from parvaneh.registry.queries import is_demonstration

COLUMNS = tuple(
    field.name
    for field in ListedOffice._meta.concrete_fields
    if field.name not in {"words", "digest"}
)
MOST_FOUND = 256  # lists that were chosen, for who walks through one page by page
Asked = tuple[tuple[str, object], ...]  # name and value of each filter


class NotPublished(Exception):
    """There is no edition yet."""


@dataclass(frozen=True)
class Row:
    """An item of a list: its name in cursors, what filters ask of it, its JSON."""

    key: str
    says: Mapping[str, Any]
    body: bytes

    def fits(self, asked: Asked) -> bool:
        """Whether every filter holds."""
        return all(_holds(self.says[name], value) for name, value in asked)


@dataclass(frozen=True)
class Published:
    """An edition, ready to be given out."""

    digest: str
    body: bytes
    offices: Mapping[str, Row]
    indicators: Mapping[str, bytes]
    grades: Sequence[Row]
    history: Mapping[str, Sequence[bytes]]
    found: dict[Hashable, Sequence[Row]] = field(default_factory=dict)

    def fitting(
        self, name: Hashable, rows: Callable[[], Iterable[Row]], asked: Asked
    ) -> Sequence[Row]:
        """The rows of a list that fit; chosen once for who walks through it page by page."""
        found = self.found.get((name, asked))
        if found is None:
            if len(self.found) >= MOST_FOUND:
                self.found.clear()
            self.found[name, asked] = found = [row for row in rows() if row.fits(asked)]
        return found

    @cached_property
    def offices_in(self) -> Counter[str]:
        """How many offices are listed in each province."""
        return Counter(row.says["province"] for row in self.offices.values())

    @cached_property
    def offices_offering(self) -> Counter[str]:
        """How many listed offices offer each service."""
        return Counter(one for row in self.offices.values() for one in row.says["service"])


@asked_once
def published_now() -> Published:
    """The edition that is out; made once for each version by the answers that are kept.

    Raises:
        NotPublished: none is.
    """
    edition = edition_now()
    if edition is None:
        raise NotPublished
    said = {
        "number": edition.number,
        "shows_on": day_said(edition.shows_on),
        "published_at": edition.published_at.isoformat(timespec="seconds"),
        "offices": edition.offices,
        "sha256": edition.digest,
        "demonstration": is_demonstration(),
        "level": edition.level,
    }
    offices: dict[str, Row] = {}
    indicators: dict[str, bytes] = {}
    history: dict[str, list[bytes]] = {}
    grades: list[tuple[int, Row]] = []
    for values in offices_listed().values_list(*COLUMNS).iterator():
        row = dict(zip(COLUMNS, values, strict=True))
        offices[row["code"]] = _office(row)
        indicators[row["code"]] = orjson.dumps(list(map(_points, points_of(row["indicators"]))))
        held = list(_grades(row))
        history[row["code"]] = [one.body for _, one in held]
        grades += held
    grades.sort(key=lambda one: -one[0])  # stable: offices keep their order
    ordered = [row for _, row in grades]
    return Published(edition.digest, orjson.dumps(said), offices, indicators, ordered, history)


def offices_fitting(published: Published, *, q: str, asked: Asked) -> Sequence[Row]:
    """Listed offices in Persian order; where words are asked for, the best first.

    Args:
        published: the edition.
        q: a city, street, number or code as people type it; empty for all.
        asked: the filters.
    """

    def chosen() -> Iterable[Row]:
        codes = codes_meant(q, digest=published.digest) if q else published.offices
        return (published.offices[code] for code in codes if code in published.offices)

    return published.fitting(("offices", q), chosen, asked)


def grades_fitting(published: Published, *, asked: Asked) -> Sequence[Row]:
    """Announced grades, the newest ranking first, within it offices in Persian order."""
    return published.fitting("grades", lambda: published.grades, asked)


def day_said(on: date | None) -> dict[str, str] | None:
    """A day in both calendars."""
    return {"date": on.isoformat(), "jalali": jalali.text(on)} if on else None


def _holds(there: object, value: object) -> bool:
    if isinstance(value, tuple):  # all of several
        return isinstance(there, frozenset) and there.issuperset(value)
    return value in there if isinstance(there, frozenset) else there == value


def _office(row: Mapping[str, Any]) -> Row:
    standing, since, until = row["standing"], row["standing_since"], row["standing_until"]
    said = {
        "code": row["code"],
        "title": row["title"],
        "page": f"/find/{row['code']}/",
        "standing": {"key": standing, "since": day_said(since), "until": day_said(until)},
        "licence": row["licence"] or None,
        "place": _place(row),
        "phones": row["phones"],
        "hours": [
            {"weekday": weekday, "opens": opens, "closes": closes}
            for weekday, opens, closes in row["hours"]
        ],
        "services": [
            {"service": service, "rials": rials} for service, rials in row["services"].items()
        ],
        "access": [
            {
                "feature": feature,
                "holds": holds,
                "known_from": known_from,
                "since": day_said(date.fromisoformat(first)),
            }
            for feature, (holds, known_from, first) in row["access"].items()
        ],
        "grade": _grade(row),
        "inspected_on": day_said(row["inspected_on"]),
    }
    says = {
        "province": row["province"],
        "grade": row["grade"],
        "standing": standing,
        "service": frozenset(row["services"]),
        "access": frozenset(one for one, (holds, *_) in row["access"].items() if holds),
    }
    return Row(row["code"], says, orjson.dumps(said))


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    known = counties_of(BY_KEY[row["province"]]) if row["county"] else ()
    county = next((one.fa for one in known if one.number == row["county"]), None)
    plain = {name: row[name] or None for name in ("city", "street", "postal_code")}
    where = {
        name: None if row[name] is None else str(row[name]) for name in ("latitude", "longitude")
    }
    return {"province": row["province"], "county": county, **plain, **where}


def _grade(row: Mapping[str, Any]) -> dict[str, Any] | None:
    if not row["grade"]:
        return None
    return {
        "key": row["grade"],
        "tiles": row["tiles"],
        "of": row["bands"],
        "year": row["cycle"],
        "since": day_said(row["graded_on"]),
        "basis": row["official"] if row["cycle"] and row["official"] else "initial",
        "place": row["place"],
    }


def _points(one: Points) -> dict[str, Any]:
    return {
        "key": one.indicator.value,
        "points": None if one.gained is None else rounded(one.gained),
        "exact": None if one.gained is None else str(one.gained),
        "available": rounded(one.available),
        "answers": one.answers,
        "blank": one.blank or None,
    }


def _grades(row: Mapping[str, Any]) -> Iterable[tuple[int, Row]]:
    for year, grade, tiles, since, until, official in row["held"]:
        said = {
            "office": row["code"],
            "year": year,
            "key": grade,
            "tiles": tiles,
            "since": day_said(date.fromisoformat(since)),
            "until": day_said(date.fromisoformat(until)) if until else None,
            "basis": official,
        }
        says = {"year": year, "province": row["province"], "grade": grade}
        yield year, Row(f"{year}{row['code']}", says, orjson.dumps(said))
