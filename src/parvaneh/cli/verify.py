"""`parvaneh verify`: whether a bundle is intact, right, and made from this evidence."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, progress_shown, refusals_told

if TYPE_CHECKING:
    from parvaneh.scoring.recheck import Difference

BUNDLE = "bundle.zip"


def verify(
    bundle: Annotated[
        Path, typer.Argument(exists=True, help="The bundle, or the folder that holds bundle.zip.")
    ],
    evidence: Annotated[
        Path | None,
        typer.Argument(exists=True, help="The evidence it is said to be made from, to compare."),
    ] = None,
    *,
    root: Annotated[
        str | None, typer.Option(help="The printed Merkle root to compare with, in hexadecimal.")
    ] = None,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Verify a bundle: every byte of it, its root, and every score, grade and place computed again.

    With EVIDENCE, also that its files are those that the ranking read and reduce to the same
    counts. Exit code 4 where anything differs, 3 where the evidence cannot be read.

    Example: parvaneh verify 1404/bundle.zip evidence/ --root 50a2506c...
    """
    from parvaneh.scoring import verifier

    path = bundle / BUNDLE if bundle.is_dir() else bundle
    verdict = verifier.verify(path, root)
    differences: list[Difference] = []
    if evidence is not None and not verdict.faults:
        from parvaneh.scoring.recheck import evidence_differences

        with (
            refusals_told(lang, as_json=as_json),
            progress_shown(lang, quiet=as_json) as progress,
        ):
            differences = evidence_differences(path, evidence, progress)
    if as_json:
        facts = {**verdict._asdict(), "faults": [fault.args for fault in verdict.faults]}
        told = [asdict(one) for one in differences]
        print_json({**facts, "evidence": told if evidence is not None else None})
    else:
        compared = evidence is not None and not verdict.faults
        lines = _lines(differences, lang) if compared else []
        print("\n".join([verifier.report(verdict), *lines]))
    if verdict.faults or differences:
        raise typer.Exit(Exit.UNVERIFIED)


def _lines(differences: list[Difference], lang: str) -> list[str]:
    from parvaneh.kit.languages import Language, msg, render

    language = Language(lang)
    if not differences:
        agrees = msg("The evidence is that of the ranking, and gives the same counts.")
        return [f"✓ {render(agrees, {}, language)}"]
    return [f"✗ {render(one.message, asdict(one), language)}" for one in differences]
