"""The demonstration: a generated country with everything in it, marked as such for good.

`plan` says how much, `chance` draws; `drafts`, `lives`, `staffing`, `people`, `offices` make rows
without asking the database; `country`, `bodies`, `evidence`, `grades`, `records`, `cases` write
them; `making` does all of it in one transaction.
"""

from parvaneh.config.demo.accounts import ACCOUNTS, accounts_of
from parvaneh.config.demo.making import ACCOUNTS_FILE, Made, demonstration_make
from parvaneh.config.demo.plan import Plan, Size, Standing

__all__ = [
    "ACCOUNTS",
    "ACCOUNTS_FILE",
    "Made",
    "Plan",
    "Size",
    "Standing",
    "accounts_of",
    "demonstration_make",
]
