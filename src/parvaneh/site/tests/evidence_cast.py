"""A cycle that gathers evidence of the first office of the cast, out of turn: years stay free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from parvaneh.access.acting import Acting
from parvaneh.kit.clock import tehran_day
from parvaneh.law.directive_1404.art05_evaluation import Ground
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ranking.models import SelfDeclaration
from parvaneh.ranking.operations import (
    Declared,
    cycle_open,
    declaring_open,
    provisionals_refresh,
    self_declare,
    values_lock,
)
from parvaneh.registry.models import Office
from parvaneh.registry.operations import Applies, applicability_declare, assessment_write

if TYPE_CHECKING:
    from parvaneh.access.models import User
    from parvaneh.site.tests.cast import Somebody

YEAR = 1405
POINTS = 10_000


def evidence_places(
    everybody: Iterable[Somebody], office: Office, at: dt.datetime
) -> dict[str, str]:
    """Open a cycle, report and declare; the places that addresses name."""
    officer = next(one.user for one in everybody if one.role == "department_officer")
    return gathering_places(office, officer, at)


def gathering_places(office: Office, officer: User, at: dt.datetime) -> dict[str, str]:
    """The same for an office, by an officer of the Services Deputy."""
    by = {"by": Acting(officer), "at": at}
    cycle = cycle_open(
        year=YEAR, ground=Ground.SPECIAL_SERVICES.value, reason="خدمات ویژه",
        offices=[office.code], **by,
    )  # fmt: skip
    cycle = values_lock(cycle=cycle, **by)
    cycle = declaring_open(cycle=cycle, until=tehran_day(at) + timedelta(days=30), **by)
    done = {"by": SYSTEM, "at": at}
    assessment_write(
        office=office, criterion="I1.a", method=Method.DEPUTY_REPORT.value, score=80 * POINTS,
        assessed_on=cycle.last - timedelta(days=9), source="گزارش ۱", **done,
    )  # fmt: skip
    applicability_declare(
        rows=[Applies(office, "I4.c", False, "زندانی در دسترس نیست")], period=cycle.period,
        source="گزارش ۱", **done,
    )  # fmt: skip
    rows = [Declared("I1.a", 95 * POINTS, "بازدید دی‌ماه"), Declared("I1.b", 90 * POINTS)]
    self_declare(cycle=cycle, office=office, rows=rows, **done)
    provisionals_refresh(cycle=cycle)
    told = SelfDeclaration.objects.get(cycle=cycle, criterion="I1.a")
    return {"gathering": cycle.code, "declared": str(told.pk)}
