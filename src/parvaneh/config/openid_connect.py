"""Single sign-on with OpenID Connect, set by environment variables."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


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


def origins_of(environment: Mapping[str, str]) -> list[str]:
    """Where the sign-in form may lead besides our own pages: the provider's origin, if one is set.

    A browser holds `form-action` against the redirects of a form too, so the button that leads to
    the provider needs it. ``PARVANEH_OIDC_ORIGIN`` names another origin than the address has.
    """
    address = environment.get("PARVANEH_OIDC_URL", "")
    if not address:
        return []
    parts = urlsplit(environment.get("PARVANEH_OIDC_ORIGIN", "") or address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.scheme and parts.netloc else []
