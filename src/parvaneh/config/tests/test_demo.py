"""The demonstration: a generated country that the product's own checks find lawful."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from parvaneh.access.models import Grant, User
from parvaneh.access.roles import ROLES
from parvaneh.casework.models import Case, Deadline
from parvaneh.casework.procedures import procedure_of
from parvaneh.config.demo import (
    ACCOUNTS,
    Plan,
    Size,
    Standing,
    accounts_of,
    demonstration_make,
    making,
)
from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.courses import courses, courses_for
from parvaneh.config.demo.digest import content_digest
from parvaneh.config.demo.drafts import land_of
from parvaneh.config.demo.lives import lives_of
from parvaneh.config.demo.places import showpieces
from parvaneh.frame.refused import Refused
from parvaneh.kit.clock import tehran_day
from parvaneh.law.clauses import procedures
from parvaneh.law.directive_1392.procedures import licence_life
from parvaneh.law.procedure import states_of, step_taken
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.ledger.models import Event
from parvaneh.ledger.verification import log_verify
from parvaneh.registry.access_features import OF_THE_PREMISES
from parvaneh.registry.models import (
    Body,
    Grade,
    Licence,
    LicenceStep,
    Office,
    OfficeAccess,
    Person,
    Post,
)
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries import (
    eligibility_of,
    grade_in_force,
    is_demonstration,
    licence_state,
    office_as_of,
    staffing_of,
)
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.seats import SEATS, composition

AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
ON = tehran_day(AT)


def plan(**other) -> Plan:
    asked = {"seed": 1, "size": Size.TINY, "standing": Standing.RANKED, "at": AT}
    return Plan(**(asked | other))


@pytest.fixture(scope="class")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """One tiny country for all tests of a class, and where its passwords lie."""
    path = tmp_path_factory.mktemp("demo") / "accounts"
    with django_db_blocker.unblock(), transaction.atomic():
        demonstration_make(plan(), path=path)
        yield path
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.usefixtures("made")
@pytest.mark.django_db
class TestCountry:
    """What a tiny country holds."""

    def test_access_is_told_in_every_way_and_a_move_leaves_it_behind(self):
        known = OfficeAccess.objects.filter(holds_on(ON))
        assert {(row.holds, row.known_from) for row in known} >= {
            (True, "office"), (False, "office"), (True, "inspection"), (False, "inspection"),
        }  # fmt: skip
        assert 0 < known.values("office").distinct().count() < Office.objects.count()
        moves = LicenceStep.objects.filter(step="relocate")
        for office, moved_on in moves.values_list("licence__office", "takes_effect_on"):
            there = OfficeAccess.objects.filter(office=office, feature__in=OF_THE_PREMISES)
            assert not there.filter(holds_on(moved_on), starts_on__lt=moved_on).exists()

    def test_it_is_marked_and_what_was_made_is_in_the_log(self):
        assert is_demonstration()
        told = Event.objects.filter(
            kind="demonstration.generated", subject="demonstration:registry"
        )
        assert told.get().facts["office"] == Office.objects.count() == 20

    def test_it_is_not_made_twice(self, tmp_path):
        with pytest.raises(Refused):
            demonstration_make(plan(), path=tmp_path / "again")
        assert not (tmp_path / "again").exists()

    def test_every_role_can_sign_in_with_the_password_that_is_kept(self, made):
        assert made.stat().st_mode & 0o077 == 0
        rows = accounts_of(made)
        assert {role for _, _, role in rows} == set(ROLES)
        name, password, _ = rows[0]
        assert User.objects.get(username=name).check_password(password)
        held = set(Grant.objects.filter(user__username__in=[row[0] for row in rows])
                   .values_list("role", flat=True))  # fmt: skip
        assert held | {"applicant", "complainant", "defendant"} == set(ROLES)
        assert len(rows) == len(ACCOUNTS)

    def test_whoever_holds_a_post_met_its_conditions_on_the_first_day(self):
        for post in Post.objects.filter(ends_on=None).select_related("person"):
            ruling = eligibility_of(post.person, PostKind(post.post), post.starts_on)
            assert ruling.granted, (post.person.name, post.post, ruling.reasons)

    def test_every_office_has_its_staff_but_those_that_lack_a_clerk_on_purpose(self):
        working = Office.objects.filter(licences__state__in=["active", "renewal_due"])
        lacking = {one.code for one in working if not staffing_of(one, ON).granted}
        spoiled = {one.office.code for one in land_of(plan()).drafts if one.spoiled}
        assert lacking == spoiled != set()

    def test_licences_stand_as_the_register_itself_reads_them(self):
        for licence in Licence.objects.prefetch_related("terms", "suspensions"):
            assert licence_state(licence, ON) == licence.state, licence.number

    def test_every_seat_is_filled_as_its_article_asks(self):
        bodies = Body.objects.filter(kind__in=list(SEATS))
        for body in bodies:
            ruling = composition(body, values=values_in_force(), on=ON)
            assert ruling.granted, (body.code, ruling.reasons)
        assert bodies.count() == 3

    def test_graded_offices_hold_the_grade_of_the_last_ranking(self):
        office = Office.objects.get(code="230001")
        held = Grade.objects.filter(office=office).latest("starts_on")
        assert held.standing == "demonstration"
        found = grade_in_force(office, ON, values=values_in_force())
        assert found.value.grade == held.grade

    def test_an_office_was_something_else_three_years_ago(self):
        codes = Office.objects.filter(posts__ended_at__isnull=False).values_list("code", flat=True)
        office = Office.objects.get(code=codes.order_by("code")[0])
        then, now = (office_as_of(office, ON - timedelta(days=days)) for days in (900, 0))
        assert {one.pk for one in then.staff} != {one.pk for one in now.staff}

    def test_cases_stand_where_their_course_led_with_limits_running(self):
        of_cycles = Case.objects.filter(procedure="ranking_cycle")
        assert Case.objects.count() - of_cycles.count() == plan().volume.cases
        for case in Case.objects.all():
            known = {state.key for state in states_of(procedure_of(case.procedure))}
            assert case.state in known
        assert Deadline.objects.exists()

    def test_the_log_verifies(self):
        assert log_verify(verifiers=[]).holds

    def test_nobody_in_it_has_a_name(self):
        assert not Person.objects.exclude(name__endswith="(نمایشی)").exists()

    def test_showpieces_are_there_for_each_kind_of_page(self):
        found = showpieces()
        assert {"office", "person", "body", "case", "document", "notice", "licence"} <= set(found)
        assert Office.objects.filter(code=found["office"]).exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_equal_seeds_make_equal_countries_and_others_other_ones(tmp_path):
    digests = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            demonstration_make(plan(seed=seed), path=tmp_path / "accounts")
            digests.append(content_digest())
            transaction.set_rollback(True)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.slow
@pytest.mark.django_db
def test_before_the_first_ranking_nobody_holds_a_grade_and_everybody_is_good(tmp_path):
    demonstration_make(plan(standing=Standing.BEFORE_FIRST_RANKING), path=tmp_path / "accounts")
    assert not Grade.objects.exists()


@pytest.mark.django_db
def test_a_database_with_users_of_its_own_is_left_alone(tmp_path):
    User.objects.create(code="u-real", username="real", name="real", created_at=AT)
    with pytest.raises(Refused):
        demonstration_make(plan(), path=tmp_path / "accounts")
    assert not (tmp_path / "accounts").exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_is_made_in_production(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "ENVIRONMENT", "production")
    with pytest.raises(Refused):
        demonstration_make(plan(), path=tmp_path / "accounts")
    assert not User.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_half_a_demonstration_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "registry_make", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demonstration_make(plan(), path=tmp_path / "accounts")
    assert not User.objects.exists()
    assert not is_demonstration()


def test_a_course_leads_to_every_state_of_every_procedure():
    wanted = {(one.key, state.key) for one in procedures().values() for state in states_of(one)}
    assert {(one.procedure.key, one.state) for one in courses()} == wanted
    assert len(courses_for(300)) == 300
    assert len({one.procedure.key for one in courses_for(30)}) > 12


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_life_of_a_licence_takes_a_step_that_the_law_does_not_know(seed):
    asked = plan(seed=seed, size=Size.FULL)
    chance = Chance(seed, "lives")
    for draft in land_of(asked).drafts:
        for one in lives_of(draft, asked, chance):
            state = licence_life.APPLIED.key
            for taken in one.steps:
                ruling = step_taken(licence_life.PROCEDURE, state, taken.actor, taken.step.key)
                assert ruling.granted, (draft.office.code, taken)
                state = taken.step.target.key
            assert one.steps == sorted(one.steps, key=lambda taken: taken.on)
            assert one.steps[-1].on <= ON
