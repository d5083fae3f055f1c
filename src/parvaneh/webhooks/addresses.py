"""Which addresses may be told: https, on a host that whoever runs the machine has listed.

The list stands in the environment (``PARVANEH_WEBHOOK_HOSTS``), not in the database: nobody who can
only sign in can make this machine call another one.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings

from parvaneh.kit.languages import msg
from parvaneh.law.ruling import Reason

LONGEST = 300
HERE = frozenset({"127.0.0.1", "localhost"})

NOT_AN_ADDRESS = msg("Give a whole address such as {needed}; found: {found}.")
NO_SECRETS = msg("The address carries a name, a password or a fragment; leave them out.")
NOT_LISTED = msg("{found} is not on the list of this installation. Listed: {needed}.")
NONE_LISTED = msg("No host is listed in this installation, so nobody can be told.")
NOT_SAFE = msg("The address begins with https.")


def hosts_listed() -> tuple[str, ...]:
    """Hosts, with a port where it is not the usual one, that may be told."""
    return tuple(settings.WEBHOOK_HOSTS)


def address_faults(url: str, *, listed: Collection[str] | None = None) -> list[Reason]:
    """Everything that is wrong with an address.

    Args:
        url: as somebody entered it.
        listed: hosts that may be told; by default those of this installation.
    """
    known = hosts_listed() if listed is None else listed
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or len(url) > LONGEST or parts.scheme not in {"https", "http"}:
        example = "https://example.org/grades"
        return [Reason("url", NOT_AN_ADDRESS, (), found=url[:LONGEST], needed=example)]
    faults = []
    if parts.username or parts.password or parts.fragment:
        faults.append(Reason("url", NO_SECRETS, ()))
    if parts.scheme == "http" and host not in HERE:
        faults.append(Reason("url", NOT_SAFE, ()))
    if parts.netloc.rpartition("@")[2].lower() not in known:
        if not known:
            return [*faults, Reason("url", NONE_LISTED, ())]
        faults.append(Reason("url", NOT_LISTED, (), found=host, needed=tuple(known)))
    return faults
