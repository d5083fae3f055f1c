"""Sentences of the sign-in package and of Django that we put into Persian ourselves.

Our catalogue is asked before theirs, so it is enough that these are in it; the English stays.
"""

from parvaneh.kit.languages import msg

WORDED = (
    msg("Current Password"),
    msg("New Password"),
    msg("New Password (again)"),
    msg("Password"),
    msg("Password (again)"),
    msg("Forgot your password?"),
    msg("Please type your current password."),
    msg("You must type the same password each time."),
    msg("Incorrect password."),
    msg("Incorrect code."),
    msg("Invalid or expired key."),
    msg("The password reset token was invalid."),
    msg("This account is currently inactive."),
    msg("Too many failed login attempts. Try again later."),
    msg("This field is required."),
    msg("Your password can’t be too similar to your other personal information."),
    msg("Your password can’t be a commonly used password."),
    msg("Your password can’t be entirely numeric."),
    msg("This password is too common."),
    msg("This password is entirely numeric."),
    msg("Passwordless"),
    msg(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes "
        "additional requirements such as biometrics or PIN protection."
    ),
)
