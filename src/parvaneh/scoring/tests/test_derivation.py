"""A derivation adds up from its leaves, names articles and rows, and speaks both languages."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from parvaneh.kit.languages import Language
from parvaneh.law.citation import parts_of
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_convictions import Kind
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.ruling import Reason
from parvaneh.scoring.bundle import canonical_json
from parvaneh.scoring.derivation import derivation_of, derivations_of
from parvaneh.scoring.evidence import (
    SCALE,
    Assessment,
    SmallEvidence,
    Staff,
    Training,
)
from parvaneh.scoring.fast import rank
from parvaneh.scoring.telling import plain, reason_as_json, revived, told
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.samples import PERIOD, sample_summary
from parvaneh.scoring.tests.test_worked_offices import DAY, RECORDS
from parvaneh.scoring.tests.test_worked_offices import summary as _summary

RANKING = rank(sample_summary(80, 6), VALUES)
TREES = {tree["office"]: tree for tree in derivations_of(RANKING)}
summary = _summary


def number(text):
    return None if text is None else Fraction(text)


def reasons_in(tree):
    yield from tree["reasons"]
    for indicator in tree["indicators"]:
        yield from indicator["reasons"]
        for criterion in indicator["criteria"]:
            for method in criterion["methods"]:
                yield from method.get("reasons", ())


def test_every_office_has_its_derivation_with_its_result():
    assert list(TREES) == [one.office for one in RANKING.results]
    for one in RANKING.results:
        tree = TREES[one.office]
        assert (tree["standing"], tree["grade"]) == (one.status.value, one.grade)
        assert (tree["place"], tree["province_place"]) == (one.place, one.province_place)
        assert (number(tree["total"]), tree["survey_n"]) == (one.total, one.survey_n)
        scores = tuple(number(indicator["score"]) for indicator in tree["indicators"])
        assert scores == (() if one.status is RankStatus.REVOKED else one.indicators)


def test_criteria_add_up_from_methods_and_indicators_from_criteria():
    for tree in TREES.values():
        for indicator in tree["indicators"]:
            if indicator["indicator"] == "I7":
                continue
            earned = weighed = Fraction(0)
            for criterion in indicator["criteria"]:
                scores = [number(method["score"]) for method in criterion["methods"]]
                if criterion["state"] == "assessed":
                    assert number(criterion["score"]) == sum(scores) / len(scores)
                    earned += number(criterion["weight"]) * number(criterion["score"])
                    weighed += number(criterion["weight"])
                else:
                    assert criterion["score"] is None
                    assert criterion["state"] == "inapplicable" or not scores
            assert number(indicator["score"]) == (earned / weighed if weighed else None)


def test_records_and_totals_add_up():
    for tree in TREES.values():
        if not tree["indicators"]:
            continue
        record = tree["indicators"][6]
        lost = sum(row["deduction"] for row in record["records"])
        assert number(record["score"]) == max(0, 100 - lost)
        if tree["total"] is not None:
            parts = [
                (number(one["coefficient"]), number(one["score"])) for one in tree["indicators"]
            ]
            whole = sum(coefficient for coefficient, _ in parts)
            assert number(tree["total"]) == sum(a * b for a, b in parts) / whole
            ordered = min(2, sum(row["demotion"] for row in record["records"]))
            assert tree["demoted_by"] <= ordered


def test_a_derivation_is_json_and_every_number_is_exact():
    for tree in TREES.values():
        assert json.loads(canonical_json(tree)) == tree


def test_every_reason_is_told_in_both_languages_and_cites_its_article():
    said = [reason for tree in TREES.values() for reason in reasons_in(tree)]
    assert {"band_met", "missing_criterion", "deducted", "demotes", "below"} <= {
        reason["key"] for reason in said
    }
    for reason in said:
        assert reason["cites"]
        assert all(parts_of(place).source == "D1404" for place in reason["cites"])
        for language in Language:
            assert told(reason, language).strip()


def test_what_it_rests_on_names_provisional_values():
    for tree in TREES.values():
        statuses = {one["key"]: one["status"] for one in tree["rests_on"]}
        assert "D1404.5.period_last" in statuses
        if tree["standing"] != "revoked":
            assert statuses["D1404.3.coefficients"] == "provisional"
        if tree["standing"] in {"active", "suspended"}:
            assert statuses["D1404.7.bands"] == "provisional"


def test_the_first_worked_office_is_told_as_on_paper(summary):
    ranking = rank(summary, VALUES)
    tree = derivation_of(ranking, "101")
    assert (tree["grade_before"], tree["grade"], tree["demoted_by"]) == ("average", "weak", 1)
    states = {
        criterion["criterion"]: (criterion["state"], criterion["score"])
        for indicator in tree["indicators"]
        for criterion in indicator["criteria"]
    }
    assert states["I2.a"] == ("assessed", "175/2")
    assert states["I2.c"] == ("missing", None)
    assert states["I3.b"] == ("assessed", "189/2")
    assert states["I4.d"] == ("assessed", "100")
    assert states["I6.c"] == ("assessed", "65")
    assert states["I8.b"] == ("inapplicable", None)
    because = tree["indicators"][7]["criteria"][1]
    assert (because["because"], because["methods"][0]["score"]) == ("نمی‌خورد", "100")
    records = tree["indicators"][6]["records"]
    costs = [(row["kind"], row["degree"], row["deduction"], row["demotion"]) for row in records]
    assert sorted(costs) == [
        ("criminal", 2, 0, 1), ("criminal", 6, 40, 0), ("disciplinary", 2, 20, 0),
    ]  # fmt: skip
    keys = [reason["key"] for reason in tree["reasons"]]
    assert keys == ["equal_coefficients", "band_met", "demotes", "below"]


def test_other_statuses_tell_why(summary):
    ranking = rank(summary, VALUES)
    keys = {
        office: {reason["key"] for reason in derivation_of(ranking, office)["reasons"]}
        for office in ("103", "104", "105", "106")
    }
    assert {"licensed_in_period", "demotes"} <= keys["103"]
    assert "band_met" in keys["104"]
    assert {"conviction_revokes", "revoked"} == keys["105"]
    assert "not_assessed" in keys["106"]
    assert derivation_of(ranking, "105")["indicators"] == []
    initial = derivation_of(ranking, "103")
    assert (initial["grade_before"], initial["grade"]) == ("good", "weak")


def test_counts_stand_behind_what_was_computed(summary):
    tree = derivation_of(rank(summary, VALUES), "101")
    counts = {
        criterion["criterion"]: method["counts"]
        for indicator in tree["indicators"]
        for criterion in indicator["criteria"]
        for method in criterion["methods"]
        if method["newest_on"] is None
    }
    assert counts["I2.a"]["answers"] == [0, 0, 0, 20, 20]
    assert counts["I4.c"] == {
        "sheet": "services", "services": 1000, "counted_as": "in_prison", "counted": 5,
        "full_share": "1/50",
    }  # fmt: skip
    assert [one["system"] for one in counts["I3.b"]["systems"]] == ["cctv", "network"]
    assert counts["I6.b"] == {"sheet": "training", "rows": 2, "hours": "20", "full_hours": 40}
    assert [one["days"] for one in counts["I6.e"]["staff"]] == [366, 183]


@pytest.fixture
def evidence(summary):
    """The rows of office 101 as they would stand in files, and some that do not count."""
    before = PERIOD.first - timedelta(days=1)
    rows = [
        Assessment("101", "I1.b", 3, DAY, 60 * SCALE, "الف", 2),
        Assessment("101", "I1.b", 3, DAY, 70 * SCALE, "ب", 3),
        Assessment("101", "I1.b", 3, DAY - timedelta(days=9), 10 * SCALE, "پ", 4),
        Assessment("101", "I1.b", 3, before, 10 * SCALE, "ت", 5),
    ]
    staff = [
        Staff("101", "clerk", "bachelor", 30, date(2020, 1, 1), None, 8),
        Staff("101", "clerk", "diploma", 120, date(2020, 1, 1), before, 9),
        Staff("101", "clerk", "diploma", 120, PERIOD.last, None, 10),
    ]
    training = [Training("101", DAY, 20 * SCALE, 6), Training("101", before, 20 * SCALE, 7)]
    names = ("assessments", "staff", "training", "records")
    return SmallEvidence(
        summary.offices, tuple(rows), tuple(staff), tuple(training), tuple(RECORDS[:3]), (),
        {name: f"{name}.csv" for name in names},
    )  # fmt: skip


def test_rows_of_files_are_named_where_they_are_at_hand(summary, evidence):
    tree = derivation_of(rank(summary, VALUES), "101", evidence)
    methods = {
        criterion["criterion"]: criterion["methods"]
        for indicator in tree["indicators"]
        for criterion in indicator["criteria"]
    }
    (only,) = methods["I1.b"]
    assert (only["score"], only["newest_on"], only["counts"]) == (
        "65",
        "2024-12-01",
        {"assessments": 2},
    )
    assert only["evidence"] == [
        {"sheet": "assessments", "file": "assessments.csv", "row": row, "score": score,
         "on": "2024-12-01", "reference": reference}
        for row, score, reference in ((2, "60", "الف"), (3, "70", "ب"))
    ]  # fmt: skip
    assert [row["row"] for row in methods["I6.c"][0]["evidence"]] == [8, 10]
    assert [row["row"] for row in methods["I6.b"][0]["evidence"]] == [6]
    assert methods["I1.a"][0]["evidence"] == []
    records = tree["indicators"][6]["records"]
    assert {(row["ruling"], row["file"], row["row"]) for row in records} == {
        ("۱", "records.csv", 5), ("۲", "records.csv", 6), ("۳", "records.csv", 7),
    }  # fmt: skip


def test_equal_convictions_get_a_row_each(summary, evidence):
    both = replace(evidence, records=tuple(RECORDS[5:]))
    tree = derivation_of(rank(summary, VALUES), "107", both)
    assert sorted(row["row"] for row in tree["indicators"][6]["records"]) == [10, 11, 12]


def test_an_unknown_office_has_no_derivation():
    with pytest.raises(KeyError):
        derivation_of(RANKING, "000")


def test_parameters_survive_json():
    for value in (
        3, "12/1403", None, True, Fraction(70, 3), date(2025, 6, 21), (1, Fraction(1, 2)), (),
    ):  # fmt: skip
        assert revived(json.loads(json.dumps(plain(value)))) == value
    assert plain(Fraction(6, 2)) == 3
    assert plain(Kind.CRIMINAL) == {"fa": "کیفری", "en": "criminal"}
    assert plain(frozenset({"b", "a"})) == ["a", "b"]
    assert plain(Indicator.I3) == "I3"
    with pytest.raises(TypeError):
        plain(0.5)


def test_a_fraction_too_long_to_read_is_kept_rounded():
    long = Fraction(2**500 + 1, 2**499)
    assert plain(long) == {"rounded": "2.000000"}
    reason = Reason("average", "The average is {found}.", (), found=long)
    assert told(reason_as_json(reason), Language.EN) == "The average is 2."
