"""The services of an office by name; the lists of prices know them by code."""

from collections.abc import Mapping

from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg

SERVICES: Mapping[str, str] = {
    "appeal": msg("Appeal petition"),
    "brief": msg("Brief"),
    "case-copy": msg("Copy of a case file"),
    "criminal-complaint": msg("Criminal complaint"),
    "declaration": msg("Formal notice (ezharnameh)"),
    "enforcement": msg("Request for enforcement"),
    "guidance": msg("Guidance"),
    "petition": msg("Petition"),
    "sana-enrolment": msg("Enrolment in Sana"),
}


def service_name(code: str) -> str:
    """The name of a service; its code where nobody has named it."""
    return say(SERVICES[code]) if code in SERVICES else code
