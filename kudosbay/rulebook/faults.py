"""What is wrong with the files of a pack: a message for each fault, with file, line, key, reason, nearest valid form."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ValidationError

from kudosbay.rulebook import schema
from kudosbay.rulebook.check import check_rules
from kudosbay.rulebook.manifest import MANIFEST, Manifest
from kudosbay.rulebook.reading import LIST_FILES, NOT_RULES, dressed
from kudosbay.rulebook.schema_cases import Case
from kudosbay.rulebook.yaml12 import compose, read_yaml

QUOTED: Final = re.compile(r"'([^']+)'")
DAY: Final = re.compile(r"^\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\s*$")
DAYS: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
MISSING: Final = re.compile(r"there is no (?:step|paper|text|source|signature|penalty|parameter) (\S+)$")
NEAR: Final = re.compile(r", nearest is (\S+?)(?=\s|$|:)")
NAMED: Final = re.compile(r"^(\S+\.(?:yaml|csv)): (.*)$", re.DOTALL)
PATTERNS: Final = {
    "source": "source: [MER art 19]",
    "valid": "valid: {from: 2022-03-01, to: null}",
    "confidence": "confidence: high",
    "checked": "checked: 2026-11-23",
    "version": '"2026.12"',
    "pack": "apostille",
}
IDS: Final = re.compile(r"\bid:\s*([\w.-]+)")
CLOSED_COLUMNS: Final = ("status", "confidence")
FEW: Final = 4
MANY: Final = 100  # faults of one pack; whoever wrote more begins with these
Path_ = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from one; `nearest` is what may have been meant."""

    file: str
    line: int | None
    key: str
    reason: str
    nearest: str = ""

    def say(self) -> str:
        where = [self.file, f"line {self.line}" if self.line else "", self.key]
        told = f"{', '.join(part for part in where if part)}: {self.reason}".removeprefix(": ")
        return f"{told}. Nearest: {self.nearest}" if self.nearest else told

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "key": self.key, "reason": self.reason, "nearest": self.nearest}


def find_faults(folder: Path, shipped: Path, files: Sequence[str]) -> list[Fault]:
    """Look at those `files` of a folder one by one and, where each is sound, at the rules as a whole."""
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in files}
    found = [fault for name, text in texts.items() for fault in _of_file(name, text, shipped)]
    if not found:
        found = [*_of_whole(folder, texts)]
    return found[:MANY]


def _of_file(name: str, text: str, shipped: Path) -> Iterator[Fault]:
    if name.endswith(".csv"):
        yield from _of_table(name, text, shipped / name)
        return
    try:
        node = compose(text)
        content = read_yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        yield _unreadable(name, text, error)
        return
    yield from _of_content(name, content, node)


def _unreadable(name: str, text: str, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # YAML says of a day that never was only that there is none
        for number, line in enumerate(text.split("\n"), 1):
            for day in DAYS.findall(line):
                if not _is_day(day):
                    return Fault(name, number, "", f"{day} is no day", near_day(day))
    reason = getattr(error, "problem", None) or str(error)
    return Fault(name, mark.line + 1 if mark else None, "", f"this is no YAML that is taken: {reason}")


def _of_content(name: str, content: Any, node: Any) -> Iterator[Fault]:
    top = name.split("/", 1)[0]
    if name == MANIFEST:
        yield from _of_model(name, Manifest, content, node=node, at=(), key="")
    elif top == "cases":
        for place, one in enumerate(content if isinstance(content, list) else [content]):
            yield from _of_model(name, Case, one, node=node, at=(place,), key="cases")
    elif top == "texts":
        if not isinstance(content, dict) or not all(isinstance(one, str) for one in content.values()):
            yield Fault(name, 1, "", "a file of texts is one mapping, id of the text: text")
    elif top not in NOT_RULES:
        yield from _of_records(name, content, node)


def _of_records(name: str, content: Any, node: Any) -> Iterator[Fault]:
    if isinstance(content, list):
        kind = LIST_FILES.get(Path(name).stem, Path(name).stem)
        content = {kind: content}
        node = {kind: node}
    if not isinstance(content, dict):
        yield Fault(name, 1, "", "a file of rules is a mapping from a kind to a list of records")
        return
    defaults = content.get("defaults") or {}
    for kind, records in content.items():
        if kind == "defaults":
            continue
        if kind not in schema.KINDS:
            near = _near(str(kind), schema.KINDS)
            yield Fault(name, _line(node, (kind,)), str(kind), "this is no kind of record", near)
            continue
        for place, record in enumerate(records or []):
            yield from _of_record(name, kind, record, defaults=defaults, node=node, place=place)


def _of_record(name: str, kind: str, record: Any, *, defaults: Any, node: Any, place: int) -> Iterator[Fault]:
    if not isinstance(record, dict):
        yield Fault(name, _line(node, (kind, place)), kind, "a record is a mapping")
        return
    key = f"{kind} {record.get('id', '?')}"
    yield from _of_model(
        name, schema.KINDS[kind], dressed(kind, record, defaults), node=node, at=(kind, place), key=key
    )


def _of_model(name: str, model: type[BaseModel], content: Any, *, node: Any, at: Path_, key: str) -> Iterator[Fault]:
    try:
        model.model_validate(content)
    except ValidationError as error:
        for one in error.errors():
            path = ".".join(str(part) for part in one["loc"])
            reason = one["msg"].removeprefix("Value error, ")
            where = " ".join(part for part in (key, path) if part)
            yield Fault(name, _line(node, (*at, *one["loc"])), where, reason, _nearest(one))


def _nearest(error: Any) -> str:
    given, last = error.get("input"), str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "literal_error":
            return _near(str(given), QUOTED.findall(error["ctx"]["expected"]))
        case "extra_forbidden":
            return _near(last, _known_keys())
        case "missing" | "string_pattern_mismatch":
            return PATTERNS.get(last, "")
        case kind if kind.startswith("date"):
            return near_day(str(given))
    return ""


def _known_keys() -> set[str]:
    models = [*schema.KINDS.values(), *(one for one in vars(schema).values() if isinstance(one, type))]
    fields = [one.model_fields for one in models if issubclass(one, BaseModel)]
    return {spec.alias or name for some in fields for name, spec in some.items()}


def _near(word: str, among: Any) -> str:
    found = get_close_matches(word, [str(one) for one in among], n=1, cutoff=0.4)
    return found[0] if found else ", ".join(str(one) for one in among) if len(list(among)) <= FEW else ""


def near_day(text: str) -> str:
    """The nearest real day to what looks like one: 2026-02-30 → 2026-02-28."""
    told = DAY.match(text)
    if told is None:
        return "2026-11-23"
    year, month, day = (int(part) for part in told.groups())
    month = min(max(month, 1), 12)
    for last in range(min(max(day, 1), 31), 0, -1):
        try:
            return date(year, month, last).isoformat()
        except ValueError:
            continue
    return ""


def _line(node: Any, path: Path_) -> int | None:
    """The line of the deepest part of the path that is there; a list of one may be written without its list."""
    line: int | None = None
    for part in path:
        if isinstance(node, dict):
            node = node.get(part)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode) and not isinstance(part, int):
            pair = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
            continue
        if isinstance(node, yaml.Node):
            line = node.start_mark.line + 1
    return line or (node.start_mark.line + 1 if isinstance(node, yaml.Node) else None)


def _of_table(name: str, text: str, shipped: Path) -> Iterator[Fault]:
    rows = list(csv.DictReader(io.StringIO(text)))
    before = list(csv.DictReader(io.StringIO(shipped.read_text(encoding="utf-8")))) if shipped.exists() else []
    if not rows or not before:
        yield Fault(name, 1, "", "there is no such table" if rows else "a table needs a line of names and rows")
        return
    named, known = list(rows[0]), list(before[0])
    if named != known:
        yield Fault(name, 1, "", f"the columns are {', '.join(map(str, named))}", ", ".join(known))
        return
    for number, row in enumerate(rows, 2):
        yield from _of_row(name, number, row, before=before)


def _of_row(name: str, number: int, row: dict[str, Any], *, before: list[dict[str, str]]) -> Iterator[Fault]:
    if None in row or None in row.values():
        yield Fault(name, number, "", f"the row has not {len(before[0])} columns")
        return
    for column, value in row.items():
        held = {one[column] for one in before} - {""}
        if column in CLOSED_COLUMNS and value not in held:
            yield Fault(name, number, column, f"{value or 'nothing'} is no value of this column", _near(value, held))
        elif (
            held and all(map(_is_day, held)) and not (_is_day(value) or (value == "" and _may_be_empty(before, column)))
        ):
            yield Fault(name, number, column, f"{value or 'nothing'} is no day", near_day(value))


def _may_be_empty(rows: list[dict[str, str]], column: str) -> bool:
    return any(row[column] == "" for row in rows)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _of_whole(folder: Path, texts: dict[str, str]) -> Iterator[Fault]:
    try:
        problems = check_rules(folder).problems
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        yield Fault("", None, "", f"these rules cannot be read together: {type(error).__name__}: {error}")
        return
    ids = {told for text in texts.values() for told in IDS.findall(text)} | set(_ids(folder))
    for problem in problems:
        yield _placed(problem, texts, ids)


def _ids(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.yaml"):
        yield from IDS.findall(path.read_text(encoding="utf-8"))


def _placed(problem: str, texts: dict[str, str], ids: set[str]) -> Fault:
    """A sentence of the check, with the line where what it speaks of stands."""
    told, near, missing = NAMED.match(problem), NEAR.search(problem), MISSING.search(problem)
    nearest, said = (near[1] if near else ""), NEAR.sub("", problem)
    if missing:
        nearest = _near(missing[1], ids)
    if told:
        file, rest = told[1], NEAR.sub("", told[2])
        return Fault(file, _line_of_id(rest, texts.get(file, "")), "", rest, nearest)
    condition = problem.rsplit(": ", 1)[-1]
    for file, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if condition in line:
                return Fault(file, number, "", said, nearest)
    return Fault("", None, "", said, nearest)


def _line_of_id(rest: str, text: str) -> int | None:
    words = {word.strip(":,.") for word in re.split(r"[\s\[]", rest)}
    for number, line in enumerate(text.split("\n"), 1):
        for name in IDS.findall(line):
            if any(word == name or word.startswith(f"{name}.") for word in words):
                return number
    return None
