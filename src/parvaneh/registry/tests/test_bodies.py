"""Bodies are founded, seated and dissolved as articles 10 to 13 and 22 ask."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parvaneh.frame.refused import Refused
from parvaneh.law import jalali
from parvaneh.law.ruling import blocking
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Assignment, Body, Holding
from parvaneh.registry.operations import (
    bodies_found_first,
    body_dissolve,
    body_found,
    kanoon_assign,
    seat_fill,
    seat_vacate,
)
from parvaneh.registry.queries import kanoon_of, values_in_force
from parvaneh.registry.queries.bodies import title_of
from parvaneh.registry.queries.seats import composition, holdings_of, terms_ending, vacancies
from parvaneh.registry.tests.cast import (
    DAY,
    DONE,
    FIRST,
    board,
    council,
    councillor,
    judge,
    kanoon,
    managed_by,
    office,
    person,
)

pytestmark = pytest.mark.django_db


def refused(operation, **said) -> set[str]:
    with pytest.raises(Refused) as why:
        operation(**said, **DONE)
    return {reason.key for reason in blocking(why.value.ruling)}


def test_the_first_bodies_are_founded_once():
    assert len(bodies_found_first(starts_on=FIRST, **DONE)) == 35
    assert bodies_found_first(starts_on=FIRST, **DONE) == []
    assert Body.objects.filter(kind="provincial_deputy").count() == 31


def test_the_desk_of_the_center_has_a_name_per_date():
    bodies_found_first(starts_on=FIRST, **DONE)
    desk = Body.objects.get(kind="department")
    assert title_of(desk, FIRST) == "اداره کل"
    assert title_of(desk, DAY) == "معاونت خدمات"


def test_everything_wrong_with_a_body_is_said_at_once():
    said = {"kind": "court", "code": "Ü", "title": " \u200f ", "starts_on": date(2000, 1, 1)}
    assert refused(body_found, **said) == {"kind", "code", "title", "starts_on"}
    assert not Body.objects.exists()


def test_a_board_needs_a_kanoon_and_a_kanoon_needs_a_province():
    said = {"code": "a1", "title": "هیئت", "starts_on": FIRST}
    assert refused(body_found, kind="kanoon_board", **said) == {"kanoon"}
    assert refused(body_found, kind="kanoon", province="IR-99", **said) == {"province"}
    assert refused(body_found, kind="council", province="IR-23", **said) == {"province"}
    stranger = council()
    assert refused(body_found, kind="primary_board", kanoon=stranger, **said) == {"kanoon"}


def test_there_is_one_council_and_one_kanoon_a_province():
    council()
    kanoon()
    said = {"title": "دومی", "starts_on": DAY}
    assert refused(body_found, kind="council", code="council-2", **said) == {"kind"}
    assert refused(body_found, kind="kanoon", code="k2", province="IR-23", **said) == {"kind"}
    assert refused(body_found, kind="center", code="council", **said) == {"code"}


def test_a_council_is_full_with_five_members_and_takes_no_sixth():
    body = council()
    for _ in range(4):
        councillor(body)
    assert not composition(body, values=values_in_force(), on=DAY).granted
    councillor(body)
    assert composition(body, values=values_in_force(), on=DAY).granted
    assert [one.place for one in holdings_of(body, DAY)] == [1, 2, 3, 4, 5]
    said = {"body": body, "role": "member", "person": person(), "starts_on": DAY, "source": "x"}
    named = {"proposer": Actor.GENERAL_DEPARTMENT, "approver": Actor.CENTER_HEAD}
    assert refused(seat_fill, **said, **named) == {"seat_over"}


def test_a_member_named_by_nobody_is_refused_with_both_reasons():
    said = {"role": "member", "person": person(), "starts_on": DAY, "source": "x"}
    assert refused(seat_fill, body=council(), **said) == {"proposer", "approver"}


def test_nobody_sits_on_the_council_and_on_a_kanoon_board():
    both = person()
    councillor(council(), both)
    of = board(kanoon())
    with pytest.raises(Refused) as why:
        judge(of, both)
    (reason,) = blocking(why.value.ruling)
    assert (reason.key, reason.cites) == ("on_council", ("D1392 10 n.1",))


def test_a_seat_on_the_council_that_begins_later_stands_in_the_way_too():
    both = person()
    councillor(council(), both, starts_on=DAY + timedelta(days=30))
    with pytest.raises(Refused) as why:
        judge(board(kanoon()), both)
    assert [one.key for one in blocking(why.value.ruling)] == ["person"]


def test_a_judge_needs_ten_years_and_serves_three_jalali_years():
    of = board(kanoon())
    with pytest.raises(Refused) as why:
        judge(of, judicial_years=9)
    assert [one.key for one in blocking(why.value.ruling)] == ["judicial_record"]
    held = judge(of)
    assert held.ends_on == jalali.months_later(DAY, 36) - timedelta(days=1)
    assert list(holdings_of(of, held.ends_on)) == [held]
    assert not holdings_of(of, held.ends_on + timedelta(days=1))


def test_a_managers_seat_names_the_office():
    said = {"role": "manager", "person": person(), "starts_on": DAY, "source": "x"}
    named = {"proposer": Actor.KANOON_MEMBERS, "approver": Actor.CENTER_HEAD}
    of = board(kanoon())
    assert refused(seat_fill, body=of, **said, **named) == {"office"}
    assert refused(seat_fill, body=of, office=office(), **said, **named) == {"not_manager"}
    managed = managed_by(said["person"])
    assert seat_fill(body=of, office=managed, **said, **named, **DONE).place == 1


def test_the_chairs_representative_comes_from_outside_the_board():
    of = kanoon()
    member = person()
    judge(board(of), member)
    primary = board(of, "primary_board")
    said = {"role": "representative", "person": member, "starts_on": DAY, "source": "x"}
    assert "on_kanoon_board" in refused(
        seat_fill, body=primary, approver=Actor.KANOON_CHAIR, **said
    )


def test_the_appeal_board_has_the_members_of_the_council():
    bodies_found_first(starts_on=FIRST, **DONE)
    member = councillor(Body.objects.get(kind="council"))
    appeal = Body.objects.get(kind="appeal_board")
    assert list(holdings_of(appeal, DAY)) == [member]
    said = {"role": "member", "person": person(), "starts_on": DAY, "source": "x"}
    assert refused(seat_fill, body=appeal, **said) == {"body"}


def test_a_vacated_seat_is_free_from_the_next_day():
    body = council()
    held = [councillor(body) for _ in range(5)]
    seat_vacate(holding=held[2], ends_on=DAY + timedelta(days=9), reason="استعفا", **DONE)
    new = councillor(body, starts_on=DAY + timedelta(days=10))
    assert new.place == held[2].place
    assert refused(seat_vacate, holding=held[2], ends_on=DAY + timedelta(days=9), reason="x") == {
        "ends_on"
    }


def test_vacancies_and_ending_terms_are_told():
    of = board(kanoon())
    held = judge(of)
    empty = vacancies(Body.objects.all(), values=values_in_force(), on=DAY)
    assert [(one.role, one.empty) for one in empty] == [
        ("manager", 2),
        ("judge", 1),
        ("plenipotentiary", 1),
    ]
    month_before = held.ends_on - timedelta(days=30)
    ending = terms_ending(Body.objects.all(), on=month_before, within_days=30)
    assert list(ending) == [held]
    assert not terms_ending(Body.objects.all(), on=month_before, within_days=29)


def test_an_assignment_follows_the_one_before():
    first, second = kanoon(), kanoon("IR-07")
    kanoon_assign(province="IR-30", kanoon=first, starts_on=FIRST, source="نامه ۱", **DONE)
    said = {"province": "IR-30", "kanoon": second, "source": "نامه ۲"}
    kanoon_assign(starts_on=DAY, **said, **DONE)
    assert kanoon_of("IR-30", DAY - timedelta(days=1)) == first.code
    assert kanoon_of("IR-30", DAY) == second.code
    assert refused(kanoon_assign, starts_on=FIRST, **said) == {"starts_on"}
    event = Event.objects.order_by("number").last()
    assert (event.kind, event.before, event.after) == ("kanoon.assigned", first.code, second.code)


def test_no_kanoon_is_assigned_to_a_province_with_its_own():
    first, second = kanoon(), kanoon("IR-07")
    said = {"province": "IR-07", "kanoon": first, "source": "x", "starts_on": DAY}
    assert refused(kanoon_assign, **said) == {"province"}
    assert refused(kanoon_assign, **said | {"kanoon": council(), "province": "IR-30"}) == {"kanoon"}
    assert second.pk


def test_a_body_is_dissolved_after_its_boards_and_assignments():
    of = kanoon()
    kanoon_assign(province="IR-30", kanoon=of, starts_on=FIRST, source="x", **DONE)
    primary = board(of, "primary_board")
    said = {"ends_on": DAY, "reason": "انحلال"}
    assert refused(body_dissolve, body=of, **said) == {"boards", "provinces"}
    assert body_dissolve(body=primary, **said, **DONE).ends_on == DAY
    assert refused(body_dissolve, body=primary, **said) == {"ends_on"}


# --- What the database refuses by itself ---------------------------------------------------------

BODY = (
    "INSERT INTO registry_body (code, kind, title, province, kanoon_id, starts_on, entered_by,"
    " entered_at) VALUES (%s, %s, 't', %s, %s, '2020-01-01', 's', now())"
)


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        (("council-2", "council", "", None), "body_one_in_the_country"),
        (("k-2", "kanoon", "IR-23", None), "body_one_in_a_province"),
        (("k-3", "kanoon", "IR-99", None), "body_lies_where_its_kind_does"),
        (("k-4", "court", "", None), "body_lies_where_its_kind_does"),
        (("b-1", "kanoon_board", "IR-23", None), "body_lies_where_its_kind_does"),
        (("K 5", "center", "", None), "body_code_form"),
    ],
)
def test_a_body_that_cannot_be_is_refused_by_the_database(row, constraint):
    council()
    kanoon()
    assert broken(BODY, row) == constraint


def broken(sql: str, row: tuple) -> str:
    """The name of the constraint that refuses."""
    with (
        pytest.raises(IntegrityError) as why,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, row)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return why.value.__cause__.diag.constraint_name


def copied(holding: Holding, **changes) -> str:
    """The constraint that refuses a copy of a row with something changed."""
    columns = [one.column for one in Holding._meta.fields if one.column != "id"]
    row = {column: getattr(holding, column) for column in columns} | changes
    names = ", ".join(columns)
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO registry_holding ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    return broken(sql, tuple(row.values()))


def test_the_database_refuses_what_the_articles_refuse_of_seats():
    of = kanoon()
    on_board, primary = judge(board(of)), board(of, "primary_board")
    on_council = councillor(council())
    other = person()
    assert copied(on_council, person_id=other.pk) == "holding_one_in_a_seat"
    assert copied(on_council, place=2) == "holding_one_seat_of_a_body"
    assert (
        copied(on_council, place=2, person_id=on_board.person_id)
        == "holding_council_or_kanoon_board"
    )
    outsider = {
        "body_id": primary.pk,
        "kind": "primary_board",
        "role": "representative",
        "judicial_years": None,
    }
    assert copied(on_board, **outsider) == "holding_outsider_is_outside"
    away = {"starts_on": FIRST, "ends_on": FIRST, "term_ends_on": None}
    assert copied(on_council, **away, kind="kanoon_board") == "holding_names_its_kanoon"
    assert copied(on_council, **away, kind="center") == "holding_in_a_seated_body"
    assert copied(on_council, **away, proposer="nobody") == "holding_by_known_actors"
    assert copied(on_council, **away, source="") == "holding_has_source"
    assert copied(on_council, **away, place=0) == "holding_place_from_one"
    assert copied(on_board, **away, judicial_years=None) == "holding_years_of_a_judge"
    assert copied(on_board, **away, office_id=office().pk) == "holding_office_of_a_manager"
    backwards = {"starts_on": DAY, "ends_on": FIRST}
    assert copied(on_council, **backwards) == "holding_in_order"
    assert copied(on_board, ends_on=None) == "holding_ends_with_its_term"
    other_kanoon = kanoon("IR-07")
    assert copied(on_board, **away, kanoon_id=other_kanoon.pk) == "holding_of_the_bodys_kanoon"


def test_the_database_refuses_two_kanoons_for_a_province():
    first, second = kanoon(), kanoon("IR-07")
    kanoon_assign(province="IR-30", kanoon=first, starts_on=FIRST, source="x", **DONE)
    sql = (
        "INSERT INTO registry_assignment (province, kanoon_id, kind, starts_on, source,"
        " entered_by, entered_at) VALUES (%s, %s, %s, '2020-01-01', 'x', 's', now())"
    )
    assert broken(sql, ("IR-30", second.pk, "kanoon")) == "assignment_one_kanoon_a_day"
    assert broken(sql, ("IR-99", second.pk, "kanoon")) == "assignment_of_a_province"
    assert broken(sql, ("IR-01", council().pk, "kanoon")) == "assignment_of_a_kanoon"
    assert Assignment.objects.count() == 1
