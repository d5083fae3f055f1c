"""What the API answers and may be asked, as its OpenAPI document declares it.

The answers are written from the rows of an edition without passing through these classes: they are
the promise, and the tests hold every answer against it.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ninja import Schema
from pydantic import ConfigDict, Field

from parvaneh.editions.models import Standing
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY, COUNTRY
from parvaneh.law.directive_1404.art02_indicators import Indicator as IndicatorCode
from parvaneh.law.directive_1404.art13_display import PublicLevel
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.registry.access_features import AccessFeature, KnownFrom

JALALI = r"^\d{4}-\d{2}-\d{2}$"
KEY = r"^[a-z][a-z0-9_-]{0,39}$"
CURSOR = r"^[0-9]{1,6}-[0-9]{1,16}$"
DECIMAL = r"^\d+\.\d{4}$"
EXACT = r"^\d+(/\d+)?$"
SHA256 = r"^[0-9a-fA-F]{64}$"
MOST, USUAL, LONGEST = 200, 50, 100
LETTER = 1000

NOT_SAID: Any = None

if TYPE_CHECKING:
    IndicatorKey: TypeAlias = str
    LevelKey: TypeAlias = str
    ProvinceKey: TypeAlias = str
    IssuerKey: TypeAlias = str
    StandingKey: TypeAlias = str
    WeekdayKey: TypeAlias = str
    FeatureKey: TypeAlias = str
    SourceKey: TypeAlias = str
else:
    IndicatorKey = Literal[tuple(str(one) for one in IndicatorCode)]
    LevelKey = Literal[tuple(str(one) for one in PublicLevel)]
    ProvinceKey = Literal[tuple(BY_KEY)]
    IssuerKey = Literal[(COUNTRY.key, *BY_KEY)]
    StandingKey = Literal[tuple(Standing.values)]
    WeekdayKey = Literal[tuple(str(one) for one in Weekday)]
    FeatureKey = Literal[tuple(one.value for one in AccessFeature)]
    SourceKey = Literal[tuple(one.value for one in KnownFrom)]


class Shape(Schema):
    """A part of an answer: everything that is there is declared."""

    model_config = ConfigDict(extra="forbid")


class Words(Shape):
    """The same words in both languages."""

    fa: str = Field(description=msg("in Persian"))
    en: str = Field(description=msg("in English"))


class Day(Shape):
    """A day in both calendars."""

    date: date
    jalali: str = Field(pattern=JALALI, description=msg("year, month and day of the Jalali year"))


class Edition(Shape):
    """The publication of the register that an answer comes from."""

    number: int = Field(ge=1)
    shows_on: Day = Field(description=msg("the day as of which the register is shown"))
    published_at: datetime
    offices: int = Field(ge=0, description=msg("how many offices are listed"))
    sha256: str = Field(description=msg("of all rows in their order, as the log tells it"))
    demonstration: bool = Field(description=msg("whether everything here is generated"))
    level: LevelKey = Field(description=msg("what the public sees of the results of offices"))


class Place(Shape):
    """Where an office is."""

    province: ProvinceKey = Field(description=msg("key of the province, after ISO 3166-2"))
    county: str | None = Field(description=msg("name of the county, in Persian"))
    city: str | None
    street: str | None
    postal_code: str | None
    latitude: str | None = Field(description=msg("degrees as a decimal number, WGS 84"))
    longitude: str | None = Field(description=msg("degrees as a decimal number, WGS 84"))


class Stand(Shape):
    """Whether an office serves people, as far as its licence tells."""

    key: StandingKey
    since: Day | None
    until: Day | None = Field(
        description=msg("last day of a suspension; of an open office that of its licence")
    )


class Shift(Shape):
    """When an office is open on a weekday; one that has two shifts comes twice."""

    weekday: WeekdayKey
    opens: str = Field(pattern=r"^\d{2}:\d{2}$")
    closes: str = Field(pattern=r"^\d{2}:\d{2}$")


class Offer(Shape):
    """A service of an office and its approved price."""

    service: str
    rials: int | None = Field(description=msg("nothing where the list names no amount"))


class Feature(Shape):
    """What is known of the access to an office; what nobody knows is not in the list."""

    feature: FeatureKey
    holds: bool = Field(description=msg("whether it is there"))
    known_from: SourceKey = Field(
        description=msg("whether the office declared it or an inspection saw it")
    )
    since: Day


class HeldGrade(Shape):
    """The grade of an office."""

    key: str
    tiles: int = Field(ge=0, description=msg("place of the grade from the top, from 1"))
    of: int = Field(ge=0, description=msg("how many grades there are"))
    year: int | None = Field(
        description=msg("Jalali year of the ranking; nothing for the initial grade")
    )
    since: Day | None
    basis: Literal["initial", "official", "provisional", "demonstration"] = Field(
        description=msg("how firmly it stands; the initial grade is given by no ranking")
    )
    place: int | None = Field(description=msg("place in the ranking, where it is published"))


class Office(Shape):
    """A listed office: everything that anybody may know of it, and no person."""

    code: str
    title: str
    page: str = Field(description=msg("address of its page on this server"))
    standing: Stand
    licence: str | None
    place: Place
    phones: list[str]
    hours: list[Shift]
    services: list[Offer]
    access: list[Feature]
    grade: HeldGrade | None
    inspected_on: Day | None = Field(description=msg("day of the last inspection"))


class IndicatorPoints(Shape):
    """What an indicator brought to the total of an office."""

    key: IndicatorKey = Field(description=msg("the indicator, by its number in article 2"))
    points: str | None = Field(
        description=msg("to four decimals; nothing where it is blank"), pattern=DECIMAL
    )
    exact: str | None = Field(description=msg("the same as an exact fraction"), pattern=EXACT)
    available: str = Field(description=msg("what it can bring, to four decimals"), pattern=DECIMAL)
    answers: int | None = Field(
        ge=0, description=msg("how many clients answered, where a survey asks")
    )
    blank: Literal["answers", "record"] | None = Field(
        description=msg("why it is blank: too few answers, or the record is not shown")
    )


class DetailedOffice(Office):
    """One office with the points of its indicators, as far as the public sees them."""

    indicators: list[IndicatorPoints] = Field(
        description=msg("empty where the level shows the grade alone, or none are entered")
    )


class AnnouncedGrade(Shape):
    """A grade that a ranking gave to an office."""

    office: str = Field(description=msg("code of the office"))
    year: int = Field(description=msg("Jalali year of the ranking"))
    key: str
    tiles: int = Field(ge=0, description=msg("place of the grade from the top, from 1"))
    since: Day
    until: Day | None = Field(description=msg("nothing for the grade that holds"))
    basis: Literal["official", "provisional", "demonstration"] = Field(
        description=msg("how firmly it stands")
    )


class Listed(Shape):
    """What every list says beside its items."""

    edition: Edition
    count: int = Field(ge=0, description=msg("how many fit, on all pages together"))
    next: str | None = Field(description=msg("address of the next page; nothing on the last"))


class OfficeList(Listed):
    """A page of offices."""

    items: list[Office]


class GradeList(Listed):
    """A page of announced grades."""

    items: list[AnnouncedGrade]


class OfficeAnswer(Shape):
    """One office."""

    edition: Edition
    office: DetailedOffice


class GradeHistory(Shape):
    """Every grade that rankings gave to an office, the newest first."""

    edition: Edition
    office: str
    items: list[AnnouncedGrade]


class Province(Shape):
    """A province."""

    key: ProvinceKey
    name: Words
    offices: int = Field(ge=0, description=msg("how many offices are listed there"))


class ProvinceList(Shape):
    """All provinces."""

    edition: Edition
    items: list[Province]


class Service(Shape):
    """A service that offices may offer."""

    key: str
    name: Words
    offices: int = Field(ge=0, description=msg("how many listed offices offer it"))


class ServiceList(Shape):
    """All services."""

    edition: Edition
    items: list[Service]


class Indicator(Shape):
    """One of the ten indicators."""

    key: str
    name: Words
    weight: str | None = Field(
        description=msg("as a decimal number; nothing where none is in force")
    )
    articles: list[str]


class Band(Shape):
    """A grade and the totals that give it."""

    key: str
    name: Words
    tiles: int = Field(ge=1, description=msg("place of the grade from the top, from 1"))
    lower: str = Field(description=msg("where it begins, as a decimal number"))
    inclusive: bool = Field(description=msg("whether the bound itself belongs to it"))


class Way(Shape):
    """A way of measuring."""

    key: str
    name: Words
    articles: list[str]


class Method(Shape):
    """How grades are made, by the values in force today."""

    on: Day
    indicators: list[Indicator]
    weights_provisional: bool
    bands: list[Band]
    bands_provisional: bool
    ways: list[Way]


class Letter(Shape):
    """What anybody may know of a letter."""

    number: str
    on: Day
    kind: str
    title: Words
    issued_by: IssuerKey = Field(
        description=msg("province whose secretariat issued it; IR is the Center's own")
    )


class Verdict(Shape):
    """Whether a letter is ours and stands."""

    stands: Literal["genuine", "superseded", "withdrawn", "unknown"]
    letter: Letter | None = Field(description=msg("nothing where it is unknown"))
    later: Letter | None = Field(description=msg("the letter that stands in its place"))
    why: Words | None = Field(description=msg("why it is unknown"))


class Fault(Shape):
    """One thing that is wrong with a question."""

    parameter: str
    detail: str


class Problem(Shape):
    """Why there is no answer (RFC 9457), in the language that was asked for."""

    type: str = Field(description=msg("address of the explanation on this server"))
    title: str
    status: int
    detail: str
    instance: str = Field(description=msg("path that was asked for"))
    request: str = Field(description=msg("number of the request, to name it when asking us"))
    errors: list[Fault] = Field(description=msg("everything that is wrong, not only the first"))


class Question(Schema):
    """What may be said with every question."""

    language: Literal["fa", "en"] = Field(
        NOT_SAID,
        description=msg("language of problems, before Accept-Language; Persian if neither"),
    )


class ListQuestion(Question):
    """Which page of a list."""

    limit: int = Field(USUAL, ge=1, le=MOST, description=msg("how many items a page has at most"))
    cursor: str = Field(
        NOT_SAID,
        pattern=CURSOR,
        description=msg("where to go on, as the last page's «next» says it"),
    )


class OfficeQuestion(ListQuestion):
    """Which offices."""

    q: str = Field(
        NOT_SAID,
        min_length=1,
        max_length=LONGEST,
        description=msg("city, street, number or code, however it is spelt; the best come first"),
    )
    province: ProvinceKey = Field(
        NOT_SAID, description=msg("key of the province, after ISO 3166-2")
    )
    grade: str = Field(NOT_SAID, pattern=KEY, description=msg("key of the grade that it holds"))
    service: str = Field(NOT_SAID, pattern=KEY, description=msg("key of a service that it offers"))
    standing: StandingKey = Field(NOT_SAID, description=msg("whether it serves people"))
    access: list[FeatureKey] = Field(
        NOT_SAID,
        description=msg(
            "features of access, each in a parameter of its own; offices known to have all of them"
        ),
    )


class GradeQuestion(ListQuestion):
    """Which announced grades."""

    year: int = Field(NOT_SAID, ge=1400, le=1499, description=msg("Jalali year of the ranking"))
    province: ProvinceKey = Field(
        NOT_SAID, description=msg("key of the province, after ISO 3166-2")
    )
    grade: str = Field(NOT_SAID, pattern=KEY, description=msg("key of the grade"))


class LetterQuestion(Question):
    """Which letter, by what stands on its paper."""

    text: str = Field(
        min_length=1,
        max_length=LETTER,
        description=msg("number of the letter, its code, or the text of its QR code"),
    )


class FileQuestion(Question):
    """Which letter, by its file."""

    sha256: str = Field(
        pattern=SHA256, description=msg("SHA-256 of the file, in hexadecimal digits")
    )
