"""The list of the API beside Django REST Framework over the same table."""

import os

from bench import server
from bench.out import Out

NAME = "api"


def run(out: Out) -> None:
    """Measure what a page of the list costs, ours and theirs, taking turns."""
    os.environ["PARVANEH_POOL"] = "1"  # as a server keeps its connections
    with server.running(NAME):
        from bench._api_sides import compared, seed  # noqa: PLC0415 - needs Django

        seed()
        compared(out)
