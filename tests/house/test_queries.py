"""A list costs the same number of statements at 3 and at 30 rows: each query function has a test that counts."""

import ast

import pytest

from tests.house.source import Function, Source, product, python, told

COUNTING = {"assert_same_queries", "django_assert_num_queries", "django_assert_max_num_queries"}


ONE_VALUE = {"bool", "int", "str", "date", "Decimal", "Any", "float"}


def _may_grow(function: Function) -> bool:
    """Tell whether the answer holds rows: one value, or one record or nothing, costs what it costs."""
    answer = ast.unparse(function.returns) if function.returns else ""
    return answer.removesuffix(" | None") not in ONE_VALUE and not answer.endswith(" | None")


def _queries() -> list[tuple[Source, Function]]:
    return [
        (source, node)
        for source in product()
        if source.path.stem == "queries" or source.path.parent.name == "queries"
        for node in source.tree.body
        if isinstance(node, Function) and not node.name.startswith("_") and _may_grow(node)
    ]


def _counted() -> set[str]:
    """Return every name that stands in a test which counts statements."""
    names: set[str] = set()
    for source in python(tests=True):
        for function in source.functions():
            if COUNTING & {argument.arg for argument in function.args.args}:
                names |= {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                names |= {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    return names


@pytest.mark.parametrize("app", sorted({source.name.split("/")[1] for source, _node in _queries()}))
def test_each_query_has_a_test_that_counts(app):
    counted = _counted()
    uncounted = [
        f"{source.at(node)} {node.name}"
        for source, node in _queries()
        if source.name.split("/")[1] == app and node.name not in counted
    ]
    assert not uncounted, told(
        uncounted, "Call it in a test with the fixture assert_same_queries(make, ask): make(number) adds one row."
    )
