"""Bodies of a demonstration, with every seat filled: by the operations that fill seats anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parvaneh.config.demo.country import Registry
from parvaneh.config.demo.plan import Plan
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.kit.places import BY_KEY, PROVINCES
from parvaneh.law import jalali
from parvaneh.law.directive_1392 import art13_board, art22_primary_board
from parvaneh.law.seats import Seat
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Body, Office, Person, Post
from parvaneh.registry.operations import (
    bodies_found_first,
    body_found,
    kanoon_assign,
    seat_fill,
)
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.seats import seats_by_law

FOUNDED = jalali.jalali(1393, 1, 1)
SOURCE = "ابلاغ نمایشی"
JUDGES = 2
BOARDS = {"kanoon_board": "هیئت مدیره کانون", "primary_board": "هیئت بدوی کانون"}
BOARD_YEARS = 3
# Which Kanoon serves a province without its own: the first of these that the country has.
NEAREST = {
    "00": "23 10", "01": "23", "02": "23", "03": "23", "04": "03 23", "05": "10", "06": "10 07",
    "07": "10", "08": "07 10", "09": "23", "10": "23", "11": "08 09", "12": "05 10", "13": "05 10",
    "14": "10", "15": "06 10", "16": "05 10", "17": "07 10", "18": "07 10", "19": "23", "20": "23",
    "21": "10", "22": "08 10", "24": "03 23", "25": "23", "26": "23", "27": "02 23", "28": "09",
    "29": "09", "30": "23",
}  # fmt: skip


@dataclass
class Bodies:
    """The Kanoons by the two digits of their province."""

    kanoons: dict[str, Body] = field(default_factory=dict)

    def serving(self, province: str) -> str:
        """The two digits of the Kanoon that serves a province, by its key."""
        return _serving(province[-2:], tuple(self.kanoons))


def bodies_make(made: Registry, plan: Plan) -> Bodies:
    """Found all bodies, say which Kanoon serves which province, and fill every seat.

    Args:
        made: offices and their managers.
        plan: what to make.
    """
    founding = Founding(made, plan, {"by": SYSTEM, "at": plan.at})
    bodies_found_first(starts_on=FOUNDED, **founding.done)
    for key in plan.volume.kanoons:
        founding.kanoon(key)
    founding.assign()
    founding.council()
    for kanoon in founding.bodies.kanoons.values():
        founding.boards(kanoon)
    return founding.bodies


@dataclass
class Founding:
    """Founds bodies and fills seats, keeping what was made."""

    made: Registry
    plan: Plan
    done: dict[str, Any]
    bodies: Bodies = field(default_factory=Bodies)

    def kanoon(self, key: str) -> None:
        """A Kanoon with its two boards."""
        province = f"IR-{key}"
        where = BY_KEY[province].fa
        kanoon = body_found(
            kind="kanoon", code=f"kanoon-{key}", title=f"کانون دفاتر {where} (نمایشی)",
            province=province, starts_on=FOUNDED, **self.done,
        )  # fmt: skip
        for kind, title in BOARDS.items():
            code = f"{kind.replace('_', '-')}-{key}"
            named = f"{title} {where} (نمایشی)"
            body_found(
                kind=kind, code=code, title=named, kanoon=kanoon, starts_on=FOUNDED, **self.done
            )
        self.bodies.kanoons[key] = kanoon

    def assign(self) -> None:
        """Say which Kanoon serves each province without its own."""
        for one in PROVINCES:
            if one.key[-2:] not in self.bodies.kanoons:
                kanoon = self.bodies.kanoons[self.bodies.serving(one.key)]
                kanoon_assign(
                    province=one.key, kanoon=kanoon, starts_on=FOUNDED, source=SOURCE, **self.done
                )

    def council(self) -> None:
        """The members of the Council, who are the appeal board too."""
        since = jalali.jalali(self.plan.year - 4, 2, 1)
        for seat in _seats("council", since):
            for person in self.sitting("عضو شورا", seat.number):
                self.fill(Body.objects.get(kind="council"), seat, person, since)

    def boards(self, kanoon: Body) -> None:
        """The board of a Kanoon, the one before it, and the primary board beside."""
        since = jalali.jalali(self.plan.year - 1, 1 + int(kanoon.province[-2:]) % 8, 15)
        before = jalali.months_later(since, -12 * BOARD_YEARS)
        offices = self._electable(kanoon, before)
        board = Body.objects.get(kind="kanoon_board", kanoon=kanoon)
        for first in (before, since):
            judges = self.sitting("قاضی", JUDGES)
            self._board(board, first, judges, offices)
        primary = Body.objects.get(kind="primary_board", kanoon=kanoon)
        for seat in _seats("primary_board", since):
            outside = seat.role == art22_primary_board.REPRESENTATIVE
            people = self.sitting("نماینده رئیس کانون", seat.number) if outside else judges
            for person in people:
                self.fill(primary, seat, person, since)

    def _board(self, board: Body, first: date, judges: list[Person], offices: list[Office]) -> None:
        for seat in _seats("kanoon_board", first):
            if seat.role == art13_board.MANAGER:
                for office in offices[: seat.number]:
                    self.fill(board, seat, self.made.managers[office.code], first, office=office)
            elif seat.role == art13_board.JUDGE:
                for at, person in enumerate(judges):
                    self.fill(board, seat, person, first, judicial_years=14 + at)
            else:
                for person in self.sitting("نماینده تام‌الاختیار", seat.number):
                    self.fill(board, seat, person, first)

    def fill(self, body: Body, seat: Seat, person: Person, since: date, **more: Any) -> None:
        """Put somebody in a seat, proposed and confirmed by whom the law names."""
        seat_fill(
            body=body, role=seat.role, person=person, starts_on=since, source=SOURCE,
            proposer=seat.proposed_by, approver=seat.approved_by, **more, **self.done,
        )  # fmt: skip

    def sitting(self, title: str, number: int) -> list[Person]:
        """New people who hold seats and no post of an office."""
        born = jalali.jalali(self.plan.year - 50, 3, 1)
        people = [
            self.made.people.person(title, "IR-23", man=at % 2 == 0, born_on=born)
            for at in range(number)
        ]
        copy_rows(Person, keyed(people))
        return people

    def _electable(self, kanoon: Body, since: date) -> list[Office]:
        """Offices of the Kanoon whose managers have managed them since a day, the busiest first."""
        long = Post.objects.filter(post="manager", ends_on=None, starts_on__lt=since)
        managed = set(long.values_list("office_id", flat=True))
        able = [
            one
            for one in self.made.drafts
            if one.office.pk in managed
            and self.bodies.serving(one.province) == kanoon.province[-2:]
        ]
        return [one.office for one in sorted(able, key=lambda one: -one.busy)]


def _seats(kind: str, on: date) -> Iterator[Seat]:
    yield from seats_by_law(kind, values=values_in_force(), on=on)


def _serving(key: str, kanoons: tuple[str, ...]) -> str:
    if key in kanoons:
        return key
    near = NEAREST.get(key, "").split()
    return next((one for one in near if one in kanoons), kanoons[0])
