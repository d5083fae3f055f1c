"""Values of the law are proposed by one, confirmed by another, and never edited."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from parvaneh.access.acting import Acting
from parvaneh.frame.refused import Refused
from parvaneh.law import jalali
from parvaneh.law.ruling import Status, blocking
from parvaneh.law.values import NoValueInForce, value_at
from parvaneh.ledger.acts import System
from parvaneh.ledger.models import Event
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.operations import (
    Intended,
    profile_propose,
    value_confirm,
    value_decline,
    value_propose,
    values_use,
)
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.approved_values import approved_in_force, shipped
from parvaneh.registry.tests.cast import AT, demonstration_marked, reader

pytestmark = pytest.mark.django_db
ONE, OTHER = System("user:one"), System("user:other")
FROM = jalali.day("1405-01-01")
DAYS = "D1404.12.objection_days"


def intended(key: str = DAYS, content: object = 15, starts_on: date = FROM, **rest) -> Intended:
    said = {"source": "بخشنامه ۱", "authority": "رئیس مرکز", "status": "official"}
    return Intended(key, content, starts_on, **(said | rest))


def proposed(**said) -> ApprovedValue:
    return value_propose(value=intended(**said), by=ONE, at=AT)


def approved(**said) -> ApprovedValue:
    return value_confirm(value=proposed(**said), by=OTHER, at=AT)


def faults(**said) -> set[str]:
    with pytest.raises(Refused) as why:
        proposed(**said)
    return {one.key for one in blocking(why.value.ruling)}


def test_a_confirmed_value_follows_the_shipped_one_from_its_day():
    before = value_at(shipped(), DAYS, FROM).content
    row = proposed()
    assert value_at(values_in_force(), DAYS, FROM).content == before
    value_confirm(value=row, by=OTHER, at=AT)
    known = values_in_force()
    assert value_at(known, DAYS, FROM - timedelta(days=1)).content == before
    entry = value_at(known, DAYS, FROM)
    assert (entry.content, entry.status, entry.approved_by) == (15, Status.OFFICIAL, "رئیس مرکز")
    assert entry.cites == value_at(shipped(), DAYS, FROM).cites
    assert values_in_force() is known


def test_the_next_value_ends_the_one_before_and_a_gap_has_none():
    first = approved()
    approved(content=20, starts_on=FROM + timedelta(days=100), ends_on=FROM + timedelta(days=200))
    first.refresh_from_db()
    assert first.ends_on == FROM + timedelta(days=99)
    known = values_in_force()
    assert value_at(known, DAYS, FROM + timedelta(days=150)).content == 20
    with pytest.raises(NoValueInForce):
        value_at(known, DAYS, FROM + timedelta(days=201))
    assert approved_in_force(DAYS, FROM + timedelta(days=150)).content == 20
    assert approved_in_force(DAYS, FROM + timedelta(days=201)) is None
    assert approved_in_force(DAYS, FROM - timedelta(days=1)) is None


def test_nobody_confirms_their_own_value_nor_anybody_for_them():
    row = proposed()
    for by in (ONE, System("user:third", "user:one")):
        with pytest.raises(Refused):
            value_confirm(value=row, by=by, at=AT)
    assert value_confirm(value=row, by=OTHER, at=AT).confirmed_by == "user:other"


def test_a_settled_value_is_settled_once():
    row = approved()
    with pytest.raises(Refused):
        value_confirm(value=row, by=OTHER, at=AT)
    with pytest.raises(Refused):
        value_decline(value=row, reason="x", by=OTHER, at=AT)
    declined = value_decline(value=proposed(starts_on=FROM + timedelta(1)), reason="خطا", by=OTHER,
                             at=AT)  # fmt: skip
    with pytest.raises(Refused):
        value_confirm(value=declined, by=OTHER, at=AT)
    assert Event.objects.filter(kind="value.declined").count() == 1


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("D1404.13.public_level", "everything"),
        (DAYS, "ده"),
        (DAYS, 1.5),
        (DAYS, True),
        (DAYS, None),
        (DAYS, {"days": 3}),
        ("D1404.7.bands", []),
        ("D1404.7.bands", [{"key": "a", "fa": "آ", "en": "a", "lower": 101, "inclusive": True}]),
        ("D1404.3.coefficients", {"I1": 1}),
        ("D1392.10.seats", [{"role": "member", "number": "پنج"}]),
        ("D1392.22.senders", ["whoever"]),
        ("D1392.13.re_election", 1),
    ],
)
def test_content_of_another_form_is_refused(key, content):
    assert faults(key=key, content=content) == {"content"}


def test_every_shipped_content_has_the_right_form_itself():
    later = date(2050, 1, 1)
    for key, history in shipped().histories.items():
        value_propose(
            value=intended(key=key, content=history[-1].content, starts_on=later), by=ONE, at=AT
        )


def test_everything_wrong_is_said_at_once():
    wrong = {"content": "x", "source": "\u200f", "authority": "", "status": "assumed"}
    assert faults(**wrong, ends_on=date(2000, 1, 1)) == {
        "content",
        "source",
        "authority",
        "status",
        "ends_on",
    }
    assert faults(key="D9999.1.x\x00", status="demonstration") == {"key", "status"}


def test_a_demonstration_value_needs_a_demonstration_database():
    assert faults(status="demonstration") == {"status"}
    demonstration_marked()
    assert approved(status="demonstration").status == "demonstration"


def test_a_value_that_was_used_is_not_ended_before_its_last_use():
    row = approved()
    assert values_use(on=FROM + timedelta(days=10)) == 1
    assert faults(starts_on=FROM + timedelta(days=10)) == {"starts_on"}
    assert faults(starts_on=FROM) == {"starts_on"}
    approved(content=20, starts_on=FROM + timedelta(days=11))
    row.refresh_from_db()
    assert (row.ends_on, row.used_until) == (FROM + timedelta(days=10),) * 2


PROFILE = """
["D1404.12.objection_days"]
fa = "مهلت"
en = "days"
[["D1404.12.objection_days".value]]
from = "1405-01-01"
content = {content}
source = "بخشنامه"
status = "official"
approved_by = "رئیس مرکز"
"""


def test_a_profile_is_proposed_whole_or_only_looked_at():
    text = PROFILE.replace("{content}", "12")
    said = {"name": "profile.toml", "by": ONE, "at": AT}
    (found,) = profile_propose(text=text, dry_run=True, **said)
    assert (found.key, found.content) == (DAYS, 12)
    assert not ApprovedValue.objects.exists()
    profile_propose(text=text, dry_run=False, **said)
    assert ApprovedValue.objects.get().content == 12


@pytest.mark.parametrize("text", [PROFILE.replace("{content}", '"x"'), "a = [", "[x]\nq = 1"])
def test_a_wrong_profile_proposes_nothing(text):
    with pytest.raises(Refused):
        profile_propose(text=text, name="p.toml", dry_run=False, by=ONE, at=AT)
    assert not ApprovedValue.objects.exists()


# --- What the database refuses by itself ---------------------------------------------------------


def run(sql: str) -> str:
    """What stands against a statement: the name of a constraint, or the trigger's message."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return ""


def broken(sql: str) -> str:
    with pytest.raises(DatabaseError) as why:
        run(sql)
    return why.value.__cause__.diag.constraint_name or str(why.value)


@pytest.mark.parametrize(
    "change",
    ["content = '99'", "starts_on = '2020-01-01'", "source = 'x'", "confirmed_by = 'user:x'"],
)
def test_a_confirmed_value_cannot_be_edited_by_anybody(change):
    approved()
    assert "Cannot update" in broken(f"UPDATE registry_approvedvalue SET {change}")  # noqa: S608
    assert "Cannot delete" in broken("DELETE FROM registry_approvedvalue")


@pytest.mark.parametrize(
    "change", ["content = '99'", "source = 'y'", "proposed_by = 'user:x'", "ends_on = '2050-01-01'"]
)
def test_a_proposed_value_is_what_the_second_person_is_shown(change):
    proposed()
    assert "Cannot update" in broken(f"UPDATE registry_approvedvalue SET {change}")  # noqa: S608
    decided = "declined_by = 'user:x', declined_at = now()"
    assert run(f"UPDATE registry_approvedvalue SET {decided}") == ""  # noqa: S608
    again = "declined_by = '', declined_at = NULL"
    assert "Cannot update" in broken(f"UPDATE registry_approvedvalue SET {again}")  # noqa: S608


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("confirmed_by = proposed_by, confirmed_at = now()", "value_confirmed_by_another"),
        ("confirmed_by = 'user:x'", "value_confirmed_by_and_at"),
        ("confirmed_at = now()", "value_confirmed_by_and_at"),
        ("declined_at = now()", "value_declined_by_and_at"),
        ("used_until = starts_on", "value_used_only_while_it_held"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_the_database(change, constraint):
    proposed()
    assert broken(f"UPDATE registry_approvedvalue SET {change}") == constraint  # noqa: S608


@pytest.mark.parametrize(
    ("said", "constraint"),
    [
        ({"ends_on": FROM - timedelta(1)}, "value_in_order"),
        ({"status": "true"}, "value_status_known"),
        ({"authority": ""}, "value_says_where_it_stands"),
    ],
)
def test_a_value_that_cannot_be_is_not_even_proposed(said, constraint):
    row = proposed()
    row.pk, row.code = None, "other"
    for name, value in said.items():
        setattr(row, name, value)
    with pytest.raises(DatabaseError) as why, transaction.atomic():
        row.save(force_insert=True)
    assert why.value.__cause__.diag.constraint_name == constraint


def test_two_values_on_one_day_are_refused_by_the_database():
    approved()
    late = proposed(starts_on=FROM + timedelta(days=5))
    sql = "UPDATE registry_approvedvalue SET confirmed_by = 'user:x', confirmed_at = now()"
    assert broken(f"{sql} WHERE id = {late.pk}") == "value_one_at_a_time"


def test_raw_changes_are_seen_at_once():
    run("DELETE FROM registry_version WHERE name = 'values'")
    approved()
    assert value_at(values_in_force(), DAYS, FROM).content == 15
    run(f"UPDATE registry_approvedvalue SET ends_on = '{FROM}'")  # noqa: S608
    with pytest.raises(NoValueInForce):
        value_at(values_in_force(), DAYS, FROM + timedelta(days=1))


def test_a_user_who_acts_for_another_is_named_with_them():
    row = value_propose(value=intended(), by=System("user:clerk", "user:boss"), at=AT)
    assert (row.proposed_by, row.proposed_for) == ("user:clerk", "user:boss")
    with pytest.raises(Refused):
        value_confirm(value=row, by=System("user:boss"), at=AT)


def test_who_may_not_propose_or_approve_values_is_refused():
    row = proposed()
    for by in (Acting(reader("auditor")), Acting(reader("provincial_deputy", "province", "IR-23"))):
        with pytest.raises(Refused):
            value_propose(value=intended(starts_on=FROM + timedelta(1)), by=by, at=AT)
        with pytest.raises(Refused):
            value_confirm(value=row, by=by, at=AT)
    officer, head = Acting(reader("department_officer")), Acting(reader("center_head"))
    mine = value_propose(value=intended(content=9), by=officer, at=AT)
    assert value_confirm(value=mine, by=head, at=AT).confirmed_by == head.key


def test_the_slower_of_two_confirmations_is_refused():
    first, second = proposed(), proposed(content=20)
    value_confirm(value=first, by=OTHER, at=AT)
    with pytest.raises(Refused):
        value_confirm(value=second, by=OTHER, at=AT)
