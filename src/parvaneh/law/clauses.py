"""The clauses of both directives, and what computes each one.

The list (``clauses.toml`` beside each directive) was fixed from the originals before any rule was
written. A clause is covered by what cites it: a rule (the `CITES` table at the top of an article's
module), a step of a procedure, a dated value, a definition; or it is marked *not computable*, with
a reason. `uncovered` must be empty, and `law_map` prints the whole as a page.
"""

import importlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parvaneh.law.casebook import Case, Walk, shipped_cases, shipped_walks
from parvaneh.law.citation import Citation, cite
from parvaneh.law.procedure import Procedure
from parvaneh.law.values import DIRECTIVES, Values, shipped_values, texts_beside
from parvaneh.law.vocabulary import TERMS

_CODES = ".py"


@dataclass(frozen=True)
class Clause:
    """One leaf of a directive with a legal content of its own, in our own words."""

    id: Citation
    printed: str
    fa: str
    en: str
    kind: str
    not_computable: Mapping[str, str] | None = None
    print_note: str = ""
    assumes: tuple[str, ...] = ()
    unprinted: bool = False


@dataclass(frozen=True)
class Coverage:
    """What stands behind one clause: the code that cites it, and the worked cases that show it."""

    clause: Clause
    by: tuple[str, ...]
    cases: tuple[str, ...]


def clauses() -> tuple[Clause, ...]:
    """Every clause of both directives, in the order of the texts."""
    return tuple(
        clause
        for folder in DIRECTIVES
        for _, text in texts_beside(f"parvaneh.law.{folder}", "clauses.toml")
        for clause in read_clauses(text)
    )


def read_clauses(text: str) -> Iterator[Clause]:
    """Read one list of clauses.

    Raises:
        TypeError: a clause lacks a field or has one we do not know.
        ValueError: an id is no citation.
    """
    for raw in tomllib.loads(text)["clause"]:
        assumed = tuple(raw.pop("assumes", ()))
        yield Clause(**{**raw, "id": cite(raw["id"]), "assumes": assumed})


def coverage() -> tuple[Coverage, ...]:
    """Every clause with what computes it and the cases that show it."""
    return covered(clauses(), citing_code(shipped_values()), citing_cases())


def covered(
    known: Iterable[Clause],
    code: Mapping[Citation, Iterable[str]],
    cases: Mapping[Citation, Iterable[str]],
) -> tuple[Coverage, ...]:
    """Join clauses with the code and the cases that cite them.

    Raises:
        LookupError: code or a case cites a clause that the list does not hold, not even as the
            whole of some leaves.
    """
    listed = tuple(known)
    leaves = {clause.id for clause in listed}
    strangers = sorted(
        where for where in (set(code) | set(cases)) - leaves if not is_parent(where, leaves)
    )
    if strangers:
        raise LookupError(f"cited, but not in the list of clauses: {', '.join(strangers)}")
    return tuple(
        Coverage(clause, tuple(code.get(clause.id, ())), tuple(cases.get(clause.id, ())))
        for clause in listed
    )


def is_parent(where: str, leaves: Iterable[Citation]) -> bool:
    """Whether a citation names a whole article or item whose parts are leaves of the list."""
    return any(leaf.startswith((f"{where}(", f"{where} n.")) for leaf in leaves)


def uncovered(rows: Iterable[Coverage]) -> tuple[Clause, ...]:
    """The clauses that nothing computes and that are not marked *not computable*."""
    return tuple(row.clause for row in rows if not row.by and row.clause.not_computable is None)


def contradicted(rows: Iterable[Coverage]) -> tuple[Clause, ...]:
    """The clauses marked *not computable* that code claims to compute all the same."""
    return tuple(row.clause for row in rows if row.by and row.clause.not_computable is not None)


def citing_code(values: Values) -> dict[Citation, list[str]]:
    """What cites each clause: rules, steps, dated values and terms, by name."""
    found: dict[Citation, list[str]] = defaultdict(list)
    for name, where in _citing_modules():
        found[where].append(name)
    for key, history in values.histories.items():
        for where in history[0].cites:
            found[where].append(f"value {key}")
    for name, term in TERMS.items():
        for where in term.cites:
            found[where].append(f"term {name}")
    return {where: names for where, names in found.items() if _is_directive(where)}


def citing_cases() -> dict[Citation, list[str]]:
    """The names of the worked cases and walks that show each clause."""
    found: dict[Citation, list[str]] = defaultdict(list)
    shown: list[Case | Walk] = [*shipped_cases(), *shipped_walks()]
    for case in shown:
        for where in case.clauses:
            found[cite(where)].append(case.name)
    return {where: names for where, names in found.items() if _is_directive(where)}


def article_modules(folder: str) -> Iterator[str]:
    """Dotted names of a directive's modules: its articles, then its procedures."""
    yield from _modules(f"parvaneh.law.{folder}")
    yield from _modules(f"parvaneh.law.{folder}.procedures")


def law_modules() -> Iterator[str]:
    """Dotted names of every module of the law: what all articles share, then the articles."""
    yield from _modules("parvaneh.law")
    for folder in DIRECTIVES:
        yield from article_modules(folder)


def procedures() -> dict[str, Procedure]:
    """Every procedure of both directives, by its key."""
    found = (getattr(importlib.import_module(name), "PROCEDURE", None) for name in law_modules())
    return {procedure.key: procedure for procedure in found if procedure is not None}


def law_map(rows: Iterable[Coverage]) -> str:
    """The page ``docs/law-map.md``: clause, what computes it, the cases that show it."""
    kept = tuple(rows)
    skipped = [row for row in kept if row.clause.not_computable is not None]
    missing = uncovered(kept)
    shown = {name for row in kept for name in row.cases}
    cases = f"{len(shown)} worked cases and walks"
    lines = [
        "# The law map",
        "",
        "Generated by `parvaneh law map`; do not edit. Every clause of both directives, what",
        "computes it, and the worked cases that show it. The texts are our own short paraphrase.",
        "",
        f"{len(kept)} clauses; {len(skipped)} not computable; {len(missing)} missing; {cases}.",
    ]
    for source in ("D1392", "D1404"):
        lines += [
            "",
            f"## {source}",
            "",
            "| Clause | Says | Computed by | Cases |",
            "|---|---|---|---|",
        ]
        lines += [_row(row) for row in kept if row.clause.id.startswith(source)]
    return "\n".join(lines) + "\n"


def _row(row: Coverage) -> str:
    clause = row.clause
    if clause.not_computable is None:
        by = "<br>".join(f"`{name}`" for name in row.by) or "**missing**"
    else:
        by = f"*not computable:* {clause.not_computable['en']}"
    cases = "<br>".join(row.cases)
    return f"| {clause.id} | {clause.en} | {by} | {cases} |".replace("\n", " ")


def _modules(package: str) -> Iterator[str]:
    for name, _ in texts_beside(package, _CODES):
        if name != "__init__.py":
            yield f"{package}.{name.removesuffix(_CODES)}"


def _citing_modules() -> Iterator[tuple[str, Citation]]:
    for name in law_modules():
        module = importlib.import_module(name)
        short = name.removeprefix("parvaneh.law.")
        for rule, places in getattr(module, "CITES", {}).items():
            for where in places:
                yield f"{short}.{rule}", where
        procedure = getattr(module, "PROCEDURE", None)
        for step in procedure.steps if procedure else ():
            for where in step.cites:
                yield f"{short}: step {step.key}", where


def _is_directive(where: Citation) -> bool:
    return where.startswith(("D1392 ", "D1404 "))
