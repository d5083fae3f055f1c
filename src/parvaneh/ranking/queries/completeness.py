"""How complete the evidence of a cycle is: offices by ways of measuring, provinces, what lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.ranking.models import Cycle, Provisional, Report
from parvaneh.scoring.measures import COMPUTED, WAYS

LEVELS = 4
# Criteria that the product computes from what was counted, by their way.
COUNTED_BY: Mapping[int, tuple[str, ...]] = {
    way.value: tuple(code for code, its in zip(COMPUTED, WAYS, strict=True) if its is way)
    for way in Method
}
INDICATOR_OF = {code: indicator_of(criterion=code) for code in CRITERIA}


@dataclass(frozen=True)
class Had:
    """How much of what one way could feed is there; `of` 0 where nothing is expected of it."""

    have: int
    of: int

    @property
    def level(self) -> int:
        """The same as 0 to 4 tiles: none only where there is nothing, all only where all is."""
        if not self.of or self.have >= self.of:
            return LEVELS
        return min(LEVELS - 1, -(-LEVELS * self.have // self.of)) if self.have else 0


@dataclass(frozen=True)
class OfficeHas:
    """An office: what each way feeds, the criteria without any evidence, how it stands now."""

    row: Provisional
    ways: Mapping[Method, Had]
    lacking: tuple[str, ...]

    @property
    def bare(self) -> tuple[Indicator, ...]:
        """Indicators of which nothing can be assessed: they leave the office ungraded (A-28)."""
        fed = {INDICATOR_OF[code] for code in self.row.fed if code not in self.row.exempt}
        known = {*fed, Indicator.I7}
        return tuple(one for one in Indicator if one not in known)


@dataclass(frozen=True)
class ProvinceHas:
    """A province: its offices together, and when its report was declared complete."""

    key: str
    offices: int
    ways: Mapping[Method, Had]
    lacking: int
    bare: int
    report: Report | None


def office_has(row: Provisional) -> OfficeHas:
    """What evidence there is of one office."""
    applying = [code for code in CRITERIA if code not in row.exempt]
    lacking = tuple(code for code in applying if code not in row.fed)
    fed_by = {
        way: {code for code in applying if way.value in row.fed.get(code, ())} for way in Method
    }
    return OfficeHas(
        row, {way: _had(way, fed_by[way], applying, lacking) for way in Method}, lacking
    )


def offices_have(cycle: Cycle, province: str) -> list[OfficeHas]:
    """The offices of a province in the order of their codes."""
    rows = Provisional.objects.filter(cycle=cycle, province=province).select_related("office")
    return [office_has(row) for row in rows.order_by("office__code")]


def provinces_have(cycle: Cycle, provinces: Iterable[str] | None = None) -> list[ProvinceHas]:
    """The provinces that have offices in the cycle; only some where they are named."""
    rows = Provisional.objects.filter(cycle=cycle).only(
        "cycle", "province", "fed", "exempt", "status"
    )
    if provinces is not None:
        rows = rows.filter(province__in=list(provinces))
    found: dict[str, list[OfficeHas]] = {}
    for row in rows:
        found.setdefault(row.province, []).append(office_has(row))
    reports = {one.place: one for one in cycle.reports.order_by("given_at")}
    return [
        ProvinceHas(
            key,
            len(offices),
            {way: _together(one.ways[way] for one in offices) for way in Method},
            sum(len(one.lacking) for one in offices),
            sum(bool(one.bare) for one in offices),
            reports.get(key),
        )
        for key, offices in sorted(found.items())
    ]


def _had(way: Method, fed: set[str], applying: Iterable[str], lacking: Iterable[str]) -> Had:
    if way is Method.DEPUTY_REPORT:
        return Had(len(fed), len(fed) + len(tuple(lacking)))
    if way is Method.JUDICIAL_SYSTEMS:
        return Had(1, 1)  # the record is kept in the registry: no entry is an answer too
    if way is Method.INSPECTION:
        return Had(min(1, len(fed)), 1)
    expected = [code for code in COUNTED_BY[way.value] if code in set(applying)]
    return Had(len(fed & set(expected)), len(expected))


def _together(parts: Iterable[Had]) -> Had:
    known = list(parts)
    return Had(sum(min(one.have, one.of) for one in known), sum(one.of for one in known))
