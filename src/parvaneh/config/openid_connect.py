"""Single sign-on with OpenID Connect, set by environment variables."""

from collections.abc import Mapping
from typing import Any


def openid_connect_of(environment: Mapping[str, str]) -> dict[str, Any]:
    """Settings of the one provider that the environment names; empty without its address.

    Args:
        environment: ``PARVANEH_OIDC_URL`` (where the provider describes itself), ``_CLIENT``,
            ``_SECRET`` and ``_NAME`` (what the button says).
    """
    address = environment.get("PARVANEH_OIDC_URL", "")
    if not address:
        return {}
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": environment.get("PARVANEH_OIDC_NAME", "") or "SSO",
                    "client_id": environment.get("PARVANEH_OIDC_CLIENT", ""),
                    "secret": environment.get("PARVANEH_OIDC_SECRET", ""),
                    "settings": {"server_url": address},
                }
            ],
        }
    }
