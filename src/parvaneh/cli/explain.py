"""`parvaneh explain`: how one office came to its grade, line by line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, refusals_told, stop, tell_written

CODE = re.compile("[0-9]{3,12}")


def explain(
    out: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="A folder that `rank` made.")
    ],
    office_code: Annotated[str, typer.Argument(help="The office; digits of any script.")],
    *,
    html: Annotated[
        Path | None, typer.Option(help="Also write a page for the manager.", dir_okay=False)
    ] = None,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Print the derivation of one office: every number with its evidence and its article.

    Example: parvaneh explain 1404 001234 --html 001234.html
    """
    from parvaneh.kit.languages import Language, msg, render
    from parvaneh.kit.outputs import file_aside
    from parvaneh.kit.text import ascii_digits
    from parvaneh.scoring import outcome
    from parvaneh.scoring.report.explain import lines_of
    from parvaneh.scoring.report.voice import Voice

    code = ascii_digits(office_code.strip())
    if not CODE.fullmatch(code):
        raise typer.BadParameter(f"not an office code: {office_code!r}", param_hint="OFFICE_CODE")
    with refusals_told(lang, as_json=as_json):
        try:
            tree = outcome.read_derivation(out, code)
        except FileNotFoundError:
            nobody = msg("{folder} holds no office {code}.")
            where = {"folder": str(out), "code": code}
            stop([render(nobody, where, Language(lang))], Exit.USAGE)
        bands = outcome.bands_of(outcome.bundled_values(out))
        if html is not None:
            from parvaneh.scoring.report.explain_page import Setting, explain_html

            medians = outcome.province_medians(out, tree["province"])
            setting = Setting(bands, outcome.run_facts(out), medians)
            with file_aside(html) as aside:
                aside.write_text(explain_html(tree, setting), encoding="utf-8")
            tell_written(html, lang)
        if as_json:
            print_json(tree)
        else:
            print("\n".join(lines_of(tree, Voice(Language(lang), bands), bands)))
