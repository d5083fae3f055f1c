"""What is known of the access to an office, from a day on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from parvaneh.law.vocabulary import Term
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.access_features import OF_THE_PREMISES, AccessFeature, KnownFrom
from parvaneh.registry.entering import Typed
from parvaneh.registry.models import Office, OfficeAccess
from parvaneh.registry.operations.facts import facts_replace
from parvaneh.registry.operations.offices import office_locked


@dataclass(frozen=True)
class Access:
    """Whether an office has a feature, and where that is known from."""

    holds: bool
    known_from: KnownFrom = KnownFrom.OFFICE


NOT_KNOWN = "unknown"
# What may be answered of a feature, on a page and in a sheet: the words, and what they mean.
ANSWERS: Mapping[str, tuple[Term, Access | None]] = {
    "yes": (Term("بله", "yes"), Access(holds=True)),
    "no": (Term("خیر", "no"), Access(holds=False)),
    "yes-seen": (
        Term("بله، به مشاهدهٔ بازرسی", "yes, seen by an inspection"),
        Access(True, KnownFrom.INSPECTION),
    ),
    "no-seen": (
        Term("خیر، به مشاهدهٔ بازرسی", "no, seen by an inspection"),
        Access(False, KnownFrom.INSPECTION),
    ),
    NOT_KNOWN: (Term("نامعلوم", "not known"), None),
}


def office_access_set(
    *,
    office: Office,
    known: Mapping[AccessFeature, Access | None],
    starts_on: date,
    by: Doer,
    at: datetime,
) -> None:
    """Make this what is known of the access to an office from a day on.

    Args:
        office: the office.
        known: by feature; None is not known, and one that is left out stays as it is.
        starts_on: first day.
        by: who enters it.
        at: when.

    Raises:
        Refused: a feature or a source is none, or something later is known already.
    """
    typed = Typed()
    for feature, one in known.items():
        typed.choice("access", feature, AccessFeature)
        if one is not None:
            typed.choice("known_from", one.known_from, KnownFrom)
    typed.stop()
    with act(by=by, at=at):
        office = office_locked(office)
        for feature, one in known.items():
            _become(office, feature, one, starts_on=starts_on, by=by, at=at)
        facts = {"starts_on": starts_on.isoformat()}
        event_write(kind="office.access-entered", subject=f"office:{office.code}", facts=facts)


def access_left_behind(*, office: Office, on: date, by: Doer, at: datetime) -> None:
    """Let what is known of the premises end with a move; what the staff bring along stays.

    The caller holds the lock on the office and tells the move.
    """
    for feature in OF_THE_PREMISES:
        _become(office, feature, None, starts_on=on, by=by, at=at)


def answer_of(row: OfficeAccess | None) -> str:
    """The key of the answer that a row gives, of `ANSWERS`."""
    said = Access(row.holds, KnownFrom(row.known_from)) if row else None
    return next(key for key, (_, access) in ANSWERS.items() if access == said)


def _become(
    office: Office,
    feature: AccessFeature,
    known: Access | None,
    *,
    starts_on: date,
    by: Doer,
    at: datetime,
) -> None:
    thing = {"office": office, "feature": str(feature)}
    wanted = {str(feature): asdict(known)} if known else {}
    facts_replace(OfficeAccess, thing, "feature", wanted, starts_on=starts_on, by=by, at=at)
