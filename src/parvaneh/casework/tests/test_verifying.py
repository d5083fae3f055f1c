"""Anybody learns whether a letter is ours and stands, and nothing else about it."""

import hashlib

import pytest

from parvaneh.casework.documents import (
    document_add,
    document_bytes,
    document_pend,
    document_withdraw,
)
from parvaneh.casework.models import Document
from parvaneh.casework.tests.conftest import AT, ON
from parvaneh.casework.verifying import (
    LetterStands,
    letter_verified_by_file,
    letter_verified_by_hash,
    letter_verified_by_text,
)
from parvaneh.ledger.acts import SYSTEM

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a file of the applicant"


@pytest.fixture
def letter(case, jobs_run_now):
    """A letter that stands."""
    return made(case, jobs_run_now)


def made(case, jobs_run_now, **more):
    document = document_pend(case=case, kind="case.standing", by=SYSTEM, at=AT, **more)
    jobs_run_now()
    return Document.objects.get(pk=document.pk)


def withdrawn(document):
    document_withdraw(document=document, reason="به اشتباه", by=SYSTEM, at=AT)


def test_a_letter_is_genuine_by_number_code_signature_hash_and_file(letter):
    data = document_bytes(letter)
    verdicts = [
        *map(letter_verified_by_text, (letter.number, letter.code, letter.short_signature)),
        letter_verified_by_hash(hashlib.sha256(data).hexdigest().upper()),
        letter_verified_by_file(data),
    ]
    assert {one.stands for one in verdicts} == {LetterStands.GENUINE}
    [known] = {one.letter for one in verdicts}
    assert (known.number, known.on, known.kind) == ("9023/1/1404", ON, "case.standing")
    assert (known.title, known.province) == ("Where a case stands", "IR-23")


@pytest.mark.parametrize(
    "typed", ["۹۰۲۳/۱/۱۴۰۴", "9023-001-1404", " 9023 / 1 / 1404 ", "٩٠٢٣/١/١٤٠٤"]
)
def test_a_number_is_read_as_people_type_it(letter, typed):
    assert letter_verified_by_text(typed).stands is LetterStands.GENUINE


def test_a_superseded_letter_leads_to_the_one_that_stands(case, letter, jobs_run_now):
    second = made(case, jobs_run_now, replaces=letter)
    found = letter_verified_by_text(letter.number)
    assert found.stands is LetterStands.SUPERSEDED
    assert found.later.number == second.number
    assert letter_verified_by_text(letter.short_signature).stands is LetterStands.SUPERSEDED
    assert letter_verified_by_text(second.number).stands is LetterStands.GENUINE


def test_a_withdrawn_letter_says_so_however_it_is_asked_for(letter):
    data = document_bytes(letter)
    withdrawn(letter)
    assert letter_verified_by_text(letter.number).stands is LetterStands.WITHDRAWN
    assert letter_verified_by_text(letter.short_signature).stands is LetterStands.WITHDRAWN
    assert letter_verified_by_file(data).stands is LetterStands.WITHDRAWN


def test_what_was_never_issued_is_unknown(case):
    pending = document_pend(case=case, kind="case.standing", by=SYSTEM, at=AT)
    assert letter_verified_by_text(pending.number).stands is LetterStands.UNKNOWN
    withdrawn(pending)
    assert letter_verified_by_text(pending.number).stands is LetterStands.UNKNOWN


def test_a_file_that_somebody_gave_is_not_spoken_of(case):
    given = document_add(case=case, kind="card", name="a.pdf", data=PDF, by=SYSTEM, at=AT)
    asked = [
        letter_verified_by_text(given.code),
        letter_verified_by_file(PDF),
        letter_verified_by_hash(hashlib.sha256(PDF).hexdigest()),
    ]
    assert {one.stands for one in asked} == {LetterStands.UNKNOWN}
    assert {one.letter for one in asked} == {None}


def test_a_changed_file_and_a_changed_code_are_unknown_and_say_why(letter):
    data = document_bytes(letter)
    changed = letter_verified_by_file(data[:-20] + b"0" + data[-19:])
    assert (changed.stands, "changed" in changed.why) == (LetterStands.UNKNOWN, True)
    other = letter_verified_by_text(letter.short_signature.replace("9023/1/", "9023/2/"))
    assert (other.stands, "changed" in other.why) == (LetterStands.UNKNOWN, True)


def test_a_signed_code_whose_letter_is_not_here_is_unknown(letter):
    signed = letter.short_signature
    Document.objects.filter(pk=letter.pk).update(number="9023/77/1404")
    assert letter_verified_by_text(signed).stands is LetterStands.UNKNOWN


@pytest.mark.parametrize(
    "text", ["", " ", "*", "*" * 7, "PARVANEH1*" * 8, "\x00", "d-", "9023/x/1404", "۱" * 5000, "ق"]
)
def test_hostile_text_is_unknown_and_no_fault(db, text):
    for asked in (letter_verified_by_text, letter_verified_by_hash):
        found = asked(text)
        assert found.stands is LetterStands.UNKNOWN
        assert found.why
    assert letter_verified_by_file(text.encode()).stands is LetterStands.UNKNOWN


def test_what_is_told_names_nobody_and_no_case(case, letter):
    said = repr(letter_verified_by_text(letter.number))
    assert case.number not in said
    assert letter.made_by not in said
