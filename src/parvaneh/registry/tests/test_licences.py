"""Licences live as the law lets them, and the database refuses what the law refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from parvaneh.frame.refused import Refused
from parvaneh.kit.check_digits import is_checked
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Licence, Suspension
from parvaneh.registry.operations import (
    Term,
    death_record,
    licence_close,
    licence_renew,
    licence_revoke,
    licence_succeed,
    licence_suspend,
    licence_withdraw,
    licences_write_up_to,
    manager_replace,
    suspension_lift,
)
from parvaneh.registry.queries import licence_of_office, licence_state, manager_of
from parvaneh.registry.tests.samples import (
    AT,
    DOING,
    ON,
    START,
    fit_person,
    licence_sample,
    office_sample,
    person_sample,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HEAD = {"decided_by": Actor.CENTER_HEAD, **DOING}
ENDS = date(2027, 3, 20)  # the last day of three years from 1 Farvardin 1403
DUE = date(2026, 12, 20)  # three Jalali months before


def keys(why):
    return [reason.key for reason in why.value.ruling.reasons if reason.blocks]


def suspend(licence, starts_on=ON, months=3, by=Actor.CENTER_HEAD, ruling="case:1"):
    return licence_suspend(
        licence=licence, starts_on=starts_on, months=months, ruling=ruling, decided_by=by, **DOING
    )


def test_a_licence_is_issued_with_a_number_a_term_and_the_managers_post():
    licence = licence_sample(opened=False)
    assert is_checked(licence.number.replace("-", ""))
    assert licence.state == "issued"
    assert licence.terms.get().ends_on == ENDS
    assert manager_of(licence.office, START) == licence.manager
    kinds = list(Event.objects.order_by("-number").values_list("kind", flat=True)[:2])
    assert set(kinds) == {"licence.issued", "post.filled"}


def test_numbers_follow_one_another_and_one_taken_back_is_given_again():
    first = licence_sample().number
    with pytest.raises(RuntimeError), transaction.atomic():
        licence_sample()
        raise RuntimeError
    second = licence_sample().number
    assert int(second[5:10]) == int(first[5:10]) + 1


def test_a_person_who_has_shown_nothing_gets_no_licence_and_hears_every_reason():
    with pytest.raises(Refused) as why:
        licence_sample(manager=person_sample(), decided_by=Actor.COUNCIL, term=Term(0, 5))
    assert len(keys(why)) > 10
    assert {"agreement", "appointment_letter", "months"} <= set(keys(why))
    assert not Licence.objects.exists()


def test_an_office_has_one_licence_and_so_has_a_manager():
    licence = licence_sample()
    with pytest.raises(Refused) as why:
        licence_sample(office=licence.office)
    assert keys(why) == ["office"]
    with pytest.raises(Refused) as why:
        licence_sample(manager=licence.manager)
    assert keys(why) == ["manager"]


def test_a_suspension_begins_and_ends_by_itself():
    licence = licence_sample()
    suspension = suspend(licence, starts_on=ON + 10 * DAY)
    assert suspension.ends_on == date(2026, 1, 11)
    states = [
        licence_state(licence, day)
        for day in (ON, ON + 10 * DAY, suspension.ends_on, suspension.ends_on + DAY)
    ]
    assert states == ["active", "suspended", "suspended", "active"]


def test_what_passed_is_written_when_the_daily_run_comes_late_and_only_once():
    licence = licence_sample()
    suspend(licence, starts_on=ON + 10 * DAY)
    late = date(2026, 6, 1)
    assert licences_write_up_to(on=late, at=AT) == 0  # active before and after
    assert licences_write_up_to(on=DUE, at=AT) == 1
    assert licences_write_up_to(on=DUE, at=AT) == 0
    steps = list(licence.steps.order_by("pk").values_list("step", "takes_effect_on"))
    assert steps[2:] == [
        ("suspend", ON + 10 * DAY), ("resume", date(2026, 1, 12)), ("fall_due", DUE),
    ]  # fmt: skip
    assert licence_state(licence, ON + 20 * DAY) == "suspended"


def test_a_term_falls_due_and_runs_out():
    licence = licence_sample()
    days = (DUE - DAY, DUE, ENDS, ENDS + DAY)
    states = [licence_state(licence, day) for day in days]
    assert states == ["active", "renewal_due", "renewal_due", "expired"]
    assert licence_state(licence, START - DAY) == ""


def test_a_due_licence_is_renewed_from_the_end_of_its_term():
    licence = licence_sample()
    with pytest.raises(Refused):
        licence_renew(licence=licence, on=ON, term=Term(36, 3), **HEAD)
    licence = licence_renew(licence=licence, on=DUE + DAY, term=Term(12, 1), **HEAD)
    last = licence.terms.order_by("starts_on").last()
    assert (last.starts_on, last.ends_on) == (ENDS + DAY, date(2028, 3, 19))
    assert [licence_state(licence, day) for day in (DUE, DUE + DAY, ENDS + DAY)] == [
        "renewal_due", "active", "active",
    ]  # fmt: skip


def test_the_two_routes_of_suspension_bear_their_own_citations():
    administrative = suspend(licence_sample())
    disciplinary = suspend(licence_sample(), by=Actor.PRIMARY_BOARD)
    assert (administrative.route, administrative.cites) == (
        "administrative",
        ["D1392 9(b)", "D1392 11(c)"],
    )
    assert (disciplinary.route, disciplinary.cites) == (
        "disciplinary",
        ["D1392 23(5)", "D1392 24(2)"],
    )


@pytest.mark.parametrize(("months", "refused"), [(2, True), (3, False), (24, False), (25, True)])
def test_a_disciplinary_suspension_keeps_the_bounds_of_the_directive(months, refused):
    licence = licence_sample()
    if refused:
        with pytest.raises(Refused):
            suspend(licence, months=months, by=Actor.APPEAL_BOARD)
        assert not Suspension.objects.exists()
    else:
        assert suspend(licence, months=months, by=Actor.APPEAL_BOARD).route == "disciplinary"


def test_suspensions_do_not_overlap_and_nobody_else_suspends():
    licence = licence_sample()
    suspend(licence, starts_on=ON + 100 * DAY)
    for starts_on, by in (
        (ON + 100 * DAY, Actor.CENTER_HEAD),
        (ON + 60 * DAY, Actor.CENTER_HEAD),
        (ON, Actor.COUNCIL),
    ):
        with pytest.raises(Refused):
            suspend(licence, starts_on=starts_on, by=by)
    with pytest.raises(Refused) as why:
        suspend(licence, ruling=" ", months=0)
    assert keys(why) == ["ruling", "months"]


def test_a_suspension_is_lifted_and_one_that_has_not_begun_never_begins():
    licence = licence_sample()
    running, coming = (
        suspend(licence, starts_on=ON - 5 * DAY),
        suspend(licence, starts_on=ON + 200 * DAY),
    )
    suspension_lift(suspension=running, on=ON, reason="رأی", **HEAD)
    suspension_lift(suspension=coming, on=ON, reason="رأی", **HEAD)
    days = (ON - DAY, ON, ON + 201 * DAY)
    assert [licence_state(licence, day) for day in days] == ["suspended", "active", "active"]
    with pytest.raises(Refused) as why:
        suspension_lift(suspension=running, on=ON, reason="", **HEAD)
    assert keys(why) == ["reason", "suspension"]


def test_withdrawal_ends_licence_and_post_and_a_successor_is_appointed_by_article_19():
    licence = licence_withdraw(licence=licence_sample(), on=ON, **HEAD)
    assert (licence.state, licence.ended_on) == ("withdrawn", ON)
    assert manager_of(licence.office, ON) is None
    other = {"manager": fit_person(), "term": Term(36, 3), "proposed_by": Actor.COUNCIL, **HEAD}
    with pytest.raises(Refused) as why:
        manager_replace(licence=licence, starts_on=ON, started_by=Actor.KANOON, **other)
    assert keys(why) == ["starter"]
    new = manager_replace(
        licence=licence, starts_on=ON, started_by=Actor.GENERAL_DEPARTMENT, **other
    )
    assert new.predecessor == licence
    assert licence_of_office(licence.office, ON) == new
    assert licence_of_office(licence.office, ON - DAY) == licence
    assert manager_of(licence.office, ON) == new.manager
    assert Licence.objects.get(pk=licence.pk).state == "replaced"


def test_a_working_manager_is_replaced_by_decision():
    licence = licence_sample()
    new = manager_replace(
        licence=licence, manager=fit_person(), starts_on=ON, term=Term(12),
        started_by=Actor.COUNCIL, proposed_by=Actor.COUNCIL, **HEAD,
    )  # fmt: skip
    assert manager_of(licence.office, ON - DAY) == licence.manager
    assert manager_of(licence.office, ON) == new.manager


def test_after_a_death_a_new_office_follows_or_the_old_one_closes():
    department = {"decided_by": Actor.GENERAL_DEPARTMENT, **DOING}
    licence = death_record(licence=licence_sample(), on=ON, **department)
    assert licence.manager.died_on == ON
    succeeded = licence_succeed(
        licence=licence,
        successor=licence_sample(),
        on=ON,
        started_by=Actor.GENERAL_DEPARTMENT,
        **HEAD,
    )
    assert succeeded.state == "succeeded"
    other = death_record(licence=licence_sample(), on=ON, **department)
    assert licence_close(licence=other, on=ON, **department).state == "closed"


@pytest.mark.parametrize("actor", [Actor.CENTER_HEAD, Actor.PRIMARY_BOARD, Actor.APPEAL_BOARD])
def test_a_revocation_is_for_good(actor):
    licence = licence_revoke(licence=licence_sample(), on=ON, decided_by=actor, **DOING)
    assert licence.state == "revoked"
    with pytest.raises(Refused):
        licence_renew(licence=licence, on=ON, term=Term(12), **HEAD)


def test_nothing_is_written_before_a_later_step():
    licence = licence_revoke(licence=licence_sample(), on=ON, **HEAD)
    with pytest.raises(Refused) as why:
        licence_withdraw(licence=licence, on=ON - DAY, **HEAD)
    assert keys(why) == ["on"]


@pytest.mark.parametrize(
    "actor",
    [
        one
        for one in Actor
        if one not in (Actor.CENTER_HEAD, Actor.PRIMARY_BOARD, Actor.APPEAL_BOARD)
    ],
)
def test_nobody_else_revokes(actor):
    with pytest.raises(Refused):
        licence_revoke(licence=licence_sample(), on=ON, decided_by=actor, **DOING)


def test_an_expired_licence_that_nobody_wrote_off_does_not_stand_in_the_way():
    old = licence_sample(starts_on=date(2020, 3, 20), term=Term(12))
    new = licence_sample(office=old.office)
    assert Licence.objects.get(pk=old.pk).state == "expired"
    assert licence_of_office(old.office, START) == new


NEW = (
    "INSERT INTO registry_licence (number, office_id, manager_id, state, starts_on, issued_by,"
    " issued_at) SELECT '1404-99999-0', {office}, {manager}, 'active', '2026-01-01', 'a', now()"
    " FROM registry_licence"
)


@pytest.mark.parametrize(
    "statement",
    [
        NEW.format(office="office_id", manager="(SELECT max(id) FROM registry_person)"),
        NEW.format(office="(SELECT max(id) FROM registry_office)", manager="manager_id"),
        "UPDATE registry_licence SET state = 'revoked'",
        "UPDATE registry_licence SET ended_on = '2026-01-01'",
        "UPDATE registry_licence SET state = 'applied'",
        "UPDATE registry_licence SET state = 'revoked', ended_on = starts_on - 1",
        "UPDATE registry_licence SET number = 'x'",
        "UPDATE registry_licence SET predecessor_id = id",
        "UPDATE registry_licenceterm SET ends_on = NULL",
        "UPDATE registry_licenceterm SET due_on = starts_on - 1",
        "UPDATE registry_suspension SET ends_on = starts_on - 1",
        "UPDATE registry_suspension SET route = 'other'",
        "UPDATE registry_suspension SET cites = '{}'",
        "UPDATE registry_suspension SET ruling = ''",
        "UPDATE registry_suspension SET lifted_on = starts_on",
        "UPDATE registry_suspension SET lifted_at = now(), lifted_by = 'a'",
        (
            "UPDATE registry_suspension"
            " SET lifted_on = starts_on - 1, lifted_at = now(), lifted_by = 'a'"
        ),
        (
            "INSERT INTO registry_suspension (licence_id, starts_on, ends_on, route, cites, ruling,"
            " entered_by, entered_at, lifted_by) SELECT licence_id, ends_on, ends_on + 9, route,"
            " cites, ruling, 'a', now(), '' FROM registry_suspension"
        ),
    ],
)
def test_the_database_refuses_by_itself(statement):
    suspend(licence_sample())
    office_sample()
    person_sample()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement", ["UPDATE registry_licencestep SET state = 'x'", "DELETE FROM registry_licencestep"]
)
def test_steps_are_never_changed(statement):
    licence_sample()
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
