"""The tables of the open data: what each holds, its columns, its rows of one office."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.points import RECORD, points_of, rounded
from parvaneh.kit.languages import msg
from parvaneh.law.vocabulary import Term
from parvaneh.registry.access_features import ACCESS_FEATURES

Cells = Sequence[object]


@dataclass(frozen=True)
class Column:
    """A column: its name, its CSVW datatype, what it is called."""

    name: str
    datatype: str
    title: str | Term


@dataclass(frozen=True)
class Table:
    """A table: its file, what it holds, its columns, its rows of one office."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows_of: Callable[[ListedOffice], Iterable[Cells]]


CODE = Column("code", "string", msg("Code of the office"))
OFFICES = (
    CODE,
    Column("title", "string", msg("Title")),
    Column("standing", "string", msg("Open, suspended, vacant, revoked or closed")),
    Column("standing_since", "date", msg("Since")),
    Column("standing_until", "date", msg("Until")),
    Column("licence", "string", msg("Number of the licence")),
    Column("province", "string", msg("Province (ISO 3166-2)")),
    Column("city", "string", msg("City")),
    Column("street", "string", msg("Address")),
    Column("postal_code", "string", msg("Postal code")),
    Column("latitude", "decimal", msg("Latitude")),
    Column("longitude", "decimal", msg("Longitude")),
    Column("phones", "string", msg("Telephones, with a space between")),
    Column("grade", "string", msg("Grade in force")),
    Column("tiles", "integer", msg("Place of the grade, 1 is the highest")),
    Column("bands", "integer", msg("Of how many grades")),
    Column("cycle", "integer", msg("Jalali year of the ranking; empty for the initial grade")),
    Column("graded_on", "date", msg("In force since")),
    Column("official", "string", msg("Official, provisional or demonstration")),
    Column("place", "integer", msg("Place in the list")),
    Column("inspected_on", "date", msg("Last inspection")),
    *(Column(key.value, "boolean", term) for key, term in ACCESS_FEATURES.items()),
)
ACCESS = frozenset(key.value for key in ACCESS_FEATURES)
YES_NO: Mapping[object, str] = {True: "true", False: "false"}  # as CSVW writes them


def _office(row: ListedOffice) -> Iterator[Cells]:
    said = {one.name: getattr(row, one.name) for one in OFFICES if one.name not in ACCESS}
    known = {key: row.access.get(key, ("",))[0] for key in ACCESS_FEATURES}
    access = {key: YES_NO.get(holds, "") for key, holds in known.items()}
    yield list((said | {"phones": " ".join(row.phones)} | access).values())


def _grades(row: ListedOffice) -> Iterator[Cells]:
    yield from ([row.code, *one] for one in row.held)


def _indicators(row: ListedOffice) -> Iterator[Cells]:
    for one in points_of(row.indicators):
        if one.blank != RECORD:  # the level does not allow it
            gained = "" if one.gained is None else rounded(one.gained)
            exact, available = one.gained, rounded(one.available)
            yield [
                row.code, row.cycle, one.indicator, gained, exact, available, one.answers, one.blank
            ]  # fmt: skip


def _prices(row: ListedOffice) -> Iterator[Cells]:
    yield from ([row.code, service, rials] for service, rials in row.services.items())


def _hours(row: ListedOffice) -> Iterator[Cells]:
    yield from ([row.code, *shift] for shift in row.hours)


TABLES = (
    Table("offices.csv", msg("Every listed office"), OFFICES, ("code",), _office),
    Table(
        "grades.csv",
        msg("The grades of each office over the years"),
        (
            CODE,
            Column("cycle", "integer", msg("Jalali year of the ranking")),
            Column("grade", "string", msg("Grade")),
            Column("tiles", "integer", msg("Place of the grade, 1 is the highest")),
            Column("starts_on", "date", msg("In force since")),
            Column("ends_on", "date", msg("Until")),
            Column("official", "string", msg("Official, provisional or demonstration")),
        ),
        ("code", "starts_on"),
        _grades,
    ),
    Table(
        "indicators.csv",
        msg("The points of each indicator, as far as the public sees them"),
        (
            CODE,
            Column("cycle", "integer", msg("Jalali year of the ranking")),
            Column("indicator", "string", msg("Indicator, by its number in article 2")),
            Column("points", "decimal", msg("Points gained, to four decimals")),
            Column("exact", "string", msg("Points gained, as an exact fraction")),
            Column("available", "decimal", msg("Points that it can bring, to four decimals")),
            Column("answers", "integer", msg("How many clients answered, where a survey asks")),
            Column("blank", "string", msg("Why it is blank: too few answers")),
        ),
        ("code", "indicator"),
        _indicators,
    ),
    Table(
        "prices.csv",
        msg("The services of each office and their prices"),
        (
            CODE,
            Column("service", "string", msg("Service")),
            Column("rials", "integer", msg("Price in rials; empty where the list names no amount")),
        ),
        ("code", "service"),
        _prices,
    ),
    Table(
        "hours.csv",
        msg("The hours of each office"),
        (
            CODE,
            Column("weekday", "string", msg("Weekday")),
            Column("opens", "string", msg("Opens")),
            Column("closes", "string", msg("Closes")),
        ),
        ("code", "weekday", "opens"),
        _hours,
    ),
)
