"""Article 8: the six ways of measuring, and which of them may feed which criterion.

Article 8 leaves the choice to each indicator «as the case may be»; the map is a dated value (A-28).
Two things are not left open: client satisfaction comes from a survey of clients (4(2)), and the
record is computed from convictions (4(7)) and never assessed. How counted evidence (services,
up-time, staff) becomes a score stands in `art08_measures`.
"""

from collections.abc import Mapping
from datetime import date
from enum import IntEnum

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, table, value_at
from parvaneh.law.vocabulary import Term

CITES = {
    "METHODS": cites(
        "D1404 8(1)", "D1404 8(2)", "D1404 8(3)", "D1404 8(4)", "D1404 8(5)", "D1404 8(6)"
    ),
    "method_term": cites(
        "D1404 8(1)", "D1404 8(2)", "D1404 8(3)", "D1404 8(4)", "D1404 8(5)", "D1404 8(6)"
    ),
    "evidence_map": cites("D1404 8"),
    "method_allowed": cites("D1404 8", "D1404 4(2)", "D1404 4(7)"),
}

EVIDENCE_MAP = "D1404.8.evidence_map"
RECORD_PREFIX = f"{Indicator.I7}."
ART_8 = cites("D1404 8")
ART_4 = cites("D1404 4")
RECORD = cites("D1404 4(7)")
SURVEY_ONLY = cites("D1404 4(2)", "D1404 8(1)")

UNKNOWN = msg("There is no criterion {found}.")
COMPUTED = msg("{found}: the record is computed from convictions; it takes no assessment.")
NOT_SURVEY = msg("Client satisfaction is measured by a survey of clients, not by: {found}.")
NOT_ALLOWED = msg("{criterion} is not measured by {found}; the map allows {needed}.")


class Method(IntEnum):
    """The six ways, by the number that article 8 gives them."""

    SURVEY = 1
    DEPUTY_REPORT = 2
    INSPECTION = 3
    COMPUTER_DATA = 4
    JUDICIAL_SYSTEMS = 5
    MONITORING = 6


METHODS: Mapping[Method, Term] = {
    Method.SURVEY: Term("نظرسنجی الکترونیکی", "electronic survey", cites("D1404 8(1)")),
    Method.DEPUTY_REPORT: Term(
        "گزارش معاونت فناوری استان", "report of the Provincial Deputy", cites("D1404 8(2)")
    ),
    Method.INSPECTION: Term("گزارش نظارت و بازرسی", "inspection report", cites("D1404 8(3)")),
    Method.COMPUTER_DATA: Term(
        "داده گردآوری‌شده با رایانه", "data collected by computer", cites("D1404 8(4)")
    ),
    Method.JUDICIAL_SYSTEMS: Term(
        "داده سامانه‌های مراجع قضایی و هیئت‌های انتظامی",
        "data of the systems of judicial authorities and disciplinary boards",
        cites("D1404 8(5)"),
    ),
    Method.MONITORING: Term("نظارت الکترونیکی", "electronic monitoring", cites("D1404 8(6)")),
}


def method_term(*, method: Method) -> Term:
    """The name of a way of measuring in both languages, and where it stands."""
    return METHODS[method]


def evidence_map(*, values: Values, on: date) -> Ruling[Mapping[str, tuple[Method, ...]]]:
    """Which ways may feed what: by indicator, or by a criterion that has a line of its own.

    Args:
        values: the dated values (`D1404.8.evidence_map`).
        on: last day of the evaluation period.
    """
    entry = value_at(values, EVIDENCE_MAP, on)
    ways = {name: tuple(map(Method, numbers)) for name, numbers in table(entry).items()}
    return ruled(value=ways, rests_on=[basis(entry)])


def method_allowed(*, criterion: str, method: Method, values: Values, on: date) -> Ruling[None]:
    """Whether a way of measuring may feed a criterion.

    Args:
        criterion: the code, such as ``I3.b``.
        method: the way of measuring.
        values: the dated values (`D1404.8.evidence_map`: for an indicator, or a criterion of its
            own, the numbers of the ways that may feed it).
        on: last day of the evaluation period.

    Returns:
        Granted, or refused: there is no such criterion, it belongs to the record, or the map does
        not let this way feed it.
    """
    if criterion.startswith(RECORD_PREFIX):
        return ruled([Reason("record_is_computed", COMPUTED, RECORD, found=criterion)])
    if criterion not in CRITERIA:
        return ruled([Reason("unknown_criterion", UNKNOWN, ART_4, found=criterion)])
    indicator = indicator_of(criterion=criterion)
    if indicator is Indicator.I2 and method is not Method.SURVEY:
        return ruled([Reason("survey_only", NOT_SURVEY, SURVEY_ONLY, found=METHODS[method])])
    entry = value_at(values, EVIDENCE_MAP, on)
    lines = table(entry)
    ways = tuple(map(Method, lines[criterion if criterion in lines else indicator]))
    if method in ways:
        return ruled(rests_on=[basis(entry)])
    outside = Reason(
        "method",
        NOT_ALLOWED,
        ART_8,
        found=METHODS[method],
        needed=tuple(METHODS[way] for way in ways),
        params={"criterion": CRITERIA[criterion]},
        assumes=("A-28",),
    )
    return ruled([outside], rests_on=[basis(entry)])
