"""Summaries and profiles drawn by hypothesis: few offices, scores that often meet and tie."""

from datetime import date, timedelta
from itertools import chain

import numpy as np
from hypothesis import strategies as st

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, criteria_of
from parvaneh.law.values import shipped_values
from parvaneh.scoring.evidence import (
    SCALE,
    Applicability,
    Office,
    OfficeStatus,
    Record,
    RecordKind,
)
from parvaneh.scoring.merging import records_of
from parvaneh.scoring.summary import CRITERION_CODES, Newest, Stays, Summary
from parvaneh.scoring.tests.samples import PERIOD, SHEETS

VALUES = shipped_values()
SINGLE = [code for code in CRITERION_CODES if not code.startswith("I2.")]
DAYS = st.sampled_from([PERIOD.first, PERIOD.first + timedelta(days=200), PERIOD.last])
SCORES = st.sampled_from([0, 1, 50, 70, 85, 100]).map(lambda points: points * SCALE)
COUNTS = st.sampled_from([0, 0, 1, 2, 3, 7])


@st.composite
def assessments(draw, office):
    """Rows of one office: every criterion that a survey does not feed, some twice, some never."""
    rows = []
    usual = draw(SCORES)
    for code in SINGLE:
        ways = draw(st.sampled_from([(), (3,), (3,), (3,), (2, 3), (4,), (4, 6), (2, 5, 6)]))
        for way in ways:
            count = draw(st.sampled_from([1, 1, 2, 9]))
            total = draw(st.one_of(st.just(usual * count), st.integers(0, 100 * SCALE * count)))
            day = draw(DAYS).toordinal()
            rows.append((office, CRITERION_CODES.index(code), way, day, total, count))
    return rows


@st.composite
def records(draw, code):
    """A conviction that the law accepts, in the period or an old one that revokes."""
    old = draw(st.integers(0, 9)) == 0
    day = PERIOD.first - timedelta(days=400) if old else draw(DAYS)
    if draw(st.booleans()):
        kind, degree, intentional = RecordKind.DISCIPLINARY, draw(st.integers(1, 6)), None
    else:
        kind, degree = RecordKind.CRIMINAL, draw(st.integers(1, 8))
        intentional = draw(st.booleans())
    ordered = kind is RecordKind.CRIMINAL and degree <= 3
    revokes = old or draw(st.integers(0, 7)) == 0
    demotion = draw(st.integers(1, 2)) if ordered else 0
    return Record(code, kind, degree, intentional, day, "۱", revokes, demotion, 0)


@st.composite
def applicabilities(draw, code):
    """Criteria that do not apply to an office, and one or another that is said to."""
    codes = draw(st.sets(st.sampled_from(["I4.c", "I5.c", "I8.a", "I8.b", "I2.a"]), max_size=2))
    return [
        Applicability(code, criterion, draw(st.integers(0, 3)) == 0, "نیست", 0)
        for criterion in codes
    ]


@st.composite
def stays(draw, office):
    """Time of an office's staff, each (education, months) once."""
    kinds = draw(
        st.sets(
            st.tuples(st.sampled_from(["bachelor", "diploma", "none"]), st.integers(0, 90)),
            max_size=2,
        )
    )
    rows = []
    for education, months in sorted(kinds):
        due = draw(st.integers(1, 366))
        rows.append((office, education, months, draw(st.integers(1, due)), due))
    return rows


@st.composite
def summaries(draw, most=5):
    """A summary of a few offices, with every kind of evidence and of office."""
    count = draw(st.integers(1, most))
    codes = sorted(draw(st.sets(st.integers(0, 99), min_size=count, max_size=count)))
    offices = tuple(
        Office(
            f"{code:03}",
            "دفتر",
            draw(st.sampled_from(["IR-00", "IR-23"])),
            "",
            "",
            draw(st.sampled_from([date(2015, 1, 1), PERIOD.first, PERIOD.last])),
            draw(st.sampled_from([*[OfficeStatus.ACTIVE] * 6, *OfficeStatus])),
        )
        for code in codes
    )
    numbers = lambda *shape: np.array(  # noqa: E731 - one line, used six times
        draw(st.lists(COUNTS, min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))),
        dtype=np.int64,
    ).reshape(shape)
    survey, services, minutes = numbers(count, 4, 5), numbers(count, 4), numbers(count, 2, 2)
    services[:, 0] = services.max(axis=1)
    minutes[:, :, 1] = minutes.max(axis=2)
    training = numbers(count, 2) * np.array([1, 7 * SCALE])
    training[:, 1] = np.where(training[:, 0] > 0, training[:, 1], 0)
    stayed = [draw(stays(at)) for at in range(count)]
    assessed = [draw(assessments(at)) for at in range(count)]
    for at in draw(st.sets(st.integers(1, 4), max_size=3)) & set(range(count)):
        for counts in (survey, services, minutes, training):
            counts[at] = counts[0]  # a twin of the first office
        stayed[at], assessed[at] = (
            [(at, *row[1:]) for row in rows[0]] for rows in (stayed, assessed)
        )
    stayed, assessed = list(chain(*stayed)), list(chain(*assessed))
    convictions = [
        record
        for office in offices
        for record in draw(st.lists(records(office.code), max_size=3))
        if draw(st.booleans())
    ]
    return Summary(
        period=PERIOD,
        offices=offices,
        survey=survey,
        survey_rows=survey.sum(axis=2).max(axis=1) * draw(st.sampled_from([1, 20])),
        services=services,
        systems=("cctv", "network"),
        minutes=minutes,
        training=training,
        stays=Stays(
            column(stayed, 0),
            tuple(row[1] for row in stayed),
            *(column(stayed, n) for n in (2, 3, 4)),
        ),
        newest=Newest(*(column(assessed, n) for n in range(6))),
        records=records_of(convictions),
        applicability=tuple(
            sorted(row for office in offices for row in draw(applicabilities(office.code)))
        ),
        sheets=frozenset(SHEETS),
        outside={},
    )


def column(rows, place):
    """One column of rows as 64-bit integers."""
    return np.array([row[place] for row in rows], dtype=np.int64)


NUMBERS = st.sampled_from([0, 1, 1, 1, 2, 5, "7.5", "1/3", "0.001"])
BANDS = st.sampled_from(
    [
        [("top", 85, False), ("good", 70, False), ("low", 0, True)],
        [("top", "200/3", True), ("good", "200/3", False), ("low", 0, True)],
        [("good", 0, True)],
    ]
).map(
    lambda rows: [
        {"key": key, "fa": key, "en": key, "lower": lower, "inclusive": inclusive}
        for key, lower, inclusive in rows
    ]
)
CONTENTS = {
    "D1404.3.coefficients": st.fixed_dictionaries(dict.fromkeys(Indicator, NUMBERS)).filter(
        lambda table: any(table.values())
    ),
    "D1404.4.criterion_weights": st.fixed_dictionaries(dict.fromkeys(CRITERIA, NUMBERS)).filter(
        lambda table: all(
            any(table[code] for code in criteria_of(indicator=one))
            for one in Indicator
            if one is not Indicator.I7
        )
    ),
    "D1404.4.missing_criterion": st.sampled_from(["share", "zero"]),
    "D1404.4.survey_points": st.permutations([0, "12.5", 50, "200/3", 100]),
    "D1404.4.survey_minimum": st.sampled_from([0, 5, 30]),
    "D1404.4.small_sample": st.sampled_from(["count_and_mark", "not_assessable"]),
    "D1404.4.full_record": st.sampled_from([90, 100]),
    "D1404.4.convictions_combined": st.sampled_from(["sum", "worst"]),
    "D1404.4.record_floor": st.sampled_from([0, 40]),
    "D1404.4.demotion_total_most": st.sampled_from([1, 2, 5]),
    "D1404.7.bands": BANDS,
    "D1404.6.new_offices": st.sampled_from(["initial", "graded"]),
    "D1404.8.monitoring_systems": st.sampled_from([["cctv"], ["power"], ["network", "cctv"]]),
    "D1404.8.training_hours_full": st.sampled_from([1, 21]),
    "D1404.8.education_weight": st.sampled_from([0, 1, "1/3"]),
    "D1404.8.experience_months_full": st.sampled_from([1, 60]),
    "D1404.11.below_by": st.sampled_from(["grade", "total"]),
    "D1404.14.honoured": st.sampled_from([1, 2, 20]),
    "D1404.14.ties": st.sampled_from(["all", "none"]),
    "D1404.14.demoted_excluded": st.booleans(),
}


@st.composite
def profiles(draw):
    """Contents of up to five values; `with_contents(VALUES, ...)` puts them in force."""
    keys = draw(st.sets(st.sampled_from(sorted(CONTENTS)), max_size=5))
    return {key: draw(CONTENTS[key]) for key in sorted(keys)}
