"""Steps that a process takes by pages of its own, not by the generic page of a case.

Such a step writes more than the case's state; taken by the generic page, it would write only that.
A process adds itself by one line here; routes are named, so that no subject imports another.
"""

from collections.abc import Callable, Mapping

from django.urls import reverse

from parvaneh.casework.models import Case

OBJECTION_STEPS = {
    "review": "objection_review",
    "return": "objection_return",
    "complete": "objection_complete",
    "send": "objection_send",
    "withdraw": "objection_withdraw",
    "admit": "objection_admit",
    "dismiss": "objection_dismiss",
    "accept": "objection_decide",
    "reject": "objection_decide",
    "serve": "objection_serve",
}


def _of_objection(case: Case, step: str) -> str:
    if not case.source.startswith("cycle:"):
        return ""  # it is about no announcement that is known here
    if step == "object":
        return reverse("objection_start", args=[case.office_code])
    return reverse(OBJECTION_STEPS[step], args=[case.number]) if step in OBJECTION_STEPS else ""


PAGES: Mapping[str, Callable[[Case, str], str]] = {"objection": _of_objection}


def own_page_of(case: Case, step: str) -> str:
    """The address of the page by which a step is taken; empty where the generic page takes it."""
    known = PAGES.get(case.procedure)
    return known(case, step) if known else ""


def step_address(case: Case, step: str) -> str:
    """The address by which a step of a case is taken."""
    return own_page_of(case, step) or reverse("case_step", args=[case.number, step])
