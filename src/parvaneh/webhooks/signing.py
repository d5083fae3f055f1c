"""Signatures of the Standard Webhooks form (specification 1.0, symmetric, ``v1``).

The receiver computes HMAC-SHA256 over ``id.timestamp.body`` with the secret that both know, and
refuses what is older than it tolerates. Several signatures may stand side by side with spaces.
"""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
BYTES = 32  # the specification asks for 24 to 64


def secret_make() -> str:
    """A new secret as receivers' libraries take it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signed(*, code: str, timestamp: int, body: str, secret: str) -> dict[str, str]:
    """The three headers that go with a body.

    Args:
        code: of the message, the same at every try.
        timestamp: of this try, in seconds since 1970.
        body: the text that is sent.
        secret: as `secret_make` gives it.
    """
    key = base64.b64decode(secret.removeprefix(PREFIX))
    text = f"{code}.{timestamp}.{body}".encode()
    found = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": code,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{found}",
    }
