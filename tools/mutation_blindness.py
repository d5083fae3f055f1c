"""What the mutation tool cannot see (mutmut 3.8), so that no rule of the law hides from it.

The tool alters the bodies of plain functions and methods. It passes over decorated functions, over
whatever stands in another block than the module or a class of the module, over some magic methods,
and over anything that is computed while the module loads. A rule written so would count as tested
although nobody ever altered it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

SEEN_DECORATORS = frozenset({"staticmethod", "classmethod"})
NEVER = frozenset({"__new__", "__setattr__", "__getattribute__"})
NEVER_IN_ENUMS = frozenset({"__init__", "_generate_next_value_"})
ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})
UNALTERED_CALLS = frozenset({"len", "isinstance"})
PRAGMA = re.compile(r"#\s*pragma:\s*no\s*(?:mutate|cover|branch)")

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Fault = tuple[int, str]


def hidden(name: str, source: str) -> list[str]:
    """List everything in a module that the tool would not alter although it can hold a rule."""
    tree = ast.parse(source)
    faults = [
        *_in_body(tree.body, in_enum=False),
        *_calls(tree),
        *(
            (number, "a pragma hides this line")
            for number, line in enumerate(source.splitlines(), 1)
            if PRAGMA.search(line)
        ),
    ]
    return [f"{name}:{line}: {why}" for line, why in sorted(set(faults))]


def _in_body(body: Sequence[ast.stmt], *, in_enum: bool, nested: bool = False) -> Iterator[Fault]:
    for node in body:
        if isinstance(node, FUNCTIONS):
            yield from _function(node, in_enum=in_enum)
        elif isinstance(node, ast.ClassDef):
            yield from _class(node, nested=nested)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            yield from _load_time(node)


def _class(node: ast.ClassDef, *, nested: bool) -> Iterator[Fault]:
    if nested and any(isinstance(child, FUNCTIONS) for child in node.body):
        yield node.lineno, f"methods of {node.name}: a class inside a class"
    names = {
        base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
        for base in node.bases
    }
    yield from _in_body(node.body, in_enum=bool(names & ENUMS), nested=True)


def _function(node: Function, *, in_enum: bool) -> Iterator[Fault]:
    decorators = node.decorator_list
    plain = not decorators or (
        len(decorators) == 1
        and isinstance(decorators[0], ast.Name)
        and decorators[0].id in SEEN_DECORATORS
    )
    if not plain:
        yield node.lineno, f"{node.name}: a decorated function"
    if node.name in NEVER or (in_enum and node.name in NEVER_IN_ENUMS):
        yield node.lineno, f"{node.name}: a method that is never altered"
    for inner in ast.walk(node):
        if isinstance(inner, FUNCTIONS) and inner is not node and inner.decorator_list:
            yield inner.lineno, f"{inner.name}: a decorated function inside {node.name}"
        if isinstance(inner, ast.arguments):
            yield from _defaults(inner)


def _defaults(arguments: ast.arguments) -> Iterator[Fault]:
    for default in (*arguments.defaults, *arguments.kw_defaults):
        if default is not None and not isinstance(default, ast.Constant | ast.Name):
            yield default.lineno, "a default that is computed"


def _load_time(node: ast.stmt) -> Iterator[Fault]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Lambda):
            yield inner.lineno, "a lambda outside a function"
        elif isinstance(inner, (*FUNCTIONS, ast.ClassDef)):
            yield inner.lineno, f"{inner.name}: defined under a condition or in a block"


def _calls(tree: ast.Module) -> Iterator[Fault]:
    computing = (ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.comprehension, ast.Lambda)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in UNALTERED_CALLS:
            continue
        inside = (inner for argument in node.args for inner in ast.walk(argument))
        # `int | str` as a type is no computation.
        if any(isinstance(inner, computing) and not _type_union(inner) for inner in inside):
            yield node.lineno, f"a computation inside {node.func.id}(…)"


def _type_union(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
