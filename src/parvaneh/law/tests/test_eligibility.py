"""Articles 4 to 8: what worked cases cannot say of the conditions and their values."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.law import jalali
from parvaneh.law.citation import in_reading_order
from parvaneh.law.directive_1392 import art02_founding as art02
from parvaneh.law.directive_1392 import art05_manager as art05
from parvaneh.law.directive_1392 import art08_prohibitions as art08
from parvaneh.law.directive_1392 import art09_call as art09
from parvaneh.law.directive_1392.eligibility import (
    CITES,
    FIELDS_COUNTED,
    RELATED_FIELDS,
    conditions_of,
    eligibility,
    requirements,
)
from parvaneh.law.directive_1392.person import (
    FIELDS,
    LEVELS,
    MILITARY,
    OCCUPATIONS,
    SEMINARY,
    Degree,
    Level,
    Military,
    Occupation,
    Person,
    full_years,
)
from parvaneh.law.ruling import Status, parameters
from parvaneh.law.values import NoValueInForce, shipped_values, value_at
from parvaneh.law.vocabulary import Post

VALUES = shipped_values()
FIRST, EVE = jalali.day("1392-02-26"), jalali.day("1392-02-25")
TODAY = jalali.day("1395-05-10")
LEVEL_WORDS = ("bachelor", "master", "doctorate", "seminary_2", "seminary_3", "seminary_4")
FIELD_WORDS = (
    "law", "private_law", "public_law", "criminal_law", "international_law",
    "fiqh", "fiqh_and_law", "judicial_sciences",
)  # fmt: skip
SHIPPED = {
    "D1392.4.military_service": ("official", ("completed", "permanently_exempt")),
    "D1392.5.levels": ("official", LEVEL_WORDS),
    "D1392.5.related_fields": ("assumed", FIELD_WORDS),
    "D1392.5.age_years": ("official", 25),
    "D1392.5.related_work_months": ("official", 60),
    "D1392.6.levels": ("official", LEVEL_WORDS),
    "D1392.6.age_years": ("official", 25),
    "D1392.7.levels": ("official", LEVEL_WORDS),
    "D1392.7.age_years": ("official", 25),
    "D1392.7.it_expert_further_fields": ("assumed", ()),
    "D1392.7.clerk_further_fields": ("assumed", ()),
    "D1392.8.legal_professions": ("official", ("lawyer", "adviser_187", "official_expert")),
    "D1392.8.dismissed_offices": ("official", ("judge", "notary")),
    "D1392.8.commerce": ("official", ("merchant",)),
    "D1392.8.public_employments": ("official", ("state_staff", "public_body_staff")),
    "D1392.8.manager_prohibited": ("assumed", "licence_request"),
    "D1392.8.staff_prohibited": ("assumed", "end_of_post"),
    "D1392.8.declaration_months": ("assumed", 12),
}
WORTHY = Person(
    born_on=jalali.day("1360-01-01"),
    man=True,
    iranian=True,
    constitution=True,
    islam=True,
    free_of_addiction=True,
    free_of_criminal_record=True,
    military_service=Military.COMPLETED,
    able=True,
    degrees=(Degree(Level.BACHELOR, "law"),),
    related_months=120,
    computer_confirmed_for=frozenset(Post),
    occupations=frozenset(),
    dismissals=(),
)


@pytest.mark.parametrize("key", SHIPPED)
def test_value_stands_from_the_first_day_and_not_before(key: str) -> None:
    entry = value_at(VALUES, key, FIRST)
    status, content = SHIPPED[key]
    assert (entry.status, entry.content, entry.until) == (Status(status), content, None)
    with pytest.raises(NoValueInForce):
        value_at(VALUES, key, EVE)


def test_no_value_of_articles_4_to_8_is_unchecked() -> None:
    articles = ("D1392.4.", "D1392.5.", "D1392.6.", "D1392.7.", "D1392.8.")
    assert {key for key in VALUES.histories if key.startswith(articles)} == set(SHIPPED)


@pytest.mark.parametrize("post", Post)
@pytest.mark.parametrize("field", FIELD_WORDS)
def test_bachelor_in_each_related_field_serves_every_post(post: Post, field: str) -> None:
    person = replace(WORTHY, degrees=(Degree(Level.BACHELOR, field),))
    assert eligibility(post=post, person=person, values=VALUES, on=TODAY).granted


@pytest.mark.parametrize("post", Post)
@pytest.mark.parametrize("level", Level)
def test_levels_from_bachelor_and_seminary_2_upwards_serve_every_post(
    post: Post, level: Level
) -> None:
    person = replace(WORTHY, degrees=(Degree(level, "" if level in SEMINARY else "law"),))
    ruling = eligibility(post=post, person=person, values=VALUES, on=TODAY)
    assert ruling.granted == (level.value in LEVEL_WORDS)


@pytest.mark.parametrize("post", Post)
def test_conditions_stand_in_the_order_of_the_articles(post: Post) -> None:
    cited = [where for condition in conditions_of(post) for where in condition.cites]
    assert cited == list(in_reading_order(cited))
    assert set(cited) <= set(CITES["eligibility"])


def test_every_condition_of_some_post_is_cited_and_no_other() -> None:
    cited = {w for post in Post for condition in conditions_of(post) for w in condition.cites}
    assert cited == set(CITES["eligibility"])


@pytest.mark.parametrize("post", Post)
def test_every_failure_can_be_told_in_full(post: Post) -> None:
    unworthy = replace(WORTHY, born_on=TODAY, degrees=(), related_months=0, able=False)
    ruling = eligibility(post=post, person=unworthy, values=VALUES, on=TODAY)
    said = [reason.message.format(**parameters(reason)) for reason in ruling.reasons]
    assert len(said) == (4 if post is Post.MANAGER else 3)
    assert not [sentence for sentence in said if "{" in sentence]


@pytest.mark.parametrize("post", Post)
def test_ruling_rests_on_the_fields_and_every_bound(post: Post) -> None:
    ruling = eligibility(post=post, person=WORTHY, values=VALUES, on=TODAY)
    bounds = {condition.bound for condition in conditions_of(post)} - {""}
    assert {basis.key for basis in ruling.rests_on} == bounds | set(FIELDS_COUNTED[post])
    assert ruling.rests_on[0].key == RELATED_FIELDS


@given(since=st.dates(date(1930, 1, 1), date(2030, 1, 1)), days=st.integers(0, 30_000))
def test_full_years_grow_by_one_on_the_anniversary_only(since: date, days: int) -> None:
    on = date.fromordinal(since.toordinal() + days)
    years = full_years(since=since, on=on)
    assert (
        jalali.months_later(since, years * 12) <= on < jalali.months_later(since, years * 12 + 12)
    )


def test_words_of_facts_all_have_their_terms() -> None:
    assert (set(LEVELS), set(MILITARY), set(OCCUPATIONS)) == (
        set(Level),
        set(Military),
        set(Occupation),
    )
    assert set(FIELD_WORDS) <= set(FIELDS)


def test_nothing_follows_and_only_the_lists_are_used_while_nothing_bars() -> None:
    ruling = art08.prohibition_arisen(
        post=Post.CLERK,
        occupations=frozenset(),
        dismissals=(),
        values=VALUES,
        on=TODAY,
    )
    assert ruling.value is None
    assert [basis.key for basis in ruling.rests_on] == [one.bound for one in art08.CONDITIONS]


def test_prohibition_rests_on_the_lists_and_the_policy() -> None:
    ruling = art08.prohibition_arisen(
        post=Post.CLERK,
        occupations=frozenset({Occupation.MERCHANT}),
        dismissals=(),
        values=VALUES,
        on=TODAY,
    )
    assert [basis.key for basis in ruling.rests_on] == [
        *(one.bound for one in art08.CONDITIONS),
        art08.STAFF_PROHIBITED,
    ]


def test_overdue_declaration_says_when_it_was_due() -> None:
    ruling = art08.declaration(declared_on=FIRST, values=VALUES, on=TODAY)
    (reason,) = ruling.reasons
    assert (reason.needed, reason.cites) == (jalali.day("1393-02-26"), art08.ALL)


def test_what_is_needed_of_founding_and_of_a_route_is_said() -> None:
    needed = [
        reason.needed.en for reason in (*art02.founding().reasons, *art02.appointment().reasons)
    ]
    assert needed == ["Council", "head of the Center", "head of the Center"]
    ruling = art09.call_route(route=art09.Route.EXAM, values=VALUES, on=FIRST)
    assert ruling.reasons[0].needed == ("scoring",)
    assert [basis.key for basis in ruling.rests_on] == ["D1392.9.call_routes"]


@pytest.mark.parametrize("post", Post)
def test_requirements_rest_on_all_that_eligibility_uses(post: Post) -> None:
    told = requirements(post=post, values=VALUES, on=TODAY)
    ruling = eligibility(post=post, person=WORTHY, values=VALUES, on=TODAY)
    assert told.rests_on == ruling.rests_on


def test_routes_of_a_call_change_with_the_by_law_of_1401() -> None:
    routes = VALUES.histories["D1392.9.call_routes"]
    assert [(entry.start, entry.until, entry.content, entry.status) for entry in routes] == [
        (FIRST, jalali.day("1401-05-23"), ("scoring",), Status.ASSUMED),
        (jalali.day("1401-05-24"), None, ("scoring", "exam"), Status.ASSUMED),
    ]


def test_each_refusal_says_its_own_sentence() -> None:
    founding = (*art02.founding().reasons, *art02.appointment().reasons)
    wanting = art05.priority(eligible=False, service_record_confirmed=False, determined=False)
    given = art05.priority(eligible=True, service_record_confirmed=True, determined=True)
    late = art08.declaration(declared_on=FIRST, values=VALUES, on=TODAY)
    early = art09.call_route(route=art09.Route.EXAM, values=VALUES, on=FIRST)
    rulings = (wanting, given, late, early)
    said = [*founding, *(reason for ruling in rulings for reason in ruling.reasons)]
    assert [reason.message for reason in said] == [
        art02.NO_PROPOSAL,
        art02.NO_AGREEMENT,
        art02.NO_LETTER,
        art05.NOT_ELIGIBLE,
        art05.NOT_CONFIRMED,
        art05.NOT_DETERMINED,
        art05.HAS_PRIORITY,
        art08.OVERDUE,
        art09.NOT_OPEN,
    ]
    assert given.reasons[0].cites == art05.CITES["priority"]
