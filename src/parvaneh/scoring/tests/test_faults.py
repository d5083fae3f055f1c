"""Collecting faults: listed up to a limit of each kind, counted without one."""

import json

import pytest

from parvaneh.kit.sheets import Fault
from parvaneh.kit.text import Language
from parvaneh.scoring.faults import (
    LONGEST_FOUND,
    EvidenceRefused,
    FaultKind,
    Faults,
    as_json,
    as_table,
    shown,
)


def fault(row, column="a", file="survey.csv"):
    params = {"columns": 6}
    return Fault(file, row, column, "x", "{columns} columns", params, ("D1404 4(2)",))


def test_the_first_of_each_kind_are_kept_and_all_are_counted():
    faults = Faults(listed=2)
    faults.add_all(fault(row) for row in (5, 3, 4))
    faults.add(fault(1, "b"))
    assert [(one.row, one.column) for one in faults.listed()] == [(1, "b"), (3, "a"), (5, "a")]
    assert faults.totals == {
        FaultKind("survey.csv", "a", "{columns} columns"): 3,
        FaultKind("survey.csv", "b", "{columns} columns"): 1,
    }


def test_faults_counted_elsewhere_are_added_to_what_is_known():
    faults = Faults(listed=3)
    faults.add(fault(1))
    kind = FaultKind("survey.csv", "a", "{columns} columns")
    faults.add_counted((fault(row) for row in range(2, 100)), kind, 98)
    assert [one.row for one in faults.listed()] == [1, 2, 3]
    assert faults.totals == {kind: 99}


def test_without_faults_nothing_is_refused():
    faults = Faults()
    faults.check()
    assert not faults
    assert not faults.has("survey.csv")
    faults.add(fault(1))
    assert faults.has("survey.csv")
    with pytest.raises(EvidenceRefused, match="1 faults"):
        faults.check()


def test_a_table_has_six_columns_of_text():
    rows = as_table([fault(3), fault(None, None)], Language.EN)
    assert rows == [
        ("survey.csv", "3", "a", "x", "6 columns", "D1404 4(2)"),
        ("survey.csv", "", "", "x", "6 columns", "D1404 4(2)"),
    ]
    assert as_table([fault(3)], Language.FA)[0][4].startswith("۶")


def test_json_has_faults_and_totals():
    faults = Faults()
    faults.add(fault(3))
    found = json.loads(json.dumps(as_json(faults.refused())))
    assert found == {
        "faults": [
            {"file": "survey.csv", "row": 3, "column": "a", "found": "x", "allowed": "6 columns",
             "cites": ["D1404 4(2)"]},
        ],
        "totals": [
            {"file": "survey.csv", "column": "a", "allowed": "6 columns", "count": 1},
        ],
    }  # fmt: skip


def test_what_was_found_is_one_short_line():
    assert shown("a\nb\u202e") == "a b"
    assert shown("x" * 999) == "x" * LONGEST_FOUND + "…"
