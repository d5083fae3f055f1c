"""Everything known of a body on a day: its seats by law and who holds them, what it serves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.charts import Caption, Figure
from parvaneh.kit.charts.provinces import Square, province_squares
from parvaneh.kit.languages import msg
from parvaneh.kit.places import PROVINCES
from parvaneh.kit.text import Language
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.law.vocabulary import SEATS
from parvaneh.registry.loaders import visible_bodies, visible_persons
from parvaneh.registry.models import Assignment, Body, BodyKind, Holding
from parvaneh.registry.models.bodies import BODY_KINDS, SEATED
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.bodies import kanoons_on, title_of
from parvaneh.registry.queries.changes import changes_of_body
from parvaneh.registry.queries.seats import holdings_of, ruling_on, seated_body, seats_by_law
from parvaneh.site.reader import Reader
from parvaneh.site.registry.as_of import AsOf
from parvaneh.site.registry.changes import by_day, changes_said
from parvaneh.site.registry.words import Tagged, Verdict, actor_name, left, verdict

LAST_CHANGES, MOST_ROWS = 6, 5
SERVED = msg("{count} of 31 provinces are served by a Kanoon.")
HOW_MAP = msg("A square for each province, near where it lies; in it the Kanoon that serves it.")
LETTERS = {
    Language.FA: ("الف", *"بپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"),
    Language.EN: tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
}


@dataclass(frozen=True)
class SeatSaid:
    """One seat: who holds it, or that nobody does."""

    role: str
    role_key: str
    place: int
    person: str
    person_code: str
    since: date | None
    until: date | None
    left: Tagged | None
    proposer: str
    approver: str
    office: str
    office_code: str
    judicial_years: int | None
    source: str

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it."""
        return not self.person


def body_sheet(reader: Reader, body: Body, when: AsOf) -> dict[str, Any]:
    """What a body's page shows on a day."""
    values = values_in_force()
    seated = seated_body(body, when.on)
    holdings = list(holdings_of(body, when.on)) if seated else []
    may_edit = visible_bodies(reader.acting, to=Can.BODY_MANAGE, on=reader.on)
    persons = visible_persons(reader.acting, to=Can.PERSON_SEE, on=reader.on)
    past = Holding.objects.filter(body=seated, ends_on__lt=when.on).select_related("person")
    former = list(past.order_by("-ends_on")[:50]) if seated else []
    codes = {one.person_id for one in (*holdings, *former)}
    seen = set(persons.filter(pk__in=codes).values_list("pk", flat=True)) if codes else set()
    changes = changes_of_body(body, until=when.until, most=LAST_CHANGES * 4)
    told = changes_said(changes, names_seen=True, subject="body_id", most=MOST_ROWS)
    is_kanoon = body.kind == BodyKind.KANOON
    return {
        "body": body,
        "title": title_of(body, when.on),
        "kind": kind_name(body.kind),
        "when": when,
        "is_living": body.starts_on <= when.on and (not body.ends_on or when.on <= body.ends_on),
        "may_edit": not when.is_past and may_edit.filter(pk=body.pk).exists(),
        "has_seats": body.kind in SEATED,
        "borrowed": seated if seated and seated.pk != body.pk else None,
        "seats": seats_said(body, holdings, seen, values, when.on),
        "former": [_held(one, seen, when.on) for one in former],
        "composition": composition_said(body, holdings, values, when.on),
        "boards": list(body.boards.filter(holds_on(when.on)).order_by("kind")),
        "provinces": served_by(body, when.on) if is_kanoon else [],
        "changes": by_day(told[:LAST_CHANGES]),
    }


def kind_name(kind: str) -> str:
    """The name of a kind of body."""
    return shown(BODY_KINDS[BodyKind(kind)])


def seats_said(
    body: Body, holdings: Sequence[Holding], seen: set[int], values: Values, on: date
) -> list[SeatSaid]:
    """The seats that the law gives a body on a day, the empty ones too."""
    kind = BodyKind.COUNCIL if body.kind == BodyKind.APPEAL_BOARD else BodyKind(body.kind)
    try:
        seats = seats_by_law(kind, values=values, on=on)
    except NoValueInForce:
        seats = ()
    held = {(one.role, one.place): one for one in holdings}
    told = []
    for seat in seats:
        for place in range(1, seat.number + 1):
            holding = held.pop((seat.role, place), None)
            told.append(_held(holding, seen, on) if holding else _vacant(seat.role, place))
    return [*told, *(_held(one, seen, on) for one in held.values())]


def composition_said(
    body: Body, holdings: Sequence[Holding], values: Values, on: date
) -> Verdict | None:
    """Whether the body is made up as its article asks; None where it has no seats or no rule."""
    if body.kind not in (*SEATED, BodyKind.APPEAL_BOARD):
        return None
    try:
        return verdict(ruling_on(body, holdings, values=values, on=on))
    except NoValueInForce:
        return None


def served_by(body: Body, on: date) -> list[tuple[str, str]]:
    """The provinces that a Kanoon serves on a day, each with how: its own, or assigned."""
    rows = Assignment.objects.filter(holds_on(on), kanoon=body)
    sources = dict(rows.values_list("province", "source"))
    served = [key for key, kanoon in kanoons_on(on).items() if kanoon == body.code]
    own = say(msg("its own"))
    return [(shown(key), own if key == body.province else sources.get(key, "")) for key in served]


@dataclass(frozen=True)
class KanoonLine:
    """A province and the Kanoon that serves it; `letter` is what its square says."""

    province: str
    province_key: str
    letter: str
    kanoon: str
    kanoon_code: str
    how: str


def kanoon_lines(seen: Mapping[str, str], on: date) -> list[KanoonLine]:
    """All provinces and who serves each on a day.

    Args:
        seen: titles of the Kanoons that the reader may go to, by code.
        on: the day.
    """
    served = kanoons_on(on)
    titles = dict(
        Body.objects.filter(kind=BodyKind.KANOON).order_by("code").values_list("code", "title")
    )
    sources = dict(Assignment.objects.filter(holds_on(on)).values_list("province", "source"))
    letters = {one: _letter(number) for number, one in enumerate(sorted(set(served.values())))}
    return [
        KanoonLine(
            shown(one.key),
            one.key,
            letters.get(served.get(one.key, ""), ""),
            titles.get(served.get(one.key, ""), ""),
            served[one.key] if served.get(one.key) in seen else "",
            sources.get(one.key, ""),
        )
        for one in PROVINCES
    ]


def kanoon_map(lines: Sequence[KanoonLine]) -> Figure:
    """The map of squares: each with the letter of the Kanoon that serves it."""
    squares = [
        Square(one.province_key, one.letter or "—", one.kanoon or "—", _look(one)) for one in lines
    ]
    count = sum(bool(one.kanoon) for one in lines)
    caption = Caption(say(SERVED, count=count), say(HOW_MAP), language_now())
    return province_squares(caption, squares, say(msg("Kanoon")))


def _look(line: KanoonLine) -> str:
    if not line.kanoon:
        return "track"
    return "square own" if not line.how else "square"


def _letter(number: int) -> str:
    letters: tuple[str, ...] = LETTERS[language_now()]
    first, second = divmod(number, len(letters))
    return (letters[first - 1] if first else "") + letters[second]


def _held(one: Holding, seen: set[int], on: date) -> SeatSaid:
    return SeatSaid(
        shown(SEATS[one.role]) if one.role in SEATS else one.role,
        one.role,
        one.place,
        one.person.name,
        one.person.code if one.person_id in seen else "",
        one.starts_on,
        one.ends_on,
        left(one.ends_on, on) if one.ends_on and one.ends_on >= on else None,
        actor_name(one.proposer),
        actor_name(one.approver),
        one.office.title if one.office_id and one.office else "",
        one.office.code if one.office_id and one.office else "",
        one.judicial_years,
        one.left_because or one.source,
    )


def _vacant(role: str, place: int) -> SeatSaid:
    name = shown(SEATS[role]) if role in SEATS else role
    return SeatSaid(name, role, place, "", "", None, None, None, "", "", "", "", None, "")
