"""A client of the kill gate: opens cases, takes their steps, and notes what was acknowledged.

``kill_client.py FILE [early]``: each line of FILE is a case, its version and its state, written
after the commit was acknowledged; with ``early``, before it: the negative control.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack

import django

django.setup()

from django.db import Error, connection  # noqa: E402 - Django first
from kill_job import mark  # noqa: E402 - the same
from procrastinate.exceptions import ConnectorException  # noqa: E402 - the same

from parvaneh.access.acting import Acting  # noqa: E402 - the same
from parvaneh.access.models import User  # noqa: E402 - the same
from parvaneh.casework.operations import case_open, step_take  # noqa: E402 - the same
from parvaneh.casework.procedures import procedure_on_trial  # noqa: E402 - the same
from parvaneh.casework.tests.trial import TRIAL  # noqa: E402 - the same
from parvaneh.frame.jobs import enqueue  # noqa: E402 - the same
from parvaneh.kit.clock import now_utc  # noqa: E402 - the same
from parvaneh.law.vocabulary import Actor  # noqa: E402 - the same
from parvaneh.ledger.acts import act  # noqa: E402 - the same
from parvaneh.registry.models import Person  # noqa: E402 - the same

STEPS = (("examine", 0), ("return", 0), ("complete", 1), ("decide", 0))
LINGER = 0.3  # seconds between an early acknowledgement and its commit: longer than a kill waits


def main() -> None:
    """Work until killed or told to stop."""
    file, early = sys.argv[1], "early" in sys.argv[2:]
    out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with procedure_on_trial(TRIAL):
        while True:
            try:
                one_case(out, early=early)
            # The database went away, perhaps while a job was enqueued: what was asked last is
            # unknown to us.
            except (Error, ConnectorException):
                connection.close()
                time.sleep(0.02)


def one_case(out: int, *, early: bool) -> None:
    """Open a case and take it through all of its steps."""
    deputy, applicant = (Acting(User.objects.get(username=n)) for n in ("deputy_1", "applicant_1"))
    person = Person.objects.get(user=applicant.user)
    case = None
    for step, who in (("", 1), *STEPS):
        by, at = (deputy, applicant)[who], now_utc()
        with ExitStack() as stack:
            stack.enter_context(act(by=by, at=at, case=case.number if case else ""))
            if case is None:
                case = case_open(
                    procedure="trial",
                    subject="gate:kill",
                    province="IR-23",
                    parties=[(person, Actor.APPLICANT)],
                    by=by,
                    at=at,
                )
            else:
                case = step_take(case=case, step=step, by=by, at=at)
            enqueue(mark, step=f"{case.number}:{case.state}:{case.version}")
            line = f"{case.number} {case.version} {case.state}\n".encode()
            if early:
                os.write(out, line)
                time.sleep(LINGER)
        if not early:
            os.write(out, line)


if __name__ == "__main__":
    main()
