"""The stand-alone verifier on a country computed on paper, and on bundles that lie or harm."""

import ast
import json
import zipfile
from pathlib import Path

import pytest

from parvaneh.kit.archive import pack
from parvaneh.scoring import verifier
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.tests.bundles import faults, verified
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.paper import paper_members, sealed, values, written
from parvaneh.scoring.tests.samples import PERIOD


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bundle.zip"


def altered(path, name, change):
    """The faults of the paper bundle with one member changed, everything else made to fit it."""
    members = paper_members()
    return faults(verified(sealed({**members, name: change(members[name])}), path))


def replaced(before, after):
    def change(content):
        assert content.count(before.encode()) == 1
        return content.replace(before.encode(), after.encode())

    return change


def with_value(path, key, content=None, **fields):
    """The faults of the paper bundle with one dated value changed."""
    kept = values()
    kept[f"D1404.{key}"] |= fields if content is None else {"content": content, **fields}
    return faults(verified(sealed(paper_members(kept)), path))


def places(found):
    return [place for _, place, _, _ in found]


def test_what_was_computed_on_paper_is_computed_again(path):
    verdict = verified(sealed(paper_members()), path)
    assert faults(verdict) == []
    assert verdict.offices == 8
    assert verdict.unofficial == ["D1404.3.coefficients", "D1404.7.bands"]
    assert faults(verifier.verify(path, f" {verdict.root.upper()} ")) == []


RESULTS = {
    "001,78.750000": ("001,78.750001", "results.csv: 001: 2"),
    "81.737303": ("81.737304", "results.csv: 001: 7"),
    "57.715397": ("57.715396", "results.csv: 001: 12"),
    "متوسط,4,3": ("ضعیف,4,3", "results.csv: 001: 13"),
    "خوب,1,1,1": ("خوب,1,1,0", "results.csv: 002: 16"),
    "82.000000,خوب,2,1": ("82.000000,خوب,3,1", "results.csv: 003: 14"),
    "82.000000,خوب,2,2": ("82.000000,خوب,2,3", "results.csv: 004: 15"),
    "initial": ("active", "results.csv: 005: 17"),
    "خوب,,,0,suspended": ("خوب,3,,0,suspended", "results.csv: 006: 14"),
    "ungraded,0": ("ungraded,1", "results.csv: 007: 18"),
    "revoked,0,false": ("revoked,0,true", "results.csv: 008: 19"),
    "active,3,false": ("active,3,false,", "results.csv: 001"),
}


@pytest.mark.parametrize(("before", "change"), RESULTS.items(), ids=RESULTS)
def test_each_field_of_the_results_is_compared(path, before, change):
    after, place = change
    assert place in places(altered(path, "results.csv", replaced(before, after)))


def test_a_row_too_many_or_too_few_is_found(path):
    lines = paper_members()["results.csv"].splitlines(keepends=True)
    for rows in (lines[:-1], [*lines, lines[-1]], lines[1:], [lines[0], *lines[::-1][:-1]]):
        assert altered(path, "results.csv", lambda _, rows=rows: b"".join(rows))


DERIVED = {
    '"total":"82"': '"total":"81"',
    '"total":"215163/3728"': '"total":"57.7154"',
    '"grade":"average"': '"grade":"weak"',
    '"place":4': '"place":3',
    '"province_place":3': '"province_place":4',
    '"demoted_by":1': '"demoted_by":0',
    '"standing":"initial"': '"standing":"active"',
    '"survey_n":3': '"survey_n":30',
    '"criterion":"I1.b","score":"155/2"': '"criterion":"I1.b","score":"77"',
    '"criterion":"I1.b","score":"155/2","state":"assessed","weight":"1"': (
        '"criterion":"I1.b","score":"155/2","state":"assessed","weight":"2"'
    ),
    '"criterion":"I10.e","score":null,"state":"inapplicable"': (
        '"criterion":"I10.e","score":null,"state":"missing"'
    ),
    '"indicator":"I6","score":"457075/5592"': '"indicator":"I6","score":"457075/5593"',
    '"province":"IR-23"': '"province":"IR-00"',
}
OF = {'"total":"82"': "003", '"demoted_by":1': "002", '"standing":"initial"': "005"}


@pytest.mark.parametrize(("before", "after"), DERIVED.items(), ids=DERIVED)
def test_each_number_of_a_derivation_is_compared(path, before, after):
    name = f"derivations/{OF.get(before, '001')}.json"
    found = altered(path, name, replaced(before, after))
    assert found
    assert all(place.startswith(name) for place in places(found))


def test_a_derivation_without_an_indicator_is_found(path):
    def change(content):
        tree = json.loads(content)
        del tree["indicators"][4]
        return written(tree)

    assert altered(path, "derivations/003.json", change)


COUNTRY = {
    '"average":"78.178849"': '"average":"78.178850"',
    '"average_grade":"good"': '"average_grade":"average"',
    '"below_average":["001"]': '"below_average":[]',
    '["001","002","003","004"]': '["002","003","004"]',
    '"official":false': '"official":true',
    '"D1404.3.coefficients",': "",
}


@pytest.mark.parametrize(("before", "after"), COUNTRY.items(), ids=COUNTRY)
def test_what_is_said_of_the_country_is_compared(path, before, after):
    found = altered(path, "country.json", replaced(before, after))
    assert found
    assert all(place.startswith("country.json: ") for place in places(found))


EVIDENCE = {
    "survey": ("001,3,1,1,0,1,0", "001,3,1,1,0,0,1"),
    "services": ("001,100,5,20,1", "001,100,5,20,0"),
    "monitoring": ("cctv,460,700", "cctv,461,700"),
    "training": ("300000", "300001"),
    "staff": ("doctorate,30,100,100", "doctorate,31,100,100"),
    "assessments": ("001,I1.b,2,2024-10-01,2,1300000", "001,I1.b,2,2024-10-01,2,1200000"),
    "records": ("disciplinary,5", "disciplinary,4"),
    "applicability": ("I10.e,false", "I10.e,true"),
    "offices": ("2024-06-22,active", "2024-06-21,active"),
}


@pytest.mark.parametrize("table", EVIDENCE)
def test_other_evidence_gives_another_ranking(path, table):
    found = altered(path, f"reduced/{table}.csv", replaced(*EVIDENCE[table]))
    assert {kind for kind, *_ in found} == {"result"}


WORDS = [
    "4.missing_criterion",
    "4.whose_convictions",
    "4.conviction_dated_by",
    "4.convictions_combined",
    "4.small_sample",
    "6.new_offices",
    "11.below_by",
    "14.scope",
    "14.ties",
]


@pytest.mark.parametrize("key", WORDS)
def test_a_word_that_is_not_known_is_refused_by_name(path, key):
    found = with_value(path, key, "perhaps")
    assert [(kind, place, word) for kind, place, word, _ in found] == [
        ("value", f"D1404.{key}", "perhaps")
    ]


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("4.final_only", "yes"),
        ("14.demoted_excluded", 2),
        ("3.coefficients", dict.fromkeys(verifier.CRITERIA, "1e9")),
        ("3.coefficients", dict.fromkeys(verifier.CRITERIA, True)),
        ("3.coefficients", {"I1": 1}),
        ("3.coefficients", dict.fromkeys(verifier.CRITERIA, 0)),
        ("4.survey_points", [0, 1, 2]),
        ("6.initial_grade", "splendid"),
        ("7.bands", []),
        ("7.bands", [{"key": "top", "fa": "بالا", "lower": 101, "inclusive": True}]),
        ("8.evidence_map", {}),
        ("8.evidence_map", {name: [2] for name in verifier.CRITERIA}),
        ("8.service_shares", {"I4.b": {"counts": "fee_exempt", "full": "1/10"}}),
        ("8.education_points", {"none": 0}),
        ("8.experience_months_full", 0),
        ("3.score_range", [0, 60]),
    ],
)
def test_a_value_that_no_ranking_can_be_made_with_is_refused(path, key, content):
    assert {kind for kind, *_ in with_value(path, key, content)} <= {"value", "form"}


def test_every_value_of_a_ranking_must_be_there_and_no_other(path):
    assert {f"D1404.{key}" for key in verifier.KEYS} == {
        basis.key for basis in policy_of(VALUES, PERIOD).bases
    }
    kept = values()
    missing = {key: entry for key, entry in kept.items() if key != "D1404.7.bands"}
    for changed in (missing, {**kept, "D1404.4.mood": kept["D1404.7.bands"]}):
        found = faults(verified(sealed(paper_members(changed)), path))
        assert [kind for kind, *_ in found] == ["value"]


def test_a_value_must_be_in_force_on_the_last_day_of_the_period(path):
    assert with_value(path, "14.ties", until="2025-06-20")[0][:2] == ("value", "D1404.14.ties")
    assert with_value(path, "14.ties", **{"from": "2025-06-22"})[0][0] == "value"
    assert with_value(path, "14.ties", **{"from": "2025-06-21"}, until="2025-06-21") == []


def test_the_period_must_be_the_one_that_the_values_name(path):
    later = with_value(path, "5.period_first", {"years_before": 1, "month_day": "04-02"})
    assert later[0][:2] == ("value", "reduced/period.json")
    shorter = with_value(path, "5.period_last", {"years_before": 0, "month_day": "03-30"})
    assert shorter[0][0] == "value"


def test_days_of_the_jalali_calendar_are_right():
    assert verifier.jalali(1404, "01-01") == "2025-03-21"
    assert verifier.jalali(1403, "12-30") == "2025-03-20"
    assert verifier.jalali(1403, "04-01") == "2024-06-21"
    assert verifier.jalali(1408, "12-30") == "2030-03-20"


def test_official_values_make_an_official_ranking(path):
    status = {"status": "official"}
    kept = values()
    for key in ("D1404.3.coefficients", "D1404.7.bands"):
        kept[key] |= status
    members = paper_members(kept)
    for name, content in members.items():
        members[name] = content.replace(b'"official":false', b'"official":true')
    members["results.csv"] = members["results.csv"].replace(b",false\n", b",true\n")
    provisional = b'"provisional":["D1404.3.coefficients","D1404.7.bands"]'
    members["country.json"] = members["country.json"].replace(provisional, b'"provisional":[]')
    verdict = verified(sealed(members), path)
    assert (faults(verdict), verdict.unofficial) == ([], [])
    assert with_value(path, "4.record_floor", status="demonstration")


def test_another_root_than_the_printed_one_is_told(path):
    verdict = verified(sealed(paper_members()), path, root="0" * 64)
    assert [fault[1:3] for fault in faults(verdict)] == [("--root", "0" * 64)]


def test_what_the_manifest_says_must_be_so(path):
    members = sealed(paper_members())
    manifest = json.loads(members["manifest.json"])
    for name, other in {
        "root": "0" * 64,
        "code_version": "other",
        "inputs": [],
        "format": 2,
        "period": {"first": "2024-06-21", "last": "2025-06-20"},
        "members": manifest["members"][1:],
    }.items():
        changed = {**members, "manifest.json": written({**manifest, name: other})}
        found = faults(verified(changed, path))
        assert found
        assert all(place.startswith(f"manifest.json: {name}") for place in places(found))


def test_a_member_that_differs_from_its_hash_is_named(path):
    members = sealed(paper_members())
    found = faults(verified({**members, "README.txt": b"read me\n"}, path))
    assert "manifest.json: members: README.txt: sha256" in places(found)


def test_a_member_too_many_or_too_few_is_found(path):
    members = paper_members()
    assert verified(sealed({**members, "derivations/999.json": b"{}\n"}), path).faults
    assert verified(sealed({**members, "extra.txt": b""}), path).faults
    for name in members:
        if name != "origin.json":
            rest = {other: members[other] for other in members if other != name}
            assert verified(sealed(rest), path).faults


HOSTILE = {
    "a binary fraction": ("values.json", b'{"x":0.5}\n'),
    "no number": ("values.json", b'{"x":NaN}\n'),
    "endless digits": ("values.json", b'{"x":' + b"9" * 5_000 + b"}\n"),
    "a deep nest": ("values.json", b"[" * 200_000),
    "a list": ("values.json", b"[]\n"),
    "a name twice": ("values.json", b'{"x":1,"x":1}\n'),
    "spaces": ("country.json", b'{ "x": 1}\n'),
    "no text": ("origin.json", b"\xff\xfe"),
    "nothing": ("results.csv", b""),
    "an open quote": ("reduced/offices.csv", b'office_code,title\n"1,2'),
    "a zero byte": ("reduced/offices.csv", b"office_code\n\0\n"),
    "a long field": ("reduced/offices.csv", b"office_code\n" + b"1" * 200_000),
    "a negative count": ("reduced/services.csv", b"office_code,services\n001,-1\n"),
    "Persian digits": ("reduced/services.csv", "office_code,services\n001,۱\n".encode()),
    "a day that is none": ("reduced/records.csv", b"office_code,final_on\n001,2025-02-30\n"),
    "an unknown office": ("reduced/survey.csv", b"office_code,rows\n999,1\n"),
    "no rows": ("reduced/offices.csv", b"\n"),
    "a count of none": (
        "reduced/assessments.csv",
        b"office_code,criterion,method,assessed_on,count,scores_x10000\n001,I1.a,3,2024-10-01,0,0\n",
    ),
    "a day outside": (
        "reduced/assessments.csv",
        b"office_code,criterion,method,assessed_on,count,scores_x10000\n001,I1.a,3,2024-06-20,1,0\n",
    ),
    "the record assessed": (
        "reduced/assessments.csv",
        b"office_code,criterion,method,assessed_on,count,scores_x10000\n001,I7.a,3,2024-10-01,1,0\n",
    ),
    "satisfaction by inspection": (
        "reduced/assessments.csv",
        b"office_code,criterion,method,assessed_on,count,scores_x10000\n001,I2.a,3,2024-10-01,1,0\n",
    ),
}


@pytest.mark.parametrize(("name", "content"), HOSTILE.values(), ids=HOSTILE)
def test_a_member_that_cannot_be_is_a_fault_and_no_crash(path, capsys, name, content):
    members = {**sealed(paper_members()), name: content}
    if name != "origin.json":
        members = sealed(members)
    path.write_bytes(pack(members))
    assert verifier.main([str(path)]) == verifier.UNVERIFIED
    out, err = capsys.readouterr()
    assert "✗" in out
    assert err == ""


def test_a_compressed_bomb_is_refused_unopened(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("values.json", b"\0" * 50_000_000)
    assert faults(verifier.verify(path))[0][0] == "layout"


def test_a_file_larger_than_any_bundle_is_not_read(path, monkeypatch):
    path.write_bytes(pack(sealed(paper_members())))
    monkeypatch.setattr(verifier, "MOST_BYTES", 10)
    monkeypatch.setattr(Path, "read_bytes", None)
    assert faults(verifier.verify(path))[0][0] == "layout"


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "a/b/c.txt", "نام.txt", "verify"])
def test_a_name_that_no_bundle_has_is_refused(path, name):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"")
    assert faults(verifier.verify(path))[0][0] == "layout"


def test_members_out_of_order_are_found(path):
    members = sealed(paper_members())
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(members, reverse=True):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, members[name])
    assert places(faults(verifier.verify(path))) == ["order of the members"]


def test_the_report_is_in_both_languages_and_json_has_the_same(path, capsys):
    path.write_bytes(pack(sealed(paper_members())))
    assert verifier.main([str(path)]) == 0
    told = capsys.readouterr().out
    assert "رسمی نیست" in told
    assert "not official: D1404.3.coefficients" in told
    assert verifier.main([str(path), "--json", "--root", "00"]) == verifier.UNVERIFIED
    facts = json.loads(capsys.readouterr().out)
    assert facts["root"] in told
    assert facts["faults"] == [["result", "--root", "00", facts["root"]]]


def test_a_thousand_faults_are_counted_and_twenty_shown(path, capsys):
    members = paper_members()
    members["results.csv"] = members["results.csv"].replace(b".000000", b".000001")
    verdict = verified(sealed(members), path)
    assert len(verdict.faults) > verifier.SHOWN
    told = verifier.report(verdict)
    assert told.count("\n") < verifier.SHOWN + 4
    assert f"not verified: {len(verdict.faults)}" in told


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert verifier.main([str(tmp_path / "none.zip")]) == verifier.UNVERIFIED
    assert "none.zip" in capsys.readouterr().out


def test_it_is_python_of_3_9_and_nothing_else():
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    strict = [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and any(word.arg == "strict" for word in call.keywords)
    ]
    assert strict == [source[: source.index("csv.reader(")].count("\n") + 1]
