"""The rows of an edition as the API gives them: each made into JSON once, kept by each process.

A list is then a matter of choosing and joining; the database is asked for the number of the edition
alone. Some thousand offices take some megabytes; the rows of the edition before are let go.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import orjson

from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.editions.points import Points, points_of, rounded
from parvaneh.editions.queries import codes_meant, offices_listed
from parvaneh.kit.places import BY_KEY, counties_of
from parvaneh.law import jalali
from parvaneh.registry.queries import is_demonstration

VERSION = version("parvaneh")
COLUMNS = tuple(
    field.name
    for field in ListedOffice._meta.concrete_fields
    if field.name not in {"words", "digest"}
)
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
class Kept:
    """An edition, ready to be given out."""

    number: int
    digest: str
    etag: str
    body: bytes
    offices: Mapping[str, Row]
    indicators: Mapping[str, bytes]
    grades: Sequence[Row]
    history: Mapping[str, Sequence[bytes]]

    def offices_in(self, province: str) -> int:
        """How many offices are listed in a province."""
        return _counted(self.digest)[0][province]

    def offices_offering(self, service: str) -> int:
        """How many listed offices offer a service."""
        return _counted(self.digest)[1][service]


def kept_now() -> Kept:
    """The edition that is out.

    Raises:
        NotPublished: none is.
    """
    last = Edition.objects.order_by("-number").values_list("number", "digest").first()
    if last is None:
        raise NotPublished
    return _kept(*last)


def offices_fitting(kept: Kept, *, q: str, asked: Asked) -> Sequence[Row]:
    """Listed offices in Persian order; where words are asked for, the best first.

    Args:
        kept: the edition.
        q: a city, street, number or code as people type it; empty for all.
        asked: the filters.
    """
    return _offices_fitting(kept.number, kept.digest, q, asked)


def grades_fitting(kept: Kept, *, asked: Asked) -> Sequence[Row]:
    """Announced grades, the newest ranking first, within it offices in Persian order."""
    return _grades_fitting(kept.number, kept.digest, asked)


def day_said(on: date | None) -> dict[str, str] | None:
    """A day in both calendars."""
    return {"date": on.isoformat(), "jalali": jalali.text(on)} if on else None


@lru_cache(maxsize=1)
def _kept(number: int, digest: str) -> Kept:
    edition = Edition.objects.get(number=number)
    said = {
        "number": number,
        "shows_on": day_said(edition.shows_on),
        "published_at": edition.published_at.isoformat(timespec="seconds"),
        "offices": edition.offices,
        "sha256": digest,
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
    etag = f'"{number}-{digest[:16]}-{VERSION}"'
    ordered = [row for _, row in grades]
    return Kept(number, digest, etag, orjson.dumps(said), offices, indicators, ordered, history)


@lru_cache(maxsize=256)
def _offices_fitting(number: int, digest: str, q: str, asked: Asked) -> Sequence[Row]:
    offices = _kept(number, digest).offices
    codes: Iterable[str] = codes_meant(q, digest=digest) if q else offices
    rows = (offices[code] for code in codes if code in offices)
    return [row for row in rows if row.fits(asked)]


@lru_cache(maxsize=64)
def _grades_fitting(number: int, digest: str, asked: Asked) -> Sequence[Row]:
    return [row for row in _kept(number, digest).grades if row.fits(asked)]


@lru_cache(maxsize=1)
def _counted(digest: str) -> tuple[Counter[str], Counter[str]]:
    """How many offices each province has, and how many offer each service, in one edition."""
    del digest
    provinces: Counter[str] = Counter()
    services: Counter[str] = Counter()
    for province, offered in ListedOffice.objects.values_list("province", "services"):
        provinces[province] += 1
        services.update(offered.keys())  # a mapping would have its prices added
    return provinces, services


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
