"""Article 4, item 7: convictions, and which of them count in a period.

Final ones of the manager, by the day on which they became final (A-09, A-10). What leads to
revocation of the licence is excepted: such an office leaves the ranking and is scored no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art05_evaluation import Period, is_within
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, flag, table, value_at
from parvaneh.law.vocabulary import Term

RECORD = cites("D1404 4(7)")
CITES = {
    "degree_known": cites("D1404 4(7)(a)", "D1404 4(7)(b)", "D1404 4(7)(e)"),
    "counted": RECORD,
    "leaves_ranking": cites("D1404 4(7)", "D1404 4(7)(e)"),
}

DEGREES = "D1404.4.degrees"
WHOSE = "D1404.4.whose_convictions"
FINAL_ONLY = "D1404.4.final_only"
DATED_BY = "D1404.4.conviction_dated_by"
MANAGER_ONLY, STAFF_TOO = "manager", "manager_and_staff"
FINALITY, RULING = "finality", "ruling"

NO_DEGREE = msg("There is no {kind} degree {found}; degrees run from 1 to {needed}.")
OF_STAFF = msg("{ruling}: a conviction of a member of staff, not of the manager.")
NOT_FINAL = msg("{ruling}: the conviction is not final.")
OUTSIDE = msg("{ruling}: the conviction is of {found}, outside the period.")
UNDATED = msg("{ruling}: no date puts the conviction into the period.")
EXCEPTED = msg("{ruling}: it revokes the licence and is no matter of points.")
LICENCE_REVOKED = msg("The licence is revoked.")
CONVICTION_REVOKES = msg("{ruling}: the conviction final on {found} revokes the licence.")
NOTHING_REVOKES = msg("Nothing has revoked the licence up to {needed}.")


class Kind(StrEnum):
    """The two kinds of conviction that the record holds."""

    CRIMINAL = "criminal"
    DISCIPLINARY = "disciplinary"


KINDS: Mapping[Kind, Term] = {
    Kind.CRIMINAL: Term("کیفری", "criminal"),
    Kind.DISCIPLINARY: Term("انتظامی", "disciplinary"),
}


class Convicted(StrEnum):
    """Who was convicted."""

    MANAGER = "manager"
    STAFF = "staff"


@dataclass(frozen=True)
class Conviction:
    """One conviction as the judgment or ruling states it; degrees are never computed.

    `demotion` is what the Services Deputy decided for a crime of degree 1 to 3; `revokes` says that
    the sanction's effect is revocation of the licence.
    """

    kind: Kind
    degree: int
    ruled_on: date | None = None
    final_on: date | None = None
    intentional: bool = False
    convicted: Convicted = Convicted.MANAGER
    revokes: bool = False
    demotion: int | None = None
    ruling: str = ""


def degree_known(*, kind: Kind, degree: int, values: Values, on: date) -> Ruling[None]:
    """Whether there is such a degree: crimes have eight (Penal Code 19), sanctions six.

    Args:
        kind: criminal or disciplinary.
        degree: the degree as the judgment states it.
        values: the dated values (`D1404.4.degrees`).
        on: last day of the evaluation period.
    """
    entry = value_at(values, DEGREES, on)
    most = table(entry)[kind]
    reasons = []
    if not 1 <= degree <= most:
        reasons.append(
            Reason("degree", NO_DEGREE, RECORD, found=degree, needed=most, params={"kind": kind})
        )
    return ruled(reasons, rests_on=[basis(entry)])


def counted(
    *, convictions: tuple[Conviction, ...], period: Period, values: Values
) -> Ruling[tuple[Conviction, ...]]:
    """The convictions that count in a period, and why each of the others does not.

    Args:
        convictions: everything in the record.
        period: the evaluation period.
        values: the dated values: whose convictions (`D1404.4.whose_convictions`, A-09), whether
            only final ones (`D1404.4.final_only`, A-09), by which date
            (`D1404.4.conviction_dated_by`, A-10).
    """
    entries = [value_at(values, key, period.last) for key in (WHOSE, FINAL_ONLY, DATED_BY)]
    staff_too = choice(entries[0], MANAGER_ONLY, STAFF_TOO) == STAFF_TOO
    final_only = flag(entries[1])
    by_ruling = choice(entries[2], FINALITY, RULING) == RULING
    kept, reasons = [], []
    for conviction in convictions:
        final = conviction.final_on is not None
        days = (conviction.final_on, conviction.ruled_on)
        day = days[1] or days[0] if by_ruling else days[0] or days[1]
        if conviction.convicted is Convicted.STAFF and not staff_too:
            reasons.append(_passed("of_staff", OF_STAFF, conviction, "A-09"))
        elif not final and (final_only or conviction.kind is Kind.CRIMINAL):
            reasons.append(_passed("not_final", NOT_FINAL, conviction, "A-09"))
        elif day is None or not is_within(period, day):
            reasons.append(
                _passed("outside_period", OUTSIDE if day else UNDATED, conviction, "A-10", day)
            )
        elif conviction.revokes:
            reasons.append(_passed("revokes", EXCEPTED, conviction, "A-08"))
        else:
            kept.append(conviction)
    return ruled(reasons, tuple(kept), map(basis, entries))


def leaves_ranking(
    *, licence_revoked: bool, convictions: tuple[Conviction, ...], last_day: date
) -> Ruling[None]:
    """Whether an office is out of the ranking because its licence is revoked, by any route.

    Args:
        licence_revoked: whether the register says so (administrative revocation too).
        convictions: everything in the record, however old.
        last_day: last day of the evaluation period.

    Returns:
        Granted with what revoked the licence; refused where nothing did.
    """
    reasons = []
    if licence_revoked:
        reasons.append(Reason("licence_revoked", LICENCE_REVOKED, RECORD, blocks=False))
    reasons += [
        Reason(
            "conviction_revokes",
            CONVICTION_REVOKES,
            CITES["leaves_ranking"],
            blocks=False,
            found=conviction.final_on,
            params={"ruling": conviction.ruling},
            assumes=("A-08",),
        )
        for conviction in convictions
        if conviction.revokes
        and conviction.final_on is not None
        and conviction.final_on <= last_day
    ]
    if not reasons:
        reasons.append(Reason("nothing_revokes", NOTHING_REVOKES, RECORD, needed=last_day))
    return ruled(reasons)


def _passed(
    key: str, message: str, conviction: Conviction, assumes: str, found: object = None
) -> Reason:
    return Reason(
        key,
        message,
        RECORD,
        blocks=False,
        found=found,
        params={"ruling": conviction.ruling},
        assumes=(assumes,),
    )
