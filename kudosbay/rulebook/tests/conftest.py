"""A rulebook of a few lines, for tests that ask about the engine and not about the law."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kudosbay.rulebook.load import Rulebook, read_rules

HEAD = """
defaults: {checked: 2026-11-23, valid: {from: null, to: null}, source: [LAW], confidence: high}
"""
TEXT = re.compile(r"(?<=[a-z]: )T(?=[,}\n])")
SOURCES = "sources: [{id: LAW, title: {en: A law, zh: 法律}, kind: law}]\n"


@pytest.fixture
def write_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes YAML as a folder of rules, below the defaults of HEAD; `name: T` stands for a name in both languages."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def write(text: str, *, name: str = "rules", head: str = HEAD) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "all.yaml").write_text(head + SOURCES + TEXT.sub("{en: E, zh: 中}", text), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def rules(write_rules: Callable[..., Path]) -> Callable[[str], Rulebook]:
    return lambda text: read_rules(write_rules(text))
