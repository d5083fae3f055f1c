"""Article 9(a): by which route a call for applicants may choose.

The directive has the General Department call, vet and confirm; its calls scored what applicants had
shown. The by-law of 1401 brought a national entry exam, followed by interview and vetting.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, sequence, value_at
from parvaneh.law.vocabulary import Term

CITES = {"call_route": cites("D1392 9(a)")}

ROUTES = "D1392.9.call_routes"
NOT_OPEN = msg("A call by the route {found} cannot be opened on this day; open: {needed}.")


class Route(StrEnum):
    """How a call chooses among eligible applicants."""

    SCORING = "scoring"  # what the applicant has shown is scored
    EXAM = "exam"  # national exam, then interview, then vetting (by-law of 1401, art. 47)


ROUTE_TERMS: Mapping[Route, Term] = {
    Route.SCORING: Term("امتیازدهی به سوابق", "scoring"),
    Route.EXAM: Term("آزمون", "exam"),
}


def call_route(*, route: Route, values: Values, on: date) -> Ruling[None]:
    """Whether the General Department may open a call by this route.

    Args:
        route: the route chosen for the call.
        values: the dated values (`D1392.9.call_routes`).
        on: the day on which the call opens.

    Raises:
        NoValueInForce: before the directive.
    """
    entry = value_at(values, ROUTES, on)
    routes = tuple(Route(word) for word in sequence(entry))
    reasons = (
        []
        if route in routes
        else [Reason("route", NOT_OPEN, entry.cites, found=route, needed=routes)]
    )
    return ruled(reasons, rests_on=[basis(entry)])
