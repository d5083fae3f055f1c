"""Article 26 note 3: a manager who offends again after finality gets a higher degree than before.

The note names neither a step nor a window nor a ceiling: at least the next degree, up to the
highest, however long ago (A-15); each is a dated value.
"""

from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.art23_sanctions import sanction_range
from parvaneh.law.jalali import months_later
from parvaneh.law.ruling import Basis, Reason, Ruling, msg, ruled
from parvaneh.law.values import DatedValue, Values, basis, flag, sequence, value_at, whole
from parvaneh.law.vocabulary import Post

CITES = {"permitted_degrees": cites("D1392 26 n.3")}

COUNTED_DEGREES = "D1392.26.repetition_degrees"
STEP = "D1392.26.repetition_step"
WINDOW = "D1392.26.repetition_window_months"
MAY_GO_HIGHER = "D1392.26.repetition_may_go_higher"
NOTE_3 = cites("D1392 26 n.3")

REPEATED = msg(
    "The manager was convicted to degree {found} before and offended again after finality: at least"
    " degree {needed}."
)
NO_HIGHER = msg("A degree higher than {found} is ordered, but there is none.")
STAFF_EARLIER = msg("Earlier convictions raise the degree for managers only.")
AS_STAFF = msg("A conviction to degree {found} from before this person was manager does not count.")
OTHER_DEGREE = msg("A conviction to degree {found} does not count; degrees {needed} do.")
NOT_FINAL = msg("A conviction to degree {found} was not final before the new violation.")
OUT_OF_WINDOW = msg("A conviction to degree {found} is more than {needed} months old.")


@dataclass(frozen=True)
class Conviction:
    """An earlier disciplinary conviction; `final_on` is None while it is not final."""

    degree: int
    post: Post
    final_on: date | None = None


def permitted_degrees(
    *,
    defendant: Post,
    earlier: tuple[Conviction, ...],
    committed_on: date,
    values: Values,
    on: date,
) -> Ruling[tuple[int, ...]]:
    """The degrees to which somebody can lawfully be sentenced (D1392 26 n.3, 23; A-15, A-46).

    Args:
        defendant: the person's post in the office.
        earlier: the person's earlier disciplinary convictions.
        committed_on: the day of the new violation; an earlier conviction counts if it was final on
            a day before.
        values: the dated values (`D1392.23.*`, `D1392.26.repetition_*`).
        on: the day of the ruling.

    Returns:
        Granted with the degrees, lowest first, and a reason for whatever raised or did not raise
        them; refused only where a higher degree is ordered and the catalogue has none.
    """
    ordinary = sanction_range(defendant=defendant, values=values, on=on)
    if not earlier:
        return ordinary
    degrees = ordinary.value or ()
    if defendant is not Post.MANAGER:
        exempt = Reason("staff_earlier", STAFF_EARLIER, NOTE_3, blocks=False)
        return ruled([*ordinary.reasons, exempt], degrees, ordinary.rests_on)
    listed, window = value_at(values, COUNTED_DEGREES, on), value_at(values, WINDOW, on)
    used = (*ordinary.rests_on, basis(listed), basis(window))
    found = [(one, _left_out(one, committed_on, listed, window)) for one in earlier]
    explained = [why for _, why in found if why is not None]
    counted = [one.degree for one, why in found if why is None]
    if not counted:
        return ruled(explained, degrees, used)
    return _raised(max(counted), degrees, explained, used, values=values, on=on)


def _raised(
    previous: int,
    degrees: tuple[int, ...],
    explained: list[Reason],
    used: tuple[Basis, ...],
    *,
    values: Values,
    on: date,
) -> Ruling[tuple[int, ...]]:
    step, higher_still = value_at(values, STEP, on), value_at(values, MAY_GO_HIGHER, on)
    used = (*used, basis(step), basis(higher_still))
    higher = [degree for degree in degrees if degree > previous]
    if not higher:
        none = Reason("no_higher", NO_HIGHER, NOTE_3, found=previous)
        return ruled([*explained, none], (), used)
    lowest = min(previous + whole(step), max(higher))
    lawful = tuple(degree for degree in higher if degree >= lowest)
    reason = Reason("repeated", REPEATED, NOTE_3, blocks=False, found=previous, needed=lawful[0])
    return ruled([*explained, reason], lawful if flag(higher_still) else lawful[:1], used)


def _left_out(
    one: Conviction, committed_on: date, listed: DatedValue, window: DatedValue
) -> Reason | None:
    months = whole(window)
    if one.post is not Post.MANAGER:
        return _uncounted("as_staff", AS_STAFF, one)
    if one.degree not in sequence(listed):
        return _uncounted("other_degree", OTHER_DEGREE, one, sequence(listed))
    if one.final_on is None or one.final_on >= committed_on:
        return _uncounted("not_final", NOT_FINAL, one)
    if months and months_later(one.final_on, months) < committed_on:
        return _uncounted("out_of_window", OUT_OF_WINDOW, one, months)
    return None


def _uncounted(key: str, message: str, one: Conviction, needed: object = None) -> Reason:
    return Reason(key, message, NOTE_3, blocks=False, found=one.degree, needed=needed)
