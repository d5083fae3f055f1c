"""Keeps the Persian catalogue: extract messages, compile them, check that none is left behind."""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1]
CATALOGUE = PACKAGE / "locale" / "fa" / "LC_MESSAGES" / "django.po"

KEYWORDS: dict[str, tuple[int, ...] | None] = {"msg": None, "_": None, "gettext": None}
METHODS = [
    ("**/tests/**", "ignore"),
    ("**.py", "python"),
    ("**/*.html", "jinja2"),
    ("**/*.jinja", "jinja2"),
    ("**/*.txt", "jinja2"),
]
OPTIONS = {pattern: {"encoding": "utf-8", "silent": "false"} for pattern, _ in METHODS}

# The header never changes by itself: two people extracting get the same bytes.
_CREATED = datetime(2025, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Problem:
    """One message that is not in order: what is wrong (a word for programs) and its English text.

    kind: "missing" (used, not in the catalogue), "obsolete" (in the catalogue, not used),
    "untranslated", "fuzzy", or "places" (the translation names other ``{places}``).
    """

    kind: str
    message: str


def messages_used(package: Path = PACKAGE) -> set[str]:
    """Return the English messages marked in Python sources and Jinja2 templates, tests excepted.

    Args:
        package: the folder searched.
    """
    found = extract_from_dir(
        package, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS, strip_comment_tags=True
    )
    return {text for _, _, message, _, _ in found for text in _texts(message) if text}


def compiled_bytes(source: Path) -> bytes:
    """Return a catalogue in gettext's binary form; fuzzy entries are left out.

    Raises:
        OSError: the catalogue cannot be read.
    """
    target = io.BytesIO()
    write_mo(target, _read(source))
    return target.getvalue()


def compile_catalogue(source: Path = CATALOGUE) -> Path:
    """Write the binary form beside the catalogue and return where it lies."""
    target = source.with_suffix(".mo")
    target.write_bytes(compiled_bytes(source))
    return target


def extract(package: Path = PACKAGE, source: Path = CATALOGUE) -> set[str]:
    """Bring the catalogue in step with the code: new messages come untranslated, unused ones go.

    Args:
        package: the folder searched.
        source: the catalogue, made where there is none.

    Returns:
        The messages that still need a translation.
    """
    old = _read(source) if source.exists() else Catalog(locale="fa", domain="django")
    new = Catalog(
        locale="fa", domain="django", project="parvaneh", version="1", charset="utf-8",
        creation_date=_CREATED, revision_date=_CREATED, fuzzy=False,
        header_comment="# Persian messages of Parvaneh.", last_translator="", language_team="fa",
    )  # fmt: skip
    for text in sorted(messages_used(package)):
        kept = old.get(text)
        translation = kept.string if kept is not None else ""
        new.add(text, translation, flags=kept.flags if kept is not None else ())
    source.parent.mkdir(parents=True, exist_ok=True)
    with source.open("wb") as target:
        write_po(target, new, width=100, no_location=True, ignore_obsolete=True)
    return {problem.message for problem in check(package, source)}


def check(package: Path = PACKAGE, source: Path = CATALOGUE) -> list[Problem]:
    """Return every message that is missing, obsolete, untranslated, fuzzy or has other places.

    Args:
        package: the folder searched.
        source: the catalogue; where there is none, every message is missing.

    Returns:
        The problems, by message; an empty list is what CI wants.
    """
    used = messages_used(package)
    catalogue = _read(source) if source.exists() else Catalog()
    kept = {str(message.id): message for message in catalogue if message.id}
    unused = (set(kept) - used) | set(catalogue.obsolete)
    problems = [Problem("missing", text) for text in used - set(kept)]
    problems += [Problem("obsolete", str(text)) for text in unused]
    problems += [problem for text in used & set(kept) for problem in _problems_of(kept[text])]
    return sorted(problems, key=lambda problem: (problem.message, problem.kind))


def main(arguments: Sequence[str]) -> int:
    """Run one of compile, extract, check; return 0, or 1 where the check finds a problem."""
    parser = argparse.ArgumentParser(prog="python -m parvaneh.kit.languages", description=__doc__)
    parser.add_argument("step", choices=("compile", "extract", "check"))
    parser.add_argument("--package", type=Path, default=PACKAGE)
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE)
    given = parser.parse_args(arguments)
    if given.step == "compile":
        sys.stderr.write(f"{compile_catalogue(given.catalogue)}\n")
        return 0
    if given.step == "extract":
        missing = extract(given.package, given.catalogue)
        sys.stderr.write(f"{len(missing)} messages to translate in {given.catalogue}\n")
        return 0
    return _report(check(given.package, given.catalogue))


def _report(problems: Iterable[Problem]) -> int:
    lines = [f"{problem.kind}: {problem.message!r}\n" for problem in problems]
    sys.stderr.writelines(lines)
    return 1 if lines else 0


def _problems_of(message: Message) -> Iterator[Problem]:
    text, translation = str(message.id), str(message.string or "")
    if message.fuzzy:
        yield Problem("fuzzy", text)
    if not translation.strip():
        yield Problem("untranslated", text)
    elif set(_PLACE.findall(text)) != set(_PLACE.findall(translation)):
        yield Problem("places", text)


def _texts(message: str | Sequence[str | None]) -> Iterable[str | None]:
    return (message,) if isinstance(message, str) else message


def _read(source: Path) -> Catalog:
    with source.open("rb") as stream:
        return read_po(stream, locale="fa", domain="django", abort_invalid=True)
