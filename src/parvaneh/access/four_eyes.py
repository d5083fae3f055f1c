"""Acts that take two people: what may be proposed by whom, and confirmed by whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from parvaneh.access.permissions import Permission
from parvaneh.kit.languages import msg


@dataclass(frozen=True)
class FourEyes:
    """A kind of act that takes two people.

    Attributes:
        kind: stable code, ``noun.verb``.
        name: what is done, for pages.
        propose: permission of the first person.
        confirm: permission of the second.
        days: how long a proposal waits before it lapses.
    """

    kind: str
    name: str
    propose: Permission
    confirm: Permission
    days: int = 14


GRANT_GIVE = FourEyes(
    "grant.give", msg("Give a weighty role"), Permission.GRANT_GIVE, Permission.GRANT_CONFIRM
)
# Values of the law take two people too, but carry both themselves: see docs/adr/0015.
KINDS: Mapping[str, FourEyes] = {one.kind: one for one in (GRANT_GIVE,)}
