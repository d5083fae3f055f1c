"""A derivation made by hand, small enough to reckon in the head."""

from fractions import Fraction

from parvaneh.law.directive_1404.art07_grades import Band

BANDS = (
    Band("excellent", "عالی", "excellent", Fraction(85), inclusive=False),
    Band("good", "خوب", "good", Fraction(70), inclusive=False),
    Band("average", "متوسط", "average", Fraction(50), inclusive=True),
    Band("weak", "ضعیف", "weak", Fraction(0), inclusive=True),
)


def criterion(code, score=None, methods=(), *, state="assessed", weight="1", because=""):
    return {
        "criterion": code,
        "weight": weight,
        "score": score,
        "state": state,
        "cites": ["D1404 4(1)(a)"],
        "because": because,
        "methods": list(methods),
    }


def method(number, score, evidence=(), newest_on=None, **counts):
    return {
        "method": number,
        "score": score,
        "newest_on": newest_on,
        "evidence": list(evidence),
        "counts": counts,
    }


def assessed(score, row, reference=""):
    return {
        "sheet": "assessments",
        "file": "assessments.csv",
        "row": row,
        "score": score,
        "on": "2025-01-10",
        "reference": reference,
    }


def indicator(code, score, criteria=(), *, coefficient="1", records=None, reasons=()):
    tree = {
        "indicator": code,
        "coefficient": coefficient,
        "score": score,
        "cites": ["D1404 2(1)"],
        "reasons": list(reasons),
        "criteria": list(criteria),
    }
    return tree if records is None else {**tree, "records": records}


def record(kind, degree, deduction, row=4, **changed):
    return {
        "kind": kind,
        "degree": degree,
        "intentional": True,
        "final_on": "2025-02-01",
        "ruling": "1403/77",
        "revokes": False,
        "counts": True,
        "deduction": deduction,
        "demotion": 0,
        "cites": ["D1404 4(7)(b)"],
        "file": "records.csv",
        "row": row,
        **changed,
    }


def office(indicators, total, grade="good", **changed):
    return {
        "office": "001234",
        "title": "دفتر نمونه",
        "province": "IR-23",
        "standing": "active",
        "grade": grade,
        "grade_before": grade,
        "demoted_by": 0,
        "place": 12,
        "province_place": 3,
        "total": total,
        "survey_n": 41,
        "official": False,
        "rests_on": [
            {"key": "D1404.7.bands", "status": "provisional", "assumes": ["A-01"],
             "cites": ["D1404 7"]},
            {"key": "D1404.4.record_floor", "status": "assumed", "assumes": ["A-05"], "cites": []},
        ],
        "reasons": [
            {
                "key": "band_met",
                "message": "The total of {found} meets {grade}: above {needed}.",
                "params": {
                    "found": {"fraction": "147/2"},
                    "needed": 70,
                    "grade": {"fa": "خوب", "en": "good"},
                },
                "cites": ["D1404 7"],
                "assumes": ["A-20"],
            }
        ],
        "indicators": list(indicators),
        **changed,
    }  # fmt: skip


def sample():
    """Ten indicators: eight of 80, one of 35 out of two ways, a record of 60; together 73.5."""
    ways = [
        method(2, "30", [assessed("30", 7, "گزارش-12")], "2025-01-10", assessments=1),
        method(3, "40", [], "2025-01-10", assessments=3),
    ]
    first = indicator("I1", "35", [criterion("I1.a", "35", ways),
                                   criterion("I1.b", state="missing")])  # fmt: skip
    survey = method(1, "80", answers=[0, 1, 2, 3, 4], points=["0", "25", "50", "75", "100"])
    second = indicator("I2", "80", [criterion("I2.a", "80", [survey])])
    rest = [indicator(f"I{number}", "80") for number in (3, 4, 5, 6, 8, 9, 10)]
    convictions = [
        record("criminal", 5, 40),
        record("disciplinary", 2, 0, row=5, counts=False),
    ]
    seventh = indicator("I7", "60", records=convictions)
    ordered = [first, second, *rest[:4], seventh, *rest[4:]]
    return office(ordered, "147/2")
