"""Grades held: one a day for an office, new versions upon objection, the initial one before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parvaneh.frame.refused import Refused
from parvaneh.law.ruling import blocking
from parvaneh.law.values import NoValueInForce
from parvaneh.ledger.acts import System
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Grade
from parvaneh.registry.operations import (
    Announced,
    Intended,
    grade_replace,
    grades_announce,
    value_confirm,
    value_propose,
)
from parvaneh.registry.queries import grade_in_force, values_in_force
from parvaneh.registry.queries.grades import grade_as_of
from parvaneh.registry.tests.cast import AT, DONE, demonstration_marked, office

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2025, 9, 23)
SAID = {"standing": "provisional", "event": "cycle:1404", "source": "run:1"}


def announced(*rows: Announced, cycle: int = 1404, starts_on: date = FIRST_DAY, **rest):
    return grades_announce(cycle=cycle, grades=rows, starts_on=starts_on, **SAID | rest, **DONE)


def held(of, on: date):
    return grade_in_force(of, on, values=values_in_force()).value


def faults(*rows: Announced, **rest) -> set[str]:
    with pytest.raises(Refused) as why:
        announced(*rows, **rest)
    return {one.key for one in blocking(why.value.ruling)}


def test_until_the_first_ranking_every_office_is_good():
    of = office()
    announced(Announced(of, "257/3", "excellent", 1))
    before = held(of, FIRST_DAY - timedelta(days=1))
    assert (before.grade, before.cycle) == ("good", None)
    assert held(of, FIRST_DAY).grade == "excellent"
    with pytest.raises(NoValueInForce):
        held(of, date(2024, 1, 1))


def test_the_next_ranking_ends_the_grade_before():
    of = office()
    (first,) = announced(Announced(of, "90", "excellent", 1))
    year_on = FIRST_DAY + timedelta(days=365)
    announced(Announced(of, "", "", None), cycle=1405, starts_on=year_on, event="cycle:1405")
    first.refresh_from_db()
    assert first.ends_on == year_on - timedelta(days=1)
    kept = held(of, year_on)
    assert (kept.grade, kept.cycle) == ("excellent", 1404)


def test_an_objection_makes_a_new_version_from_the_day_of_the_decision():
    of = office()
    (first,) = announced(Announced(of, "60", "average", 9))
    decided = FIRST_DAY + timedelta(days=30)
    said = {"source": "case:1404/1", "because": "اعتراض پذیرفته شد", **DONE}
    new = grade_replace(
        grade=first, announced=Announced(of, "75", "good", 4), starts_on=decided, **said
    )
    assert (new.version, new.replaces) == (2, first)
    assert held(of, decided - timedelta(days=1)).grade == "average"
    assert held(of, decided).grade == "good"
    assert grade_as_of(of, decided, AT) == new
    with pytest.raises(Refused):
        grade_replace(
            grade=first, announced=Announced(of, "75", "good", 4), starts_on=decided, **said
        )


def test_a_version_replaced_on_its_first_day_was_never_in_force():
    of = office()
    (first,) = announced(Announced(of, "60", "average", 9))
    said = {"source": "case:1", "because": "x", **DONE}
    grade_replace(
        grade=first, announced=Announced(of, "75", "good", 4), starts_on=FIRST_DAY, **said
    )
    assert held(of, FIRST_DAY).grade == "good"
    first.refresh_from_db()
    assert first.void


def test_a_ranking_is_one_event_and_all_or_nothing():
    one, two = office(), office()
    assert faults(Announced(one, "90", "excellent", 1), Announced(two, "x", "best", 0)) == {
        "total",
        "grade",
        "place",
    }
    assert not Grade.objects.exists()
    announced(Announced(one, "90", "excellent", 1), Announced(two, "80", "good", 2))
    assert Event.objects.filter(kind="grades.announced").count() == 1


def test_what_is_wrong_with_a_ranking_is_said():
    of = office()
    row = Announced(of, "90", "excellent", 1)
    assert faults(row, row) == {"grades"}
    assert faults(Announced(of, "", "good", 1)) == {"total"}
    assert faults(Announced(of, "50", "", 3)) == {"place"}
    assert faults(Announced(of, "301/3", "good", 3)) == {"total"}
    assert faults(row, standing="demonstration") == {"standing"}
    assert faults(row, extraordinary=True) == {"because"}
    announced(row)
    assert faults(row) == {"cycle"}
    assert faults(row, cycle=1403, starts_on=FIRST_DAY - timedelta(days=9)) == {"starts_on"}


POINTS = {f"I{number}": "17/2" for number in range(1, 10)} | {"I10": "9/2"}  # make 81


def with_points(of, **other) -> Announced:
    said = {"points": POINTS, "answers": 40} | other
    return Announced(of, said.pop("total", "81"), "good", 4, **said)


def test_a_grade_says_what_each_indicator_brought_and_keeps_it_in_its_history():
    of = office()
    (row,) = announced(with_points(of))
    row.refresh_from_db()
    assert (row.points, row.answers) == (POINTS, 40)
    changed = POINTS | {"I1": "19/2", "I2": "15/2"}
    said = {"starts_on": FIRST_DAY + timedelta(days=9), "source": "case:1", "because": "x", **DONE}
    new = grade_replace(grade=row, announced=with_points(of, points=changed), **said)
    assert (row.points, new.points) == (POINTS, changed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT points FROM registry_gradeevent WHERE pgh_obj_id = %s", [new.pk])
        assert cursor.fetchone()[0] is not None
    assert "19/2" not in str(Event.objects.get(kind="grade.replaced").body)


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"points": POINTS | {"I11": "0"}}, {"points"}),  # no such indicator
        ({"points": {key: POINTS[key] for key in list(POINTS)[:9]}}, {"points"}),  # nine of ten
        ({"points": POINTS | {"I1": "8.5"}}, {"points"}),  # not an exact fraction
        ({"points": POINTS | {"I1": "21/2", "I2": "13/2"}}, {"points"}),  # above its ten
        ({"points": POINTS | {"I1": "-1/2", "I2": "35/2"}}, {"points"}),  # below zero
        ({"total": "80"}, {"points"}),  # they make 81
        ({"answers": -1}, {"answers"}),
    ],
)
def test_points_are_known_within_bounds_and_make_the_total(other, wrong):
    assert faults(with_points(office(), **other)) == wrong
    assert not Grade.objects.exists()


def test_the_database_refuses_points_of_nine_indicators():
    (row,) = announced(with_points(office()))
    nine = {key: POINTS[key] for key in list(POINTS)[:9]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.filter(pk=row.pk).update(points=nine)


def test_an_extraordinary_evaluation_follows_within_the_cycle():
    of = office()
    announced(Announced(of, "90", "excellent", 1))
    later = FIRST_DAY + timedelta(days=60)
    (row,) = announced(
        Announced(of, "60", "average", None), starts_on=later, extraordinary=True, because="رویداد"
    )
    assert (row.version, held(of, later).grade) == (2, "average")


def test_the_values_that_decided_a_ranking_are_not_altered_afterwards():
    key = "D1404.12.objection_days"
    value = Intended(key, 15, FIRST_DAY, "بخشنامه", "رئیس مرکز", "official")
    one, other = ({"by": System(f"user:{name}"), "at": AT} for name in ("one", "other"))
    row = value_confirm(value=value_propose(value=value, **one), **other)
    announced(Announced(office(), "90", "excellent", 1))
    row.refresh_from_db()
    assert row.used_until == FIRST_DAY
    with pytest.raises(Refused):
        value_propose(value=replace(value, starts_on=FIRST_DAY), **one)


def test_a_demonstration_grade_stands_in_a_demonstration_database():
    demonstration_marked()
    (row,) = announced(Announced(office(), "90", "excellent", 1), standing="demonstration")
    assert row.standing == "demonstration"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("place = 0", "grade_place_of_a_graded_office"),
        ("grade = ''", "grade_place_of_a_graded_office"),
        ("total = ''", "grade_rests_on_a_total"),
        ("total = '8.5'", "grade_total_is_a_fraction"),
        ("standing = 'assumed'", "grade_standing_known"),
        ("event = ''", "grade_says_where_it_stands"),
        ("version = 2", "grade_first_replaces_nothing"),
        ("ends_on = starts_on - 1", "grade_in_order"),
    ],
)
def test_the_database_refuses_what_cannot_be(change, constraint):
    announced(Announced(office(), "90", "excellent", 1))
    assert broken(f"UPDATE registry_grade SET {change}") == constraint  # noqa: S608


def broken(sql: str) -> str:
    with (
        pytest.raises(IntegrityError) as why,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return why.value.__cause__.diag.constraint_name


def test_the_database_refuses_two_grades_on_one_day():
    of = office()
    announced(Announced(of, "90", "excellent", 1))
    year_on = FIRST_DAY + timedelta(days=365)
    announced(Announced(of, "80", "good", 2), cycle=1405, starts_on=year_on, event="cycle:1405")
    assert broken("UPDATE registry_grade SET ends_on = NULL") == "grade_one_a_day"
