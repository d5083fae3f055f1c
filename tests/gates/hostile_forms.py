"""Forms found on pages, and hostile answers to them: what keyboards, files and machines send."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes, urljoin, urlsplit

from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc

MEGABYTE = "ی" * 500_000  # of two bytes each
PNG = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"\0" * 64)
# Text as it comes: some is no text at all, so all of it is bytes.
HOSTILE: tuple[bytes, ...] = (
    b"",
    b" ",
    *(
        text.encode()
        for text in (
            "۱۲۳٤٥6",
            "٠٩١٢٣٤٥٦٧٨٩",
            "كتاب‌هاي ديگر",
            "ك" * 5000,
            "می\u200cروم\u200c\u200c",
            "\u202eمعکوس\u202c\u2066x\u2069",
            "\ufeff\u200b\u00ad",
            "ا" + "\u0301\u064b\u0651" * 400,
            "ﷺﻼﭘ",
            "👨‍👩‍👧‍👦🇮🇷🦋",
            "1404/13/40",
            "۱۴۰۴/۱۲/۳۰",
            "1403-12-30",
            "99999999/99/99",
            "0000/00/00",
            "2025-02-30",
            "9" * 400,
            "-1",
            "1e999",
            "NaN",
            "۱۲٫۵",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "{found}{{7*7}}%s%(x)s",
            "<script>alert(1)</script>",
            "'; DROP TABLE x; --",
            "../../../etc/passwd",
            "true",
            "null",
            "[]",
            "IR-99",
            "\r\n\r\nHTTP/1.1 200 OK",
            "http://example.invalid/",
            "\x1b[31m",
        )
    ),
    b"a\x00b",
    b"\x00",
    b"\xed\xa0\x80\xed\xb0\x80",  # surrogates, as no encoder should write them
    b"\xff\xfe\xd9",
    b"\xc7\xe4\xca\xce\xc7\xc8",  # Windows-1256
    "متن".encode("utf-16"),
    b"%u0645%00%zz",
    MEGABYTE.encode(),
)
FILES: tuple[tuple[str, bytes, str], ...] = (
    ("رأی.pdf", b"%PDF-1.4\n%%EOF", "application/pdf"),
    ("a.pdf", b"", "application/pdf"),
    ("a.exe", b"MZ\x90\x00", "application/pdf"),
    ("x.xlsx", b"PK\x03\x04" + b"\0" * 60, "application/octet-stream"),
    ("x.xlsx", b"%PDF-1.4", "x/y"),
    ("../../x.png", PNG, "image/png"),
    ("\u202efdp.exe", b"\x00" * 9, ""),
    ("ن" * 300 + ".csv", "کد,نام\n۱,كتاب\n".encode(), "text/csv"),
    ("a.csv", b"\xff\xfe\x00\x01,\n", "text/csv"),
    ("big.png", PNG + b"\0" * 2_000_000, "image/png"),
    ("", b"x", ""),
)
TYPES = (
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=no-such",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain",
    "",
)
BODIES = (
    b"",
    b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    b'{"a": [',
    b"&&==&%&a[]=",
    b"\x00",
)
BOUNDARY = "hostile"


@dataclass(frozen=True)
class Found:
    """A form as a page shows it: where it goes, how, and what it asks."""

    action: str
    method: str
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sent:
    """A request that is ready to be sent."""

    body: bytes
    content_type: str


class FormReader(HTMLParser):
    """Reads the forms of a page, and the addresses that it links to."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.forms: list[Found] = []
        self.links: set[str] = set()
        self._form: tuple[str, str, dict[str, list[str]], set[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.add(urlsplit(urljoin(self.at, said.get("href", ""))).path)
        elif tag == "form":
            action = urljoin(self.at, said.get("action") or self.at)
            self._form = action, said.get("method", "get").upper(), {}, set()
        elif self._form:
            self._control(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            action, method, fields, files = self._form
            self.forms.append(Found(action, method, fields, frozenset(files)))
            self._form = None
        elif tag == "select":
            self._select = ""

    def _control(self, tag: str, said: Mapping[str, str]) -> None:
        assert self._form
        _, _, fields, files = self._form
        name = said.get("name", "")
        if tag == "option" and self._select:
            fields[self._select].append(said.get("value", ""))
        elif tag == "select" and name:
            self._select = name
            fields.setdefault(name, [])
        elif tag in {"input", "textarea", "button"} and name:
            if said.get("type") == "file":
                files.add(name)
            fields.setdefault(name, []).append(said.get("value", ""))


def forms_of(page: str, at: str) -> FormReader:
    """The forms and links of a page that stands at an address."""
    reader = FormReader(at)
    reader.feed(page)
    return reader


def sent(form: Found, chance: random.Random) -> Sent:
    """One hostile answer to a form; one in eight is no form at all."""
    if chance.random() < 0.125:
        return Sent(chance.choice(BODIES), chance.choice(TYPES))
    answers = list(answered(form, chance))
    if form.files or chance.random() < 0.2:
        return Sent(_multipart(answers, form, chance), f"multipart/form-data; boundary={BOUNDARY}")
    return Sent(_encoded(answers), "application/x-www-form-urlencoded")


def answered(form: Found, chance: random.Random) -> Iterator[tuple[bytes, bytes]]:
    """Names and values: some as the form offers them, some hostile, some missing or twice."""
    wildness = chance.choice((0.0, 0.2, 0.5, 1.0))
    for name, offered in form.fields.items():
        if name == FIELD or name in form.files:
            continue
        if chance.random() < 0.08 * (wildness > 0):
            continue
        usual = chance.choice(offered or ["متن"]) or chance.choice(("متن", "1404/07/12", "3"))
        value = chance.choice(HOSTILE) if chance.random() < wildness else usual.encode()
        yield name.encode(), value
        if chance.random() < 0.05:
            yield name.encode(), chance.choice(HOSTILE)
    if chance.random() < 0.05:
        yield chance.choice(HOSTILE)[:50] or b"x", b"y"
    if chance.random() < 0.97:
        yield FIELD.encode(), key_make(now_utc()).encode()
    else:
        yield FIELD.encode(), chance.choice(HOSTILE)


def _encoded(answers: list[tuple[bytes, bytes]]) -> bytes:
    pairs = (f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in answers)
    return "&".join(pairs).encode()


def _multipart(answers: list[tuple[bytes, bytes]], form: Found, chance: random.Random) -> bytes:
    def part(head: bytes, body: bytes) -> bytes:
        return b"--%b\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (
            BOUNDARY.encode(),
            head,
            body,
        )

    parts = [
        part(b'name="%b"' % name.replace(b'"', b"").replace(b"\r\n", b""), value)
        for name, value in answers
    ]
    for name in form.files:
        for file_name, data, kind in chance.sample(FILES, chance.choice((0, 1, 1, 3))):
            head = f'name="{name}"; filename="{file_name}"\r\nContent-Type: {kind}'
            parts.append(part(head.encode(), data))
    end = b"--%b--\r\n" % BOUNDARY.encode() if chance.random() < 0.95 else b""
    return b"".join(parts) + end
