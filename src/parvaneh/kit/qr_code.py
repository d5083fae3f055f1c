"""QR codes as drawings, for paper and for pages."""

import re

import segno

QUIET = 2
# Readers take any of the eight masks; to weigh them all takes four fifths of the time of a code,
# and neither signatures nor addresses make patterns that would need it.
QR_MASK = 3
_DARK = re.compile(b"\x01+")


def qr_svg(text: str) -> str:
    """The code as one path: a line for each run of dark modules, drawn sharp at any size."""
    code = segno.make(text, error="m", boost_error=False, micro=False, mask=QR_MASK)
    runs = "".join(
        f"M{run.start() + QUIET} {y + QUIET}.5h{run.end() - run.start()}"
        for y, row in enumerate(code.matrix)
        for run in _DARK.finditer(row)
    )
    side = len(code.matrix) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" d="{runs}"/></svg>'
    )
