"""The message catalogues: `catalogue.py compile FILE.po …`, `catalogue.py check`."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Run the command that is named first."""
    match arguments:
        case ["compile", *names]:
            for name in names:
                catalogue_compile(Path(name))
            return 0
        case ["check"]:
            found = [
                fault
                for path in sorted((ROOT / "src").rglob("*.po"))
                for fault in catalogue_faults(path)
            ]
            print(*found, sep="\n", end="\n" if found else "")
            return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


def catalogue_compile(source: Path) -> None:
    """Write the binary catalogue beside its source."""
    with source.with_suffix(".mo").open("wb") as binary:
        write_mo(binary, _read(source))


def catalogue_faults(source: Path) -> list[str]:
    """List what a reader would stumble over: nothing, a guess, a lost or added placeholder."""
    faults = []
    catalogue = _read(source)
    english = str(catalogue.locale).startswith("en")
    for message in catalogue:
        if not message.id:
            continue
        where = f"{source.name} ({catalogue.locale}): {message.id!r}"
        texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.fuzzy:
            faults.append(f"{where} is only a guess (fuzzy)")
        if not english and not all(texts):
            faults.append(f"{where} has no translation")
            continue
        faults += [f"{where}: {error}" for error in message.check(catalogue)]
    return faults


def _read(source: Path) -> Catalog:
    with source.open("rb") as text:
        return read_po(text, locale=source.parent.parent.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
