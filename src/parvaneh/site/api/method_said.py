"""How grades are made, as the API says it: by the values in force today, in both languages."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from parvaneh.kit.clock import day_of, now_utc
from parvaneh.law.citation import Citation
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.directive_1404.art03_weighting import coefficients
from parvaneh.law.directive_1404.art07_grades import bands
from parvaneh.law.directive_1404.art08_methods import METHODS
from parvaneh.law.ruling import Ruling, Status
from parvaneh.law.vocabulary import Term
from parvaneh.registry.queries import values_in_force
from parvaneh.site.api.published import day_said
from parvaneh.site.grade_marks import bands_on


def method_said() -> dict[str, Any]:
    """The indicators with their weights, the bands and the ways of measuring."""
    on, values = day_of(now_utc()), values_in_force()
    weighed, banded = coefficients(values=values, on=on), bands(values=values, on=on)
    weights = weighed.value or {}
    return {
        "on": day_said(on),
        "indicators": [
            {
                "key": key.value,
                "name": _name(term),
                "weight": decimal_said(weights[key]) if key in weights else None,
                "articles": _articles(term.cites),
            }
            for key, term in INDICATORS.items()
        ],
        "weights_provisional": _is_provisional(weighed),
        "bands": [
            {
                "key": one.key,
                "name": {"fa": one.fa, "en": one.en},
                "tiles": place,
                "lower": decimal_said(one.lower),
                "inclusive": one.inclusive,
            }
            for place, one in enumerate(bands_on(values, on), 1)
        ],
        "bands_provisional": _is_provisional(banded),
        "ways": [
            {"key": key.name.lower(), "name": _name(term), "articles": _articles(term.cites)}
            for key, term in METHODS.items()
        ],
    }


def decimal_said(value: Fraction) -> str:
    """An exact number as a decimal one; as a fraction where no decimal one is exact."""
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            whole, rest = divmod(scaled.numerator, 10**places)
            return f"{whole}.{rest:0{places}}" if places else str(whole)
    return str(value)


def _name(term: Term) -> dict[str, str]:
    return {"fa": term.fa, "en": term.en}


def _articles(cites: Iterable[Citation]) -> list[str]:
    return [str(one) for one in cites]


def _is_provisional(ruling: Ruling[Any]) -> bool:
    return any(one.status is not Status.OFFICIAL for one in ruling.rests_on)
