"""What changed between two versions of the rules: values that appeared, ended, changed or are gone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kudosbay.rulebook.reading import Records, read_records
from kudosbay.rulebook.records import Data

What = Literal["appeared", "ended", "changed", "gone"]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """`day`: for `appeared` and `ended`, the first or last day in force, if the rules state one."""

    what: What
    kind: str
    id: str
    field: str
    before: Any
    after: Any
    day: str | None

    def say(self) -> str:
        name = f"{self.kind} {self.id}"
        if self.what == "changed":
            return f"changed   {name}.{self.field}: {_short(self.before)} → {_short(self.after)}"
        when = {"appeared": " from ", "ended": " after "}.get(self.what, "")
        return f"{self.what:<9} {name}{when + self.day if self.day and when else ''}"

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


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value is not None else "nothing"


def diff_rules(before: Path, after: Path) -> list[Change]:
    """Raises RulesError if either folder is refused."""
    old, new = _keyed(read_records(before)), _keyed(read_records(after))
    return [change for key in [*new, *(one for one in old if one not in new)] for change in _changes(key, old, new)]


def _keyed(records: Records) -> dict[Key, Data]:
    """A record is the same as before if kind, id, first day and condition are."""
    keyed: dict[Key, Data] = {}
    for kind, ones in records.items():
        for one in ones:
            place = f"{one.get('valid', {}).get('from', '')} {one.get('when', '')}"
            twin = next((key for key in keyed if key[:2] == (kind, one["id"])), None)
            keyed[kind, one["id"], place if twin else ""] = one
    return keyed


def _changes(key: Key, old: dict[Key, Data], new: dict[Key, Data]) -> Iterator[Change]:
    kind, name, _ = key
    if key not in old:
        yield Change("appeared", kind, name, "", None, None, new[key].get("valid", {}).get("from"))
    elif key not in new:
        yield Change("gone", kind, name, "", None, None, None)
    else:
        yield from _fields(kind, name, old=old[key], new=new[key])


def _fields(kind: str, name: str, *, old: Data, new: Data) -> Iterator[Change]:
    for field in dict.fromkeys((*old, *new)):
        before, after = old.get(field), new.get(field)
        if before == after or field == "file":
            continue
        ended = field == "valid" and not (before or {}).get("to") and (after or {}).get("to")
        if ended:
            yield Change("ended", kind, name, field, before, after, (after or {}).get("to"))
        else:
            yield Change("changed", kind, name, field, before, after, None)
