"""Charts made on the server: SVG text from exact numbers, each with its table.

Zero-based bars, direct labels, no script, colours only by class (`STYLE`), and one direction
factor: in Persian everything runs from the right. A `Figure` carries the drawing and the same
figures as a table, so that a page can always offer both.
"""

from parvaneh.kit.charts.canvas import Caption
from parvaneh.kit.charts.figure import Figure, Table, as_table
from parvaneh.kit.charts.histogram import Band, Bin, bins_of, histogram_with_bands
from parvaneh.kit.charts.intervals import Interval, caterpillar, interval_strip, province_comparison
from parvaneh.kit.charts.movement import Mover, slope, transition_matrix
from parvaneh.kit.charts.rows import Bar, Loss, horizontal_bars, waterfall
from parvaneh.kit.charts.shares import Counted, grade_counts
from parvaneh.kit.charts.style import GRADES, STYLE, TOKENS, grade_class, tile_mark, token_css
from parvaneh.kit.charts.tornado import Swing, tornado

__all__ = [  # noqa: RUF022 - grouped, as a table of contents
    # what every chart takes and gives
    "Caption",
    "Figure",
    "Table",
    "as_table",
    # one office
    "Bar",
    "Loss",
    "horizontal_bars",
    "waterfall",
    # many offices
    "Band",
    "Bin",
    "Counted",
    "Interval",
    "bins_of",
    "caterpillar",
    "grade_counts",
    "histogram_with_bands",
    "interval_strip",
    "province_comparison",
    # two years
    "Mover",
    "slope",
    "transition_matrix",
    # what would be if
    "Swing",
    "tornado",
    # looks
    "GRADES",
    "STYLE",
    "TOKENS",
    "grade_class",
    "tile_mark",
    "token_css",
]
