"""Starts workers by forking, as often as a line arrives: 200 of them must not cost 200 starts.

Prints the id of each. Whoever started us kills them.
"""

from __future__ import annotations

import os
import sys

import django

django.setup()

import kill_job  # noqa: E402, F401 - declares the job

from parvaneh.config.child import die_with_parent  # noqa: E402 - Django first
from parvaneh.frame.jobs import work  # noqa: E402 - the same


def main() -> None:
    """Fork a worker for each line."""
    for _ in sys.stdin:
        worker = os.fork()
        if not worker:
            die_with_parent(9)
            work()
            os._exit(0)
        print(worker, flush=True)  # noqa: T201 - our answer
        os.waitpid(worker, 0)


if __name__ == "__main__":
    main()
