"""The look holds: colours apart and readable, no left and right, small, every letter there."""

from __future__ import annotations

import gzip
import hashlib
import re
from itertools import combinations

import pytest
from babel.messages.pofile import read_po

from parvaneh.frame.static_files import FACE_ADDRESS, FACES, FOLDER, style_sheet
from parvaneh.kit.charts import STYLE, TOKENS
from parvaneh.kit.languages import DOMAIN, LOCALE

SHEETS = sorted(FOLDER.glob("*.css"))
KILOBYTE = 1024
# Machado, Oliveira, Fernandes (2009): severity 1, on linear RGB.
BLINDNESSES = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
APART = (13.3, 10.2)  # ΔE76, light and dark
GROUNDS = ("bg", "surface", "sunken")
TEXTS = ("ink", "muted", "link", "ok", "warn", "bad")
MARKS = ("line", "primary", *(f"grade-{n}" for n in range(1, 6)))
ON_PRIMARY = ("#ffffff", "#0a0f15")
THEMES = (0, 1)
# Drawn by the system's own face, or not drawn at all.
ELSEWHERE = frozenset("■□▲▼✓\n\t\u2066\u2067\u2068\u2069")


def linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    rows = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    white = (0.95047, 1.0, 1.08883)
    at = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in rows]
    x, y, z = (
        one ** (1 / 3) if one > 216 / 24389 else (24389 / 27 * one + 16) / 116
        for one in (a / b for a, b in zip(at, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, matrix) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab(
        [min(1, max(0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in matrix]
    )


def nearest(colours: list[str]) -> float:
    """How near the two nearest of them come, for whoever tells them apart worst."""
    pairs = [
        (seen(one, matrix), seen(other, matrix))
        for matrix in BLINDNESSES.values()
        for one, other in combinations(colours, 2)
    ]
    return min(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5 for pair in pairs)


def contrast(one: str, other: str) -> float:
    bright, dim = sorted(
        (
            sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(each), strict=True)) + 0.05
            for each in (one, other)
        ),
        reverse=True,
    )
    return bright / dim


def faint(theme: int, tokens=TOKENS) -> list[str]:
    """Text and marks that cannot be read or seen on what they stand on."""
    wanted = [(one, ground, 4.5) for one in TEXTS for ground in GROUNDS]
    wanted += [(one, ground, 3) for one in MARKS for ground in GROUNDS]
    wanted.remove(("line", "sunken", 3))  # nothing there is told by a line alone
    return [
        f"{one} on {ground}"
        for one, ground, least in wanted
        if contrast(tokens[one][theme], tokens[ground][theme]) < least
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_the_five_grades_stay_apart_for_the_colour_blind(theme):
    assert round(nearest([TOKENS[f"grade-{n}"][theme] for n in range(1, 6)]), 1) >= APART[theme]


def test_colours_that_run_together_are_noticed():
    assert nearest(["#b00000", "#5a5a00"]) < APART[1]  # red and olive
    assert nearest(["#114081", "#124282"]) < APART[1]


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_and_every_mark_seen(theme):
    assert not faint(theme)
    assert contrast(TOKENS["primary"][theme], ON_PRIMARY[theme]) >= 4.5
    assert contrast(TOKENS["ink"][theme], TOKENS["focus"][theme]) >= (4.5 if theme == 0 else 1)


def test_a_text_too_faint_is_noticed():
    pale = {**TOKENS, "muted": ("#a0a0a0", "#505050")}
    assert "muted on bg" in faint(0, pale)
    assert "muted on surface" in faint(1, pale)


PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin)-(?:left|right|top|bottom)"
    r"|[;{\s](?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|text-align:\s*(?:left|right)|float\s*:|letter-spacing|italic|text-align:\s*justify|hyphens"
)
# Four lengths of which the second and the fourth differ know left and right.
FOUR = re.compile(
    r"(?:margin|padding|inset|border-width)\s*:\s*([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+)\s*[;}]"
)


def physical(sheet: str) -> list[str]:
    """Declarations that know left and right, top and bottom; conditions on the window may."""
    plain = re.sub(r"/\*.*?\*/|@media[^{]*|@page[^}]*}[^}]*}?", " ", sheet, flags=re.DOTALL)
    found = [one.group().strip() for one in PHYSICAL.finditer(plain)]
    return found + [one.group() for one in FOUR.finditer(plain) if one[2] != one[4]]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_the_look_knows_no_left_and_right(path):
    assert not physical(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "broken",
    ["a { margin-left: 1px; }", "a { padding: 1px 2px 3px 4px; }", "a { width: 3px; }"],
)
def test_a_sheet_that_knows_left_and_right_is_noticed(broken):
    assert physical(broken)


def test_the_look_is_small():
    assert len(gzip.compress(style_sheet()[1], mtime=0)) <= 15 * KILOBYTE


def test_the_look_asks_no_other_host_and_moves_only_whom_it_may():
    for path in SHEETS:
        sheet = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", sheet)
        assert "@import" not in sheet
        allowed = re.sub(
            r"@media \(prefers-reduced-motion: no-preference\) \{.*?\}\s*\}", "", sheet
        )
        assert not re.search(r"transition\s*:|animation\s*:", allowed)


def test_charts_look_on_pages_as_they_look_alone():
    assert STYLE in style_sheet()[1].decode()


def test_the_small_font_is_the_one_whose_characters_are_listed():
    listed = next(FACES[FACE_ADDRESS].parent.glob("*-pages.txt")).read_text(encoding="utf-8")
    digest = hashlib.sha256(FACES[FACE_ADDRESS].read_bytes()).hexdigest()
    assert digest in listed
    assert FACES[FACE_ADDRESS].stat().st_size <= 40 * KILOBYTE


def characters() -> frozenset[str]:
    listed = next(FACES[FACE_ADDRESS].parent.glob("*-pages.txt")).read_text(encoding="utf-8")
    return frozenset(
        chr(int(one, 16)) for one in re.findall(r"^U\+([0-9A-F]+)", listed, re.MULTILINE)
    )


def spoken() -> str:
    """Everything that the Persian catalogue says."""
    with (LOCALE / "fa" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return "".join(str(one.string) for one in read_po(file, locale="fa"))


def test_every_letter_that_pages_say_is_in_the_small_font():
    pages = FOLDER.parents[1]
    texts = [one.read_text(encoding="utf-8") for one in pages.rglob("*.html")]
    assert not set("".join(texts) + spoken()) - characters() - ELSEWHERE


def test_a_letter_that_the_small_font_lacks_is_noticed():
    assert "\u0688" not in characters()
