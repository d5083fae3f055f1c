"""`parvaneh rank`: from evidence to grades, in one command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parvaneh.cli.terminal import AsJson, Lang, print_json, progress_shown, refusals_told, say

if TYPE_CHECKING:
    from parvaneh.scoring.outputs import Ranked

TOP = 10
TOLD = 40  # remarks; more belong into a file


def rank(
    evidence: Annotated[
        Path, typer.Argument(exists=True, help="Folder, workbook or summary of evidence.")
    ],
    *,
    out: Annotated[Path, typer.Option(help="The folder to make; it must not exist.")],
    values: Annotated[
        Path | None, typer.Option(help="Profile of values (TOML).", exists=True, dir_okay=False)
    ] = None,
    period: Annotated[int | None, typer.Option(help="Ranking year, such as 1404.")] = None,
    previous: Annotated[
        Path | None, typer.Option(help="Last year's folder or results.csv.", exists=True)
    ] = None,
    robustness: Annotated[
        int, typer.Option(min=0, help="Coefficient tables to draw beside the legal result.")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the draws.")] = 1,
    errors: Annotated[
        Path | None,
        typer.Option(help="Workbook to write if the evidence is wrong.", dir_okay=False),
    ] = None,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Rank the offices of a country by the directive of 1404, and explain every number.

    Writes results.csv, results.xlsx, report.html, explain/ and bundle.zip into OUT, whole or not at
    all. Wrong evidence is told with file, row and column, all at once, and exits with 3.

    Example: parvaneh rank evidence/ --out 1404 --robustness 10000
    """
    from parvaneh.scoring.outputs import Beside, rank_into
    from parvaneh.scoring.pipeline import Asked

    marked = None if errors is None else (evidence, errors)
    with (
        refusals_told(lang, as_json=as_json, marked=marked),
        progress_shown(lang, quiet=as_json) as progress,
    ):
        asked = Asked(evidence, year=period, profile=values)
        beside = Beside(previous=previous, draws=robustness, seed=seed)
        ranked = rank_into(out, asked, beside, progress)
    tell_notices(ranked, lang)
    if as_json:
        print_json(facts_of(ranked, out))
    else:
        print("\n".join(lines_of(ranked, out, lang)))


def facts_of(ranked: Ranked, out: Path) -> dict[str, Any]:
    """What a run came to, as JSON content."""
    facts = ranked.facts
    return {
        "out": str(out),
        "year": facts.run.year,
        "official": ranked.ranking.official,
        "provisional": list(ranked.ranking.provisional),
        "offices": len(ranked.ranking.results),
        "status": {status.value: count for status, count in facts.statuses.items()},
        "grades": {band.key: facts.grades[band.key] for band in facts.bands},
        "root": facts.run.root,
        "notices": len(facts.run.notices),
    }


def tell_notices(ranked: Ranked, lang: str) -> None:
    """Say what was passed over in the evidence, on stderr; notices.csv holds all of it."""
    from parvaneh.kit.languages import Language, render

    for notice in ranked.facts.run.notices[:TOLD]:
        say(f"{notice.file}: {render(notice.message, notice.params, Language(lang))}")


def lines_of(ranked: Ranked, out: Path, lang: str) -> list[str]:
    """What a run came to, as lines for a person: top offices, grades, what is missing, files."""
    from parvaneh.kit.languages import Language, show
    from parvaneh.scoring.report.overview import overview

    language = Language(lang)
    lines = overview(ranked.facts, language, top=TOP)
    files = sorted(path.name for path in out.iterdir())
    return [*lines, "", f"{out}: {show(files, language)}"]
