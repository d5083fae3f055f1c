"""`parvaneh law …`: the map of clauses, the pages of values and procedures, worked cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

# The law itself is imported by the command that needs it, so that `--help` stays quick.
if TYPE_CHECKING:
    from collections.abc import Iterable

    from parvaneh.law.casebook import Case, Walk
    from parvaneh.law.clauses import Coverage
    from parvaneh.law.values import Values

INVALID, UNVERIFIED = 3, 4
NOT_COMPUTABLE_SHARE = 5  # at most one clause in so many may be not computable

app = typer.Typer(
    help="The law: its map, values, procedures and worked cases.", no_args_is_help=True
)

Check = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 4 if the page is not up to date.")
]
Docs = Annotated[Path, typer.Option(help="The folder of the page.", file_okay=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
DOCS = Path("docs")


@app.command("map")
def law_map(*, check: Check = False, docs: Docs = DOCS) -> None:
    """Write docs/law-map.md: each clause, what computes it, the cases that show it.

    With --check it exits with 4 also where a clause is missing or too many are not computable.
    """
    from parvaneh.law import clauses

    try:
        rows = clauses.coverage()
    except LookupError as error:
        _stop([str(error)], UNVERIFIED)
    _page(docs / "law-map.md", clauses.law_map(rows), check=check, also=_gaps(rows))


@app.command()
def values(*, check: Check = False, docs: Docs = DOCS) -> None:
    """Write docs/values.md: each dated value with its dates, source and status."""
    from parvaneh.law.pages import values_page

    _page(docs / "values.md", values_page(_values()), check=check)


@app.command()
def procedures(*, check: Check = False, docs: Docs = DOCS) -> None:
    """Write docs/procedures.md: the states and steps of each kind of case."""
    from parvaneh.law import clauses, pages

    page = pages.procedures_page(clauses.procedures())
    _page(docs / "procedures.md", page, check=check)


@app.command()
def cases(*, check: Check = False, docs: Docs = DOCS) -> None:
    """Write docs/worked-cases.md: what each rule answers to each worked case, word for word."""
    from parvaneh.kit import accounts
    from parvaneh.law.casebook import shipped_cases

    _page(docs / "worked-cases.md", accounts.page(shipped_cases(), _values()), check=check)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Worked cases (TOML).")],
    *,
    article: Annotated[
        str,
        typer.Option(help="The module whose rules the cases run; else the file's name says it."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Run worked cases of your own and print every difference.

    Exits with 3 where a case comes out otherwise than written, or the file cannot be read.

    Example: parvaneh law check mine.cases.toml --article art12_objection
    """
    module = _module(article or file.name.removesuffix(".toml").removesuffix(".cases"))
    try:
        count, found = _differences(file.read_text(encoding="utf-8-sig"), module)
    except ValueError as error:
        _stop(str(error).splitlines(), INVALID)
    if as_json:
        print(json.dumps({"cases": count, "differences": found}, ensure_ascii=False, indent=2))
    else:
        print("".join(f"{line}\n" for line in found), end="")
    typer.echo(f"{file}: {count} cases, {len(found)} differences", err=True)
    if found:
        raise typer.Exit(INVALID)


@app.command()
def clause(
    place: Annotated[str, typer.Argument(help='A citation, such as "D1404 12" or "D1392 26 n.3".')],
    *,
    as_json: AsJson = False,
) -> None:
    """Print a clause, or all clauses of an article, with what computes it and its cases.

    Example: parvaneh law clause "D1404 4(7)"
    """
    from parvaneh.law import clauses

    rows = [
        row
        for row in clauses.coverage()
        if row.clause.id == place or clauses.is_parent(place, [row.clause.id])
    ]
    if not rows:
        raise typer.BadParameter(f"no clause {place!r}; docs/law-map.md lists them all")
    if as_json:
        print(json.dumps([_facts(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(_lines(row)) for row in rows))


def _values() -> Values:
    from parvaneh.law.values import shipped_values

    return shipped_values()


def _page(path: Path, text: str, *, check: bool, also: Iterable[str] = ()) -> None:
    faults = list(also)
    if check:
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        stale = [f"{path} is not up to date; `parvaneh law` writes it anew"] if kept != text else []
        _stop(stale + faults, UNVERIFIED)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    for line in (f"wrote {path}", *faults):
        typer.echo(line, err=True)


def _gaps(rows: Iterable[Coverage]) -> list[str]:
    from parvaneh.law import clauses

    kept = tuple(rows)
    skipped = [row for row in kept if row.clause.not_computable is not None]
    found = [f"{one.id}: nothing computes it" for one in clauses.uncovered(kept)]
    found += [f"{one.id}: computed, yet said not to be" for one in clauses.contradicted(kept)]
    if len(skipped) * NOT_COMPUTABLE_SHARE > len(kept):
        found.append(f"{len(skipped)} of {len(kept)} clauses are not computable: too many")
    return found


def _stop(faults: list[str], code: int) -> None:
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(code)


def _module(name: str) -> str:
    from difflib import get_close_matches

    from parvaneh.law.clauses import law_modules

    known = [module.removeprefix("parvaneh.law.") for module in law_modules()]
    found = [one for one in known if f".{one}".endswith(f".{name}")]
    if len(found) != 1:
        short = [one.rpartition(".")[2] for one in known]
        listed = ", ".join(found or get_close_matches(name, short))
        hint = f"; did you mean {listed}?" if listed else ""
        raise typer.BadParameter(f"no single article {name!r}{hint}", param_hint="--article")
    return f"parvaneh.law.{found[0]}"


def _differences(text: str, module: str) -> tuple[int, list[str]]:
    from importlib import import_module

    from parvaneh.law import casebook

    if ".procedures." in module:
        if not hasattr(import_module(module), "PROCEDURE"):
            raise ValueError(f"{module} has no procedure of its own")
        walks = list(casebook.read_walks(text, module))
        told = [line for walk in walks for line in casebook.walk_differences(walk)]
        return len(walks), told + _strangers(walks)
    cases = list(casebook.read_cases(text, module))
    shipped = _values()
    told = [line for case in cases for line in casebook.differences(case, shipped)]
    return len(cases), told + _strangers(cases)


def _strangers(cases: Iterable[Case | Walk]) -> list[str]:
    from parvaneh.law import clauses

    leaves = [one.id for one in clauses.clauses()]
    return [
        f"{case.name}: {where} is no clause"
        for case in cases
        for where in map(str, case.clauses)
        if where.startswith(("D1392", "D1404"))
        and where not in leaves
        and not clauses.is_parent(where, leaves)
    ]


def _facts(row: Coverage) -> dict[str, object]:
    clause = row.clause
    return {
        "id": clause.id,
        "fa": clause.fa,
        "en": clause.en,
        "kind": clause.kind,
        "printed": clause.printed,
        "print_note": clause.print_note,
        "not_computable": clause.not_computable,
        "assumes": clause.assumes,
        "computed_by": row.by,
        "cases": row.cases,
    }


def _lines(row: Coverage) -> list[str]:
    from parvaneh.law.citation import english_label, persian_label

    clause = row.clause
    why = clause.not_computable
    lines = [
        f"{persian_label(clause.id)} ({english_label(clause.id)})",
        f"  {clause.fa}",
        f"  {clause.en}",
    ]
    lines += [f"  print: {clause.print_note}"] if clause.print_note else []
    lines += [f"  ambiguity: {', '.join(clause.assumes)}"] if clause.assumes else []
    lines += [f"  not computable: {why['fa']}", f"  not computable: {why['en']}"] if why else []
    lines += [f"  computed by: {name}" for name in row.by]
    lines += [f"  case: {name}" for name in row.cases]
    return lines
