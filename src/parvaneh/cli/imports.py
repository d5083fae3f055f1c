"""`parvaneh import …` and `parvaneh export`: sheets checked, stored, taken back, written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parvaneh.cli.acts import By, Why, acting_by, database_acts
from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, progress_shown, say, tell

if TYPE_CHECKING:
    from parvaneh.access.acting import Acting
    from parvaneh.imports.faults import Report
    from parvaneh.imports.kinds.kind import Kind
    from parvaneh.imports.models import Import

app = typer.Typer(
    help="Sheets of offices, people, posts, licences, records and evidence.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

KindName = Annotated[
    str,
    typer.Argument(metavar="KIND", help="offices, people, posts, licences, records or evidence."),
]
File = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help=".xlsx or .csv")
]
Code = Annotated[str, typer.Argument(metavar="IMPORT", help="Code of an import.")]
Returned = Annotated[
    Path | None,
    typer.Option("--returned", help="Write a copy with its faults marked here (.xlsx)."),
]
TOLD = 100


@app.command()
def check(
    kind: KindName,
    file: File,
    *,
    returned: Returned = None,
    by: By = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Check a sheet and store nothing; the check is kept and can be stored later.

    Example: parvaneh import check offices offices.xlsx --by officer_1 --returned mend.xlsx
    """
    from parvaneh.kit.clock import now_utc

    at = now_utc()
    with database_acts(lang), progress_shown(lang) as progress:
        from parvaneh.imports.operations import import_check, import_give

        acting = acting_by(by)
        given = import_give(
            kind=_kind(acting, kind), name=file.name, data=file.read_bytes(), by=acting, at=at
        )
        report = import_check(given=given, by=acting, at=at, progress=progress)
        _return(given, report, returned, lang)
    _tell(given, report, lang, as_json=as_json)
    if report.fault_count:
        raise typer.Exit(Exit.INVALID)


@app.command()
def run(
    kind: KindName,
    file: File,
    *,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="Store the good rows where others are wrong.")
    ] = False,
    returned: Returned = None,
    by: By = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Check a sheet and store it, all rows or none; with --good-rows those that are right.

    Example: parvaneh import run evidence scores.csv --by analyst_1
    """
    from parvaneh.kit.clock import now_utc

    at = now_utc()
    with database_acts(lang), progress_shown(lang) as progress:
        from parvaneh.imports.operations import import_check, import_give, import_run

        acting = acting_by(by)
        given = import_give(
            kind=_kind(acting, kind), name=file.name, data=file.read_bytes(), by=acting, at=at
        )
        report = import_check(given=given, by=acting, at=at, progress=progress)
        if (good_rows or not report.fault_count) and (report.new or report.changed):
            doing: dict[str, Any] = {"by": acting, "at": at, "progress": progress}
            report = import_run(given=given, partly=good_rows, **doing).report
        _return(given, report, returned, lang)
    _tell(given, report, lang, as_json=as_json)
    if report.fault_count:
        raise typer.Exit(Exit.INVALID)


@app.command()
def undo(code: Code, *, reason: Why, by: By = "", lang: Lang = "fa") -> None:
    """Take an import back, while nothing else rests on its rows.

    Example: parvaneh import undo i-4k2p9x0m --reason "wrong file" --by officer_1
    """
    from parvaneh.kit.clock import day_of, now_utc
    from parvaneh.kit.languages import msg

    at = now_utc()
    with database_acts(lang):
        from parvaneh.imports.loaders import import_of
        from parvaneh.imports.operations import import_undo

        acting = acting_by(by)
        given = import_of(acting, code, on=day_of(at))
        import_undo(given=given, because=reason, by=acting, at=at)
    tell(lang, msg("The import {code} was taken back."), code=code)


@app.command(name="list")
def list_imports(*, by: By = "", lang: Lang = "fa", as_json: AsJson = False) -> None:
    """List the imports that one may see, the last one first.

    Example: parvaneh import list --by officer_1 --json
    """
    from parvaneh.kit.clock import today_tehran

    with database_acts(lang):
        from parvaneh.imports.loaders import visible_imports

        found = visible_imports(acting_by(by), on=today_tehran())
        rows = [_row(one) for one in found.order_by("-given_at", "-pk")[:TOLD]]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print("\t".join(str(row[key]) for key in ("code", "kind", "state", "given_at")))


@app.command()
def template(
    kind: KindName,
    *,
    out: Annotated[Path | None, typer.Option("--out", help="Where; stdout else.")] = None,
    lang: Lang = "fa",
) -> None:
    """Write the empty workbook of a kind: headings, lists of what is allowed, a guide.

    Example: parvaneh import template offices --out offices.xlsx
    """
    with database_acts(lang):
        from parvaneh.imports.kinds.known import KINDS
        from parvaneh.imports.sheets import template_workbook
        from parvaneh.kit.languages import Language

        data = template_workbook(_known(KINDS, kind), Language(lang))
    _write(data, out)


def export(
    kind: KindName,
    *,
    out: Annotated[Path | None, typer.Option("--out", help="Where; stdout else.")] = None,
    form: Annotated[str, typer.Option("--format", help="xlsx or csv")] = "csv",
    by: By = "",
    lang: Lang = "fa",
) -> None:
    """Write what one may see of a kind, in the shape that an import takes unchanged.

    Example: parvaneh export offices --by officer_1 --out offices.csv
    """
    from parvaneh.kit.clock import now_utc

    with database_acts(lang):
        from parvaneh.imports.exporting import kind_export
        from parvaneh.kit.languages import Language

        acting = acting_by(by)
        made = kind_export(
            kind=_kind(acting, kind),
            form="xlsx" if form == "xlsx" else "csv",
            language=Language(lang),
            by=acting,
            at=now_utc(),
        )
    _write(made.content, out)


def _kind(acting: Acting, key: str) -> Kind:
    from parvaneh.imports.kinds.known import kind_of
    from parvaneh.kit.clock import today_tehran

    return kind_of(acting, key, today_tehran())


def _known(kinds: Any, key: str) -> Kind:
    from parvaneh.frame.refused import NotThere

    if key not in kinds:
        raise NotThere(key)
    found: Kind = kinds[key]
    return found


def _return(given: Import, report: Report, path: Path | None, lang: str) -> None:
    from parvaneh.imports.kinds.known import KINDS
    from parvaneh.imports.opening import Unopened
    from parvaneh.imports.operations import opened_of
    from parvaneh.imports.sheets import returned_workbook
    from parvaneh.kit.languages import Language

    if path is None or not report.fault_count:
        return
    try:
        opened = opened_of(given)
    except Unopened:
        opened = None
    path.write_bytes(returned_workbook(KINDS[given.kind], opened, report, Language(lang)))


def _row(given: Import) -> dict[str, Any]:
    return {
        "code": given.code,
        "kind": given.kind,
        "state": given.state,
        "given_at": given.given_at.isoformat(timespec="seconds"),
        **given.counts,
    }


def _tell(given: Import, report: Report, lang: str, *, as_json: bool) -> None:
    from parvaneh.imports.sheets import articles
    from parvaneh.kit.languages import Language, msg

    language = Language(lang)
    given.refresh_from_db(fields=["state"])
    if as_json:
        faults = [
            {
                "row": one.row, "cell": one.cell, "column": one.column, "found": one.found,
                "said": one.said(language), "cites": list(one.cites),
            }
            for one in report.faults
        ]  # fmt: skip
        print_json({**_row(given), **report.counts, "faults": faults})
    for one in report.faults[:TOLD]:
        place = one.cell or (str(one.row) if one.row else "")
        say("\t".join((place, one.column, one.said(language), articles(one.cites, language))))
    told = msg(
        "{code}: {rows} rows; {new} new, {changed} changed, {same} as they stand, {wrong} wrong."
    )
    tell(lang, told, code=given.code, **report.counts)


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        out.write_bytes(data)
