"""Raw evidence becomes a summary, whatever the files, their types and the order of rows."""

import random
from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvaneh.kit.dates import short_date
from parvaneh.kit.text import Language
from parvaneh.scoring.bulk_counts import BLOCK
from parvaneh.scoring.faults import EvidenceRefused
from parvaneh.scoring.merging import merged
from parvaneh.scoring.reduce import reduce_evidence
from parvaneh.scoring.rows import REPAIRED
from parvaneh.scoring.summary_file import to_members
from parvaneh.scoring.tests.written import HEADINGS, folder, opened, period, workbook

CODES = ("0101", "0102", "2301")
FIRST, LAST = period().first, period().last
INSIDE, OUTSIDE = "1404/01/15", "1402/01/15"


def reduced(path, notices=None):
    return reduce_evidence(opened(path), period(), notices=notices)


def refused(path):
    with pytest.raises(EvidenceRefused) as caught:
        reduced(path)
    return caught.value


def found_in(path):
    return {(one.file, one.row, one.column, one.found): one.allowed for one in refused(path).faults}


# --- Survey, services, monitoring -------------------------------------------------------------

days = st.dates(FIRST - timedelta(days=3), FIRST + timedelta(days=2)) | st.just(LAST)
answers = st.none() | st.integers(1, 5)
survey_rows = st.lists(
    st.tuples(st.sampled_from(CODES), days, answers, answers, answers, answers), max_size=30
)
service_rows = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        days,
        st.sampled_from(["لایحه", None]),
        st.none() | st.integers(0, 480),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=30,
)
monitoring_rows = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        days,
        st.sampled_from(["cctv", "network", " CCTV"]),
        st.integers(0, 500),
        st.integers(500, 1440),
    ),
    max_size=30,
)
TYPES = {
    "survey": [pa.string(), pa.date32(), *[pa.int8()] * 4],
    "services": [pa.string(), pa.date32(), pa.string(), pa.int16(), *[pa.bool_()] * 3],
    "monitoring": [pa.string(), pa.date32(), pa.string(), pa.int32(), pa.int32()],
}


def as_csv(rows):
    return "\n".join(",".join(map(_text, row)) for row in rows)


def _text(cell):
    if isinstance(cell, date):
        return short_date(cell, Language.EN)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def as_parquet(path, sheet, rows, types=None, group=7):
    names = HEADINGS[sheet].split(",")
    kinds = types or TYPES[sheet]
    columns = [
        pa.array([row[at] for row in rows], kind)
        for at, kind in zip(range(len(names)), kinds, strict=True)
    ]
    (path / f"{sheet}.csv").unlink(missing_ok=True)
    pq.write_table(pa.table(columns, names=names), path / f"{sheet}.parquet", row_group_size=group)


def is_inside(day):
    return FIRST <= day <= LAST


def oracle(survey, services, monitoring):
    """The counts, row by row, in plain Python."""
    offices = len(CODES)
    place = {code: at for at, code in enumerate(CODES)}
    counted = np.zeros((offices, 4, 5), dtype=int)
    rows = np.zeros(offices, dtype=int)
    for code, day, *given_answers in survey:
        if is_inside(day):
            rows[place[code]] += any(given_answers)
            for question, answer in enumerate(given_answers):
                if answer:
                    counted[place[code], question, answer - 1] += 1
    served = np.zeros((offices, 4), dtype=int)
    for code, day, _, _, *flags in services:
        if is_inside(day):
            served[place[code]] += (1, *flags)
    minutes = {}
    for code, day, system, up, due in monitoring:
        if is_inside(day):
            key = (place[code], system.strip().lower())
            before = minutes.get(key, (0, 0))
            minutes[key] = (before[0] + up, before[1] + due)
    outside = {
        sheet: sum(not is_inside(row[1]) for row in found)
        for sheet, found in (
            ("survey", survey), ("services", services), ("monitoring", monitoring)
        )
    }  # fmt: skip
    return counted, rows, served, minutes, {key: n for key, n in outside.items() if n}


def check(summary, expected):
    counted, rows, served, minutes, outside = expected
    assert summary.survey.tolist() == counted.tolist()
    assert summary.survey_rows.tolist() == rows.tolist()
    assert summary.services.tolist() == served.tolist()
    assert summary.outside == outside
    assert {
        (office, system): tuple(summary.minutes[office, at])
        for office in range(len(CODES))
        for at, system in enumerate(summary.systems)
        if summary.minutes[office, at].any()
    } == minutes


@given(survey=survey_rows, services=service_rows, monitoring=monitoring_rows)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_counts_are_those_of_a_loop_over_rows(tmp_path_factory, survey, services, monitoring):
    path = tmp_path_factory.mktemp("evidence")
    expected = oracle(survey, services, monitoring)
    sheets = {"survey": survey, "services": services, "monitoring": monitoring}
    folder(path, **{name: as_csv(rows) for name, rows in sheets.items()})
    from_csv = reduced(path)
    check(from_csv, expected)
    for name, rows in sheets.items():
        as_parquet(path, name, rows)
    from_parquet = reduced(path)
    check(from_parquet, expected)
    assert to_members(from_csv) == to_members(from_parquet)


SMALL = {
    "assessments": [
        "0101,I1.a,3,71.5,1404/01/15,الف",
        "0101,I1.a,3,80,1404/01/15,ب",
        "0101,I1.a,3,10,1403/12/01,پ",
        "0102,I5.c,2,33.3333,1404/02/01,",
        "2301,I1.a,3,50,1402/01/01,",
    ],
    "staff": [
        "0101,متصدی,bachelor,30,1399/01/01,",
        "0101,متصدی,bachelor,30,1403/12/01,",
        "0102,مدیر,master,90,1390/01/01,1403/08/30",
        "0102,x,none,0,1390/01/01,1400/01/01",
    ],
    "training": ["0101,1403/10/10,4", "0101,1404/01/01,2.5", "0102,1402/01/01,9"],
    "records": [
        "0101,disciplinary,3,,1403/09/09,۱۲,,",
        "0102,criminal,2,true,1399/01/01,x,true,1",
        "2301,criminal,5,true,1399/01/01,y,,",
    ],
    "applicability": ["0101,I4.c,false,زندانی نیست", "0102,I4.c,true,"],
}


@given(
    bulk=st.tuples(survey_rows, service_rows, monitoring_rows),
    parts=st.integers(1, 4),
    seed=st.integers(0, 99),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_parts_of_the_rows_in_any_order_merge_into_the_whole(tmp_path_factory, bulk, parts, seed):
    names = ("survey", "services", "monitoring")
    rows = SMALL | {
        name: as_csv(found).splitlines() for name, found in zip(names, bulk, strict=True)
    }
    whole = tmp_path_factory.mktemp("whole")
    folder(whole, **{name: "\n".join(found) for name, found in rows.items()})
    draw = random.Random(seed)  # noqa: S311 - an order, not a secret
    dealt = [{name: [] for name in rows} for _ in range(parts)]
    for name, found in rows.items():
        for row in draw.sample(found, len(found)):
            dealt[draw.randrange(parts)][name].append(row)
    summaries = []
    for part in dealt:
        path = tmp_path_factory.mktemp("part")
        folder(path, **{name: "\n".join(found) for name, found in part.items()})
        summaries.append(reduced(path))
    assert to_members(merged(summaries)) == to_members(reduced(whole))


VARIANTS = {
    "dictionaries": [pa.dictionary(pa.int32(), pa.string()), pa.date32(), *[pa.int8()] * 4],
    "large text": [pa.large_string(), pa.date32(), *[pa.int64()] * 4],
    "moments": [pa.string(), pa.timestamp("us"), *[pa.float64()] * 4],
    "small whole numbers": [pa.string(), pa.timestamp("ns"), *[pa.uint8()] * 4],
    "far days": [pa.string(), pa.date64(), *[pa.int16()] * 4],
    "decimals": [pa.string(), pa.date32(), *[pa.decimal128(3, 1)] * 4],
    "all text": [pa.string(), pa.string(), *[pa.string()] * 4],
}
FEW = [
    ("0101", LAST, 5, None, 3, 1),
    ("0102", FIRST, 1, 2, 3, 4),
    ("2301", FIRST - timedelta(days=1), 1, 1, 1, 1),
    ("2301", LAST + timedelta(days=1), 1, 1, 1, 1),
    ("0101", FIRST, None, None, None, None),
]


@pytest.mark.parametrize("name", VARIANTS)
def test_the_types_of_a_typed_file_make_no_difference(tmp_path, name):
    folder(tmp_path)
    kinds = VARIANTS[name]
    rows = [
        tuple(
            _text(cell) or None
            if kind == pa.string()
            else datetime(cell.year, cell.month, cell.day, 23, 59)  # noqa: DTZ001
            if pa.types.is_timestamp(kind)
            else cell
            for cell, kind in zip(row, kinds, strict=True)
        )
        for row in FEW
    ]
    as_parquet(tmp_path, "survey", rows, kinds)
    check(reduced(tmp_path), oracle(FEW, [], []))


def test_codes_that_became_numbers_are_repaired_with_a_notice(tmp_path):
    folder(tmp_path)
    rows = [(int(code), *rest) for code, *rest in FEW]
    as_parquet(tmp_path, "survey", rows, [pa.int64(), *TYPES["survey"][1:]])
    notices = []
    check(reduced(tmp_path, notices), oracle(FEW, [], []))
    (notice,) = (one for one in notices if one.message == REPAIRED)
    assert notice.params["count"] == 3  # 2301 has no zero to lose


def test_digits_of_three_scripts_and_both_calendars_are_read(tmp_path):
    lines = ["۰۱۰۱,۱۴۰۴/۰۱/۱۵,۵,٤,3,", "٠١٠١,2025-04-04,1,2,3,۴"]
    folder(tmp_path, survey="\n".join(lines))
    summary = reduced(tmp_path)
    assert summary.survey[0].tolist() == [
        [1, 0, 0, 0, 1],
        [0, 1, 0, 1, 0],
        [0, 0, 2, 0, 0],
        [0, 0, 0, 1, 0],
    ]


def test_a_workbook_gives_the_same(tmp_path):
    offices = [
        [code, f"دفتر {code}", "IR-23", "تهران", "تهران", "1398/02/01", "active"] for code in CODES
    ]
    path = workbook(tmp_path, offices=offices, survey=[list(row) for row in FEW])
    check(reduced(path), oracle(FEW, [], []))


def test_a_large_sheet_in_parts_is_one_sheet(tmp_path):
    folder(tmp_path)
    (tmp_path / "survey").mkdir()
    for at, row in enumerate(FEW):
        text = f"{HEADINGS['survey']}\n{as_csv([row])}\n"
        (tmp_path / "survey" / f"{at}.csv").write_text(text, encoding="utf-8")
    check(reduced(tmp_path), oracle(FEW, [], []))


def test_many_rows_in_many_row_groups_are_counted_by_several_threads(tmp_path):
    folder(tmp_path)
    draw = np.random.default_rng(5)
    size = 3 * BLOCK + 17
    office = draw.integers(0, 3, size)
    since = (FIRST - date(1970, 1, 1)).days + draw.integers(-20, 380, size)
    given_answers = draw.integers(0, 6, (size, 4))
    table = pa.table(
        [
            pa.array(CODES).take(pa.array(office)),
            pa.array(since, pa.int32()).cast(pa.date32()),
            *(
                pa.array(given_answers[:, at].astype(np.int8), mask=given_answers[:, at] == 0)
                for at in range(4)
            ),
        ],
        names=HEADINGS["survey"].split(","),
    )
    pq.write_table(table, tmp_path / "survey.parquet", row_group_size=50_001)
    first = (FIRST - date(1970, 1, 1)).days
    inside = (since >= first) & (since <= first + (LAST - FIRST).days)
    summary = reduced(tmp_path)
    for at in range(3):
        mine = inside & (office == at)
        assert summary.survey_rows[at] == np.count_nonzero(given_answers[mine].any(axis=1))
        for question in range(4):
            counts = np.bincount(given_answers[mine, question], minlength=6)[1:]
            assert summary.survey[at, question].tolist() == counts.tolist()
    assert summary.outside == {"survey": np.count_nonzero(~inside)}


# --- What is wrong ----------------------------------------------------------------------------


def test_every_fault_of_every_large_sheet_is_told_at_once(tmp_path):
    folder(
        tmp_path,
        survey=f"0101,{INSIDE},5,6,0,-1\n9999,{INSIDE},1,1,1,1\n,{INSIDE},1,1,1,1\n0101,1404/13/1,1,1,1,1",
        services=f"0101,{INSIDE},x,-3,true,false,maybe\n0101,,x,,true,false,false",
        monitoring=f"0101,{INSIDE},cctv,10,9\n0101,{INSIDE},,1,2\n0101,{INSIDE},cctv,-1,2",
    )
    found = set(found_in(tmp_path))
    assert found == {
        ("survey.csv", 2, "b", "6"),
        ("survey.csv", 2, "c", "0"),
        ("survey.csv", 2, "d", "-1"),
        ("survey.csv", 3, "office_code", "9999"),
        ("survey.csv", 4, "office_code", ""),
        ("survey.csv", 5, "answered_on", "1404/13/1"),
        ("services.csv", 2, "minutes", "-3"),
        ("services.csv", 2, "in_prison", "maybe"),
        ("services.csv", 3, "served_on", ""),
        ("monitoring.csv", 2, "minutes_up", "10"),
        ("monitoring.csv", 3, "system", ""),
        ("monitoring.csv", 4, "minutes_up", "-1"),
    }


def test_faults_of_a_typed_file_are_found_too(tmp_path):
    folder(tmp_path)
    good = [("0101", FIRST, 1, 2, 3, 4)] * 20
    bad = [("0101", FIRST, 7, 0, -2, 4), ("9", FIRST, 1, 1, 1, 1), ("0101", None, 1, 1, 1, 1)]
    as_parquet(tmp_path, "survey", [*good, *bad])
    assert set(found_in(tmp_path)) == {
        ("survey.parquet", 21, "a", "7"),
        ("survey.parquet", 21, "b", "0"),
        ("survey.parquet", 21, "c", "-2"),
        ("survey.parquet", 22, "office_code", "9"),
        ("survey.parquet", 23, "answered_on", ""),
    }


def test_minutes_of_a_typed_file_are_looked_at_where_its_statistics_tell_of_bad_ones(tmp_path):
    folder(tmp_path)
    rows = [("0101", FIRST, "x", minutes, True, False, None) for minutes in (5, -5)]
    as_parquet(tmp_path, "services", [(*row[:-1], False) for row in rows])
    assert set(found_in(tmp_path)) == {("services.parquet", 2, "minutes", "-5")}
    as_parquet(tmp_path, "services", rows[:1])
    assert set(found_in(tmp_path)) == {("services.parquet", 1, "in_prison", "")}


def test_the_first_thousand_of_a_kind_are_listed_and_all_are_counted(tmp_path):
    folder(tmp_path, survey=f"0101,{INSIDE},9,1,1,1\n" * 1_500)
    told = refused(tmp_path)
    assert len(told.faults) == 1_000
    assert list(told.totals.values()) == [1_500]


def test_rows_outside_the_period_must_be_right_as_well(tmp_path):
    folder(tmp_path, survey=f"0101,{OUTSIDE},9,1,1,1")
    assert set(found_in(tmp_path)) == {("survey.csv", 2, "a", "9")}


def test_rows_that_do_not_fit_their_headings_are_faults(tmp_path):
    folder(tmp_path, survey=f"0101,{INSIDE},1,1,1,1,8\n0101,{INSIDE},1,1")
    rows = {(file, row) for file, row, _, _ in found_in(tmp_path)}
    assert rows == {("survey.csv", 2), ("survey.csv", 3)}


def test_empty_cells_beyond_the_last_column_are_nothing(tmp_path):
    folder(tmp_path, survey=f"0101,{INSIDE},1,1,1,1,,\n0101,{INSIDE},2,1,1,1")
    assert reduced(tmp_path).survey[0, 0].tolist() == [1, 1, 0, 0, 0]


def test_empty_lines_are_passed_over(tmp_path):
    folder(tmp_path, survey=f"\n0101,{INSIDE},1,1,1,1\n\n,,,,,\n0101,{INSIDE},2,1,1,1\n\n")
    assert reduced(tmp_path).survey[0, 0].tolist() == [1, 1, 0, 0, 0]


def test_a_line_may_break_inside_quotation_marks(tmp_path):
    folder(
        tmp_path, services=f'0101,{INSIDE},"یک\nدو",3,true,false,false\n0101,{INSIDE},,,false,no,no'
    )
    assert reduced(tmp_path).services[0].tolist() == [2, 1, 0, 0]


def test_a_quotation_mark_that_is_never_closed_is_a_fault(tmp_path):
    folder(tmp_path, survey=f'0101,{INSIDE},"1,1,1,1\n0101,{INSIDE},1,1,1,1')
    assert refused(tmp_path).faults


def test_a_damaged_parquet_file_is_a_fault(tmp_path):
    folder(tmp_path)
    as_parquet(tmp_path, "survey", [("0101", FIRST, 1, 2, 3, 4)] * 5_000, group=5_000)
    data = bytearray((tmp_path / "survey.parquet").read_bytes())
    data[4:400] = bytes(396)
    (tmp_path / "survey.parquet").write_bytes(data)
    (fault,) = refused(tmp_path).faults
    assert (fault.file, fault.row) == ("survey.parquet", None)


def test_there_are_only_so_many_systems(tmp_path):
    lines = [f"0101,{INSIDE},سامانه {number},1,2" for number in range(1_200)]
    folder(tmp_path, monitoring="\n".join(lines))
    (fault,) = refused(tmp_path).faults
    assert (fault.file, fault.column, fault.params["most"]) == ("monitoring.csv", "system", 1_000)


def test_a_stop_ends_the_pass(tmp_path):
    folder(tmp_path)
    as_parquet(tmp_path, "survey", [("0101", FIRST, 1, 2, 3, 4)] * 50, group=1)

    def stop(_what, _done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reduce_evidence(opened(tmp_path), period(), stop)


def test_progress_ends_with_all_bytes(tmp_path):
    folder(tmp_path)
    as_parquet(tmp_path, "survey", [("0101", FIRST, 1, 2, 3, 4)] * 500, group=50)
    told = []
    reduce_evidence(opened(tmp_path), period(), lambda *step: told.append(step))
    assert len(told) == 10
    assert told[-1][1] <= told[-1][2]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
