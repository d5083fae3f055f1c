"""The number of the request that is being answered: on its page, in its log lines."""

import re
import secrets
from contextvars import ContextVar

request_number: ContextVar[str] = ContextVar("request_number", default="")
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


def number_of(given: str) -> str:
    """The number that a proxy in front of us gave, if it is one; else a new one."""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
