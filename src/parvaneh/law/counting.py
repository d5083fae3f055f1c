"""The rules by which days are counted, as a value: `counting.toml` in force on a day.

Neither directive counts days itself. These are the rules of the Civil Procedure Code: a month has
30 days and a week 7 (443), the last day moves off days on which nothing can be done (444), and of
a period that starts with service or announcement neither that day nor the day of action is part
(445). Which way of counting a limit takes is a dated value of its own.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.judicial_calendar import Calendar, Off, days_off
from parvaneh.law.ruling import Basis
from parvaneh.law.values import Values, basis, choice, sequence, value_at, whole

CITES = {
    "policy_at": cites("CPC 443", "CPC 444", "CPC 445"),
    "unit_days": cites("CPC 443"),
    "stops": cites("CPC 444"),
}

MONTH_DAYS = "CPC.443.month_days"
WEEK_DAYS = "CPC.443.week_days"
ROLLS_OVER = "CPC.444.rolls_over"
FROM_NOTICE = "CPC.445.from_notice"

NO_PERIOD = "A period has at least one day."


class Unit(StrEnum):
    """What a period is written in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Counting(StrEnum):
    """Which days at its ends are no part of a period."""

    BOTH_ENDS_OUT = "both_ends_out"  # neither the first day nor the day of action (CPC 445)
    FIRST_DAY_OUT = "first_day_out"  # the first day only: a plain count


@dataclass(frozen=True)
class Period:
    """A length of time as an article writes it: 10 days, 1 month."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a period without a day."""
        if self.amount < 1:
            raise ValueError(NO_PERIOD)


@dataclass(frozen=True)
class CountingPolicy:
    """The counting rules in force on a day; `mode` says where the way of counting comes from."""

    month_days: int
    week_days: int
    rolls_over: frozenset[Off]
    counting: Counting
    mode: Basis
    rests_on: tuple[Basis, ...]


def policy_at(*, values: Values, on: date, counting: str = FROM_NOTICE) -> CountingPolicy:
    """The counting rules in force on a day.

    Raises:
        NoValueInForce: one of them is not in force.
        TypeError: the way of counting is none that we know.
        ValueError: a kind of day off is none that we know.
    """
    month, week, rolls, mode = (
        value_at(values, key, on) for key in (MONTH_DAYS, WEEK_DAYS, ROLLS_OVER, counting)
    )
    return CountingPolicy(
        month_days=whole(month),
        week_days=whole(week),
        rolls_over=frozenset(map(Off, sequence(rolls))),
        counting=Counting(choice(mode, *Counting)),
        mode=basis(mode),
        rests_on=tuple(map(basis, (month, week, rolls, mode))),
    )


def unit_days(unit: Unit, policy: CountingPolicy) -> int:
    """How many days a unit has where time limits are counted."""
    return {Unit.DAYS: 1, Unit.WEEKS: policy.week_days, Unit.MONTHS: policy.month_days}[unit]


def stops(calendar: Calendar, *, province: str, on: date, policy: CountingPolicy) -> bool:
    """Whether a day cannot be the last day of a period in a province."""
    return any(
        entry.kind in policy.rolls_over for entry in days_off(calendar, province=province, on=on)
    )
