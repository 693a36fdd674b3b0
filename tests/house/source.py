"""The code as the house tests see it: our Python files, parsed, and the files that git knows or would add."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "kudosbay"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file; `name` is its path from the root, as messages show it."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def module(self) -> str:
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def at(self, node: ast.stmt | ast.expr) -> str:
        return f"{self.name}:{node.lineno}"


@cache
def tracked() -> tuple[str, ...]:
    """Files that are committed, and new ones that git would not ignore."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return tuple(sorted({name for name in names if (ROOT / name).is_file()}))


@cache
def _parsed(name: str) -> Source:
    text = (ROOT / name).read_text(encoding="utf-8")
    return Source(ROOT / name, name, text, ast.parse(text, name))


def python(*, under: str = "", tests: bool = False) -> list[Source]:
    """Return our Python files below a folder; without tests unless asked, never migrations."""
    names = (name for name in tracked() if name.endswith(".py") and name.startswith(under))
    return [_parsed(name) for name in names if "/migrations/" not in name and (tests or not is_test(name))]


def is_test(name: str) -> bool:
    return name.startswith("tests/") or "/tests/" in name or name.endswith("conftest.py")


def product() -> list[Source]:
    return python(under="kudosbay/")


def body(function: Function) -> list[ast.stmt]:
    """Return the statements without the docstring."""
    return function.body[1:] if ast.get_docstring(function) is not None else function.body


def length(function: Function) -> int:
    """Lines from the first statement to the last: signature, decorators and docstring cost nothing."""
    statements = body(function)
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def dotted(node: ast.AST) -> str:
    """Write a chain of names and calls as text: Case.objects.filter().update."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case ast.Call(func=func):
            return f"{dotted(func)}()"
        case ast.Subscript(value=value):
            return f"{dotted(value)}[]"
    return "?"


def told(offences: list[str], right: str) -> str:
    """Say what is wrong, and how to do it right."""
    return "\n".join([right, *sorted(offences)])
