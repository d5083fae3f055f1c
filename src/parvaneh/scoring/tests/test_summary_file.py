"""Summaries as files: written canonically, read strictly, merged without a trace of the parts."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvaneh.kit.archive import pack, unpack
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.evidence import Applicability
from parvaneh.scoring.merging import CannotMerge, merged
from parvaneh.scoring.summary_file import (
    NotASummary,
    from_members,
    read_summary,
    to_members,
    write_summary,
)
from parvaneh.scoring.summary_members import COLUMNS, PERIOD
from parvaneh.scoring.tests.samples import sample_summary


@given(offices=st.integers(0, 12), seed=st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_what_was_written_is_what_is_read(offices, seed):
    members = to_members(sample_summary(offices, seed))
    assert to_members(from_members(members)) == members


def test_a_summary_read_holds_the_same(tmp_path):
    summary = sample_summary(20)
    write_summary(summary, tmp_path / "summary.zip")
    found = read_summary(tmp_path / "summary.zip")
    assert found.offices == summary.offices
    assert found.records == summary.records
    assert found.applicability == summary.applicability
    assert (found.survey == summary.survey).all()
    assert (found.minutes == summary.minutes).all()
    assert (found.newest.total == summary.newest.total).all()
    assert found.stays.education == summary.stays.education
    assert (found.period, found.sheets, found.outside) == (
        summary.period,
        summary.sheets,
        summary.outside,
    )


def test_an_existing_file_is_not_written_over(tmp_path):
    (tmp_path / "summary.zip").write_text("mine")
    with pytest.raises(FileExistsError):
        write_summary(sample_summary(2), tmp_path / "summary.zip")


def test_members_are_plain_tables():
    members = to_members(sample_summary(3))
    assert set(members) == {PERIOD, *COLUMNS}
    for name, columns in COLUMNS.items():
        lines = members[name].decode().splitlines()
        assert lines[0] == ",".join(columns)
        codes = [line.partition(",")[0] for line in lines[1:]]
        assert codes == sorted(codes)
        assert b"\r" not in members[name]


def test_an_office_without_evidence_has_no_rows():
    members = to_members(_without_evidence(sample_summary(2)))
    for name in set(COLUMNS) - {"offices.csv"}:
        assert members[name].count(b"\n") == 1


@pytest.mark.parametrize("name", [PERIOD, *COLUMNS])
def test_a_missing_member_is_named(name):
    members = to_members(sample_summary(3))
    del members[name]
    with pytest.raises(NotASummary) as refused:
        from_members(members)
    assert refused.value.member == name


def test_a_strange_member_is_named():
    with pytest.raises(NotASummary, match=r"more\.csv"):
        from_members(to_members(sample_summary(3)) | {"more.csv": b""})


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PERIOD, b'"format": 1', b'"format": 2'),
        (PERIOD, b"2024-06-21", b"2024-6-21"),
        (PERIOD, b"{", b"["),
        (PERIOD, b'"survey": 17', b'"survey": -7'),
        (PERIOD, b'"training"', b'"tracking"'),
        ("offices.csv", b"IR-", b"IQ-"),
        ("offices.csv", b"\n0", b"\n/"),
        ("records.csv", b",disciplinary,", b",disciplinary,9"),
        ("records.csv", b",criminal,", b",criminal,1"),
        ("records.csv", b"criminal", b"disciplinary"),
        ("records.csv", b"2024", b"2027"),
        ("applicability.csv", b"I4.c", b"I4.x"),
        ("assessments.csv", b"2024", b"2027"),
        ("assessments.csv", b",1,", b",0,"),
        ("assessments.csv", b"I1.a,3", b"I1.a,7"),
        ("offices.csv", b"active", b"asleep"),
        ("offices.csv", b"title", b"name"),
        ("survey.csv", b"\n", b"\r\n"),
        ("survey.csv", b",", b",-"),
        ("survey.csv", b",", b", "),
        ("services.csv", b"\n", b"\n999999,1,1,1,1\n"),
        ("services.csv", b",", b",0"),
        ("monitoring.csv", b"cctv", b"network"),
        ("assessments.csv", b"I1.a", b"I7.a"),
        ("assessments.csv", b"2024", b"1403"),
        ("staff.csv", b"bachelor,", b"bachelor,99999999999999999999"),
        ("records.csv", b"true", b"True"),
        ("records.csv", b"\n", b"\n\n"),
        ("applicability.csv", b"false", b"no"),
        ("training.csv", b",", b'"'),
    ],
)
def test_a_member_that_differs_from_the_canonical_form_is_refused(name, old, new):
    members = to_members(sample_summary(40))
    head, first, rest = members[name].partition(b"\n")
    changed = first.join((head, rest.replace(old, new, 1)))
    members[name] = changed if changed != members[name] else members[name].replace(old, new, 1)
    with pytest.raises(NotASummary) as refused:
        from_members(members)
    assert refused.value.member == name


@given(at=st.integers(0), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_flipped_bit_is_never_read_as_the_same_summary(at, bit, tmp_path_factory):
    data = bytearray(pack(to_members(sample_summary(2))))
    data[at % len(data)] ^= 1 << bit
    path = tmp_path_factory.mktemp("flip") / "summary.zip"
    path.write_bytes(data)
    try:
        found = read_summary(path)
    except NotASummary:
        return
    # A digit of a count may have become another digit: that is another summary.
    assert to_members(found) == unpack(bytes(data)) != to_members(sample_summary(2))


@given(data=st.data(), seed=st.integers(0, 30), parts=st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_parts_merge_into_the_whole_in_any_order(data, seed, parts):
    whole = sample_summary(8, seed)
    split = _split(whole, parts, np.random.default_rng(data.draw(st.integers(0, 99))))
    order = data.draw(st.permutations(split))
    assert to_members(merged(order)) == to_members(whole)
    # merging is associative too
    assert to_members(merged([merged(order[:1]), *order[1:]])) == to_members(whole)


def test_offices_of_different_parts_stand_side_by_side():
    whole = sample_summary(10)
    halves = [_only(whole, lambda at: at % 2 == 0), _only(whole, lambda at: at % 2 == 1)]
    assert to_members(merged(halves)) == to_members(whole)


def test_other_periods_do_not_merge():
    one = sample_summary(3)
    other = replace(one, period=Period(date(2025, 6, 22), date(2026, 6, 21)))
    with pytest.raises(CannotMerge, match="period"):
        merged([one, other])


def test_an_office_in_two_versions_does_not_merge():
    one = sample_summary(3)
    first = replace(one.offices[0], title="دفتری دیگر")
    with pytest.raises(CannotMerge, match=one.offices[0].code):
        merged([one, replace(one, offices=(first, *one.offices[1:]))])


def test_contradictory_applicability_does_not_merge():
    one = sample_summary(3)
    code = one.offices[0].code
    parts = [
        replace(one, applicability=(Applicability(code, "I4.c", answer, "", 0),))
        for answer in (True, False)
    ]
    with pytest.raises(CannotMerge, match=r"I4\.c"):
        merged(parts)


def test_nothing_does_not_merge():
    with pytest.raises(CannotMerge, match="nothing"):
        merged([])


def test_only_the_newest_day_of_all_parts_counts():
    old, new = sample_summary(6, 3), sample_summary(6, 3)
    later = replace(new, newest=replace(new.newest, day=new.newest.day + 1))
    both = merged([old, later])
    assert (both.newest.day == later.newest.day).all()
    assert (both.newest.total == new.newest.total).all()
    twice = merged([old, new])
    assert (twice.newest.total == 2 * new.newest.total).all()
    assert (twice.newest.count == 2 * new.newest.count).all()


def _without_evidence(summary):
    nothing = {
        name: np.zeros_like(getattr(summary, name))
        for name in ("survey", "survey_rows", "services", "minutes", "training")
    }
    none = np.zeros(0, dtype=np.int64)
    return replace(
        summary,
        **nothing,
        stays=type(summary.stays)(none, (), none, none, none),
        newest=type(summary.newest)(none, none, none, none, none, none),
        records=(),
        applicability=(),
        sheets=frozenset({"offices"}),
        outside={},
    )


def _split(whole, parts, draw):
    """The same evidence in parts: counts divided at random, rows dealt out."""

    def shares(counts):
        left = counts.copy()
        found = []
        for _ in range(parts - 1):
            found.append(draw.integers(0, left + 1))
            left = left - found[-1]
        return [*found, left]

    def deal(rows):
        owner = draw.integers(0, parts, len(rows))
        return [tuple(row for row, at in zip(rows, owner, strict=True) if at == part)
                for part in range(parts)]  # fmt: skip

    divided = {
        name: shares(getattr(whole, name))
        for name in ("survey", "survey_rows", "services", "minutes", "training")
    }
    newest = _deal_columns(whole.newest, draw.integers(0, parts, len(whole.newest.day)), parts)
    stays = _deal_columns(whole.stays, draw.integers(0, parts, len(whole.stays.days)), parts)
    records, applicability = deal(whole.records), deal(whole.applicability)
    return [
        replace(
            whole,
            **{name: found[part] for name, found in divided.items()},
            newest=newest[part],
            stays=stays[part],
            records=records[part],
            applicability=applicability[part],
            outside=whole.outside if part == 0 else {},
        )
        for part in range(parts)
    ]


def _deal_columns(columns, owner, parts):
    names = list(columns.__dataclass_fields__)
    found = []
    for part in range(parts):
        at = np.flatnonzero(owner == part)
        found.append(
            type(columns)(
                **{
                    name: tuple(getattr(columns, name)[one] for one in at)
                    if isinstance(getattr(columns, name), tuple)
                    else getattr(columns, name)[at]
                    for name in names
                }
            )
        )
    return found


def _only(whole, wanted):
    keep = [at for at in range(len(whole.offices)) if wanted(at)]
    codes = {whole.offices[at].code for at in keep}
    place = {old: new for new, old in enumerate(keep)}

    def columns(rows):
        (found,) = _deal_columns(rows, np.where(np.isin(rows.office, keep), 0, 1), 1)
        return replace(found, office=np.array([place[at] for at in found.office], dtype=np.int64))

    return replace(
        whole,
        offices=tuple(whole.offices[at] for at in keep),
        **{
            name: getattr(whole, name)[keep]
            for name in ("survey", "survey_rows", "services", "minutes", "training")
        },
        newest=columns(whole.newest),
        stays=columns(whole.stays),
        records=tuple(record for record in whole.records if record.office in codes),
        applicability=tuple(row for row in whole.applicability if row.office in codes),
        outside=whole.outside if 0 in keep else {},
    )
