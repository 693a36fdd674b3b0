"""Folder of YAML → checked plain records, by kind. Kept in a cache of the user, keyed by what the files hold."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kudosbay.rulebook import schema
from kudosbay.rulebook.manifest import MANIFEST
from kudosbay.rulebook.schema_cases import Case
from kudosbay.rulebook.yaml12 import read_yaml, read_yaml_file

NOT_RULES = ("cases", "tables", "texts")
CARRIED = ("source", "valid", "confidence", "checked")
LIST_FILES = {"glossary": "terms", "capital": "deadlines", "interview": "questions"}
CACHED = 16
Records = dict[str, list[dict[str, Any]]]


class RulesError(ValueError):
    """`problems`: one sentence each, beginning with file and record."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def rule_files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*.yaml") if path.relative_to(folder).parts[0] not in NOT_RULES)
    return sorted(path for path in found if path != folder / MANIFEST)


def read_records(folder: Path) -> Records:
    """Raises RulesError with everything that is wrong, not only the first."""
    files = rule_files(folder)
    if not files:
        raise RulesError([f"{folder}: there are no rules here"])
    cached = _cache_file(files)
    return _from_cache(cached) or _to_cache(cached, _read_all(files, folder))


def _read_all(files: list[Path], folder: Path) -> Records:
    found: Records = {kind: [] for kind in schema.KINDS}
    problems: list[str] = []
    for path in files:
        name = str(path.relative_to(folder))
        for kind, record in _records_of(path, problems):
            _check_one(kind, record, name=name, found=found, problems=problems)
    if problems:
        raise RulesError(problems)
    return found


def _records_of(path: Path, problems: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        content = read_yaml_file(path)
    except ValueError as error:
        problems.append(str(error))
        return
    if isinstance(content, list):
        content = {LIST_FILES.get(path.stem, path.stem): content}
    defaults = content.pop("defaults", {})
    for kind, records in content.items():
        if kind not in schema.KINDS:
            problems.append(f"{path.name}: {kind} is not a kind of record; kinds are {', '.join(schema.KINDS)}")
            continue
        for record in records or []:
            yield kind, dressed(kind, record, defaults)


def dressed(kind: str, record: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """The record with what its file says for all, and its dated values with what they take from it."""
    whole = record if kind in {"definitions", "questions", "sources", "terms"} else defaults | record
    return whole | {key: _filled(whole, key) for key in schema.DATED_INSIDE.get(kind, ()) if key in whole}


def _check_one(kind: str, record: dict[str, Any], *, name: str, found: Records, problems: list[str]) -> None:
    try:
        model = schema.KINDS[kind].model_validate(record)
    except ValidationError as error:
        problems += [f"{name}: {kind} {record.get('id', '?')}: {_sentence(one)}" for one in error.errors()]
    else:
        found[kind].append(model.model_dump(mode="json", by_alias=True, exclude_none=True) | {"file": name})


def _filled(record: dict[str, Any], key: str) -> list[Any]:
    values = record[key] if isinstance(record[key], list) else [record[key]]
    carried = {part: record[part] for part in CARRIED if part in record}
    return [carried | value if isinstance(value, dict) else value for value in values]


def _sentence(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {error['msg'].removeprefix('Value error, ')}"


def read_texts(folder: Path) -> dict[str, dict[str, str]]:
    """Language → id of the text → text."""
    return {path.stem: read_yaml_file(path) or {} for path in sorted((folder / "texts").glob("*.yaml"))}


def read_cases(folder: Path) -> list[Case]:
    found = []
    for path in sorted((folder / "cases").glob("*.yaml")):
        content = read_yaml(path.read_text(encoding="utf-8"))
        found += [Case.model_validate(one) for one in (content if isinstance(content, list) else [content])]
    return found


def _cache_file(files: list[Path]) -> Path | None:
    digest = hashlib.sha256()
    for path in [*files, Path(schema.__file__), Path(__file__)]:
        digest.update(str(path).encode() + path.read_bytes())
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME", "") + "/.cache")
    return Path(home) / "kudosbay" / f"rules-{digest.hexdigest()[:32]}.json" if home != "/.cache" else None


def _from_cache(path: Path | None) -> Records | None:
    if path is None:
        return None
    try:
        found: Records = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        os.utime(path)  # what is in use is not among the oldest, however many other rules are read
    return found


def _to_cache(path: Path | None, records: Records) -> Records:
    if path:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
            part.replace(path)
            _forget_old(path.parent)
        except OSError:
            return records  # a home that cannot be written costs time, not correctness
    return records


def _forget_old(folder: Path) -> None:
    kept = sorted(folder.glob("rules-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[CACHED:]:
        path.unlink(missing_ok=True)
