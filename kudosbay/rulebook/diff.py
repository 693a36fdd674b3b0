"""What changed between two versions of the rules: values that appeared, ended, changed or are gone."""

import csv
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.reading import Records, read_records
from kudosbay.rulebook.records import Data

What = Literal["appeared", "ended", "changed", "gone"]
Key = tuple[str, str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """`day`: for `appeared` and `ended`, the first or last day in force, if the rules state one.

    `record`: the record as it is now, or as it was where it is gone; rows of tables have the kind `tables`.
    """

    what: What
    kind: str
    id: str
    field: str
    before: Any
    after: Any
    day: str | None
    record: Data = dataclasses.field(default_factory=dict, compare=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "kind": self.kind,
            "id": self.id,
            "field": self.field,
            "before": self.before,
            "after": self.after,
            "day": self.day,
        }


def diff_rules(before: Path, after: Path) -> list[Change]:
    """Raises RulesError if either folder is refused."""
    return _diff(_keyed(read_records(before)) | _tables(before), _keyed(read_records(after)) | _tables(after))


def diff_rulebooks(before: Rulebook, after: Rulebook) -> list[Change]:
    """The same of rules that are read already."""
    old, new = (_keyed(one.records) | _tables(one.folder) for one in (before, after))
    return _diff(old, new)


def _diff(old: dict[Key, Data], new: dict[Key, Data]) -> list[Change]:
    return [change for key in [*new, *(one for one in old if one not in new)] for change in _changes(key, old, new)]


def _keyed(records: Records) -> dict[Key, Data]:
    """A record is the same as before if kind, id, first day and condition are."""
    keyed: dict[Key, Data] = {}
    twins: set[tuple[str, str]] = set()
    for kind, ones in records.items():
        for one in ones:
            place = f"{one.get('valid', {}).get('from', '')} {one.get('when', '')}"
            keyed[kind, one["id"], place if (kind, one["id"]) in twins else ""] = one
            twins.add((kind, one["id"]))
    return keyed


def _tables(folder: Path) -> dict[Key, Data]:
    """Rows by the name of their table and what stands in their first column."""
    keyed: dict[Key, Data] = {}
    for path in sorted((folder / "tables").glob("*.csv")):
        for number, row in enumerate(_rows(path)):
            key = ("tables", f"{path.stem} {next(iter(row.values()))}", "")
            keyed[(*key[:2], str(number)) if key in keyed else key] = row
    return keyed


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _changes(key: Key, old: dict[Key, Data], new: dict[Key, Data]) -> Iterator[Change]:
    kind, name, _ = key
    if key not in old:
        yield Change("appeared", kind, name, "", None, None, _first_day(new[key]), new[key])
    elif key not in new:
        yield Change("gone", kind, name, "", None, None, None, old[key])
    else:
        yield from _fields(kind, name, old=old[key], new=new[key])


def _first_day(record: Data) -> Any:
    return record.get("valid", {}).get("from") or record.get("valid_from")


def _fields(kind: str, name: str, *, old: Data, new: Data) -> Iterator[Change]:
    for part in dict.fromkeys((*old, *new)):
        before, after = old.get(part), new.get(part)
        if before == after or part == "file":
            continue
        if part == "valid" and not (before or {}).get("to") and (after or {}).get("to"):
            yield Change("ended", kind, name, part, before, after, after["to"], new)  # type: ignore[index]
        else:
            yield Change("changed", kind, name, part, before, after, None, new)
