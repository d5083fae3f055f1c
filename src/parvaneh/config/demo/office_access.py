"""What is known of the access to a generated office: most say something, few were inspected."""

from collections.abc import Iterator
from datetime import date

from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.drafts import Draft
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.config.demo.writing import Row
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.access_features import OF_THE_PREMISES, AccessFeature, KnownFrom
from parvaneh.registry.models import OfficeAccess

# How many of those that say anything have it.
THERE = {
    AccessFeature.STEP_FREE_ENTRANCE: 0.55,
    AccessFeature.LIFT_OR_GROUND_FLOOR: 0.7,
    AccessFeature.ACCESSIBLE_TOILET: 0.3,
    AccessFeature.PARKING_NEAR: 0.5,
    AccessFeature.HEARING_LOOP: 0.06,
    AccessFeature.SIGN_LANGUAGE: 0.12,
}
SILENT, SAID, SEEN = 0.12, 0.75, 0.2


def access_rows(draft: Draft, moved_on: date | None, plan: Plan, chance: Chance) -> Iterator[Row]:
    """What is known of the access to an office; nothing of some.

    Args:
        draft: the office, its key drawn.
        moved_on: the day of its last move; what was known of the former premises ends before it.
        plan: of the whole.
        chance: of these facts alone, so that others stay as they are.
    """
    if chance.happens(SILENT):
        return
    done = {"office_id": draft.office.pk, "entered_by": SYSTEM.key, "entered_at": plan.at}
    asked_on = max(draft.founded_on, chance.day(plan.past, plan.today - 30 * DAY))
    for feature, share in THERE.items():
        if not chance.happens(SAID):
            continue
        said, first = {"feature": feature, **done}, asked_on
        if moved_on is not None and feature in OF_THE_PREMISES and first < moved_on:
            before = {"holds": chance.happens(share), "known_from": KnownFrom.OFFICE}
            yield OfficeAccess, {**said, **before, "starts_on": first, "ends_on": moved_on - DAY}
            first = moved_on
        source = KnownFrom.INSPECTION if chance.happens(SEEN) else KnownFrom.OFFICE
        known = {"holds": chance.happens(share), "known_from": source, "starts_on": first}
        yield OfficeAccess, {**said, **known}
