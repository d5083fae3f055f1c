"""`parvaneh cycle …`: the yearly ranking's cycles, listed, shown, and taken out as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parvaneh.cli.acts import By, acting_by, database_acts
from parvaneh.cli.terminal import AsJson, Lang, print_json, tell

if TYPE_CHECKING:
    from parvaneh.ranking.models import Cycle

app = typer.Typer(
    help="Cycles of the yearly ranking: listed, shown, taken out as files.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Code = Annotated[str, typer.Argument(metavar="CODE", help="Such as 1405, out of turn 1405-2.")]


@app.command("list")
def list_cycles(*, by: By = "", lang: Lang = "fa", as_json: AsJson = False) -> None:
    """List the cycles, the newest first.

    Example: parvaneh cycle list --by analyst_1
    """
    from parvaneh.kit.clock import now_utc, tehran_day
    from parvaneh.kit.languages import msg

    with database_acts(lang):
        from parvaneh.ranking.queries import visible_cycles

        rows = [_told(one) for one in visible_cycles(acting_by(by), on=tehran_day(now_utc()))]
    if as_json:
        print_json(rows)
        return
    for one in rows:
        typer.echo(f"{one['code']}\t{one['state']}\t{one['first']}\t{one['last']}")
    if not rows:
        tell(lang, msg("There is no cycle yet."))


@app.command()
def show(code: Code, *, by: By = "", lang: Lang = "fa", as_json: AsJson = False) -> None:
    """Show where a cycle stands: its values, frozen evidence, and the run that it goes on with.

    Example: parvaneh cycle show 1405 --by analyst_1 --json
    """
    from parvaneh.kit.clock import now_utc, tehran_day

    with database_acts(lang):
        from parvaneh.ranking.queries import cycle_of

        cycle = cycle_of(acting_by(by), code, on=tehran_day(now_utc()))
        known = _told(cycle) | _shown(cycle)
    if as_json:
        print_json(known)
        return
    for name, value in known.items():
        typer.echo(f"{name}\t{value}")


@app.command()
def export(
    code: Code,
    *,
    out: Annotated[Path, typer.Option("--out", help="The folder to make; it must not exist.")],
    by: By = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Write the frozen evidence and the locked values of a cycle into a folder.

    `parvaneh rank FOLDER/evidence.summary --values FOLDER/values.toml --period YEAR` then makes the
    same results.csv, byte for byte.

    Example: parvaneh cycle export 1405 --out 1405 --by analyst_1
    """
    from parvaneh.kit.clock import now_utc, tehran_day
    from parvaneh.kit.languages import msg
    from parvaneh.kit.outputs import AlreadyThere

    at = now_utc()
    with database_acts(lang):
        from parvaneh.access.permissions import Permission
        from parvaneh.ranking.operations import cycle_export
        from parvaneh.ranking.queries import cycle_of

        acting = acting_by(by)
        cycle = cycle_of(acting, code, on=tehran_day(at), to=Permission.RANKING_WORK)
        try:
            names = cycle_export(cycle=cycle, out=out, by=acting, at=at)
        except AlreadyThere as why:
            tell(lang, msg("{path} is there already; nothing was written."), path=str(why.path))
            raise typer.Exit(1) from None
    if as_json:
        print_json({"out": str(out), "year": cycle.year, "files": sorted(names)})
        return
    said = msg("{path}: {files}. Ranking year: {year}.")
    tell(lang, said, path=str(out), files=tuple(sorted(names)), year=str(cycle.year))


def _told(cycle: Cycle) -> dict[str, Any]:
    return {
        "code": cycle.code,
        "state": cycle.case.state,
        "case": cycle.case.number,
        "first": cycle.first.isoformat(),
        "last": cycle.last.isoformat(),
        "offices": cycle.offices,
    }


def _shown(cycle: Cycle) -> dict[str, Any]:
    from parvaneh.ranking.queries import policy_of_cycle, snapshot_of, standing_run

    snapshot, run = snapshot_of(cycle), standing_run(cycle)
    return {
        "values": cycle.digest,
        "provisional": list(policy_of_cycle(cycle).provisional) if cycle.values else [],
        "snapshot": snapshot and snapshot.sha256,
        "ranked": snapshot and snapshot.offices,
        "run": run and run.number,
        "root": run and run.root,
        "official": run and run.official,
        "average": run and run.average,
        "average_grade": run and run.average_grade,
    }
