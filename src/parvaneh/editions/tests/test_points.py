"""An edition holds of the indicators what the level of its day allows, and nothing more."""

import json
from fractions import Fraction
from importlib import import_module

import pytest
from django.db import connection

from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.editions.open_data import files_of
from parvaneh.editions.operations import edition_publish
from parvaneh.editions.points import medians_of, points_of, rounded
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.ledger.models import Event
from parvaneh.registry.operations import Announced, grade_replace
from parvaneh.registry.tests.graded import (
    FIRST_DAY,
    POINTS,
    TOLD,
    TOTAL,
    grade_sample,
    level_sample,
    value_sample,
)
from parvaneh.registry.tests.samples import AT, DOING, licence_sample

pytestmark = pytest.mark.django_db
TERMS = "D1404.13.open_data_terms"


@pytest.fixture
def office():
    return licence_sample().office


def published():
    return edition_publish(by=DOING["by"], at=AT)


def bytes_of(edition):
    """Everything that an edition holds: its rows and its files."""
    rows = list(ListedOffice.objects.order_by("code"))
    values = json.dumps(list(ListedOffice.objects.values()), default=str)
    files = files_of(edition, rows, "https://offices.example/data/")
    return files, values + b"".join(files.values()).decode()


def told(office):
    row = ListedOffice.objects.get(code=office.code)
    return {one.indicator.value: one for one in points_of(row.indicators)}


def test_at_the_level_of_the_grade_no_figure_of_an_indicator_enters_the_edition(office):
    grade_sample(office)
    edition = published()
    files, everything = bytes_of(edition)
    assert edition.level == "grade"
    assert ListedOffice.objects.get().indicators == []
    assert not [figure for figure in TOLD if figure in everything]
    assert len(files["indicators.csv"].splitlines()) == 1
    assert TOTAL not in everything


def test_at_the_level_of_indicators_all_are_told_but_the_record(office):
    grade_sample(office)
    level_sample("indicators")
    edition = published()
    files, everything = bytes_of(edition)
    found = told(office)
    assert edition.level == "indicators"
    assert {key for key, one in found.items() if one.gained is None} == {"I7"}
    assert (found["I7"].blank, found["I2"].answers) == ("record", 40)
    assert {figure for figure in TOLD if figure not in everything} == {
        POINTS["I7"], rounded(Fraction(POINTS["I7"]))
    }  # fmt: skip
    assert TOTAL not in everything  # with nine points it would give the tenth
    lines = files["indicators.csv"].decode().splitlines()[1:]
    assert len(lines) == 9
    assert not [line for line in lines if ",I7," in line]


def test_at_the_level_of_all_the_record_is_told_too(office):
    grade_sample(office)
    level_sample("all")
    published()
    assert {key: str(one.gained) for key, one in told(office).items()} == POINTS


@pytest.mark.parametrize("answers", [29, None])
def test_satisfaction_stays_blank_by_few_answers_whatever_the_level(office, answers):
    grade_sample(office, answers=answers)
    level_sample("all")
    files, everything = bytes_of(published())
    blank = told(office)["I2"]
    assert (blank.gained, blank.answers, blank.blank) == (None, answers, "answers")
    assert POINTS["I2"] not in everything
    assert b",I2,,," in files["indicators.csv"]


def test_an_edition_follows_a_change_of_the_level_alone(office):
    first = published()
    level_sample("indicators")
    second = published()
    assert (first.number, second.number, second.level) == (1, 2, "indicators")
    assert second.digest == first.digest
    assert published() == second
    said = [one.facts["level"] for one in Event.objects.filter(kind="edition.published")]
    assert sorted(said) == ["grade", "indicators"]


def test_points_of_the_version_in_force_are_told(office):
    old = grade_sample(office)
    level_sample("all")
    changed = POINTS | {"I1": POINTS["I2"], "I2": POINTS["I1"]}
    said = {"source": "case:1", "because": "x", **DOING}
    new = Announced(office, TOTAL, "average", 7, changed, 40)
    grade_replace(grade=old, announced=new, starts_on=FIRST_DAY, **said)
    published()
    assert str(told(office)["I1"].gained) == POINTS["I2"]


def test_grades_of_the_strip_say_how_firmly_they_stand(office):
    grade_sample(office, standing="official")
    published()
    [held] = ListedOffice.objects.get().held
    assert held[-1] == "official"


def test_strips_of_editions_before_are_brought_to_the_new_form(office):
    grade_sample(office)
    published()
    row = ListedOffice.objects.get()
    known = row.held
    ListedOffice.objects.update(held=[known[0][:5]])
    step = import_module("parvaneh.editions.migrations.0004_standing_of_grades_held")
    with connection.cursor() as cursor:
        for _ in range(2):  # a second time changes nothing
            cursor.execute(step.PAD)
    row.refresh_from_db()
    assert row.held == known


def test_terms_of_reuse_are_those_of_the_day_of_the_edition(office):
    first = published()
    assert (len(first.terms), first.terms_official) == (3, False)
    value_sample(TERMS, [{"fa": "با ذکر منبع", "en": "Name the source."}])
    second = published()
    assert (second.number, second.terms_official) == (2, True)
    files, _ = bytes_of(second)
    [dataset] = json.loads(files["catalogue.jsonld"])["dcat:dataset"]
    label = dataset["dct:rights"]["rdfs:label"]
    said = {one["@language"]: one["@value"] for one in label}
    assert said == {"fa": "با ذکر منبع", "en": "Name the source."}
    terms = dataset["dct:rights"]["@id"]
    assert {one["dct:license"]["@id"] for one in dataset["dcat:distribution"]} == {terms}
    assert (
        json.loads(files["csv-metadata.json"])["dc:rights"] == dataset["dct:rights"]["rdfs:label"]
    )
    assert Edition.objects.count() == 2


def test_a_median_needs_five_offices_and_is_exact():
    rows = [[["I1", str(number), "10", None, ""]] for number in (1, 2, 4, 8)]
    assert medians_of(rows) == {}
    assert medians_of([*rows, [["I1", "5/3", "10", None, ""]]]) == {Indicator.I1: Fraction(2)}
    assert medians_of([*rows, [["I1", None, "10", None, "record"]]]) == {}
