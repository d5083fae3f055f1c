"""What managers declared beside what was found."""

from dataclasses import dataclass

from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.ranking.models import Cycle, SelfDeclaration
from parvaneh.ranking.queries.reported import reported_of
from parvaneh.registry.models import Assessment, Office


@dataclass(frozen=True)
class Beside:
    """A declaration and the newest finding of the same criterion; None where nothing was found."""

    declared: SelfDeclaration
    found: Assessment | None

    @property
    def difference(self) -> int | None:
        """How much more was declared than found, in ten-thousandths of a point."""
        return None if self.found is None else self.declared.score - self.found.score

    @property
    def is_open(self) -> bool:
        """Whether somebody must still resolve it: they differ, and nobody has."""
        return bool(self.difference) and self.declared.resolved_at is None


def declared_of(cycle: Cycle, *, province: str = "", office: Office | None = None) -> list[Beside]:
    """The declarations of a province or of one office, those to be resolved first."""
    rows = SelfDeclaration.objects.filter(cycle=cycle).select_related("office", "cycle__case")
    rows = rows.filter(province=province) if province else rows
    rows = rows.filter(office=office) if office else rows
    known = list(rows.order_by("office__code", "criterion"))
    found = reported_of(cycle, {one.office for one in known}, Method.DEPUTY_REPORT.value)
    beside = [Beside(one, found.get((one.office_id, one.criterion))) for one in known]
    return sorted(beside, key=lambda one: (not one.is_open, -abs(one.difference or 0)))
