"""Faces fetch through permission, call, and answer. They hold no business and write no rows."""

import ast

from django.urls import URLPattern, URLResolver, get_resolver

from kudosbay.accounts.matrix import MATRIX
from tests.house.source import Source, dotted, python, told

ALWAYS_WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "move_to", "cursor"}
WRITES_ON_ROWS = {"create", "update", "delete", "add", "remove", "set", "clear"}
NOT_ROWS = ("session", "cache", "cookies", "headers", "GET", "POST")
# Third-party patterns without a name of ours, or that answer without data.
UNLISTED = {"", "prometheus-django-metrics"}


def _faces() -> list[Source]:
    return python(under="kudosbay/faces/")


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, holder = call.func.attr, dotted(call.func.value)
    if any(word in holder.split(".") for word in NOT_ROWS):
        return False
    return name in ALWAYS_WRITES or (name in WRITES_ON_ROWS and ".objects" in holder)


def _view_names(resolver: URLResolver, namespace: str = "") -> set[str]:
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names |= _view_names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            names.add(f"{namespace}{pattern.name or ''}")
    return names


def _is_guarded(expression: str) -> bool:
    return any(word in expression for word in ("visible_to", "user_of(request)", "request.user"))


def _unguarded(source: Source) -> list[str]:
    """Rows taken by model though nothing in the statement asks who is looking."""
    return [
        f"{source.at(node)} {ast.unparse(node)}"
        for statement in ast.walk(source.tree)
        if isinstance(statement, ast.Assign | ast.Return | ast.Expr | ast.AnnAssign)
        for node in ast.walk(statement)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and not _is_guarded(ast.unparse(statement))
    ]


def test_faces_never_write_rows():
    written = [
        f"{source.at(call)} {dotted(call.func)}()" for source in _faces() for call in source.calls() if _is_write(call)
    ]
    assert not written, told(written, "A face calls a command of the app that owns the rows; it writes none itself.")


def test_faces_open_no_transaction():
    opened = [
        source.at(node)
        for source in _faces()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.db"
        if any(alias.name in {"transaction", "connection", "connections"} for alias in node.names)
    ]
    assert not opened, told(opened, "One command is one transaction: write one command that calls the two.")


def test_nobody_holds_an_object_before_permission():
    unguarded = [line for source in _faces() for line in _unguarded(source)]
    assert not unguarded, told(unguarded, "Fetch by Model.objects.visible_to(request.user), or ask a query of the app.")


def test_every_address_stands_in_the_access_matrix():
    open_ones = sorted(_view_names(get_resolver()) - MATRIX.keys() - UNLISTED)
    assert not open_ones, told(open_ones, "Decide who may open it: a row in kudosbay/accounts/matrix/.")


def test_every_row_of_the_access_matrix_is_an_address():
    gone = sorted(MATRIX.keys() - _view_names(get_resolver()))
    assert not gone, told(gone, "No address has this name: remove the row from kudosbay/accounts/matrix/.")
