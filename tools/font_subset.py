"""Make the small font of pages from the full one: Persian, Latin, digits, marks.

Weights 400 to 800.

Needs fonttools and brotli (`fonttools[woff]`), which nothing else here does; the result is kept
as data with the list of its characters beside it, so that tests need neither.

    python tools/font_subset.py
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = Path(__file__).parents[1] / "src/parvaneh/kit/data/vazirmatn-33.0.3"
FULL = FOLDER / "Vazirmatn[wght].woff2"
SMALL = FOLDER / "Vazirmatn-pages[wght].woff2"
LISTED = FOLDER / "Vazirmatn-pages.txt"

WEIGHTS = (400, 800)
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژکگیۀ" + "ًٌٍَُِّْٰٔٓ"
DIGITS = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
PERSIAN_MARKS = "،؛؟٪٫٬«»﷼"
MARKS = "–—\u2018’“”•…−×÷±≤≥≠·°§"
INVISIBLE = "\u00a0\u2009\u200c\u200d\u200e\u200f"
LATIN = "".join(map(chr, range(0x20, 0x7F)))
WANTED = frozenset(ARABIC + DIGITS + PERSIAN_MARKS + MARKS + INVISIBLE + LATIN)
# What shapes the letters and sets the marks; alternative shapes and old figures are left out.
FEATURES = ["ccmp", "locl", "isol", "init", "medi", "fina", "rlig", "liga", "calt", "kern", "mark"]
FEATURES += ["mkmk", "tnum"]


def main() -> int:
    """Write the small font and the list of its characters; say what the full one lacks."""
    font = TTFont(FULL, recalcTimestamp=False)
    lacking = sorted(WANTED - {chr(code) for code in font.getBestCmap()})
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(one) for one in WANTED])
    cutter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    subset.save_font(font, SMALL, options)
    held = sorted(font.getBestCmap())
    digest = hashlib.sha256(SMALL.read_bytes()).hexdigest()
    head = f"# Characters of {SMALL.name}, SHA-256 {digest}, {SMALL.stat().st_size} bytes\n"
    lines = (f"U+{code:04X} {unicodedata.name(chr(code), 'control')}\n" for code in held)
    LISTED.write_text(head + "".join(lines), encoding="utf-8")
    print(f"{SMALL.name}: {SMALL.stat().st_size} bytes, {len(held)} characters")
    print("not in the full font:", " ".join(f"U+{ord(one):04X}" for one in lacking) or "nothing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
