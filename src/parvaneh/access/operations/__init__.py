"""Everything that changes who may do what. Each is one act, with its event."""

from parvaneh.access.operations.delegations import (
    delegation_give,
    delegation_pass_on,
    delegation_withdraw,
)
from parvaneh.access.operations.grants import grant_give, grant_withdraw
from parvaneh.access.operations.users import user_deactivate, user_make, user_reactivate

__all__ = [
    "delegation_give",
    "delegation_pass_on",
    "delegation_withdraw",
    "grant_give",
    "grant_withdraw",
    "user_deactivate",
    "user_make",
    "user_reactivate",
]
