"""Charts: exact lengths, reading direction, escaping, agreeing tables, readable colours."""

import re
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.charts import (
    STYLE,
    TOKENS,
    Band,
    Bar,
    Bin,
    Caption,
    Counted,
    Interval,
    Loss,
    Mover,
    Swing,
    as_table,
    bins_of,
    caterpillar,
    grade_class,
    grade_counts,
    histogram_with_bands,
    horizontal_bars,
    interval_strip,
    province_comparison,
    slope,
    tile_mark,
    token_css,
    tornado,
    transition_matrix,
    waterfall,
)
from parvaneh.kit.charts.movement import LINE, _spread
from parvaneh.kit.text import Language

SVG = "{http://www.w3.org/2000/svg}"
FA = Caption("عنوان <یک>", "شرح & توضیح", Language.FA)
EN = Caption("Title <one>", "How to read it & why", Language.EN)
BANDS = [
    Band("A", Fraction(85)),
    Band("B", Fraction(70)),
    Band("C", Fraction(50)),
    Band("D", Fraction(0)),
]
BARS = [
    Bar("first", Fraction(30), median=Fraction(50)),
    Bar("second", Fraction(75)),
    Bar("third", None),
]
COUNTS = [Counted("A", 1), Counted("B", 3), Counted("none", 2, is_grade=False)]
LOSSES = [Loss("one", Fraction(25), "art. 1"), Loss("two", Fraction(5, 2))]
SWINGS = [Swing("small", Fraction(1), Fraction(0)), Swing("wide", Fraction(3), Fraction(8))]


def figures(caption):
    one = [Interval("x", Fraction(10), Fraction(20), Fraction(40), 7)]
    movers = [Mover("up", Fraction(50), Fraction(60)), Mover("down", Fraction(50), Fraction(40))]
    return [
        histogram_with_bands(caption, bins_of([Fraction(71)]), BANDS),
        horizontal_bars(caption, BARS, "median"),
        waterfall(caption, LOSSES, Fraction(145, 2)),
        province_comparison(caption, one, Fraction(30)),
        interval_strip(caption, one, 100),
        slope(caption, [*movers, Mover("same", Fraction(9), Fraction(9))], ("1403", "1404")),
        transition_matrix(caption, ["A", "B"], {("A", "B"): 3, ("B", "B"): 1}),
        grade_counts(caption, COUNTS),
        tornado(caption, SWINGS, ("less", "more")),
        caterpillar(caption, [Interval("x", Fraction(-4), Fraction(-2), Fraction(0), 7)], "mean"),
    ]


def parsed(figure):
    return ET.fromstring(figure.svg)  # noqa: S314 - our own drawing


def shapes(figure, kind, look):
    tree = parsed(figure)
    return [shape.attrib for shape in tree.iter(SVG + kind) if look in shape.get("class").split()]


def words(figure):
    return [text.text for text in parsed(figure).iter(SVG + "text")]


@pytest.mark.parametrize("caption", [FA, EN])
def test_every_chart_is_described_directed_and_free_of_script_and_style(caption):
    for figure in figures(caption):
        tree = parsed(figure)
        assert tree.find(SVG + "title").text == caption.title
        assert tree.find(SVG + "desc").text == caption.description
        assert tree.get("role") == "img"
        named = tree.get("aria-labelledby").split()
        assert named == [tree.find(SVG + "title").get("id"), tree.find(SVG + "desc").get("id")]
        assert tree.get("direction") == ("rtl" if caption is FA else "ltr")
        assert not re.search(r"<script|style=|fill=|stroke=|href|\son", figure.svg)


def test_every_class_used_has_a_look():
    named = set(re.findall(r"\.([a-z][\w-]*)", STYLE))
    for figure in figures(EN):
        used = {
            look
            for found in re.findall(r'class="([^"]*)"', figure.html())
            for look in found.split()
        }
        assert used <= named | {"chart-figure"}


def test_everything_lies_on_the_paper():
    for caption in (FA, EN):
        for figure in figures(caption):
            tree = parsed(figure)
            _, _, width, height = map(float, tree.get("viewBox").split())
            for shape in tree.iter():
                for key in ("x", "x1", "x2", "cx"):
                    assert 0 <= float(shape.get(key, 0)) <= width
                for key in ("y", "y1", "y2", "cy"):
                    assert 0 <= float(shape.get(key, 0)) <= height


def test_two_charts_on_a_page_have_different_ids():
    keys = [re.search(r'aria-labelledby="([^ ]+)', figure.svg)[1] for figure in figures(EN)]
    assert len(set(keys)) == len(keys)


def test_a_chart_is_the_same_text_every_time():
    assert [figure.svg for figure in figures(FA)] == [figure.svg for figure in figures(FA)]


def test_bars_begin_at_zero_and_are_as_long_as_what_they_say():
    figure = horizontal_bars(EN, BARS, "median")
    assert [(bar["x"], bar["width"]) for bar in shapes(figure, "rect", "gained")] == [
        ("0", "420"),
        ("0", "168"),
    ]
    assert {bar["width"] for bar in shapes(figure, "rect", "track")} == {"560"}
    assert [tick["x1"] for tick in shapes(figure, "line", "median")] == ["280", "4"]
    assert words(figure)[:6] == ["second", "75.0", "first", "30.0", "third", "not assessed"]


def test_in_persian_bars_begin_at_the_right():
    figure = horizontal_bars(FA, BARS[:1])
    (bar,) = shapes(figure, "rect", "gained")
    assert (bar["x"], bar["width"]) == ("392", "168")
    assert words(figure) == ["first", "۳۰٫۰"]


def test_bars_without_median_name_have_no_legend_and_no_column():
    figure = horizontal_bars(EN, BARS)
    assert len(figure.table.headings) == 3
    assert {len(row) for row in figure.table.rows} == {3}


def test_a_waterfall_steps_from_the_full_score_to_the_total():
    figure = waterfall(EN, LOSSES, Fraction(145, 2))
    assert [(bar["x"], bar["width"]) for bar in shapes(figure, "rect", "lost")] == [
        ("420", "140"),
        ("406", "14"),
    ]
    assert [bar["width"] for bar in shapes(figure, "rect", "gained")] == ["560", "406"]
    assert "one · art. 1" in words(figure)
    assert "-2.5" in words(figure)
    assert figure.table.rows[-1] == ("total", "", "72.5")


def test_a_waterfall_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="add up"):
        waterfall(EN, LOSSES, Fraction(72))


def test_bins_count_exactly_at_their_edges():
    values = [Fraction(0), Fraction(5), Fraction(499, 100), Fraction(95), Fraction(100)]
    counts = {(each.low, each.high): each.count for each in bins_of(values)}
    assert counts[0, 5] == 2
    assert counts[5, 10] == 1
    assert counts[95, 100] == 2


@given(st.lists(st.fractions(0, 100)))
def test_every_value_is_counted_once(values):
    bins = bins_of(values)
    assert sum(each.count for each in bins) == len(values)
    for each in bins[:-1]:
        assert each.count == sum(each.low <= value < each.high for value in values)


@pytest.mark.parametrize(("values", "width"), [([Fraction(101)], 5), ([Fraction(-1)], 5), ([], 7)])
def test_values_and_widths_that_do_not_fit_are_refused(values, width):
    with pytest.raises(ValueError, match=r"outside|fill"):
        bins_of(values, width)


def test_histogram_bars_take_the_colour_of_their_band_and_bands_their_tiles():
    bins = [Bin(Fraction(low), Fraction(low + 5), 1 + low) for low in (45, 50, 70, 85, 95)]
    figure = histogram_with_bands(EN, bins, BANDS)
    looks = [len(shapes(figure, "rect", f"grade-{n}")) for n in range(1, 6)]
    assert looks == [2, 1, 0, 1, 1]
    assert [line["x1"] for line in shapes(figure, "line", "bound")] == ["476", "392", "280"]
    assert {"■■■■", "■■■□", "■■□□", "■□□□"} <= set(words(figure))
    tallest = max(float(bar["height"]) for bar in shapes(figure, "rect", "grade-1"))
    assert [float(bar["height"]) for bar in shapes(figure, "rect", "grade-5")] == [
        pytest.approx(tallest * 46 / 96, abs=0.1)
    ]
    assert figure.table.rows[0] == ("45", "50", "46")


def test_many_bins_go_without_counts_and_none_without_bars():
    figure = histogram_with_bands(EN, bins_of([Fraction(3)], width=2), BANDS)
    assert "1" not in words(figure)
    assert not shapes(histogram_with_bands(EN, bins_of([]), BANDS), "rect", "grade-1")


def test_provinces_stand_from_the_highest_with_their_intervals_on_one_scale():
    rows = [
        Interval("low", Fraction(40), Fraction(50), Fraction(60), 3),
        Interval("high", Fraction(70), Fraction(80), Fraction(100), 4),
    ]
    figure = province_comparison(EN, rows, Fraction(65))
    first, second = (float(dot["cx"]) for dot in shapes(figure, "circle", "point"))
    per_point = (first - second) / 30
    spread = shapes(figure, "rect", "spread")[0]
    assert float(spread["width"]) == pytest.approx(30 * per_point, abs=0.1)
    zero = float(shapes(figure, "line", "grid")[0]["x1"])
    assert second == pytest.approx(zero + 50 * per_point, abs=0.1)
    assert "national average 65.0" in words(figure)
    assert figure.table.rows == (
        ("high", "70.0", "80.0", "100.0", "4"),
        ("low", "40.0", "50.0", "60.0", "3"),
    )


def test_places_begin_at_one_and_keep_their_order():
    rows = [
        Interval(name, Fraction(1), Fraction(at), Fraction(9)) for name, at in (("b", 5), ("a", 1))
    ]
    figure = interval_strip(EN, rows, 9)
    assert [row[0] for row in figure.table.rows] == ["b", "a"]
    assert len(figure.table.headings) == 4
    assert shapes(figure, "circle", "point")[1]["cx"] == shapes(figure, "line", "grid")[0]["x1"]


def test_movers_go_up_and_down_and_their_order_on_both_sides_is_kept():
    figure = figures(EN)[5]
    assert len(shapes(figure, "line", "up")) == len(shapes(figure, "line", "down")) == 1
    (up,) = shapes(figure, "line", "up")
    assert float(up["y2"]) < float(up["y1"])
    assert figure.table.rows[0] == ("up", "50.0", "60.0")


def test_one_mover_that_does_not_move_is_drawn():
    figure = slope(EN, [Mover("x", Fraction(50), Fraction(50))], ("a", "b"))
    assert len(shapes(figure, "line", "same")) == 1


@given(st.lists(st.floats(34, 394), min_size=1, max_size=20))
def test_labels_never_overlap_nor_change_their_order(heights):
    placed = _spread(heights, 360.0)
    ordered = sorted(placed)
    assert all(after - before >= LINE - 1e-6 for before, after in pairwise(ordered))
    assert sorted(range(len(heights)), key=lambda at: (heights[at], placed[at])) == sorted(
        range(len(heights)), key=lambda at: placed[at]
    )
    assert max(placed) <= 34 + 360


def test_a_transition_matrix_shows_every_pair_and_marks_the_fullest():
    figure = figures(EN)[6]
    assert figure.table.headings == ("earlier grade", "A", "B")
    assert figure.table.rows == (("A", "0", "3"), ("B", "0", "1"))
    assert "fill-opacity" not in shapes(figure, "rect", "cell")[0]
    assert shapes(figure, "rect", "cell")[1]["fill-opacity"] == "0.32"
    assert not shapes(transition_matrix(EN, ["A"], {}), "rect", "cell")


def test_the_table_has_headings_for_rows_and_columns_and_is_escaped():
    table = as_table(horizontal_bars(EN, [Bar("<b>", Fraction(1))]))
    assert "<caption>Title &lt;one&gt;</caption>" in table
    assert '<th scope="row">&lt;b&gt;</th><td>1.0</td><td>100.0</td>' in table
    assert table.count('<th scope="col">') == 3


def test_a_figure_offers_its_table():
    figure = figures(EN)[0]
    assert figure.html().startswith('<figure class="chart-figure"><figcaption>Title &lt;one&gt;')
    assert f"<summary>Show as table</summary>{as_table(figure)}" in figure.html()


@pytest.mark.parametrize(
    ("of", "colours"),
    [(1, [1]), (2, [1, 5]), (3, [1, 3, 5]), (4, [1, 2, 4, 5]), (5, [1, 2, 3, 4, 5])],
)
def test_grades_spread_over_the_colours_from_end_to_end(of, colours):
    assert [grade_class(place, of) for place in range(1, of + 1)] == [f"grade-{n}" for n in colours]


def test_tiles_count_down_and_no_other_grade_exists():
    assert [tile_mark(place, 3) for place in (1, 2, 3)] == ["■■■", "■■□", "■□□"]
    for place in (0, 4):
        with pytest.raises(ValueError, match="no grade"):
            tile_mark(place, 3)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    """The contrast of two colours (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("paper", ["bg", "surface"])
def test_text_and_marks_can_be_read_in_both_themes(theme, paper):
    paper_colour = TOKENS[paper][theme]
    for name in ("ink", "muted", "link", "primary", "ok", "warn", "bad"):
        assert contrast(TOKENS[name][theme], paper_colour) >= 4.5
    for name in ("line", *(f"grade-{n}" for n in range(1, 6))):
        assert contrast(TOKENS[name][theme], paper_colour) >= 3


def over(colour, paper, opacity):
    mixed = [
        round(int(colour[at : at + 2], 16) * opacity + int(paper[at : at + 2], 16) * (1 - opacity))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("count", range(1, 101, 3))
def test_figures_in_a_matrix_can_be_read_whatever_their_share(theme, count):
    figure = transition_matrix(EN, ["A"], {("A", "A"): count, ("A", "B"): 100})
    cell = shapes(figure, "rect", "cell")[0]
    colour = over(TOKENS["primary"][theme], TOKENS["bg"][theme], float(cell.get("fill-opacity", 1)))
    text = "surface" if "inside" in figure.svg else "ink"
    assert contrast(TOKENS[text][theme], colour) >= 4.5


def test_the_style_falls_back_to_the_light_tokens():
    for name, colour in re.findall(r"var\(--([\w-]+), (#\w+)\)", STYLE):
        assert TOKENS[name][0] == colour
    assert "--grade-5: #7a051d;" in token_css()
    assert "--grade-5: #e97170;" in token_css()


def test_bars_of_grades_keep_their_order_and_share_one_scale():
    figure = grade_counts(EN, COUNTS)
    bars = [shapes(figure, "rect", look)[0] for look in ("grade-1", "grade-5", "spread")]
    widths = [float(bar["width"]) for bar in bars]
    assert [width / max(widths) for width in widths] == pytest.approx([1 / 3, 1, 2 / 3], abs=1e-3)
    assert [float(bar["y"]) for bar in bars] == sorted(float(bar["y"]) for bar in bars)


def test_shares_of_grades_leave_those_without_one_out():
    figure = grade_counts(EN, COUNTS)
    assert [row[1:] for row in figure.table.rows] == [("1", "25.0"), ("3", "75.0"), ("2", "")]
    assert "1 (25 percent)" in words(figure)
    assert "2" in words(figure)


def test_no_office_at_all_gives_bars_without_length():
    figure = grade_counts(FA, [Counted("A", 0), Counted("none", 0, is_grade=False)])
    assert shapes(figure, "rect", "grade-1") == []
    assert figure.table.rows[0] == ("A", "۰", "۰٫۰")


def test_what_swings_widest_stands_first_and_both_sides_share_one_scale():
    figure = tornado(EN, SWINGS, ("less", "more"))
    assert [row[0] for row in figure.table.rows] == ["wide", "small"]
    [less, _], [more] = shapes(figure, "rect", "lost"), shapes(figure, "rect", "gained")
    assert float(less["width"]) * 8 == pytest.approx(float(more["width"]) * 3, abs=1)
    assert float(less["x"]) + float(less["width"]) == pytest.approx(float(more["x"]))
