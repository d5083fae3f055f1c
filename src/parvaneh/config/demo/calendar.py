"""The calendar of a demonstration: official holidays, closures of a province, outages."""

from typing import Any

from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.plan import DAY, YEARS, Plan
from parvaneh.kit.places import PROVINCES
from parvaneh.law.judicial_calendar import Off
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import DayOff
from parvaneh.registry.operations import day_off_enter, day_off_withdraw, holidays_seed

CLOSURES = 4
CLOSED = (
    ("تعطیلی به سبب آلودگی هوا (نمایشی)", "closed for air pollution (demo)"),
    ("تعطیلی به سبب برف و سرما (نمایشی)", "closed for snow and cold (demo)"),
    ("تعطیلی به سبب گرد و غبار (نمایشی)", "closed for dust (demo)"),
)
DOWN = ("قطعی سامانه ثبت (نمایشی)", "registration system down (demo)")
SOURCE = "اطلاعیه نمایشی"


def calendar_make(plan: Plan) -> None:
    """Enter the holidays of all years that are told, and what was unplanned of late."""
    done: dict[str, Any] = {"by": SYSTEM, "at": plan.at}
    holidays_seed(years=range(plan.year - YEARS, plan.year + 2), **done)
    chance = Chance(plan.seed, "calendar")
    provinces = chance.sample(PROVINCES, CLOSURES)
    for at, province in enumerate(provinces):
        fa, en = CLOSED[at % len(CLOSED)]
        on = plan.today - chance.randint(2, 120) * DAY
        day_off_enter(
            on=on, kind=Off.CLOSURE, fa=fa, en=en, source=SOURCE, province=province.key, **done
        )
    for ago in (5, 64):
        on = plan.today - ago * DAY
        day_off_enter(on=on, kind=Off.OUTAGE, fa=DOWN[0], en=DOWN[1], source=SOURCE, **done)
    wrong = DayOff.objects.filter(province=provinces[0].key).first()
    assert wrong is not None  # entered above
    day_off_withdraw(day_off=wrong, reason="برای روز دیگری بود (نمایشی)", **done)
