"""Which Kanoon serves a province, who sits where, which seats are empty or soon will be."""

from datetime import date

from parvaneh.kit.places import PROVINCES
from parvaneh.law.directive_1392 import art12_kanoons
from parvaneh.law.directive_1404 import art01_names
from parvaneh.law.ruling import Ruling
from parvaneh.registry.models import Assignment, Body, BodyKind
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.approved_values import values_in_force


def kanoon_of(province: str, on: date) -> str:
    """Code of the Kanoon that serves a province on a day; empty where none does.

    Args:
        province: code of the province (``IR-23``).
        on: the day asked about.
    """
    return kanoon_ruling(province, on).value or ""


def kanoon_ruling(province: str, on: date) -> Ruling[str]:
    """Which Kanoon serves a province on a day, and why (D1392 12, A-47)."""
    return _Kanoons(on).ruling(province)


def provinces_served(kanoons: frozenset[str], on: date) -> frozenset[str]:
    """The provinces that these Kanoons serve on a day."""
    known = _Kanoons(on)
    return frozenset(one.key for one in PROVINCES if known.ruling(one.key).value in kanoons)


def kanoons_on(on: date) -> dict[str, str]:
    """Codes of the Kanoons by the provinces that they serve on a day; two queries for all."""
    known = _Kanoons(on)
    found = {one.key: known.ruling(one.key).value for one in PROVINCES}
    return {province: kanoon for province, kanoon in found.items() if kanoon}


def title_of(body: Body, on: date) -> str:
    """The name of a body on a day; the one desk of the Center has a name per date (A-44)."""
    if body.kind != BodyKind.DEPARTMENT:
        return body.title
    named = art01_names.department_name(values=values_in_force(), on=on).value
    return named.fa if named else body.title


class _Kanoons:
    """The Kanoons and assignments in being on a day, as the law asks for them."""

    def __init__(self, on: date) -> None:
        living = holds_on(on)
        self.on = on
        self.kanoons = tuple(
            art12_kanoons.Kanoon(*row)
            for row in Body.objects.filter(living, kind=BodyKind.KANOON).values_list(
                "code", "province", "starts_on", "ends_on"
            )
        )
        self.assignments = tuple(
            art12_kanoons.Assignment(*row)
            for row in Assignment.objects.filter(living).values_list(
                "province", "kanoon__code", "starts_on", "ends_on"
            )
        )

    def ruling(self, province: str) -> Ruling[str]:
        return art12_kanoons.kanoon_of(
            province=province,
            kanoons=self.kanoons,
            assignments=self.assignments,
            on=self.on,
        )
