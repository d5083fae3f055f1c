"""Small realistic summaries made in memory, for tests that need one and no files."""

from datetime import date, timedelta

import numpy as np

from parvaneh.law.directive_1404.art05_evaluation import Period
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

PERIOD = Period(date(2024, 6, 21), date(2025, 6, 21))  # 1 Tir 1403 to 31 Khordad 1404
EDUCATIONS = ("associate", "bachelor", "diploma", "doctorate", "master")
SYSTEMS = ("cctv", "network", "power")
SHEETS = (
    "applicability", "assessments", "monitoring", "offices", "records", "services", "staff",
    "survey", "training",
)  # fmt: skip
ALONE = frozenset({"I2.a", "I2.b", "I2.c", "I2.d"})  # a survey feeds these, no assessment
COMPUTED = frozenset({"I3.b", "I4.b", "I4.c", "I4.d", "I6.b", "I6.c", "I6.e"})


def sample_summary(offices: int = 40, seed: int = 1, *, missing: float = 0.05) -> Summary:
    """A summary with every kind of evidence and of office.

    Args:
        offices: how many.
        seed: of the draws; the same seed, the same summary.
        missing: share of offices whose evidence lacks one thing, each thing apart.

    About a twelfth of the offices are suspended, revoked (by status or by record), or licensed in
    the period; codes keep leading zeros; some have no survey, services, monitoring, staff or
    training, some miss a whole indicator.
    """
    draw = np.random.default_rng(seed)
    listed = _offices(offices, draw)
    quality = np.clip(draw.normal(0.68, 0.13, offices), 0.05, 0.98)
    survey, rows = _survey(offices, quality, draw, missing)
    return Summary(
        period=PERIOD,
        offices=listed,
        survey=survey,
        survey_rows=rows,
        services=_services(offices, draw, missing),
        systems=SYSTEMS,
        minutes=_minutes(offices, quality, draw, missing),
        training=_training(offices, draw, missing),
        stays=_stays(offices, draw, missing),
        newest=_newest(offices, quality, draw, missing),
        records=_records(listed, draw),
        applicability=_applicability(listed, draw),
        sheets=frozenset(SHEETS),
        outside={"survey": 17, "assessments": 3},
    )


def _offices(n, draw):
    codes = sorted(f"{code:06}" for code in draw.choice(200_000, n, replace=False))
    statuses = draw.choice(list(OfficeStatus), n, p=[0.93, 0.045, 0.025])
    # the population of a province is no matter here: a few large ones, many small
    provinces = draw.choice(31, n, p=np.arange(31, 0, -1) / 496)
    new = draw.random(n) < 0.04
    return tuple(
        Office(
            code=code,
            title=f"دفتر خدمات الکترونیک قضایی {code}",
            province=f"IR-{provinces[at]:02}",
            county=f"شهرستان {provinces[at]}",
            city=f"شهر، {provinces[at]}",
            licensed_on=PERIOD.first + timedelta(days=int(draw.integers(-3000, 1)))
            if not new[at]
            else PERIOD.first + timedelta(days=int(draw.integers(1, 300))),
            status=OfficeStatus(statuses[at]),
        )
        for at, code in enumerate(codes)
    )


def _survey(n, quality, draw, missing):
    rows = np.floor(draw.lognormal(5, 1.1, n)).astype(np.int64)
    rows[draw.random(n) < missing] = 0
    survey = np.zeros((n, 4, 5), dtype=np.int64)
    for at in range(n):
        shares = draw.dirichlet(1 + 40 * np.bincount([round(4 * quality[at])], minlength=5), 4)
        for question in range(4):
            answered = draw.binomial(rows[at], 0.93)
            survey[at, question] = draw.multinomial(answered, shares[question])
    answered = survey.sum(axis=2).max(axis=1)
    return survey, np.maximum(answered, draw.binomial(rows, 0.999))


def _services(n, draw, missing):
    total = np.floor(draw.lognormal(6, 1, n)).astype(np.int64)
    total[draw.random(n) < missing] = 0
    parts = [draw.binomial(total, share) for share in (0.06, 0.04, 0.008)]
    return np.column_stack((total, *parts)).astype(np.int64)


def _minutes(n, quality, draw, missing):
    due = np.full((n, len(SYSTEMS)), 365 * 480, dtype=np.int64)
    due[draw.random(n) < missing] = 0
    up = draw.binomial(due, np.clip(quality + 0.28, 0, 1)[:, None])
    return np.stack((up, due), axis=2).astype(np.int64)


def _training(n, draw, missing):
    rows = draw.poisson(6, n) * (draw.random(n) >= missing)
    hours = rows * draw.integers(SCALE, 8 * SCALE, n)
    return np.column_stack((rows, hours)).astype(np.int64)


def _stays(n, draw, missing):
    rows = set()
    whole = (PERIOD.last - PERIOD.first).days + 1
    for office in range(n):
        if draw.random() < missing:
            continue
        for _ in range(int(draw.integers(1, 7))):
            due = whole if draw.random() < 0.7 else int(draw.integers(1, whole))
            days = due if draw.random() < 0.8 else int(draw.integers(1, due + 1))
            education = EDUCATIONS[int(draw.integers(len(EDUCATIONS)))]
            rows.add(((office, education, int(draw.integers(0, 200))), days, due))
    kept = sorted({key: (key, days, due) for key, days, due in rows}.values())
    return Stays(
        office=_column(key[0] for key, _, _ in kept),
        education=tuple(key[1] for key, _, _ in kept),
        months=_column(key[2] for key, _, _ in kept),
        days=_column(days for _, days, _ in kept),
        days_due=_column(due for _, _, due in kept),
    )


def _newest(n, quality, draw, missing):
    rows = []
    for office in range(n):
        lost = draw.choice(["I1", "I5", "I8", "I9", "I10"]) if draw.random() < missing else ""
        for criterion, code in enumerate(CRITERION_CODES):
            if code in ALONE or code.partition(".")[0] == lost or draw.random() < missing:
                continue
            likely = 0.03 if code in COMPUTED else 0.6  # computed: mostly without assessment
            for method in (2, 3, 4, 5, 6):
                if draw.random() >= likely / (1 if method == 3 else 4):
                    continue
                count = int(draw.integers(1, 3))
                scores = np.clip(draw.normal(quality[office], 0.12, count), 0, 1)
                total = int(np.round(scores * 400).astype(np.int64).sum()) * (SCALE // 4)
                day = PERIOD.first + timedelta(days=int(draw.integers(366)))
                rows.append((office, criterion, method, day.toordinal(), total, count))
    return Newest(*(_column(row[place] for row in rows) for place in range(6)))


def _records(listed, draw):
    made = []
    for office in listed:
        for _ in range(int(draw.poisson(0.25))):
            final = PERIOD.first + timedelta(days=int(draw.integers(366)))
            ruling = f"۱۴۰۳/{draw.integers(1, 9999)}"
            if draw.random() < 0.6:
                degree = int(draw.integers(1, 7))
                shared = (RecordKind.DISCIPLINARY, degree, None, final, ruling, False, 0, 0)
            else:
                degree = int(draw.integers(1, 9))
                demotion = int(draw.integers(1, 3)) if degree <= 3 else 0
                intentional = bool(draw.random() < 0.7)
                revokes = bool(degree <= 3 and draw.random() < 0.2)
                shared = (
                    RecordKind.CRIMINAL, degree, intentional, final, ruling, revokes, demotion, 0,
                )  # fmt: skip
            made.append(Record(office.code, *shared))
        if draw.random() < 0.01:
            old = PERIOD.first - timedelta(days=int(draw.integers(1, 2000)))
            made.append(Record(office.code, RecordKind.CRIMINAL, 2, True, old, "کهنه", True, 1, 0))
    return records_of(made)


def _applicability(listed, draw):
    made = [
        Applicability(office.code, code, bool(draw.random() < 0.2), "زندانی در حوزه نیست", 0)
        for office in listed
        for code in ("I4.c", "I5.c")
        if draw.random() < 0.1
    ]
    return tuple(sorted(made))


def _column(values):
    return np.array(list(values), dtype=np.int64)
