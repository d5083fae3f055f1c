"""The bundle: what it holds, that it is canonical, and that a second program agrees with it."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from parvaneh.kit.archive import pack, unpack
from parvaneh.law.casebook import with_contents
from parvaneh.law.ruling import Status
from parvaneh.law.values import Values
from parvaneh.scoring import verifier
from parvaneh.scoring.bundle import (
    bundle_members,
    canonical_json,
    root_of,
    write_bundle,
)
from parvaneh.scoring.fast import rank
from parvaneh.scoring.policy import PolicyFault
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.results import results_csv
from parvaneh.scoring.summary_file import to_members
from parvaneh.scoring.tests.bundles import INPUTS, faults, members_of, verified
from parvaneh.scoring.tests.drawn import VALUES, profiles, summaries
from parvaneh.scoring.tests.samples import sample_summary

FEW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


@pytest.fixture(scope="module")
def sample():
    return sample_summary(12, seed=3)


@pytest.fixture(scope="module")
def members(sample):
    return members_of(sample)


def test_it_holds_all_that_it_takes(sample, members):
    ranking = rank(sample, VALUES)
    reduced = {f"reduced/{name}": content for name, content in to_members(sample).items()}
    assert reduced.items() <= members.items()
    assert members["results.csv"] == results_csv(ranking)
    derived = {name for name in members if name.startswith("derivations/")}
    assert derived == {f"derivations/{result.office}.json" for result in ranking.results}
    source = verifier.__spec__.origin
    assert source is not None
    with open(source, "rb") as file:  # noqa: PTH123 - the bytes as they are on disk
        assert members["verify.py"] == file.read()


def test_the_manifest_names_every_other_member_and_the_origin(members):
    manifest = json.loads(members["manifest.json"])
    assert [entry["name"] for entry in manifest["members"]] == sorted(
        members.keys() - {"manifest.json"}
    )
    assert manifest["root"] == root_of(members)
    assert manifest["code_version"] == "tested"
    assert manifest["created_for"] == "ranking of 1404"
    assert [file["name"] for file in manifest["inputs"]] == ["offices.csv", "survey.csv"]


def test_the_two_programs_come_to_the_same_root(members):
    assert verifier.root_of(members) == root_of(members)
    assert verifier.root_of({}) == root_of({})
    for count in range(1, 9):
        some = dict(list(members.items())[1 : 1 + count])
        assert verifier.root_of(some) == root_of(some)


def test_the_root_fixes_the_origin_too(sample, members):
    ranking = rank(sample, VALUES)
    roots = {
        root_of(
            bundle_members(
                ranking,
                to_members(sample),
                [{"office": result.office} for result in ranking.results],
                inputs=inputs,
                values=VALUES,
                code_version=version,
            )
        )
        for inputs, version in ((INPUTS, "1"), (INPUTS[:1], "1"), (INPUTS, "2"))
    }
    assert len(roots) == 3


def test_equal_rankings_give_equal_bytes_in_one_layout(sample, members, tmp_path):
    path = tmp_path / "bundle.zip"
    write_bundle(members, path)
    again = members_of(sample_summary(12, seed=3))
    assert path.read_bytes() == pack(again)
    assert unpack(path.read_bytes()) == members
    with pytest.raises(FileExistsError):
        write_bundle(members, path)


def test_what_is_not_official_says_so(members):
    told = members["README.txt"].decode()
    assert "رسمی نیست" in told
    assert "NOT OFFICIAL: this ranking rests on provisional values: D1404.3.coefficients" in told
    values = json.loads(members["values.json"])
    assert values["D1404.7.bands"]["status"] == "provisional"
    assert values["D1404.7.bands"]["from"] == "2025-05-11"
    assert values["D1404.7.bands"]["until"] is None


def test_an_official_ranking_says_that_it_is(sample, tmp_path):
    histories = {
        key: tuple(replace(entry, status=Status.OFFICIAL) for entry in history)
        for key, history in VALUES.histories.items()
    }
    members = members_of(sample, Values(histories))
    assert "NOT OFFICIAL" not in members["README.txt"].decode()
    verdict = verified(members, tmp_path / "bundle.zip")
    assert (faults(verdict), verdict.unofficial) == ([], [])


def test_a_bundle_needs_every_derivation_once(sample):
    ranking = rank(sample, VALUES)
    trees = [{"office": result.office} for result in ranking.results]
    for wrong in (trees[1:], [*trees, {"office": "000"}]):
        with pytest.raises(ValueError, match="one derivation"):
            bundle_members(ranking, {}, wrong, inputs=(), values=VALUES, code_version="")


def test_no_binary_fraction_enters_a_bundle():
    assert canonical_json({"b": [1, "ب"], "a": None}) == '{"a":null,"b":[1,"ب"]}\n'.encode()
    for wrong in (0.5, {"x": [0.5]}, Fraction(1, 2)):
        with pytest.raises(TypeError):
            canonical_json(wrong)


def test_a_second_program_computes_the_same_country(members, tmp_path):
    verdict = verified(members, tmp_path / "bundle.zip", root=root_of(members))
    assert faults(verdict) == []
    assert verdict.offices == 12


@pytest.mark.slow
@FEW
@given(summaries(), profiles())
def test_a_second_program_agrees_whatever_the_evidence_and_the_values(
    tmp_path_factory, summary, contents
):
    try:
        made = members_of(summary, with_contents(VALUES, contents))
    except (PolicyFault, Unrankable):
        return
    verdict = verified(made, tmp_path_factory.getbasetemp() / "drawn.zip")
    assert faults(verdict) == []


@pytest.mark.parametrize(
    "contents",
    [
        {"D1404.4.missing_criterion": "zero"},
        {"D1404.4.small_sample": "not_assessable", "D1404.4.survey_minimum": 200},
        {"D1404.4.convictions_combined": "worst", "D1404.4.record_floor": 60},
        {"D1404.4.demotion_total_most": 1, "D1404.14.demoted_excluded": True},
        {"D1404.6.new_offices": "graded", "D1404.11.below_by": "total"},
        {"D1404.14.honoured": 3, "D1404.14.ties": "none"},
        {"D1404.8.monitoring_systems": ["power"], "D1404.8.training_hours_full": 7},
        {"D1404.3.coefficients": {name: f"{at}/7" for at, name in enumerate(verifier.CRITERIA)}},
    ],
    ids=" ".join,
)
def test_a_second_program_agrees_under_every_policy(sample, tmp_path, contents):
    made = members_of(sample, with_contents(VALUES, contents))
    assert faults(verified(made, tmp_path / "bundle.zip")) == []


@pytest.mark.slow
def test_a_second_program_agrees_on_thousands_of_offices(tmp_path):
    for seed in range(4):
        made = members_of(sample_summary(500, seed))
        verdict = verified(made, tmp_path / f"{seed}.zip")
        assert faults(verdict) == []
        assert verdict.offices == 500
