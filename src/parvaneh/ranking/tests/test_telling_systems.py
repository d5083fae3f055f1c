"""Other systems are told of an announced ranking and of every grade that it changed."""

import json

import pytest

from parvaneh.editions.models import Edition
from parvaneh.ranking.operations.telling_systems import announcement_tell, grade_tell
from parvaneh.ranking.tests.on_the_way import SOON, announced
from parvaneh.ranking.tests.samples import AT, country_sample
from parvaneh.registry.models import Grade
from parvaneh.webhooks.models import Message, MessageKind, Target
from parvaneh.webhooks.signing import secret_make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made():
    Target.objects.create(
        code="t-1",
        title="سامانه ۱",
        url="https://told.example.org/",
        kinds=MessageKind.values,
        secret=secret_make(),
        made_by="x",
        made_at=AT,
    )
    return announced(country_sample())


def told(kind):
    return [json.loads(one.body)["data"] for one in Message.objects.filter(kind=kind)]


def test_a_ranking_tells_of_itself_and_of_every_first_grade(made):
    graded = Grade.objects.filter(cycle=made.cycle.year).exclude(grade="")
    [whole] = told("ranking.announced")
    assert (whole["year"], whole["edition"]) == (made.cycle.year, made.edition)
    assert whole["changed"] == graded.count()
    said = {one["office"]: one["grade"] for one in told("grade.changed")}
    assert said == dict(graded.values_list("office__code", "grade"))


def test_a_grade_that_stays_is_not_told(made):
    rows = list(Grade.objects.filter(cycle=made.cycle.year))
    before = len(told("grade.changed"))
    for one in rows:
        one.starts_on = one.starts_on.replace(year=one.starts_on.year + 1)  # the next one, unsaved
    edition = Edition.objects.get(number=made.edition)
    announcement_tell(cycle=made.cycle, grades=rows, edition=edition, at=SOON)
    assert len(told("grade.changed")) == before


def test_a_new_version_is_told_where_the_grade_differs(made):
    row = Grade.objects.filter(cycle=made.cycle.year).exclude(grade="").first()
    before = len(told("grade.changed"))
    same = Grade(office=row.office, cycle=row.cycle, version=2, replaces=row, grade=row.grade,
                 starts_on=row.starts_on, standing=row.standing)  # fmt: skip
    grade_tell(grade=same, at=SOON)
    assert len(told("grade.changed")) == before
    same.grade = "another"
    grade_tell(grade=same, at=SOON)
    assert told("grade.changed")[-1]["version"] == 2
