"""What was reported of offices in a cycle so far, one way of measuring at a time."""

from collections.abc import Iterable, Mapping

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import criteria_of
from parvaneh.law.directive_1404.art08_methods import Method, method_allowed
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.registry.models import Applicability, Assessment, Office
from parvaneh.registry.queries.evidence import assessments_in_force

# By key of the office and criterion: what was found, and why it is not asked of the office.
Reported = Mapping[tuple[int, str], Assessment]
Exempt = Mapping[tuple[int, str], str]


def reported_of(cycle: Cycle, offices: Iterable[Office], method: int) -> Reported:
    """The newest assessment of each criterion by one way, within the period."""
    rows = assessments_in_force().filter(
        office__in=list(offices), method=method, assessed_on__range=(cycle.first, cycle.last)
    )
    found = rows.select_related("batch").order_by("assessed_on", "pk")
    return {(one.office_id, one.criterion): one for one in found}


def exempt_of(cycle: Cycle, offices: Iterable[Office]) -> Exempt:
    """The criteria that do not apply to offices, with the reason that was given last."""
    rows = Applicability.objects.filter(
        office__in=list(offices),
        batch__replaced_by=None,
        batch__first=cycle.first,
        batch__last=cycle.last,
    )
    said = rows.values_list("office_id", "criterion", "applicable", "reason").order_by("pk")
    latest = {(office, criterion): rest for office, criterion, *rest in said}
    return {key: str(reason) for key, (applicable, reason) in latest.items() if not applicable}


def sheet_criteria(cycle: Cycle, indicator: Indicator) -> tuple[str, ...]:
    """The criteria of an indicator that the Provincial Deputy's report may feed (art. 8)."""
    values = values_of(cycle)
    return tuple(
        code
        for code in criteria_of(indicator=indicator)
        if method_allowed(
            criterion=code, method=Method.DEPUTY_REPORT, values=values, on=cycle.last
        ).granted
    )
