"""`parvaneh document`: which letters it calls genuine, why not, and how it ends."""

import json
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from parvaneh.cli import app, document
from parvaneh.cli.terminal import Exit
from parvaneh.kit.keys import Key, Keyring, Purpose
from parvaneh.kit.letters import Letter, Paragraph, Seal, letter_pdf
from parvaneh.kit.short_signature import ROOM, Statement, code_signed, file_sealed, public_keys
from parvaneh.kit.text import Language

ON = date(2026, 11, 22)
KEY = Key("4k2p0000", Purpose.SIGNING, datetime(2026, 1, 1, tzinfo=UTC), bytes(range(32)))
OTHER = Key("5m3q0000", Purpose.SIGNING, datetime(2026, 1, 1, tzinfo=UTC), bytes(range(1, 33)))
CODE = code_signed(Statement("9023/7/1405", ON, "case.standing", "1405-31-77", "ab" * 32), KEY)
LETTER = Letter(
    Language.EN,
    ("9023", "7", "1405"),
    ON,
    ("Secretariat",),
    ("Manager",),
    "Subject",
    (Paragraph("Body."),),
    ("Secretariat",),
    seal=Seal(CODE, room=ROOM),
)


def key_given(key: Key) -> str:
    [(name, raw)] = public_keys(Keyring((key,))).items()
    return f"{name}={raw.hex()}"


def verified(what: object, *more: str, code: int = 0, key: Key = KEY) -> str:
    arguments = ["document", "verify", str(what), "--key", key_given(key), "--lang", "en", *more]
    ran = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert ran.exit_code == code, ran.output
    return ran.output


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return file_sealed(letter_pdf(LETTER), KEY)


@pytest.fixture
def file(tmp_path, sealed):
    path = tmp_path / "letter.pdf"
    path.write_bytes(sealed)
    return path


def test_a_genuine_file_and_a_genuine_code_are_told(file):
    assert "no bit was changed" in verified(file)
    assert json.loads(verified(file, "--json")) == {"genuine": True, "key": KEY.id}
    assert "9023/7/1405" in verified(CODE)
    assert json.loads(verified(CODE.lower(), "--json"))["case"] == "1405-31-77"


@pytest.mark.parametrize("place", [20, 4000, -30])
def test_one_bit_changed_is_found(file, sealed, place):
    changed = bytearray(sealed)
    changed[place] ^= 1
    file.write_bytes(changed)
    assert "changed" in verified(file, code=Exit.UNVERIFIED)


def test_a_code_with_another_number_is_not_genuine():
    said = json.loads(verified(CODE.replace("/7/", "/8/"), "--json", code=Exit.UNVERIFIED))
    assert said["genuine"] is False
    assert "does not fit" in said["reason"]


def test_what_another_key_signed_is_not_genuine(file):
    for what in (file, CODE):
        assert KEY.id in verified(what, code=Exit.UNVERIFIED, key=OTHER)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 of somebody else"])
def test_an_empty_or_unknown_file_bears_no_seal(file, content):
    file.write_bytes(content)
    assert "bears no seal" in verified(file, code=Exit.UNVERIFIED)


def test_a_huge_file_is_not_read_whole(file, monkeypatch):
    monkeypatch.setattr(document, "MOST_BYTES", 2**20)
    with file.open("r+b") as stream:
        stream.truncate(2**40)
    assert "too large" in verified(file, code=Exit.UNVERIFIED)


@pytest.mark.parametrize("what", ["missing.pdf", "x" * 300, "."])
def test_what_is_no_file_is_told_without_a_traceback(what, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert what[:20] in verified(what, code=Exit.ERROR)


@pytest.mark.parametrize("key", ["", "4k2p0000", "4k2p0000=zz", "4k2p0000=abcd"])
def test_a_key_that_is_none_is_a_fault_of_usage(key):
    ran = CliRunner().invoke(app, ["document", "verify", CODE, "--key", key])
    assert ran.exit_code == Exit.USAGE


def test_the_public_keys_are_printed_for_others_to_verify_with(tmp_path, settings):
    settings.KEYS = tmp_path
    ran = CliRunner().invoke(app, ["document", "keys", "--json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout) == {}
