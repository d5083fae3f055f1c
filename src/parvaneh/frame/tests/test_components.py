"""Every macro of content, marks and navigation: in both languages, and with hostile words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from django.utils import translation

from parvaneh.frame.pages_environment import environment
from parvaneh.kit.charts import Bar, Caption, horizontal_bars
from parvaneh.kit.text import Language

HOSTILE = '<script>alert("1")</script>\'"&'
VOID = {"br", "hr", "img", "input", "link", "meta", "rect"}
# How a page calls each macro; `x` is a word that somebody wrote.
CALLS = {
    "content": {
        "banner": "{% call m.banner(x, 'warn') %}<p>{{ x }}</p>{% endcall %}",
        "tag": "{{ m.tag(x, 'ok') }}",
        "confirmation": "{{ m.confirmation(x, x, number=x, number_name=x) }}",
        "interruption": "{% call m.interruption(x) %}<p>{{ x }}</p>{% endcall %}",
        "confirm": "{{ m.confirm(x, [x], told=[x], rests_on=x) }}",
        "empty_state": "{{ m.empty_state(x, x, action=(x, '/' ~ x)) }}",
        "section_header": "{{ m.section_header(x, actions=[(x, x)], lead=x, id='a') }}",
        "facts": "{{ m.facts([(x, x), (x, x, [(x, x)])]) }}",
        "fact_actions": "{{ m.fact_actions([(x, x)], x) }}",
        "summary_card": "{{ m.summary_card(x, [(x, x)], actions=[(x, x)], state=m.tag(x)) }}",
        "stat_tiles": "{{ m.stat_tiles([{'value': x, 'label': x, 'url': x, 'hint': x}]) }}",
        "table": "{{ m.table(x, [x, x], [[x, x]], numbers=(1,)) }}",
        "timeline": "{{ m.timeline([{'title': x, 'at': x, 'by': x, 'text': x, 'url': x}]) }}",
        "progress_tracker": "{{ m.progress_tracker([{'name': x, 'stands': 'now'}], x) }}",
        "tasks": "{{ m.tasks([{'name': x, 'url': x, 'hint': x, 'state': x}], numbered=True) }}",
        "chart": "{{ m.chart(figure, source=x) }}",
    },
    "marks": {
        "tiles": "{{ m.tiles(2, 4) }}",
        "grade_mark": "{{ m.grade_mark(2, 4, x, on=on, period=x, answers=3, how=x) }}",
        "mark_tag": "{{ m.mark_tag(x) }}",
        "score_bar": "{{ m.score_bar(x, half, 2, top=4, median=half, article=x, url=x) }}",
        "contextual_date": "{{ m.contextual_date(on, on) }} <b>{{ x }}</b>",
        "named_link": "{{ m.named_link(x, x, key=x) }}",
    },
    "navigation": {
        "breadcrumbs": "{{ m.breadcrumbs([(x, x)]) }}",
        "side_nav": "{{ m.side_nav([{'name': x, 'entries': [{'words': x, 'url': x}]}], x) }}",
        "tabs": "{{ m.tabs([{'words': x, 'url': x, 'count': 3}], x) }}",
        "paging": "{{ m.paging(next=x, first=x, about=x) }}",
        "search_box": "{{ m.search_box(x, x, value=x, hidden=[(x, x)]) }}",
        "filter_panel": "{% call m.filter_panel(x, chosen=[(x, x)], clear=x) %}-{% endcall %}",
        "identity_bar": "{{ m.identity_bar(x, x, key=x, rows=[(x, x)], actions=[(x, x)]) }}",
    },
}
EACH = [(file, name) for file, calls in CALLS.items() for name in calls]


class Balance(HTMLParser):
    """Finds elements that are not closed, or closed by another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser's own
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def unbalanced(html: str) -> list[str]:
    balance = Balance()
    balance.feed(html)
    return balance.faults + balance.open


@pytest.fixture(scope="module")
def made():
    from jinja2 import FileSystemLoader  # noqa: PLC0415 - only here

    from parvaneh.frame.static_files import FOLDER  # noqa: PLC0415 - only here

    return environment(loader=FileSystemLoader(FOLDER.parents[1]))


def drawn(made, file: str, name: str, language: str, word: str) -> str:
    caption = Caption(word, word, Language(language))
    source = f'{{% import "components/{file}.html" as m %}}{CALLS[file][name]}'
    with translation.override(language):
        return made.from_string(source).render(
            x=word,
            on=date(2025, 9, 12),
            half=Fraction(1, 2),
            figure=horizontal_bars(caption, [Bar(word, Fraction(3))]),
        )


@pytest.mark.parametrize("file", CALLS)
def test_every_macro_is_called_here(made, file):
    module = made.get_template(f"components/{file}.html").module
    assert {name for name in vars(module) if not name.startswith("_")} == set(CALLS[file])


@pytest.mark.parametrize(("file", "name"), EACH)
def test_a_component_is_whole_in_both_languages_and_lets_nothing_through(made, file, name):
    for language in ("fa", "en"):
        html = drawn(made, file, name, language, HOSTILE)
        assert not unbalanced(html)
        assert "<script" not in html
        assert not re.search(r'=\s*"[^"]*"[^\s>/]', html)  # no word ends an attribute
        assert not re.search(r"\sstyle=|\son\w+=", html)


def test_a_component_that_is_not_closed_is_noticed():
    assert unbalanced("<p><b>x</p></b>")
    assert unbalanced("<ul><li>x</ul>")


def test_a_constant_is_shown_in_the_language_of_its_reader(made):
    page = made.from_string('{{ "12"|code }} {{ ["D1404 12"]|cites }} {{ _("Search") }}')
    with translation.override("fa"):
        first = page.render()
    with translation.override("en"):
        second = page.render()
    assert "۱۲" in first
    assert "۱۲" not in second
    assert "12" in second


@pytest.mark.parametrize(
    ("code", "said"),
    [("1405-16-000002", "۱۴۰۵-۱۶-۰۰۰۰۰۲"), ("r-7ad3x30y", "r-7ad3x30y")],
)
def test_a_code_with_letters_keeps_its_latin_digits_and_both_keep_their_order(made, code, said):
    with translation.override("fa"):
        shown = made.from_string("{{ one|code }}").render(one=code)
    assert shown == f'<bdi dir="ltr">{said}</bdi>'


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (9, "9 days left"),
        (1, "tomorrow is the last day"),
        (0, "today is the last day"),
        (-1, "yesterday was the last day"),
        (-9, "9 days over"),
    ],
)
def test_a_last_day_is_said_in_words_with_its_date(made, days, said):
    today = date(2025, 9, 12)
    source = '{% import "components/marks.html" as m %}{{ m.contextual_date(on, today) }}'
    with translation.override("en"):
        html = made.from_string(source).render(on=today + timedelta(days=days), today=today)
    assert said in html
    assert 'datetime="2025' in html
    assert ("late" in html) == (days < 0)


@pytest.mark.parametrize(("place", "of", "filled"), [(1, 5, 5), (2, 5, 4), (5, 5, 1), (3, 3, 1)])
def test_a_grade_is_as_many_tiles_as_it_is_high(made, place, of, filled):
    source = '{% import "components/marks.html" as m %}{{ m.grade_mark(place, of, "good") }}'
    for language in ("fa", "en"):
        with translation.override(language):
            html = made.from_string(source).render(place=place, of=of)
        assert html.count("<rect") == of
        assert html.count('class="empty"') == of - filled
        first = re.findall(r'<rect x="([\d.]+)"', html)[0]
        assert (float(first) > 1) == (
            language == "fa" and of > 1
        )  # filled from where reading begins


def test_a_score_bar_begins_at_zero_where_reading_begins(made):
    source = '{% import "components/marks.html" as m %}{{ m.score_bar("x", half, 1, top=2) }}'
    for language, start, end in (("en", 0, 250), ("fa", 750, 1000)):
        with translation.override(language):
            html = made.from_string(source).render(half=Fraction(1, 2))
        x, width = re.search(r'"gained" x="([\d.]+)" y="4" width="([\d.]+)"', html).groups()
        assert (float(x), float(x) + float(width)) == (start, end)
