"""Counts figures again from exported tables alone: nothing of the product is used."""

import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from kudosbay.statistics.tests import recount_gatherings

CENT, TENTH = Decimal("0.01"), Decimal("0.1")


def recount(folder: Path, as_of: date) -> dict[str, Any]:
    tables = {path.stem: _read(path) for path in folder.glob("*.csv")}
    licensed = {row["reference"]: row for row in tables["enterprises"] if _day(row["licensed_on"]) <= as_of}
    active = {key: row for key, row in licensed.items() if not row["left_on"] or _day(row["left_on"]) > as_of}
    year = as_of.year - 1
    last_year = [row for row in licensed.values() if _day(row["licensed_on"]).year == year]
    owners = [row for row in tables["investors"] if _holds(row, as_of)]
    outside = [row["nationality"] for row in tables["people"] if row["nationality"] not in {"", "CN"}]
    route = {row["country"] for row in tables["belt_road"]}
    return {
        "enterprises": len(active),
        "added_last_year": sum(_day(row["licensed_on"]).year == year for row in active.values()),
        "converted": sum(row["origin"] == "converted" for row in active.values()),
        "attracted": sum(row["origin"] == "attracted" for row in active.values()),
        "belt_road": len(_owned(owners, active) & _owned(owners, active, route)),
        "countries": len({row["country"] for row in owners if row["enterprise_reference"] in active} - {"CN"}),
        "capital_usd": _dollars(tables, active, as_of),
        "licensed_last_year": len(last_year),
        "city_share": _share(tables["city"], year, len(last_year)),
        "licences": len(licensed),
        "licences_belt_road": len(_owned(owners, licensed, route)),
        "licences_capital_usd": _dollars(tables, licensed, as_of),
        "agreements": sum(_day(row["signed_on"]) <= as_of for row in tables["agreements"]),
        "people_outside": len(outside),
        "foreign_nationals": sum(place not in {"HK", "MO", "TW"} for place in outside),
        "messages": _sent(tables["messages"], {"policy", "answer", "exchange"}),
        "messages_policy": _sent(tables["messages"], {"policy"}),
        "messages_answer": _sent(tables["messages"], {"answer"}),
        "messages_exchange": _sent(tables["messages"], {"exchange"}),
        **recount_gatherings.recount(tables),
    }


def _sent(rows: list[dict[str, str]], kinds: set[str]) -> int:
    return sum(int(row["number"]) for row in rows if row["kind"] in kinds)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _holds(row: dict[str, str], day: date) -> bool:
    return _day(row["valid_from"]) <= day and (not row["valid_to"] or _day(row["valid_to"]) > day)


def _owned(owners: list[dict[str, str]], firms: dict[str, Any], countries: set[str] | None = None) -> set[str]:
    return {
        row["enterprise_reference"]
        for row in owners
        if row["enterprise_reference"] in firms and (countries is None or row["country"] in countries)
    }


def _dollars(tables: dict[str, list[dict[str, str]]], firms: dict[str, Any], day: date) -> Decimal:
    total = Decimal(0)
    for row in tables["capitals"]:
        if row["enterprise_reference"] in firms and _holds(row, day):
            amount = Decimal(row["amount"]) * _rate(tables["rates"], row["currency"], row["valid_from"])
            total += amount.quantize(CENT, rounding=ROUND_HALF_UP)
    return total


def _rate(rates: list[dict[str, str]], currency: str, day: str) -> Decimal:
    if currency == "USD":
        return Decimal(1)
    known = [row for row in rates if row["currency"] == currency and row["valid_from"] <= day]
    return Decimal(max(known, key=lambda row: row["valid_from"])["usd"])


def _share(city: list[dict[str, str]], year: int, projects: int) -> Decimal | None:
    known = [row for row in city if row["key"] == f"city.foreign_projects.{year}"]
    if not known:
        return None
    return (Decimal(projects) * 100 / Decimal(known[-1]["value"])).quantize(TENTH, rounding=ROUND_HALF_UP)
