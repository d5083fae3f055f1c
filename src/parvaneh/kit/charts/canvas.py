"""The paper that charts are drawn on: shapes in reading direction, text escaped, SVG at the end.

All x are measured from where reading begins: the left in English, the right in Persian. Places
are floats, rounded to a tenth of a unit; they are for the eye only, nothing is decided by them.
"""

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from parvaneh.kit.text import Language, latin_number, persian_number

WIDTH = 560.0
TOP = Fraction(100)

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart says in words: its title states the finding, its description how to read it."""

    title: str
    description: str
    language: Language = Language.FA


def number(value: Fraction | int, language: Language, places: int = 0) -> str:
    """An exact number in the digits of the language."""
    printed = persian_number if language is Language.FA else latin_number
    return printed(value, places)


def along(value: Fraction | int, length: float, top: Fraction | int = TOP) -> float:
    """Where a value from 0 to `top` lies on a length, in the length's unit."""
    return float(Fraction(value) * Fraction(length) / top) if top else 0.0


class Canvas:
    """Collects shapes and gives them as one SVG element."""

    def __init__(self, caption: Caption, height: float, width: float = WIDTH) -> None:
        """Take a sheet of paper.

        Args:
            caption: title, description and language.
            height: in the units of the drawing; one is a CSS pixel at full size.
            width: the same.
        """
        self._caption, self._width, self._height = caption, width, height
        self._is_rtl = caption.language is Language.FA
        self._parts: list[Markup] = []

    def rect(
        self, x: float, y: float, width: float, height: float, look: str, *, opacity: float = 1
    ) -> None:
        """A filled rectangle; nothing where it has no area."""
        left = self._x(x + width) if self._is_rtl else x
        shape = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"{}/>')
        faint = Markup(' fill-opacity="{}"').format(f"{opacity:.2f}") if opacity < 1 else ""
        if width > 0 and height > 0:
            size = (_tenth(width), _tenth(height))
            self._parts.append(shape.format(look, _tenth(left), _tenth(y), *size, faint))

    def line(self, start: tuple[float, float], end: tuple[float, float], look: str) -> None:
        """A straight line from one point (x, y) to another."""
        shape = Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>')
        points = (*self._point(start), *self._point(end))
        self._parts.append(shape.format(look, *points))

    def dot(self, x: float, y: float, look: str, radius: float = 6) -> None:
        """A filled circle."""
        shape = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>')
        self._parts.append(shape.format(look, *self._point((x, y)), _tenth(radius)))

    def text(
        self, x: float, y: float, words: str, look: str = "", anchor: Anchor = "start"
    ) -> None:
        """Words on a base line; "start" is where reading begins."""
        shape = Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>')
        self._parts.append(shape.format(look, *self._point((x, y)), anchor, words))

    def svg(self) -> Markup:
        """The drawing as inline SVG with its title and description for those who cannot see it."""
        caption, body = self._caption, Markup("").join(self._parts)
        seed = f"{caption.title}\0{caption.description}\0{body}"
        key = "chart-" + hashlib.sha256(seed.encode()).hexdigest()[:10]
        template = Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" lang="{lang}" '
            'direction="{direction}" viewBox="0 0 {width} {height}" '
            'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{title}</title>'
            '<desc id="{key}-d">{description}</desc>{body}</svg>'
        )
        return template.format(
            lang=caption.language.value,
            direction="rtl" if self._is_rtl else "ltr",
            width=_tenth(self._width),
            height=_tenth(self._height),
            key=key,
            title=caption.title,
            description=caption.description,
            body=body,
        )

    def _point(self, point: tuple[float, float]) -> tuple[str, str]:
        return _tenth(self._x(point[0])), _tenth(point[1])

    def _x(self, x: float) -> float:
        return self._width - x if self._is_rtl else x


def _tenth(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
