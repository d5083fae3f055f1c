"""`parvaneh template` and `parvaneh reduce`: what comes before a ranking."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parvaneh.cli.terminal import (
    AsJson,
    Lang,
    print_json,
    progress_shown,
    refusals_told,
    tell,
    tell_written,
)


def template(
    file: Annotated[Path, typer.Argument(help="The workbook to write (.xlsx).", dir_okay=False)],
    *,
    lang: Lang = "fa",
) -> None:
    """Write an empty workbook for the evidence: right-to-left, in both languages, with lists.

    Example: parvaneh template evidence.xlsx
    """
    from parvaneh.kit.outputs import file_aside
    from parvaneh.scoring.template import write_template

    with refusals_told(lang), file_aside(file) as aside:
        write_template(aside)
    tell_written(file, lang)


def reduce(
    evidence: Annotated[Path, typer.Argument(exists=True, help="Folder or workbook of evidence.")],
    *,
    out: Annotated[Path, typer.Option(help="The summary to write.", dir_okay=False)],
    values: Annotated[
        Path | None, typer.Option(help="Profile of values (TOML).", exists=True, dir_okay=False)
    ] = None,
    period: Annotated[int | None, typer.Option(help="Ranking year, such as 1404.")] = None,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Reduce evidence to a summary: per-office whole counts, from which `rank` can rank.

    Summaries of parts merge into that of the whole, byte for byte; the row order does not matter.

    Example: parvaneh reduce evidence/ --out 1404.summary
    """
    from parvaneh.kit.languages import msg
    from parvaneh.kit.outputs import file_aside
    from parvaneh.scoring.pipeline import Asked, settled, summarised
    from parvaneh.scoring.summary_file import write_summary

    with (
        refusals_told(lang, as_json=as_json),
        file_aside(out) as aside,
        progress_shown(lang, quiet=as_json) as progress,
    ):
        settings = settled(Asked(evidence, year=period, profile=values))
        gathered = summarised(settings, progress)
        write_summary(gathered.summary, aside)
    facts = {"offices": len(gathered.summary.offices), "outside": dict(gathered.summary.outside)}
    if as_json:
        print_json(facts)
    tell_written(out, lang)
    tell(lang, msg("The summary holds {count} offices."), count=len(gathered.summary.offices))
