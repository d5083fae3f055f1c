"""The one sheet, and what travels compressed."""

import gzip

from django.test import Client

from parvaneh.frame.static_files import FACE_ADDRESS, FOLDER, SHEETS, static_url, style_url

READS_GZIP = {"Accept-Encoding": "gzip, br"}


def test_one_sheet_holds_all_and_is_kept_for_ever(db, client: Client):
    response = client.get(style_url())
    for name in (*SHEETS, "print.css"):
        assert (FOLDER / name).read_bytes() in response.content
    assert response.content.rstrip().endswith(b"}")
    assert "immutable" in response["Cache-Control"]


def test_text_travels_compressed(db, client: Client):
    plain = client.get(style_url())
    packed = client.get(style_url(), headers=READS_GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 3 < len(plain.content)


def test_a_script_travels_compressed_and_whole(db, client: Client):
    packed = client.get(static_url("passkey.js"), headers=READS_GZIP)
    content = gzip.decompress(b"".join(packed.streaming_content))
    assert content == (FOLDER / "passkey.js").read_bytes()


def test_a_face_is_compressed_already(db, client: Client):
    response = client.get(FACE_ADDRESS, headers=READS_GZIP)
    response.close()
    assert "Content-Encoding" not in response
