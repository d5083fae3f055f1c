"""The guide to the evidence is what the schema says, in both languages; the schema is whole."""

from pathlib import Path

import pytest

from parvaneh.kit.languages import _PLACE
from parvaneh.kit.text import Language
from parvaneh.law.directive_1404.art08_measures import EDUCATION_POINTS
from parvaneh.law.values import table, value_at
from parvaneh.scoring.columns import ALLOWED, TYPES, Type
from parvaneh.scoring.evidence_guide import evidence_guide, file_name, main
from parvaneh.scoring.schema import BULK, SHEETS, SMALL, field_of
from parvaneh.scoring.tests.written import HEADINGS, period, values

GUIDE = Path(__file__).parents[4] / "docs" / "guide"


@pytest.mark.source
@pytest.mark.parametrize("language", Language)
def test_the_guide_is_fresh(language):
    written = (GUIDE / file_name(language)).read_text(encoding="utf-8")
    assert written == evidence_guide(language), "run python -m parvaneh.scoring.evidence_guide"


def test_the_guide_is_written_into_a_folder(tmp_path):
    main([str(tmp_path)])
    assert {path.name for path in tmp_path.iterdir()} == {"evidence.fa.md", "evidence.en.md"}


@pytest.mark.parametrize("language", Language)
def test_the_guide_tells_every_column(language):
    text = evidence_guide(language)
    for sheet in SHEETS.values():
        part = text.partition(f"### `{sheet.key}`")[2].partition("\n### ")[0]
        assert all(f"| `{field.key}` |" in part for field in sheet.fields)


def test_the_nine_sheets_have_the_columns_that_they_must():
    assert {
        key: ",".join(field.key for field in sheet.fields) for key, sheet in SHEETS.items()
    } == (HEADINGS)
    assert BULK == ("survey", "services", "monitoring")
    assert {*BULK, *SMALL} == set(SHEETS)
    assert [sheet.key for sheet in SHEETS.values() if sheet.required] == ["offices"]


def test_every_type_has_a_name_and_a_sentence_in_both_languages():
    assert set(TYPES) == set(ALLOWED) == set(Type)
    for term in ALLOWED.values():
        assert {*_PLACE.findall(term.fa)} == {*_PLACE.findall(term.en)}


def test_educations_have_names_for_the_words_of_the_shipped_values():
    points = table(value_at(values(), EDUCATION_POINTS, period().last))
    assert set(field_of("staff", "education").words) == set(points)


def test_an_unknown_column_is_an_error_of_the_program():
    with pytest.raises(KeyError):
        field_of("survey", "e")
