"""Workers of the gate of the announcement: each line of standard input starts two by forking.

Prints their ids; whoever started us kills them. Both try the same announcement and its letters.
"""

from __future__ import annotations

import os
import sys
import time

import django

django.setup()

from django.db import Error, connection  # noqa: E402 - Django first

from parvaneh.casework.models import Case  # noqa: E402 - the same
from parvaneh.config.child import die_with_parent  # noqa: E402 - the same
from parvaneh.frame.refused import Conflict  # noqa: E402 - the same
from parvaneh.kit.clock import now_utc  # noqa: E402 - the same
from parvaneh.ranking.models import Announcement  # noqa: E402 - the same
from parvaneh.ranking.operations.announcement_making import announcement_try  # noqa: E402
from parvaneh.ranking.operations.letters import grade_letters, unserved  # noqa: E402 - the same


def main() -> None:
    """Fork two workers for each line."""
    for _ in sys.stdin:
        workers = [_started(), _started()]
        print(*workers, flush=True)  # noqa: T201 - our answer
        for one in workers:
            os.waitpid(one, 0)


def _started() -> int:
    worker = os.fork()
    if not worker:
        die_with_parent(9)
        connection.close()
        try:
            _work()
        finally:
            os._exit(0)
    return worker


def _work() -> None:
    while True:
        try:
            found = Announcement.objects.select_related("cycle__case", "run").get()
            if found.announced_at is None:
                announcement_try(found, now_utc())
            else:
                left = unserved(found).order_by("pk").values_list("number", flat=True)
                some = list(left[:4])
                if not some and Case.objects.filter(source=found.cycle.key).exists():
                    return
                grade_letters(announcement=found, numbers=some, at=now_utc())
        except (Error, Conflict):
            connection.close()
            time.sleep(0.01)


if __name__ == "__main__":
    main()
