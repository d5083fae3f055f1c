"""`parvaneh demo …`: generated evidence to try everything on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from parvaneh.cli.terminal import (
    AsJson,
    Exit,
    Lang,
    print_json,
    progress_shown,
    refusals_told,
    say,
    stop,
    stop_on_signals,
)

app = typer.Typer(help="Generated evidence, and a ranking of it.", no_args_is_help=True)

SizeWord = Literal["S", "M", "L"]
FormWord = Literal["csv", "parquet", "xlsx"]


@app.command()
def evidence(
    out: Annotated[Path, typer.Option("--out", help="The folder to write; it must not exist.")],
    *,
    size: Annotated[
        SizeWord,
        typer.Option(
            help="S: 1,000 offices, 1 million answers and services. M: 2,000 and 20 million. "
            "L: 10,000 and 100 million."
        ),
    ] = "S",
    offices: Annotated[
        int, typer.Option(min=0, help="Another number of offices; 0 is the size's own.")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Equal seeds give equal evidence.")] = 1,
    form: Annotated[
        FormWord | None,
        typer.Option("--format", help="By default csv for S, parquet for M and L."),
    ] = None,
    language: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Generate realistic evidence, marked as generated, for the ranking of 1404.

    Exits with 5 where the folder exists, with 2 where a workbook could not hold the rows.

    Example: parvaneh demo evidence --size S --out evidence
    """
    from parvaneh.kit.languages import Language, msg, render
    from parvaneh.scoring import demo

    stop_on_signals()
    with refusals_told(language, as_json=as_json), progress_shown(quiet=as_json) as progress:
        try:
            rows = demo.write_demo_evidence(
                out,
                size=demo.Size(size),
                offices=offices or None,
                seed=seed,
                format=demo.Format(form) if form else None,
                progress=progress,
            )
        except demo.TooManyRows as why:
            stop([render(demo.TOO_MANY_ROWS, vars(why), Language(language))], Exit.USAGE)
    if as_json:
        print_json({"folder": str(out), "rows": rows})
        return
    print(out)
    written = msg("Generated evidence of {offices} offices, {rows} rows in all.")
    counts = {"offices": rows["offices"], "rows": sum(rows.values())}
    say(render(written, counts, Language(language)))
