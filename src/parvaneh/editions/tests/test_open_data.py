"""Open data: the same rows make the same bytes, every column is explained, every file is summed."""

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime

import pytest

from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.editions.open_data import (
    CATALOGUE,
    CHECKSUMS,
    METADATA,
    files_of,
    media_type_of,
)
from parvaneh.editions.open_data_tables import TABLES

EDITION = Edition(
    number=7, shows_on=date(2025, 10, 4), published_at=datetime(2025, 10, 4, tzinfo=UTC),
    offices=1, changed=1, digest="0" * 64,
)  # fmt: skip
ROWS = [
    ListedOffice(
        code="000001", title='دفتر "یک", تهران', standing="open", province="IR-23",
        phones=["+982100000001", "+982100000002"], hours=[["saturday", "08:00", "14:00"]],
        services={"brief": 430000, "guidance": None}, words="", digest="",
        held=[[1404, "good", 2, "2025-09-22", None, "official"]],
    )
]  # fmt: skip


@pytest.fixture
def files():
    return files_of(EDITION, ROWS, "https://offices.example/data/")


def rows_in(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def test_codes_keep_their_zeros_and_texts_their_quotes_and_commas(files):
    [row] = rows_in(files, "offices.csv")
    assert (row["code"], row["title"]) == ("000001", 'دفتر "یک", تهران')
    assert row["phones"] == "+982100000001 +982100000002"
    assert row["latitude"] == ""


def test_prices_hours_and_grades_have_a_row_each(files):
    assert [row["rials"] for row in rows_in(files, "prices.csv")] == ["430000", ""]
    [shift] = rows_in(files, "hours.csv")
    assert (shift["weekday"], shift["opens"], shift["closes"]) == ("saturday", "08:00", "14:00")
    [grade] = rows_in(files, "grades.csv")
    assert (grade["cycle"], grade["grade"], grade["ends_on"]) == ("1404", "good", "")
    assert grade["official"] == "official"


def test_every_column_is_explained_in_both_languages(files):
    described = {one["url"]: one["tableSchema"] for one in json.loads(files[METADATA])["tables"]}
    for table in TABLES:
        header = files[table.name].decode().splitlines()[0].split(",")
        columns = described[table.name]["columns"]
        assert [one["name"] for one in columns] == header
        assert all({"fa", "en"} <= set(one["titles"]) for one in columns)


def test_every_file_is_summed_and_the_catalogue_says_the_same(files):
    lines = files[CHECKSUMS].decode().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == set(files) - {CHECKSUMS}
    assert all(hashlib.sha256(files[name]).hexdigest() == said for name, said in sums.items())
    [dataset] = json.loads(files[CATALOGUE])["dcat:dataset"]
    for one in dataset["dcat:distribution"]:
        name = one["@id"].removeprefix("https://offices.example/data/")
        assert one["spdx:checksum"]["spdx:checksumValue"] == sums[name]
        assert one["dcat:byteSize"]["@value"] == str(len(files[name]))


def test_the_same_rows_make_the_same_bytes_and_one_changed_cell_others(files):
    assert files == files_of(EDITION, ROWS, "https://offices.example/data/")
    changed = ListedOffice(**{**_fields(ROWS[0]), "title": "دفتر دو"})
    other = files_of(EDITION, [changed], "https://offices.example/data/")
    names = (CHECKSUMS, CATALOGUE, "offices.csv")
    assert {name for name in files if files[name] != other[name]} == set(names)


def _fields(row):
    return {field.name: getattr(row, field.name) for field in ListedOffice._meta.concrete_fields}


def test_each_file_has_a_media_type(files):
    assert media_type_of("offices.csv").startswith("text/csv")
    assert all(media_type_of(name) for name in files)
