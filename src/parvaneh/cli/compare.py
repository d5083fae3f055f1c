"""`parvaneh compare`: who moves between two runs, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.terminal import (
    AsJson,
    Exit,
    Lang,
    print_json,
    progress_shown,
    refusals_told,
    stop,
    tell_written,
)

if TYPE_CHECKING:
    from parvaneh.scoring.outcome import Outcome

TWO = 2


def compare(
    what: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            help="Two folders or results.csv of `rank`; or evidence, with two --values.",
        ),
    ],
    *,
    values: Annotated[
        list[Path] | None,
        typer.Option(help="Profile to rank the evidence by; give it twice.", exists=True),
    ] = None,
    period: Annotated[int | None, typer.Option(help="Ranking year of the evidence.")] = None,
    html: Annotated[
        Path | None, typer.Option(help="Also write the comparison as a page.", dir_okay=False)
    ] = None,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Say who moves between two runs and why: by grade, by province, by cause.

    Between two profiles on the same evidence nothing is written; it is ranked twice in memory. One
    --values alone compares the shipped values with the profile.

    Example: parvaneh compare 1403 1404 --html movers.html

    Example: parvaneh compare evidence.summary --values a.toml --values b.toml
    """
    from parvaneh.kit.languages import Language
    from parvaneh.kit.outputs import file_aside
    from parvaneh.scoring.compare import compared
    from parvaneh.scoring.outcome import NotAnOutcome
    from parvaneh.scoring.report import comparison as told
    from parvaneh.scoring.report.voice import Voice

    profiles = values or []
    if (len(what), bool(profiles)) not in {(TWO, False), (1, True)} or len(profiles) > TWO:
        raise typer.BadParameter("give two runs, or one evidence with one or two --values")
    with refusals_told(lang, as_json=as_json):
        try:
            pair = _by_profiles(what[0], profiles, period, lang) if profiles else _read(what)
            found = compared(*pair)
        except NotAnOutcome as error:
            stop([str(error)], Exit.INVALID)
        if html is not None:
            with file_aside(html) as aside:
                aside.write_text(told.comparison_html(found), encoding="utf-8")
            tell_written(html, lang)
    if as_json:
        print_json(told.comparison_json(found))
    else:
        bands = [found.names[key] for key in found.grades if key]
        print("\n".join(told.comparison_lines(found, Voice(Language(lang), bands))))


def _read(paths: list[Path]) -> tuple[Outcome, Outcome]:
    """Two runs; two of the same year are called by their folders."""
    from dataclasses import replace

    from parvaneh.scoring.outcome import read_outcome

    first, second = map(read_outcome, paths)
    if first.name == second.name:
        first, second = (
            replace(one, name=(path if path.is_dir() else path.parent).resolve().name)
            for one, path in zip((first, second), paths, strict=True)
        )
    return first, second


def _by_profiles(
    evidence: Path, profiles: list[Path], period: int | None, lang: str
) -> tuple[Outcome, Outcome]:
    """The same evidence ranked by two profiles; by the shipped values where one is given."""
    from parvaneh.scoring.fast import rank
    from parvaneh.scoring.outcome import outcome_of
    from parvaneh.scoring.pipeline import Asked, settled, summarised

    wanted = [None, *profiles][-TWO:]
    settings = [settled(Asked(evidence, year=period, profile=profile)) for profile in wanted]
    with progress_shown(lang) as progress:
        gathered = [summarised(settings[0], progress)]
        # Another profile may ask for another period; the evidence is then read once more.
        if settings[1].period != settings[0].period:
            gathered.append(summarised(settings[1], progress))
    first, second = (
        outcome_of(rank(some.summary, one.values), profile.stem if profile else "shipped")
        for some, one, profile in zip((gathered[0], gathered[-1]), settings, wanted, strict=True)
    )
    return first, second
