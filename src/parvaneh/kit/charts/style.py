"""Colours of charts and pages as CSS custom properties; what the classes of a chart look like."""

from markupsafe import Markup

# Name: light, dark. The grades run from the highest to the lowest.
TOKENS = {
    "bg": ("#fbfaf7", "#0f141c"),
    "surface": ("#ffffff", "#171d26"),
    "sunken": ("#f2f0ec", "#0a0f15"),
    "ink": ("#17202b", "#e8ebf1"),
    "muted": ("#515963", "#abb2bb"),
    "line": ("#888e97", "#6d7580"),
    "hairline": ("#d7dbe0", "#2f3640"),
    "link": ("#1b4d95", "#87bafd"),
    "primary": ("#114081", "#7aaeef"),
    "focus": ("#eab532", "#f7c747"),
    "ok": ("#0c6944", "#7ad4a5"),
    "warn": ("#8d5406", "#f4c26a"),
    "bad": ("#a51d2b", "#f98e8b"),
    "grade-1": ("#114081", "#74a6ef"),
    "grade-2": ("#0f6e6e", "#72d0d0"),
    "grade-3": ("#547636", "#b8e182"),
    "grade-4": ("#955905", "#fdb862"),
    "grade-5": ("#7a051d", "#e97170"),
}
GRADES = 5

FULL_TILE = "■"
EMPTY_TILE = "□"

# A chart needs nothing else; without the tokens it shows in the light colours.
STYLE = """
.chart { display: block; inline-size: 100%; block-size: auto; }
.chart text { font-family: Vazirmatn, system-ui, sans-serif; font-size: 14px;
  fill: var(--ink, #17202b); font-variant-numeric: tabular-nums; }
.chart .small { font-size: 12px; }
.chart .tiny { font-size: 13px; }
.chart .square { fill: var(--surface, #ffffff); stroke: var(--line, #888e97); stroke-width: 1; }
.chart .square.own { stroke: var(--primary, #114081); stroke-width: 3; }
.chart .muted { fill: var(--muted, #515963); }
.chart .strong { font-weight: 600; }
.chart .haloed { paint-order: stroke; stroke: var(--bg, #fbfaf7); stroke-width: 4px; }
.chart .inside { fill: var(--surface, #ffffff); font-weight: 600; }
.chart .axis { stroke: var(--line, #888e97); stroke-width: 1; }
.chart .grid { stroke: var(--hairline, #d7dbe0); stroke-width: 1; }
.chart .track { fill: var(--hairline, #d7dbe0); }
.chart .gained, .chart .point { fill: var(--primary, #114081); }
.chart .point { stroke: var(--surface, #ffffff); stroke-width: 2; }
.chart .lost, .chart .down-mark { fill: var(--bad, #a51d2b); }
.chart .up-mark { fill: var(--ok, #0c6944); }
.chart .same-mark { fill: var(--muted, #515963); }
.chart .median { stroke: var(--ink, #17202b); stroke-width: 3; }
.chart .bound { stroke: var(--ink, #17202b); stroke-width: 1; stroke-dasharray: 4 3; }
.chart .reference { stroke: var(--ink, #17202b); stroke-width: 1.5; stroke-dasharray: 2 3; }
.chart .spread { fill: var(--primary, #114081); fill-opacity: .3; }
.chart .up { stroke: var(--ok, #0c6944); stroke-width: 2; fill: none; }
.chart .down { stroke: var(--bad, #a51d2b); stroke-width: 2; fill: none; }
.chart .leader { stroke: var(--line, #888e97); stroke-width: .75; }
.chart .same { stroke: var(--line, #888e97); stroke-width: 2; fill: none; }
.chart .cell { fill: var(--primary, #114081); }
.chart .cell-edge { fill: none; stroke: var(--hairline, #d7dbe0); stroke-width: 1; }
.chart .grade-1 { fill: var(--grade-1, #114081); }
.chart .grade-2 { fill: var(--grade-2, #0f6e6e); }
.chart .grade-3 { fill: var(--grade-3, #547636); }
.chart .grade-4 { fill: var(--grade-4, #955905); }
.chart .grade-5 { fill: var(--grade-5, #7a051d); }
.chart-table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.chart-table th, .chart-table td { padding: 4px 12px; text-align: start;
  border-block-end: 1px solid var(--hairline, #d7dbe0); }
""".strip()


def token_css() -> Markup:
    """The custom properties of both themes; dark on screens that ask for it."""
    light = "".join(f"--{name}: {pair[0]}; " for name, pair in TOKENS.items())
    dark = "".join(f"--{name}: {pair[1]}; " for name, pair in TOKENS.items())
    themes = ":root {{ color-scheme: light dark; {} }}\n"
    themes += "@media screen and (prefers-color-scheme: dark) {{ :root {{ {} }} }}"
    return Markup(themes.format(light.strip(), dark.strip()))  # noqa: S704 - constants above


def grade_class(place: int, of: int) -> str:
    """The class that colours a grade: the highest is always the first colour, the lowest the last.

    Args:
        place: the grade, from 1, the highest.
        of: how many grades there are; up to five are told apart.

    Raises:
        ValueError: there is no such grade.
    """
    _check_grade(place, of)
    colour = 1 if of == 1 else 1 + ((place - 1) * (GRADES - 1) * 2 + of - 1) // (2 * (of - 1))
    return f"grade-{colour}"


def tile_mark(place: int, of: int) -> str:
    """The grade as tiles: all filled for the highest, one for the lowest; needs no colour.

    Args:
        place: the grade, from 1, the highest.
        of: how many grades there are.

    Raises:
        ValueError: there is no such grade.
    """
    _check_grade(place, of)
    return FULL_TILE * (of + 1 - place) + EMPTY_TILE * (place - 1)


def _check_grade(place: int, of: int) -> None:
    if not 1 <= place <= of:
        raise ValueError(f"no grade {place} of {of}")
