"""Routes whose unsafe requests need no idempotency key, each with its reason.

All are pages of the sign-in package; their forms carry the key like any other, it is only not
asked for. A route that is not here and not keyed answers 400.
"""

from collections.abc import Mapping

_SESSION = "changes only the session that sends it; repeated, it finds itself done"
_OWN_GUARD = "the package takes a code, a link or a challenge once, whatever the form says"
_ASKS = "sends a message at most; the package limits how often"
_SAME_AGAIN = "sets a value; set twice it is the same"
_NEW_PAGE = "answers with a page that may be shown once only, such as new recovery codes"

WITHOUT_KEY: Mapping[str, str] = {
    "account_login": _SESSION,
    "account_logout": _SESSION,
    "account_reauthenticate": _SESSION,
    "account_reset_password": _ASKS,
    "account_reset_password_from_key": _OWN_GUARD,
    "account_change_password": _SAME_AGAIN,
    "account_set_password": _SAME_AGAIN,
    "mfa_authenticate": _SESSION,
    "mfa_reauthenticate": _SESSION,
    "mfa_activate_totp": _OWN_GUARD,
    "mfa_deactivate_totp": _SAME_AGAIN,
    "mfa_generate_recovery_codes": _NEW_PAGE,
    "mfa_add_webauthn": _OWN_GUARD,
    "mfa_edit_webauthn": _SAME_AGAIN,
    "mfa_remove_webauthn": _SAME_AGAIN,
    "mfa_login_webauthn": _SESSION,
    "mfa_reauthenticate_webauthn": _SESSION,
    "usersessions_list": _SAME_AGAIN,
    "account_act_for": _SAME_AGAIN,
    "account_password_code": _OWN_GUARD,  # and a failed attempt must stay counted
    "socialaccount_connections": _SAME_AGAIN,
    "socialaccount_signup": _SESSION,
    "openid_connect_login": _SESSION,
    "openid_connect_callback": _SESSION,
}
