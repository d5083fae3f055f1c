"""`parvaneh worker`: run jobs until told to stop."""

from __future__ import annotations

from typing import Annotated

import typer

from parvaneh.cli.terminal import Lang, tell


def worker(
    queues: Annotated[
        list[str] | None, typer.Argument(help="The queues to serve; all where none is named.")
    ] = None,
    *,
    lang: Lang = "fa",
) -> None:
    """Run jobs until Ctrl-C or SIGTERM; a job that runs is finished first, within 20 seconds.

    `parvaneh serve` starts workers of its own; this one is for further machines and for queues of
    their own. Where the database goes away it waits and goes on by itself.

    Example: parvaneh worker letters
    """
    from parvaneh.cli.database import with_database
    from parvaneh.kit.languages import msg

    with with_database(lang):
        from parvaneh.frame.jobs import work

        tell(lang, msg("The worker waits for jobs."))
        work(queues=tuple(queues or ()))
