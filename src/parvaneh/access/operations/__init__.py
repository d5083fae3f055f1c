"""Everything that changes who may do what. Each is one act, with its event."""

from parvaneh.access.operations.delegations import (
    delegation_give,
    delegation_pass_on,
    delegation_withdraw,
)
from parvaneh.access.operations.grants import grant_give, grant_withdraw
from parvaneh.access.operations.machine import job_retry
from parvaneh.access.operations.passwords import (
    password_code_give,
    password_code_use,
    password_set,
    second_factor_reset,
    sessions_of_user_end,
    user_invite,
)
from parvaneh.access.operations.proposals import (
    proposal_confirm,
    proposal_decline,
    proposal_make,
)
from parvaneh.access.operations.users import (
    user_deactivate,
    user_edit,
    user_make,
    user_reactivate,
)
from parvaneh.access.operations.weighty import (
    administrator_first_make,
    grant_confirm,
    grant_propose,
)

__all__ = [
    "administrator_first_make",
    "delegation_give",
    "delegation_pass_on",
    "delegation_withdraw",
    "grant_confirm",
    "grant_give",
    "grant_propose",
    "grant_withdraw",
    "job_retry",
    "password_code_give",
    "password_code_use",
    "password_set",
    "proposal_confirm",
    "proposal_decline",
    "proposal_make",
    "second_factor_reset",
    "sessions_of_user_end",
    "user_deactivate",
    "user_edit",
    "user_invite",
    "user_make",
    "user_reactivate",
]
