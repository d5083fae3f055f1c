"""The report page: one file, two languages, every rule of pages, the numbers of the ranking."""

import re
from dataclasses import fields, replace
from fractions import Fraction

import numpy as np
import pytest

from parvaneh.kit.text import Language, latin_number, persian_number
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.ruling import Status
from parvaneh.law.values import Values, shipped_values
from parvaneh.scoring.fast import rank
from parvaneh.scoring.outcome import outcome_of
from parvaneh.scoring.report.facts import Facts
from parvaneh.scoring.report.report import report_html, write_report
from parvaneh.scoring.report.tests.pages import RUN, Page, broken_rules, facts_of, without_names
from parvaneh.scoring.tests.samples import sample_summary

HOSTILE = '<script>alert(1)</script>"onload=x \u202eabc\u202c & </table>'


def with_offices(summary, **changed):
    offices = tuple(replace(office, **changed) for office in summary.offices)
    return replace(summary, offices=offices)


def without_evidence(summary):
    names = [field.name for field in fields(summary.newest)]
    empty = replace(summary.newest, **{name: np.zeros(0, np.int64) for name in names})
    return replace(summary, newest=empty)


def halves(text):
    fa, en = text.split('<article class="edition" id="en"')
    return {"fa": fa, "en": en}


@pytest.fixture(scope="module")
def facts():
    return facts_of()


@pytest.fixture(scope="module")
def html(facts):
    return report_html(facts)


def test_the_page_breaks_no_rule(html):
    assert broken_rules(html) == []


@pytest.mark.parametrize(
    "flaw",
    [
        ("<h1>", "<h1>x</h1><h1>"),
        ("<p>", "<p><script>x</script>"),
        ("<p>", '<p><a href="http' + '://a.b/">x</a>'),
        ("<p>", "<p>12-34 "),
        ("</caption>", "</caption><tr><th>x</th></tr>"),
        ('<th scope="col">', "<th>"),
        ("<style>", "<style>x"),
        ("<p>", '<p style="color:red">'),
        ("<h2", "<h4"),
        ("</article>", ""),
    ],
)
def test_a_page_that_breaks_a_rule_is_found(html, flaw):
    assert broken_rules(html.replace(*flaw, 1))


def test_persian_comes_first_and_english_is_whole(html):
    assert '<html lang="fa" dir="rtl">' in html
    both = halves(html)
    pages = {language: Page(half) for language, half in both.items()}
    for tag in ("section", "table", "svg", "h2", "h3", "details", "dd"):
        assert pages["fa"].tags[tag] == pages["en"].tags[tag]
    # Every sentence of ours is translated: Persian readers meet Latin letters in codes only.
    words = re.sub(r"<code.*?</code>|<bdi.*?</bdi>|<[^>]*>|\u2068.*?\u2069", " ", both["fa"])
    body = words.split("}")[-1]
    assert set(re.findall(r"[A-Za-z]{4,}", body)) <= {"English"}


def test_persian_digits_in_persian_and_latin_in_english(html):
    both = halves(html)
    text = re.sub(r"<code.*?</code>|<bdi.*?</bdi>|<[^>]*>|\u2068.*?\u2069|&#\d+;", " ", both["fa"])
    assert not re.search("[0-9]", text.split("}")[-1].replace("SHA-256", ""))
    english = re.sub(r"<bdi.*?</bdi>|<[^>]*>|\u2068.*?\u2069", " ", both["en"])
    assert not re.search("[۰-۹]", english)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_tells_what_and_when_and_whence(html, language):
    half = halves(html)[language]
    assert RUN.code_version in half
    assert RUN.root in half
    assert RUN.files[0].sha256[:32] in half
    year = {"fa": "۱۴۰۴", "en": "1404"}[language]
    assert year in re.search("<h1>(.*?)</h1>", half)[1]


def test_the_numbers_are_those_of_the_ranking(facts, html):
    ranking = facts.ranking
    both = halves(html)
    placed = [result for result in ranking.results if result.place is not None]
    for language, number in (("fa", persian_number), ("en", latin_number)):
        figures = re.findall('<dd class="figure">(.*?)</dd>', both[language])
        assert figures == [
            number(len(ranking.results)),
            number(sum(bool(result.grade) for result in ranking.results)),
            number(len(placed)),
            number(ranking.average, 2),
            number(len(ranking.below_average)),
            number(len(facts.ungraded)),
        ]
    top = both["en"].split('id="en-honoured"')[1].split("</section>")[0]
    best = min(placed, key=lambda result: result.place)
    assert f">{latin_number(best.total, 2)}<" in top
    assert len(re.findall("<tr><td", top)) == len(ranking.honoured)


def test_every_ungraded_office_stands_with_its_reason(facts, html):
    missing = halves(html)["en"].split('id="en-missing"')[1].split("</section>")[0]
    for row in facts.ungraded:
        assert row.unassessed
        assert row.office.code in missing


def test_counts_of_the_sections_agree_with_one_another(facts):
    assert sum(facts.grades.values()) == sum(facts.statuses.values()) == len(facts.rows)
    assert sum(one.placed for one in facts.provinces) == len(facts.placed)
    assert sum(len(one.below) for one in facts.provinces) == len(facts.below)
    assert facts.gaps.offices == len(facts.rows) - facts.statuses[RankStatus.REVOKED]


def test_a_provisional_ranking_says_so_and_why(html):
    english = halves(html)["en"]
    assert "Provisional: not an official ranking" in english
    assert "the one distribution that it excludes" in english
    assert "the table of article 7 is lost" in english


def test_an_official_ranking_has_no_banner():
    values = shipped_values()
    official = Values(
        {
            key: tuple(
                replace(one, status=Status.OFFICIAL) if one.status is Status.PROVISIONAL else one
                for one in history
            )
            for key, history in values.histories.items()
        }
    )
    facts = Facts(rank(sample_summary(5), official), RUN)
    assert 'class="banner"' not in report_html(facts)


def test_generated_evidence_is_named_so():
    told = report_html(facts_of(offices=3, run=replace(RUN, generated=True)))
    assert "no office named here is a real one" in told


def test_hostile_titles_stay_text():
    summary = with_offices(sample_summary(12), title=HOSTILE, city=HOSTILE, county=HOSTILE)
    told = report_html(facts_of(summary))
    assert broken_rules(told) == []
    assert "<script" not in told
    assert "&lt;script&gt;" in told
    assert "\u202e" not in told


def test_a_hostile_file_name_and_notice_stay_text():
    files = (replace(RUN.files[0], name=HOSTILE),)
    told = report_html(facts_of(offices=3, run=replace(RUN, files=files, code_version=HOSTILE)))
    assert broken_rules(told) == []
    assert "<script" not in told


@pytest.mark.parametrize("offices", [0, 1, 2])
def test_few_offices_make_a_page(offices):
    assert broken_rules(report_html(facts_of(offices=offices))) == []


def test_no_office_with_a_grade_makes_a_page():
    facts = facts_of(without_evidence(sample_summary(8, missing=0)))
    assert facts.ranking.average is None
    told = report_html(facts)
    assert broken_rules(told) == []
    assert "No office has a place, so there is no national average." in told
    assert "No office could be graded" in told


def test_a_province_nobody_knows_makes_a_page():
    told = report_html(facts_of(with_offices(sample_summary(6), province="IR-99")))
    assert broken_rules(told) == []
    assert "IR-99" in without_names(told)


def test_movers_and_their_reasons_are_shown_where_last_year_is_given():
    now = rank(sample_summary(40), shipped_values())
    last = outcome_of(rank(sample_summary(40, seed=1, missing=0.2), shipped_values()), "1403")
    entries = {
        code: replace(
            one,
            total=None if one.total is None else max(one.total - 20, Fraction(0)),
            indicators=tuple(score if score is None else score / 2 for score in one.indicators),
            grade=one.grade and "weak",
        )
        for code, one in last.entries.items()
    }
    told = report_html(Facts(now, RUN, replace(last, entries=entries)))
    assert broken_rules(told) == []
    movers = halves(told)["en"].split('id="en-movers"')[1].split("</section>")[0]
    assert "Who rose most" in movers
    assert "points" in movers
    assert "en-movers" not in report_html(Facts(now, RUN))


def test_a_total_just_below_a_bound_is_told_apart_by_the_note(html):
    assert "a total printed as a bound may lie just below it" in html


def test_the_file_is_written(tmp_path, facts, html):
    write_report(tmp_path / "report.html", facts)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == html
    assert Language.FA.value in html
