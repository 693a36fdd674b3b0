"""Look-ups that conditions may make: a place (ISO code) on a day."""

import csv
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

Group = Literal["hk_mo_tw", "mainland", "manual", "no_relations", "other"]
HK_MO_TW = frozenset({"HK", "MO", "TW"})


class Tables:
    def __init__(self, folder: Path) -> None:
        self._apostille = {row["iso2"]: row for row in _rows(folder / "apostille.csv")}
        self._belt_road = frozenset(row["iso2"] for row in _rows(folder / "belt_road_route_64.csv"))
        self._visa_free = _by_place(_rows(folder / "visa_free.csv"))
        self._since = {code: date.fromisoformat(row["valid_from"]) for code, row in self._apostille.items()}

    def apostille(self, country: str, day: date) -> bool | None:
        """Does the Convention apply between the place and mainland China; None where an officer must decide."""
        row = self._apostille.get(country)
        if row is None or row["status"] == "excluded" or self._since[country] > day:
            return False
        return True if row["status"] == "in_force" else None

    def visa_free(self, country: str, day: date) -> bool | None:
        """May holders of the ordinary passport enter without a visa; None where the first day was not found."""
        answers = [_holds(row, day) for row in self._visa_free.get(country, ())]
        return True if True in answers else None if None in answers else False

    def visa_free_ended(self, country: str, day: date) -> bool:
        """There was an arrangement, and each has ended."""
        rows = self._visa_free.get(country, ())
        return bool(rows) and all(row["valid_to"] and date.fromisoformat(row["valid_to"]) < day for row in rows)

    def apostille_row(self, country: str) -> Mapping[str, str] | None:
        """The row as written: status, valid_from, party_since, source, confidence."""
        return self._apostille.get(country)

    def visa_free_rows(self, country: str) -> list[Mapping[str, str]]:
        """The rows as written: basis, valid_from, valid_to, stay_days, source, confidence."""
        return list(self._visa_free.get(country, ()))

    def belt_road(self, country: str, _day: date) -> bool:
        return country in self._belt_road

    def group(self, country: str, _day: date) -> Group:
        if country == "CN":
            return "mainland"
        if country in HK_MO_TW:
            return "hk_mo_tw"
        row = self._apostille.get(country)
        if row is None or row["status"] != "manual":
            return "other"
        return "no_relations" if "diplomatic relations" in row["note"] else "manual"

    def days(self) -> set[date]:
        """Every first and last day of a row: on all days between two of them each place gets the same answer."""
        rows = [row for rows in self._visa_free.values() for row in rows]
        ends = {row[name] for row in rows for name in ("valid_from", "valid_to") if row[name]}
        return {*self._since.values(), *map(date.fromisoformat, ends)}

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        return {
            "apostille.in_force": self.apostille,
            "belt_road.includes": self.belt_road,
            "territory.group": self.group,
            "visa_free.allows": self.visa_free,
            "visa_free.ended": self.visa_free_ended,
        }


def _by_place(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["iso2"], []).append(row)
    return found


def _holds(row: dict[str, str], day: date) -> bool | None:
    if row["valid_to"] and date.fromisoformat(row["valid_to"]) < day:
        return False
    return date.fromisoformat(row["valid_from"]) <= day if row["valid_from"] else None


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
