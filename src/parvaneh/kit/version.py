"""Which code computed a thing: the package's version and a digest of its own files."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
_PARTS = (".py", ".toml", ".html", ".po")  # what decides a result or how it is told
_DIGITS = 12


def code_version(package: Path = PACKAGE) -> str:
    """The version with a digest of the code behind it, such as ``0.1.0+3f9c0a1b2c3d``.

    Two installations with the same digest compute the same, whatever their version says. Tests are
    left out: they are not installed.

    Args:
        package: the folder of the package.
    """
    digest = hashlib.sha256()
    for path in _files(package):
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{version('parvaneh')}+{digest.hexdigest()[:_DIGITS]}"


def _files(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        if path.suffix in _PARTS and "tests" not in path.relative_to(package).parts:
            yield path
