"""Letters of the cycle: what a manager reads in them, in both languages."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pypdfium2
import pytest

from parvaneh.casework.letter_kinds import LETTER_KINDS, Occasion
from parvaneh.kit.letters import letter_pdf
from parvaneh.kit.letters.pages import letter_text
from parvaneh.kit.text import Language

GRADE = {"key": "good", "fa": "خوب", "en": "good", "place": 2, "of": 5}
POINTS = {f"I{n}": f"{2 * n}/3" for n in range(1, 11)}
HELD = {"grade": GRADE, "total": "220/3", "place": 812, "points": POINTS}
FACTS = HELD | {
    "year": 1405, "office": "2300001", "title": "دفتر ۱ (نمایشی)", "extraordinary": False,
    "reason": "", "first": "2025-06-22", "last": "2026-06-21", "announced_on": "2026-09-20",
    "placed": 1987, "available": {f"I{n}": "10" for n in range(1, 11)}, "answers": 412,
    "status": "active", "demoted_by": 1, "effects": [{"fa": "تشویق کتبی", "en": "written praise"}],
    "below": True, "last_on": "2026-10-03", "root": "ab" * 32,
}  # fmt: skip
OLD = HELD | {"total": "70", "place": 901, "points": POINTS | {"I1": "0"}}
OBJECTED = FACTS | {
    "objection": "1405-72-000001-09", "lodged_on": "2026-09-25", "outcome": "accepted",
    "reasons": "مستند تازه", "starts_on": "2026-11-01", "old": OLD, "new": HELD,
    "points": [{"what": "I1.a", "accepted": True, "why": "سند درست است."}],
}  # fmt: skip
HONOURED = FACTS | {
    "place": 3, "count": 20, "listed_on": "2026-12-01", "given_on": "2026-12-10",
    "given_how": "مراسم استان",
}  # fmt: skip
KINDS = {
    "ranking.grade": FACTS,
    "ranking.corrected": OBJECTED,
    "ranking.decision": OBJECTED,
    "ranking.honour": HONOURED,
}


def composed(kind: str, language: Language, **facts: object):
    case = SimpleNamespace(number="1405-72-000001-09")
    given = Occasion(
        case, KINDS[kind] | facts, language, ("9023", "1", "1405"), dt.date(2026, 9, 20)
    )
    return LETTER_KINDS.of(kind).compose(given)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_fits_one_page_and_names_its_office(kind, language):
    made = composed(kind, language)
    assert len(pypdfium2.PdfDocument(letter_pdf(made))) == 1
    assert "دفتر ۱ (نمایشی)" in letter_text(made)


def test_a_grade_letter_says_grade_total_place_and_the_last_day_to_object():
    text = letter_text(composed("ranking.grade", Language.FA))
    for said in ("خوب ■■■■□", "۷۳٫۳۳", "۸۱۲", "۱۹۸۷", "۱۱ مهر ۱۴۰۵", "تشویق کتبی"):
        assert said in text


def test_an_office_that_could_not_be_graded_is_told_so_without_a_mark():
    text = letter_text(
        composed("ranking.grade", Language.EN, grade=None, total="", place=None, points={})
    )
    assert "could not be graded" in text
    assert "■" not in text


def test_a_corrected_letter_shows_old_and_new_of_what_changed_alone():
    text = letter_text(composed("ranking.corrected", Language.EN))
    assert "Law-abidance\t0\t0.67" in text
    assert "Client satisfaction\t" in text.split("Points gained")[1]
    assert "Client satisfaction" not in text.split("Points gained")[0]
