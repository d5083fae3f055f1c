"""A disciplinary verdict held against everything at once: articles 22 to 26 together."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.art23_sanctions import Sanction, sanction_form
from parvaneh.law.directive_1392.art25_violations import Charge, violation
from parvaneh.law.directive_1392.art26_mitigation import Measure, Mitigated, mitigation
from parvaneh.law.directive_1392.art26_repetition import Conviction, permitted_degrees
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values
from parvaneh.law.vocabulary import Post

CITES = {"verdict": cites("D1392 22 n.2", "D1392 25", "D1392 26 n.2", "D1392 26 n.3")}

NO_CHARGE = msg("A conviction needs at least one violation of article 25.")
NOT_PERMITTED = msg("Degree {found} is not open here; the lawful degrees are {needed}.")
NOT_CONSIDERED = msg(
    "The complaint was withdrawn: the ruling must say what would have been ordered otherwise."
)
NOT_MILDER = msg(
    "The complaint was withdrawn, and the sanction is not milder; lawful are degrees {needed}."
)
NOT_SHORTER = msg(
    "The complaint was withdrawn, and the sanction is not milder; lawful are degrees {needed}, the"
    " highest of them for less than {months_below} months."
)
NO_GROUNDS = msg("The mitigation must be reasoned.")


def verdict(
    *,
    session: Ruling[str],
    defendant: Post,
    charges: tuple[Charge, ...],
    committed_on: date,
    earlier: tuple[Conviction, ...],
    ordered: Measure,
    withdrawn: bool = False,
    considered: Measure | None = None,
    grounds: str = "",
    values: Values,
    on: date,
) -> Ruling[Sanction]:
    """Whether a verdict of conviction is lawful (D1392 22 to 26).

    Args:
        session: the ruling on the session: `board_decision` or `appeal_decision`.
        defendant: the person's post in the office.
        charges: the violations found.
        committed_on: the day of the latest of them.
        earlier: the person's earlier disciplinary convictions.
        ordered: the sanction.
        withdrawn: whether the complaint was withdrawn.
        considered: what would have been ordered otherwise; asked for where it was withdrawn.
        grounds: why it was mitigated as it was; asked for where it was withdrawn.
        values: the dated values (`D1392.23.*`, `D1392.26.*`).
        on: the day of the verdict.

    Returns:
        Granted with the sanction; or refused with everything that is wrong: the session, each
        charge, the form of the sanction, its degree, the mitigation.
    """
    form = sanction_form(degree=ordered.degree, months=ordered.months, values=values, on=on)
    permitted = permitted_degrees(
        defendant=defendant, earlier=earlier, committed_on=committed_on, values=values, on=on
    )
    degrees = permitted.value or ()
    reasons = [*session.reasons, *_charged(charges, defendant), *form.reasons, *permitted.reasons]
    if ordered.degree not in degrees:
        reasons.append(_not_permitted(ordered.degree, degrees, permitted))
    used = [*session.rests_on, *form.rests_on, *permitted.rests_on]
    if withdrawn:
        milder = _milder(ordered, considered, grounds, degrees, values=values, on=on)
        reasons += milder.reasons
        used += milder.rests_on
    return ruled(reasons, form.value, used)


def _charged(charges: tuple[Charge, ...], defendant: Post) -> Iterable[Reason]:
    if not charges:
        return (Reason("no_charge", NO_CHARGE, cites("D1392 25")),)
    return chain.from_iterable(
        violation(charge=charge, defendant=defendant).reasons for charge in charges
    )


def _not_permitted(
    degree: int, degrees: tuple[int, ...], permitted: Ruling[tuple[int, ...]]
) -> Reason:
    why = tuple(dict.fromkeys(chain.from_iterable(one.cites for one in permitted.reasons)))
    return Reason(
        "not_permitted", NOT_PERMITTED, why or cites("D1392 23"), found=degree, needed=degrees
    )


def _milder(
    ordered: Measure,
    considered: Measure | None,
    grounds: str,
    degrees: tuple[int, ...],
    *,
    values: Values,
    on: date,
) -> Ruling[None]:
    where = cites("D1392 26 n.2")
    reasons = [] if grounds else [Reason("no_grounds", NO_GROUNDS, where)]
    if considered is None:
        return ruled([*reasons, Reason("not_considered", NOT_CONSIDERED, where)])
    allowed = mitigation(considered=considered, permitted=degrees, values=values, on=on)
    reasons += allowed.reasons
    if allowed.value is not None and not _is_mitigated(ordered, allowed.value):
        reasons.append(
            Reason(
                "not_mitigated",
                NOT_MILDER if allowed.value.months_below is None else NOT_SHORTER,
                where,
                found=ordered,
                needed=allowed.value.degrees,
                params={"months_below": allowed.value.months_below},
            )
        )
    return ruled(reasons, rests_on=allowed.rests_on)


def _is_mitigated(ordered: Measure, allowed: Mitigated) -> bool:
    if ordered.degree not in allowed.degrees:
        return False
    if allowed.months_below is None or ordered.degree < allowed.suggested:
        return True
    return ordered.months is not None and ordered.months < allowed.months_below
