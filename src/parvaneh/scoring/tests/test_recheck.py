"""A bundle against evidence: the files it read, and the counts they reduce to."""

import pytest

from parvaneh.scoring.bundle import bundle_members, write_bundle
from parvaneh.scoring.derivation import derivations_of
from parvaneh.scoring.fast import rank
from parvaneh.scoring.faults import EvidenceRefused
from parvaneh.scoring.pipeline import Asked, OtherPeriod, settled, summarised
from parvaneh.scoring.recheck import (
    ALTERED,
    GONE,
    NOT_READ,
    REDUCED_OTHERWISE,
    evidence_differences,
)
from parvaneh.scoring.summary_file import to_members, write_summary
from parvaneh.scoring.tests.written import folder

SURVEY = "0101,1403/09/01,5,4,,1\n2301,1403/09/02,3,3,3,3"
PROFILE = """\
["D1404.8.education_points"]
fa = "امتیاز مدرک"
en = "Points of each education"
[["D1404.8.education_points".value]]
from = "1404-02-21"
content = { none = 0, apprentice = 30 }
source = "a test"
status = "assumed"
approved_by = "nobody"
"""


@pytest.fixture
def evidence(tmp_path):
    (tmp_path / "evidence").mkdir()
    return folder(tmp_path / "evidence", survey=SURVEY)


def bundle_of(path, asked):
    """Write the bundle of a ranking of evidence."""
    found = settled(asked)
    gathered = summarised(found)
    ranking = rank(gathered.summary, found.values)
    members = bundle_members(
        ranking,
        to_members(gathered.summary),
        derivations_of(ranking, gathered.rows),
        inputs=gathered.inputs,
        values=found.values,
        code_version="tested",
    )
    write_bundle(members, path)
    return path


@pytest.fixture
def bundle(tmp_path, evidence):
    return bundle_of(tmp_path / "bundle.zip", Asked(evidence, year=1404))


def told(differences):
    return [(one.message, one.place) for one in differences]


def test_the_evidence_of_a_bundle_agrees_with_it(bundle, evidence):
    assert evidence_differences(bundle, evidence) == []


def test_another_answer_is_found_by_its_file_and_in_the_counts(bundle, evidence):
    folder(evidence, survey=SURVEY.replace("5,4", "4,4"))
    found = evidence_differences(bundle, evidence)
    assert told(found) == [(ALTERED, "survey.csv"), (REDUCED_OTHERWISE, "reduced/survey.csv:2")]
    assert found[1].found.startswith("0101,1,0,0,0,1,0")
    assert found[1].needed.startswith("0101,1,0,0,0,0,1")


def test_the_same_rows_in_another_order_are_another_file_with_the_same_counts(bundle, evidence):
    folder(evidence, survey="\n".join(reversed(SURVEY.split("\n"))))
    assert told(evidence_differences(bundle, evidence)) == [(ALTERED, "survey.csv")]


def test_a_file_too_many_or_too_few_is_named(bundle, evidence):
    folder(evidence, training="0101,1403/09/01,3")
    assert (NOT_READ, "training.csv") in told(evidence_differences(bundle, evidence))
    (evidence / "training.csv").unlink()
    (evidence / "survey.csv").unlink()
    found = told(evidence_differences(bundle, evidence))
    assert (GONE, "survey.csv") in found
    assert "reduced/period.json" in {place.partition(":")[0] for _, place in found}


def test_evidence_that_is_wrong_is_refused(bundle, evidence):
    folder(evidence, survey="0101,1403/09/01,6,4,,1")
    with pytest.raises(EvidenceRefused):
        evidence_differences(bundle, evidence)


def test_the_values_of_the_bundle_say_what_evidence_is_right(tmp_path, evidence):
    profile = tmp_path / "profile.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    folder(evidence, staff="0101,clerk,apprentice,10,1400/01/01,")
    bundle = bundle_of(tmp_path / "bundle.zip", Asked(evidence, year=1404, profile=profile))
    assert evidence_differences(bundle, evidence) == []


def test_a_summary_is_evidence_too(tmp_path, bundle, evidence):
    summary = summarised(settled(Asked(evidence, year=1404))).summary
    path = tmp_path / "country.summary"
    write_summary(summary, path)
    other = bundle_of(tmp_path / "other.zip", Asked(path, year=1404))
    assert evidence_differences(other, path) == []
    assert told(evidence_differences(bundle, path)) == [
        (NOT_READ, "country.summary"),
        (GONE, "offices.csv"),
        (GONE, "survey.csv"),
    ]


def test_a_summary_of_another_period_is_refused(tmp_path, bundle, evidence):
    path = tmp_path / "later.summary"
    write_summary(summarised(settled(Asked(evidence, year=1405))).summary, path)
    with pytest.raises(OtherPeriod):
        evidence_differences(bundle, path)
