"""How sure each value of the rules is, who should look again, and since when that is overdue."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kudosbay.rulebook import schema
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.records import Data
from kudosbay.rulebook.yaml12 import read_yaml_file

DATED = (
    "regimes",
    "forms",
    "steps",
    "papers",
    "signatures",
    "routes",
    "activities",
    "lists",
    "blocks",
    "deadlines",
    "duties",
    "penalties",
    "parameters",
    "rates",
)
AGAIN_AFTER = {"high": 365, "medium": 180, "low": 90, "unverified": 90}  # days; the less sure, the sooner


@dataclass(frozen=True, slots=True)
class Checked:
    """One value: a record, a dated value inside it, or a table as a whole."""

    name: str
    source: tuple[str, ...]
    confidence: str
    checked: date

    @property
    def unverified(self) -> bool:
        return "none" in self.source or self.confidence == "unverified"

    @property
    def due(self) -> date:
        """The last day by which somebody should have looked again."""
        return self.checked + timedelta(days=AGAIN_AFTER["unverified" if self.unverified else self.confidence])


def dated_values(rulebook: Rulebook) -> Iterator[tuple[str, Data]]:
    """(file, kind and id; the value), records first, then what is dated inside them."""
    for kind in DATED:
        for record in rulebook.records[kind]:
            name = f"{record['file']}: {kind} {record['id']}"
            yield name, record
            for key in schema.DATED_INSIDE.get(kind, ()):
                yield from ((f"{name}.{key}[{place}]", value) for place, value in enumerate(record[key]))


def checked_values(rulebook: Rulebook) -> list[Checked]:
    return [_checked(name, value) for name, value in dated_values(rulebook)]


def checked_tables(folder: Path) -> list[Checked]:
    files = sorted((folder / "tables").glob("*.meta.yaml"))
    return [_checked(f"tables/{file.name}", read_yaml_file(file)) for file in files]


def checked_rows(folder: Path) -> list[Checked]:
    """Rows of the tables that say how sure they are; somebody looked at them when at their table."""
    found = []
    for file in sorted((folder / "tables").glob("*.csv")):
        meta = file.with_suffix(".meta.yaml")
        day = _checked("", read_yaml_file(meta)).checked if meta.exists() else date.min
        for row in _rows(file):
            if "confidence" in row:
                name = f"tables/{file.name}: {next(iter(row.values()))}"
                found.append(Checked(name, (row.get("source", ""),), row["confidence"], day))
    return found


def table_rows(folder: Path) -> tuple[int, int]:
    """(rows with a source, unverified rows) of the tables whose rows say how sure they are."""
    rows = [row for file in sorted((folder / "tables").glob("*.csv")) for row in _rows(file) if "confidence" in row]
    unverified = sum(row["confidence"] == "unverified" or row.get("source") == "none" for row in rows)
    return len(rows) - unverified, unverified


def overdue(values: Iterable[Checked], *, on: date) -> list[Checked]:
    """Those that should have been looked at again before this day, the longest overdue first."""
    return sorted((one for one in values if one.due < on), key=lambda one: (one.due, one.name))


def _checked(name: str, value: Mapping[str, Any]) -> Checked:
    checked = value["checked"]
    day = date.fromisoformat(checked) if isinstance(checked, str) else checked
    return Checked(name, tuple(value["source"]), value["confidence"], day)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
