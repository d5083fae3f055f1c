"""Evidence as files: what is found, what is passed over, and every kind of bad file."""

import hashlib
import zipfile
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parvaneh.scoring.folders import FORMATS, NEEDED, NOT_READ, ONE_FILE, ONE_FORMAT, SLIP
from parvaneh.scoring.opened import ROW, Format
from parvaneh.scoring.sources import EVIDENCE, SAME_COLUMNS
from parvaneh.scoring.tables import NEEDED_COLUMN, PARQUET, PLAIN_TYPES, UNKNOWN_COLUMNS
from parvaneh.scoring.tests.written import (
    HEADINGS,
    OFFICES,
    folder,
    opened,
    places,
    refused,
    workbook,
)

SURVEY = "0101,1404/01/01,5,4,,1\n0102,1404/01/02,,,,"
DAY = date(2020, 1, 1)
OFFICE = ["0101", "ت", "IR-01", "", "", DAY, "active"]


def only(path):
    (fault,) = refused(path).faults
    return fault.file, fault.column, fault.allowed


# --- A folder -------------------------------------------------------------------------------------


def test_only_offices_is_needed(tmp_path):
    found = opened(folder(tmp_path))
    assert found.sheets == {"offices"}
    assert found.bulk == {}
    assert found.small.assessments == ()
    assert found.notices == ()


def test_a_folder_without_offices_is_refused(tmp_path):
    assert only(folder(tmp_path, None, survey=SURVEY))[2] == NEEDED


def test_every_file_is_known_by_its_hash(tmp_path):
    found = opened(folder(tmp_path, survey=SURVEY)).inputs
    assert [file.name for file in found] == ["offices.csv", "survey.csv"]
    content = (tmp_path / "offices.csv").read_bytes()
    assert (found[0].size, found[0].sha256) == (
        len(content), hashlib.sha256(content).hexdigest()
    )  # fmt: skip


def test_a_large_sheet_is_only_looked_at(tmp_path):
    found = opened(folder(tmp_path, survey=SURVEY)).bulk["survey"]
    assert found.format is Format.CSV
    assert found.paths == (tmp_path / "survey.csv",)
    assert found.columns == {key: key for key in HEADINGS["survey"].split(",")}
    assert found.encoding == "utf-8-sig"
    assert found.delimiter == ","
    assert found.table is None


def test_names_of_files_and_columns_know_no_capitals(tmp_path):
    folder(tmp_path)
    (tmp_path / "Training.CSV").write_text("Office_Code,HELD_ON, hours \n0101,1404/01/01,3\n")
    assert opened(tmp_path).small.training[0].hours == 30_000


def test_what_spreadsheets_leave_behind_is_passed_over(tmp_path):
    folder(tmp_path)
    for name in (".DS_Store", "~$offices.csv", "_notes.csv", ".survey.csv"):
        (tmp_path / name).write_text("x")
    assert opened(tmp_path).notices == ()


def test_other_files_are_named_in_one_notice(tmp_path):
    folder(tmp_path)
    (tmp_path / "README.txt").write_text("x")
    (tmp_path / "money.csv").write_text("x")
    (tmp_path / "old").mkdir()
    (notice,) = opened(tmp_path).notices
    assert notice.message == NOT_READ
    assert notice.params == {"names": ("README.txt", "money.csv", "old")}


def test_a_slip_of_the_pen_in_a_name_is_a_fault(tmp_path):
    folder(tmp_path)
    (tmp_path / "asessments.csv").write_text("x")
    (fault,) = refused(tmp_path).faults
    assert (fault.found, fault.allowed, fault.params) == (
        "asessments.csv", SLIP, {"name": "assessments"}
    )  # fmt: skip


def test_a_sheet_stands_there_once(tmp_path):
    folder(tmp_path, survey=SURVEY)
    pq.write_table(pa.table({"office_code": ["0101"]}), tmp_path / "survey.parquet")
    assert only(tmp_path) == ("survey.parquet", None, ONE_FILE)


@pytest.mark.parametrize("name", ["records.xlsx", "records.txt", "records"])
def test_a_sheet_in_another_format_is_refused(tmp_path, name):
    folder(tmp_path)
    (tmp_path / name).write_text("x")
    assert only(tmp_path) == (name, None, FORMATS)


@pytest.mark.parametrize("name", ["offices.csv", "evidence.txt", "nothing", "evidence.xls"])
def test_evidence_is_a_folder_or_a_workbook(tmp_path, name):
    folder(tmp_path)
    if name.startswith("evidence"):
        (tmp_path / name).write_text("x")
    assert only(tmp_path / name) == (name, None, EVIDENCE)


def test_unknown_columns_are_not_read_and_named(tmp_path):
    folder(tmp_path, training="office_code,held_on,hours,teacher\n0101,1404/01/01,3,کسی\n")
    (notice,) = opened(tmp_path).notices
    assert (notice.file, notice.message) == ("training.csv", UNKNOWN_COLUMNS)
    assert notice.params == {"columns": ("teacher",)}


def test_missing_columns_are_all_told(tmp_path):
    folder(tmp_path, survey="office_code,a,b\n0101,1,2\n", records="office_code\n0101\n")
    faults = refused(tmp_path).faults
    assert {fault.allowed for fault in faults} == {NEEDED_COLUMN}
    assert [(fault.file, fault.column) for fault in faults] == [
        ("records.csv", "degree"),
        ("records.csv", "demotion"),
        ("records.csv", "final_on"),
        ("records.csv", "intentional"),
        ("records.csv", "kind"),
        ("records.csv", "revokes"),
        ("survey.csv", "answered_on"),
        ("survey.csv", "c"),
        ("survey.csv", "d"),
    ]


# --- Delimited files ------------------------------------------------------------------------------


def test_a_mark_at_the_front_makes_no_difference(tmp_path):
    plain = opened(folder(tmp_path)).small
    (tmp_path / "offices.csv").write_bytes(b"\xef\xbb\xbf" + OFFICES.encode())
    assert opened(tmp_path).small == plain


@pytest.mark.parametrize(("delimiter", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_delimiters_are_accepted_with_a_notice(tmp_path, delimiter, word):
    path = folder(
        tmp_path,
        OFFICES.replace(",", delimiter),
        survey=f"{HEADINGS['survey']}\n{SURVEY}\n".replace(",", delimiter).encode(),
    )
    found = opened(path)
    assert len(found.small.offices) == 3
    assert found.bulk["survey"].delimiter == delimiter
    assert [word in notice.message for notice in found.notices] == [True, True]


@pytest.mark.parametrize("delimiter", ["|", "،", "؛"])
def test_delimiters_nobody_can_be_sure_of_are_refused(tmp_path, delimiter):
    path = folder(tmp_path, OFFICES.replace(",", delimiter))
    assert only(path)[:2] == ("offices.csv", None)


def test_windows_1256_is_accepted_with_a_notice(tmp_path):
    # That code page has no Persian ی: texts from it have the Arabic letter.
    text = OFFICES.replace("ی", "ي")
    found = opened(folder(tmp_path, text.encode("cp1256")))
    assert found.small.offices[0].title == "دفتر یک"
    assert "1256" in found.notices[0].message


def test_arabic_letters_become_persian(tmp_path):
    found = opened(folder(tmp_path, OFFICES.replace("اراک", "اراك").replace("یک", "يك")))
    assert found.small.offices[2].city == "اراک"
    assert found.small.offices[0].title == "دفتر یک"


def test_controls_of_direction_are_taken_out_and_joiners_stay(tmp_path):
    text = OFFICES.replace("0101", "\u200e0101\u202c").replace("دفتر یک", "خانه\u200cها\u2067")
    office = opened(folder(tmp_path, text)).small.offices[0]
    assert (office.code, office.title) == ("0101", "خانه\u200cها")


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"office_code\0", "utf-16".encode("utf-16"), b"\xff\xfe\xfd\x80"]
)
def test_what_is_no_text_is_refused(tmp_path, content):
    for name in ("offices", "survey"):
        path = tmp_path / name
        path.mkdir()
        sheets = {"offices": OFFICES} | {name: content}
        assert [fault.file for fault in refused(folder(path, **sheets)).faults] == [f"{name}.csv"]


def test_a_nul_byte_is_told_with_its_line(tmp_path):
    content = f"{HEADINGS['survey']}\n{SURVEY}\n0101,1404/01/01,5\0,,,\n".encode()
    assert places(folder(tmp_path, survey=content)) == [("survey.csv", 4, None, "NUL")]


def test_a_heading_stands_there_once(tmp_path):
    for name in ("training", "monitoring"):
        content = f"{HEADINGS[name]},{HEADINGS[name].split(',')[0]}\n"
        path = folder(tmp_path, **{name: content})
        assert only(path)[0] == f"{name}.csv"
        (path / f"{name}.csv").unlink()


def test_headings_that_differ_only_in_capitals_are_one_heading_twice(tmp_path):
    path = folder(tmp_path, training="office_code,held_on,hours,HOURS\n0101,1404/01/01,3,4\n")
    assert places(path) == [("training.csv", None, "hours", "HOURS")]


def test_rows_that_do_not_fit_their_headings_are_told(tmp_path):
    path = folder(tmp_path, training='0101,1404/01/01\n0101,1404/01/01,3,4\n"0101,1404/01/01,3\n')
    assert [place[:2] for place in places(path)] == [
        ("training.csv", 2), ("training.csv", 3), ("training.csv", 4)
    ]  # fmt: skip


def test_a_sheet_with_headings_alone_has_no_rows(tmp_path):
    found = opened(folder(tmp_path, records="", survey=""))
    assert found.small.records == ()
    assert found.sheets == {"offices", "records", "survey"}


def test_headings_in_two_lines_are_read_by_the_last(tmp_path):
    text = '"کد دفتر\noffice_code","تاریخ\nheld_on","ساعت\nhours"\n0101,1404/01/01,3\n'
    found = opened(folder(tmp_path, training=text.encode())).small.training
    assert (found[0].office, found[0].row) == ("0101", 5)


def test_a_file_of_two_gigabytes_that_holds_nothing_is_refused_at_once(tmp_path):
    folder(tmp_path)
    with (tmp_path / "survey.csv").open("wb") as stream:
        stream.truncate(2 << 30)
    assert places(tmp_path) == [("survey.csv", 1, None, "NUL")]


# --- Parquet --------------------------------------------------------------------------------------


def write(path, name, **columns):
    pq.write_table(pa.table(columns), path / f"{name}.parquet")
    return path


def test_small_sheets_are_read_from_parquet_with_typed_columns(tmp_path):
    write(
        folder(tmp_path),
        "records",
        office_code=pa.array(["0101", "0102"]).dictionary_encode(),
        kind=["criminal", "disciplinary"],
        degree=pa.array([4, 5], pa.int8()),
        intentional=pa.array([True, None]),
        final_on=pa.array([date(2025, 1, 1), date(2025, 1, 2)]),
        revokes=[False, False],
        demotion=pa.array([float("nan"), 0.0]),
    )
    found = opened(tmp_path).small.records
    assert [(one.degree, one.intentional, one.row) for one in found] == [(4, True, 1), (5, None, 2)]


def test_moments_and_numbers_in_parquet_are_days_and_repaired_codes(tmp_path):
    write(
        folder(tmp_path),
        "training",
        office_code=pa.array([101, 2301]),
        held_on=pa.array([datetime(2025, 1, 1, 12, 30)] * 2),  # noqa: DTZ001 - no zone on purpose
        hours=[2.5, 3.0],
    )
    found = opened(tmp_path).small.training
    assert [(one.office, one.on, one.hours) for one in found] == [
        ("0101", date(2025, 1, 1), 25_000),
        ("2301", date(2025, 1, 1), 30_000),
    ]


def test_faults_in_parquet_are_told_by_the_number_of_the_row(tmp_path):
    write(
        folder(tmp_path),
        "training",
        office_code=["0101", "9999"],
        held_on=pa.array([date(1404, 1, 1), None]),
        hours=[float("inf"), 0.00001],
    )
    assert places(tmp_path) == [
        ("training.parquet", 1, "held_on", "1404-01-01"),
        ("training.parquet", 1, "hours", "Infinity"),
        ("training.parquet", 2, "held_on", ""),
        ("training.parquet", 2, "hours", "0.00001"),
        ("training.parquet", 2, "office_code", "9999"),
    ]


@pytest.mark.parametrize("name", ["training", "survey"])
def test_columns_of_lists_and_moments_with_a_zone_are_refused(tmp_path, name):
    zoned = pa.array([0], pa.timestamp("us", tz="UTC"))
    first, second, *rest = HEADINGS[name].split(",")
    write(
        folder(tmp_path), name, **{first: [["0101"]], second: zoned}, **{key: [1] for key in rest}
    )
    faults = [fault for fault in refused(tmp_path).faults if fault.allowed == PLAIN_TYPES]
    assert [fault.column for fault in faults] == [second, first]


@pytest.mark.parametrize("name", ["training", "survey"])
@pytest.mark.parametrize("content", [b"", b"PAR1", b"office_code,held_on\n", b"PAR1" * 100])
def test_what_is_no_parquet_is_refused(tmp_path, name, content):
    folder(tmp_path)
    (tmp_path / f"{name}.parquet").write_bytes(content)
    assert only(tmp_path) == (f"{name}.parquet", None, PARQUET)


def test_a_damaged_page_is_refused(tmp_path):
    path = write(
        folder(tmp_path), "training", office_code=["0101"] * 9, held_on=[DAY] * 9, hours=[1] * 9
    )
    file = path / "training.parquet"
    content = bytearray(file.read_bytes())
    content[4:40] = bytes(36)
    file.write_bytes(content)
    assert only(path) == ("training.parquet", None, PARQUET)


def test_a_large_sheet_may_be_a_folder_of_parts(tmp_path):
    folder(tmp_path)
    (tmp_path / "survey").mkdir()
    (tmp_path / "survey" / "_SUCCESS").write_text("")
    for number in (1, 2):
        content = f"{HEADINGS['survey']}\n{SURVEY}\n"
        (tmp_path / "survey" / f"part-{number}.csv").write_text(content)
    found = opened(tmp_path)
    assert found.bulk["survey"].names == ("survey/part-1.csv", "survey/part-2.csv")
    assert [file.name for file in found.inputs] == [
        "offices.csv", "survey/part-1.csv", "survey/part-2.csv"
    ]  # fmt: skip
    (tmp_path / "survey" / "part-2.csv").write_text("office_code,answered_on,a,b,d,c\n")
    assert only(tmp_path) == ("survey/part-2.csv", None, SAME_COLUMNS)


@pytest.mark.parametrize(
    ("names", "allowed"), [([], FORMATS), (["a.csv", "b.parquet"], ONE_FORMAT)]
)
def test_parts_are_of_one_format(tmp_path, names, allowed):
    folder(tmp_path)
    (tmp_path / "survey").mkdir()
    for name in names:
        (tmp_path / "survey" / name).write_text("x")
    assert only(tmp_path)[2] == allowed


# --- Workbooks ------------------------------------------------------------------------------------


def test_a_workbook_has_the_same_sheets(tmp_path):
    path = workbook(
        tmp_path,
        offices=[OFFICE],
        survey=[["0101", DAY, 5, None, 1.0, "۴"], [101, "1404/01/01", None, None, None, 2]],
        records=[],
    )
    found = opened(path)
    assert found.small.files["offices"] == "evidence.xlsx/offices"
    assert [file.name for file in found.inputs] == ["evidence.xlsx"]
    source = found.bulk["survey"]
    assert source.format is Format.TABLE
    assert source.table.to_pylist() == [
        {"office_code": "0101", "answered_on": "2020-01-01", "a": "5", "b": None, "c": "1",
         "d": "۴", ROW: 2},
        {"office_code": "101.0", "answered_on": "1404/01/01", "a": None, "b": None, "c": None,
         "d": "2", ROW: 3},
    ]  # fmt: skip


def test_faults_in_a_workbook_are_told_by_sheet_and_row(tmp_path):
    survey = [["0101", DAY, 9, 5, 5, 5]]
    path = workbook(tmp_path, offices=[OFFICE], survey=survey, training=[["0101", DAY, -2]])
    assert places(path) == [
        ("evidence.xlsx/survey", 2, "a", "9"),
        ("evidence.xlsx/training", 2, "hours", "-2"),
    ]


def test_unknown_sheets_are_passed_over_and_slips_refused(tmp_path):
    path = workbook(tmp_path, offices=[OFFICE])
    HEADINGS_BY_NAME = {"notes": [], "survay": []}  # noqa: N806 - a table
    with pytest.MonkeyPatch.context() as patch:
        for name in HEADINGS_BY_NAME:
            patch.setitem(HEADINGS, name, "x")
        assert opened(workbook(tmp_path, offices=[OFFICE], notes=[])).notices[0].message == NOT_READ
        path = workbook(tmp_path, offices=[OFFICE], survay=[])
        assert only(path) == ("evidence.xlsx", None, SLIP)


def test_a_formula_is_refused_with_its_cell(tmp_path):
    path = workbook(tmp_path, offices=[OFFICE], training=[["0101", DAY, 3]])
    rewritten = tmp_path / "formula.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet2.xml"):
                content = content.replace(b"<v>3</v>", b"<f>1+2</f><v>3</v>")
            new.writestr(name, content)
    fault = refused(rewritten).faults[0]
    assert (fault.file, fault.row, fault.column) == ("formula.xlsx/training", 2, "C")


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", bytes(64 << 20))
    assert only(path)[0] == "bomb.xlsx"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"office_code,title\n"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "evidence.xlsx"
    path.write_bytes(content)
    assert [fault.file for fault in refused(path).faults][0] == "evidence.xlsx"  # noqa: RUF015
