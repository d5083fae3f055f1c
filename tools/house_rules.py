"""Rules of the house that no linter knows. Each returns its faults; tests call them twice.

Once on the repository, once on a sample that breaks it: a rule that cannot fail proves nothing.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 500
# A drawer for odds and ends says nothing of what lies in it.
NAMELESS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "services", "core"})

# Put together here, so that this file does not contain what it looks for.
INDEX_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("proxy", "golang"),
    )
)
MACHINE_PATH = re.compile(
    r"(?<![\w./])/(?:home|root|work|Users|opt|mnt|tmp/[a-z])(?:/|\b(?=/))[\w.-]"
)
ADDRESS = re.compile(r"\b(?:https?|git|ssh|file)://|^\s*--(?:extra-)?index-url", re.MULTILINE)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked_files(root: Path = ROOT) -> list[Path]:
    """Return the files that git keeps, or would keep once added."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [root / name for name in listing.split("\0") if name and (root / name).is_file()]


def text_of(path: Path) -> str:
    """Return the text of a file, empty if it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def too_long(name: str, text: str, longest: int = LONGEST) -> list[str]:
    """Nobody reads a module that does not end."""
    lines = text.count("\n")
    return [f"{name}: {lines} lines, at most {longest}"] if lines > longest else []


def nameless(path: str) -> list[str]:
    """Find a folder or module that is named for no subject."""
    parts = path.removesuffix(".py").split("/")
    return [f"{path}: «{part}» names no subject" for part in parts if part in NAMELESS]


def index_hosts(name: str, text: str) -> list[str]:
    """Find the name of a package index: any mirror must be able to serve the locks."""
    lowered = text.lower()
    return [f"{name}: names the package index {host}" for host in INDEX_HOSTS if host in lowered]


def machine_paths(name: str, text: str) -> list[str]:
    """Find a path that exists on one machine only."""
    return [f"{name}: machine path {found.group()!r}…" for found in MACHINE_PATH.finditer(text)]


def lock_addresses(name: str, text: str) -> list[str]:
    """Find an address in a lock, and a package that is locked without a hash."""
    faults = [f"{name}: address {found.group()!r}" for found in ADDRESS.finditer(text)]
    entries = re.split(r"\n(?=\S)", text.strip())
    return faults + [
        f"{name}: without a hash: {entry.splitlines()[0]}"
        for entry in entries
        if not entry.startswith("#") and "--hash=sha256:" not in entry
    ]


def foreign_imports(name: str, source: str, allowed: Iterable[str]) -> list[str]:
    """Find imports from outside the standard library and the packages named in `allowed`."""
    welcome = {*allowed, *sys.stdlib_module_names}
    return [
        f"{name}:{line}: imports {module}"
        for module, line in _imports(ast.parse(source))
        if not any(module == known or module.startswith(f"{known}.") for known in welcome)
    ]


def _imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno


def undocumented(name: str, source: str) -> list[str]:
    """Find public functions and classes at the top of a module without a docstring."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [
        f"{name}:{node.lineno}: {node.name} has no docstring"
        for node in ast.parse(source).body
        if isinstance(node, kinds)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
