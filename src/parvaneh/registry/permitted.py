"""Whether who acts may enter something new there: what does not exist yet cannot be loaded."""

from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import day_of
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import Doer
from parvaneh.registry.reach import reach_of

NOT_PERMITTED = msg("Your roles do not allow this here.")


def permitted(by: Doer, permission: Permission, lies: Lies, at: datetime) -> None:
    """Let who acts pass, if a role of theirs allows it there; the product itself always may.

    Raises:
        Refused: no role allows it there on that day.
    """
    if isinstance(by, Acting) and not reach_of(by, permission, day_of(at)).covers(lies):
        refuse(Reason("not_permitted", NOT_PERMITTED, ()))
