"""The rules of the house, each on the repository and on a sample that breaks it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tools import house_rules as rules
from tools import mutation_blindness

SRC = rules.ROOT / "src" / "parvaneh"
TRACKED = rules.tracked_files()
LOCKS = sorted((rules.ROOT / "requirements").glob("*.txt"))

pytestmark = pytest.mark.source


def name_of(path: Path) -> str:
    return path.relative_to(rules.ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    return [
        path
        for path in TRACKED
        if path.suffix == ".py" and (not folders or name_of(path).startswith(folders))
    ]


def law_modules() -> list[Path]:
    return [path for path in python_files("src/parvaneh/law/") if "tests" not in path.parts]


def test_no_module_is_longer_than_500_lines():
    assert not [
        fault
        for path in python_files()
        if "migrations" not in path.parts  # written by a program
        for fault in rules.too_long(name_of(path), rules.text_of(path))
    ]


def test_a_module_of_501_lines_is_found():
    assert rules.too_long("a.py", "\n" * 501)
    assert not rules.too_long("a.py", "\n" * 500)


def test_every_module_and_folder_names_its_subject():
    assert not [fault for path in python_files() for fault in rules.nameless(name_of(path))]


@pytest.mark.parametrize("path", ["src/parvaneh/kit/utils.py", "src/parvaneh/common/text.py"])
def test_a_drawer_for_odds_and_ends_is_found(path):
    assert rules.nameless(path)


def test_no_file_names_a_package_index():
    assert not [
        fault for path in TRACKED for fault in rules.index_hosts(name_of(path), rules.text_of(path))
    ]


def test_the_name_of_a_package_index_is_found():
    for host in rules.INDEX_HOSTS:
        assert rules.index_hosts("a.txt", f"taken from {host.upper()} as usual")


def test_no_file_names_a_path_of_one_machine():
    assert not [
        fault
        for path in TRACKED
        for fault in rules.machine_paths(name_of(path), rules.text_of(path))
    ]


def test_a_path_of_one_machine_is_found():
    for top in ("home", "root", "work", "opt"):
        assert rules.machine_paths("a.md", f"see /{top}/someone/file")
        # Inside another path the same word is an ordinary folder.
        assert not rules.machine_paths("a.md", f"see src/{top}/flow")
    for top in ("usr", "etc"):  # the same on every machine
        assert not rules.machine_paths("a.md", f"see /{top}/share/x")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_hashes_and_no_address(lock):
    assert not rules.lock_addresses(lock.name, lock.read_text(encoding="utf-8"))


def test_there_is_no_lock_in_a_form_that_carries_addresses():
    forms = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"}
    assert not [name_of(path) for path in TRACKED if path.name in forms]
    assert LOCKS


def test_an_address_or_a_missing_hash_in_a_lock_is_found():
    good = "a==1 \\\n    --hash=sha256:00\nb==2 \\\n    --hash=sha256:11\n"
    assert not rules.lock_addresses("x", good)
    assert rules.lock_addresses("x", "a==1\nb==2 \\\n    --hash=sha256:11\n")
    assert rules.lock_addresses("x", good + "--index-url mirror\n")
    assert rules.lock_addresses("x", good.replace("a==1", "a @ https://host/a.whl"))


def test_the_law_imports_only_the_standard_library_and_the_calendar():
    allowed = ("persiantools", "parvaneh.law")
    assert not [
        fault
        for path in law_modules()
        for fault in rules.foreign_imports(name_of(path), rules.text_of(path), allowed)
    ]


def test_the_verifier_imports_only_the_standard_library():
    verifier = SRC / "scoring" / "verifier.py"
    if verifier.exists():
        source = verifier.read_text(encoding="utf-8")
        assert not rules.foreign_imports("verifier.py", source, ())


@pytest.mark.parametrize(
    "line",
    ["import numpy", "from parvaneh.law import ruling", "from . import report", "import pathlibx"],
)
def test_a_foreign_import_is_found(line):
    assert rules.foreign_imports("a.py", f"import json\ndef f():\n    {line}\n", ())


def test_public_functions_and_classes_say_what_they_are():
    assert not [
        fault
        for path in python_files("src/", "tools/", "bench/")
        if not {"tests", "migrations"} & set(path.parts)
        for fault in rules.undocumented(name_of(path), rules.text_of(path))
    ]


def test_a_missing_docstring_is_found():
    assert rules.undocumented("a.py", "def rank():\n    return 1\n")
    assert not rules.undocumented("a.py", "def _rank():\n    return 1\n")


def test_no_function_of_the_law_is_hidden_from_mutation():
    assert not [
        fault
        for path in law_modules()
        for fault in mutation_blindness.hidden(name_of(path), rules.text_of(path))
    ]


HIDDEN = {
    "a property": "class A:\n    @property\n    def f(self):\n        return 1 + 1\n",
    "a cache": "@cache\ndef f():\n    return 1 + 1\n",
    "two decorators": "class A:\n    @classmethod\n    @cache\n    def f(cls):\n        return 1\n",
    "a decorated inner function": "def f():\n    @cache\n    def g():\n        return 1\n",
    "under a condition": "if X:\n    def f():\n        return 1 + 1\n",
    "a class in a class": "class A:\n    class B:\n        def f(self):\n            return 1\n",
    "a lambda in a table": "TABLE = {'a': lambda x: x + 1}\n",
    "a lambda in a class": "class A:\n    key = field(default_factory=lambda: 1)\n",
    "never altered": "class A:\n    def __new__(cls):\n        return 1\n",
    "never altered in enums": "class A(enum.Enum):\n    def __init__(self):\n        self.x = 1\n",
    "a pragma": "def f():\n    return 1  # pragma: no mutate\n",
    "a computed default": "def f(x=-1):\n    return x\n",
    "inside len": "def f(x):\n    return len([y for y in x if y > 1])\n",
}
SEEN = """
@dataclass(frozen=True)
class A:
    size: int = field(default_factory=dict)
    @classmethod
    def made(cls, x: int = 1, y: str | None = None):
        return cls(max(x, key=lambda z: z + 1))
class B(Enum):
    ONE = 1
    def f(self):
        return isinstance(self, int | str) and len(self.name) > 1
"""


@pytest.mark.parametrize("sample", HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_function_is_found(sample):
    assert mutation_blindness.hidden("a.py", sample)


def test_a_visible_function_is_left_alone():
    assert not mutation_blindness.hidden("a.py", SEEN)


def test_every_dependency_has_its_reason():
    assert not unexplained((rules.ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_a_dependency_without_reason_is_found():
    assert unexplained('dependencies = [\n  "numpy",\n]\n') == ["numpy"]
    assert not unexplained('dependencies = [\n  # Arrays.\n  "numpy",\n]\n')


def unexplained(project: str) -> list[str]:
    """Return the dependencies that stand first in their group and have no comment above them."""
    found = []
    for group in re.findall(
        r"^(?:dependencies|dev|bench) = \[\n(.*?)^\]", project, re.MULTILINE | re.DOTALL
    ):
        above = ""
        for line in group.splitlines():
            if line.lstrip().startswith('"') and not above:
                found.append(ast.literal_eval(line.strip().rstrip(",")))
            above = line.strip()
    return found
