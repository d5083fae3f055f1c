"""Pages as one file each: templates, one style, nothing from outside, no script.

Every page carries both languages, Persian first; a link shows the other, by the address alone, so
that it works without script. The page's own policy forbids everything but its one style.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from parvaneh.kit.charts import STYLE, as_table, token_css
from parvaneh.kit.text import Language
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.scoring.report.voice import Voice

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = (Language.FA, Language.EN)


def voices(bands: Sequence[Band]) -> tuple[Voice, Voice]:
    """Persian and English, with the grades of one ranking."""
    return Voice(Language.FA, bands), Voice(Language.EN, bands)


def body(template: str, voice: Voice, context: Mapping[str, Any]) -> Markup:
    """One language of a page.

    Args:
        template: its name.
        voice: the language; templates know it as ``v``, and its `say` as ``_``.
        context: whatever else the template asks for.
    """
    text = _environment().get_template(template).render(v=voice, _=voice.say, **context)
    return Markup(text)  # noqa: S704 - the template has escaped whatever came from outside


def page(title: str, spoken: Sequence[Voice], bodies: Sequence[Markup]) -> str:
    """The whole file.

    Args:
        title: of the window, in the first language.
        spoken: the languages, the first is shown first.
        bodies: one for each language.
    """
    style = _style()
    return (
        _environment()
        .get_template("page.html")
        .render(title=title, voices=spoken, bodies=bodies, style=style, policy=_policy(style))
    )


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["as_table"] = as_table
    return made


@cache
def _style() -> Markup:
    look = (TEMPLATES / "look.css").read_text(encoding="utf-8")
    return Markup("\n").join((token_css(), Markup(STYLE), Markup(look)))  # noqa: S704 - our own


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    only = f"style-src 'sha256-{digest}'"
    return f"default-src 'none'; {only}; base-uri 'none'; form-action 'none'"
