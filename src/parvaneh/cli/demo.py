"""`parvaneh demo …`: generated evidence, and a generated country, to try everything on."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parvaneh.scoring.outputs import Ranked

app = typer.Typer(
    help="Generated evidence, a ranking of it, a generated country.", no_args_is_help=True
)

DEMO = Path("var") / "demo"
EVIDENCE, RESULT, FRESH = "evidence", "result", ".result"
NARROW = 40  # characters of a sentence that fits on a line beside its translation
TILE = "■"  # a row with a grade mark needs no translation

SizeWord = Literal["S", "M", "L"]
FormWord = Literal["csv", "parquet", "xlsx"]
CountryWord = Literal["full", "small", "tiny"]
StateWord = Literal["ranked", "before-first-ranking"]


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
    with (
        refusals_told(language, as_json=as_json),
        progress_shown(language, quiet=as_json) as progress,
    ):
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


@app.command()
def run(
    folder: Annotated[
        Path, typer.Option(help="Where evidence and result lie.", file_okay=False)
    ] = DEMO,
    *,
    as_json: AsJson = False,
) -> None:
    """Rank the generated country of size S: top ten, grades, what is missing, where the files lie.

    Generates the evidence if it is not there yet; an earlier result is replaced.

    Example: parvaneh demo run
    """
    from shutil import rmtree

    from parvaneh.cli.rank import facts_of
    from parvaneh.scoring import demo
    from parvaneh.scoring.outputs import rank_into
    from parvaneh.scoring.pipeline import Asked

    given, result, fresh = folder / EVIDENCE, folder / RESULT, folder / FRESH
    with refusals_told("fa", as_json=as_json), progress_shown("fa", quiet=as_json) as progress:
        if not given.exists():
            demo.write_demo_evidence(given, progress=progress)
        rmtree(fresh, ignore_errors=True)
        ranked = rank_into(fresh, Asked(given, year=demo.DEMO_YEAR), progress=progress)
        if result.exists():
            rmtree(result)
        fresh.rename(result)
    if as_json:
        print_json(facts_of(ranked, result))
        return
    print("\n".join(_told(ranked)))
    places = (
        ("شواهد", "evidence", given),
        ("نتیجه", "result", result),
        ("گزارش", "report", result / "report.html"),
        ("کارپوشه", "workbook", result / "results.xlsx"),
        ("بسته اثبات", "proof bundle", result / "bundle.zip"),
    )
    print()
    for fa, en, path in places:
        print(f"{fa} · {en}: {path}")


@app.command()
def country(
    *,
    seed: Annotated[int, typer.Option(min=0, help="Equal seeds give equal countries.")] = 1,
    size: Annotated[
        CountryWord,
        typer.Option(help="full: 2,000 offices. small: 42. tiny: 20, for trials of programs."),
    ] = "full",
    state: Annotated[
        StateWord,
        typer.Option(help="Whether the first ranking was announced; before, every office is good."),
    ] = "ranked",
    language: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Fill an empty database with a country that lives: offices, people, bodies, cases, history.

    The database carries the mark of a demonstration from then on, for good. Exits with 6 where
    PARVANEH_ENV is production, where the database has content, or is a demonstration already.

    Example: parvaneh demo country --seed 1 --size small
    """
    from parvaneh.cli.acts import refused_told

    with migrated_database(language), refused_told(language):
        from parvaneh.config.demo import ACCOUNTS_FILE, Plan, Size, Standing, demonstration_make
        from parvaneh.kit.clock import now_utc
        from parvaneh.kit.languages import Language, msg, render

        plan = Plan(seed, Size(size), Standing(state), now_utc())
        with progress_shown(language, quiet=as_json) as progress:
            made = demonstration_make(plan, path=ACCOUNTS_FILE, progress=progress)
    counts = {"offices": made.offices, "people": made.people, "cases": made.cases}
    if as_json:
        print_json({**counts, "events": made.events, "accounts": str(made.accounts)})
        return
    print(made.accounts)
    written = msg("Generated country: {offices} offices, {people} people, {cases} cases.")
    say(render(written, counts, Language(language)))


@app.command()
def places(*, language: Lang = "fa", as_json: AsJson = False) -> None:
    """Name what is worth looking at in a demonstration: one thing for each kind of page.

    Example: parvaneh demo places --json
    """
    from parvaneh.cli.database import with_database

    with with_database(language):
        from parvaneh.config.demo.places import showpieces

        found = dict(showpieces())
    if as_json:
        print_json(found)
        return
    for name, key in found.items():
        print(f"{name}\t{key}")


@contextmanager
def migrated_database(language: str) -> Iterator[None]:
    """A database at this version: the private one is brought there, another must be."""
    from parvaneh.cli.database import failures_told

    with failures_told(language):
        from parvaneh.config import ready

        with ready.database_ready(migrated=False):
            ready.migrations_see_to(apply=not os.environ.get("DATABASE_URL"))
            yield


def _told(ranked: Ranked) -> list[str]:
    """The overview in both languages, Persian first; what is short stands on one line."""
    from parvaneh.cli.rank import TOP
    from parvaneh.kit.languages import Language
    from parvaneh.scoring.report.overview import overview

    persian, english = (overview(ranked.facts, language, top=TOP) for language in Language)
    return [line for both in zip(persian, english, strict=True) for line in _beside(*both)]


def _beside(persian: str, english: str) -> list[str]:
    if persian == english or TILE in persian:
        return [persian]
    if len(persian) <= NARROW >= len(english):
        words = english.lstrip(" 0123456789,")
        return [f"{persian} · {words}" if words else ""]
    return [persian, english]
