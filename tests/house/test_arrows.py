"""What import-linter does not see: imports hidden in functions, signals, clocks, and foreign keys that point up."""

import ast
import tomllib
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.house.source import ROOT, Source, dotted, product, python, told

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow"}
CLOCKS_OF_ALL_KINDS = {*CLOCKS, "time.time", "timezone.now", "timezone.localdate", "random.random", "uuid.uuid4"}


def _layers() -> dict[str, int]:
    """Return each package's height: the greater the higher."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return {name.strip(" ()"): -place for place, row in enumerate(rows) for name in row.split("|")}


def _imports(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [alias.name for alias in node.names]


def _ours() -> list[Source]:
    return product() + python(under="scripts/")


def test_imports_stand_at_the_top():
    hidden = [source.at(node) for source in _ours() for function in source.functions() for node in _imports(function)]
    assert not hidden, told(hidden, "Import at the top. Where that makes a circle, an arrow points the wrong way.")


def test_no_arrow_is_hidden_from_run_time():
    hidden = [source.name for source in _ours() if "TYPE_" + "CHECKING" in source.text]
    assert not hidden, told(hidden, "Import types as anything else; a circle means an arrow points the wrong way.")


def test_there_are_no_signals():
    used = [
        source.at(node)
        for source in product()
        for node in _imports(source.tree)
        if any(module.startswith(SIGNALS) for module in _modules(node))
    ]
    assert not used, told(used, "No signals: return a fact and let the higher command act, or let its job ask.")


def test_nobody_asks_the_naive_clock():
    asked = [source.at(call) for source in product() for call in source.calls() if dotted(call.func) in CLOCKS]
    assert not asked, told(asked, "Take `today` or `now` as an argument; faces and jobs pass timezone.localdate().")


def test_the_rulebook_asks_no_clock():
    asked = [
        source.at(call)
        for source in python(under="kudosbay/rulebook/")
        for call in source.calls()
        if dotted(call.func) in CLOCKS_OF_ALL_KINDS and "shell" not in source.path.stem
    ]
    assert not asked, told(asked, "Rules are decided for a day that is given: take it as an argument.")


def test_http_is_known_in_faces_only():
    below = [
        source.at(node)
        for source in product()
        if not source.name.startswith(("kudosbay/faces/", "kudosbay/config/"))
        for node in _imports(source.tree)
        if any(module.startswith(("django.http", "django.shortcuts", "django.test")) for module in _modules(node))
    ]
    assert not below, told(below, "Return a value or raise Refused: the face makes the page of it.")


@pytest.mark.parametrize("app", [app for app in apps.get_app_configs() if app.name.startswith("kudosbay.")], ids=str)
def test_foreign_keys_point_down(app):
    height = _layers()
    up = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in app.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        for other in [field.related_model._meta.app_config]
        if other.name.startswith("kudosbay.") and other is not app and height[other.label] >= height[app.label]
    ]
    assert not up, told(up, "The higher record points to the lower: put the foreign key there.")


def test_contributing_shows_the_arrows():
    shown = (ROOT / "CONTRIBUTING.md").read_text()
    missing = [name for name in _layers() if name not in shown]
    assert not missing, told(missing, "CONTRIBUTING.md shows which way imports run: add")
