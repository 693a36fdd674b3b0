"""Facts → the flat case that conditions read: path → value, and the values that the engine works out."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from kudosbay.rulebook.conditions.leaves import ABSENT, Case, Item
from kudosbay.rulebook.facts import Change, Existing, Facts, Person
from kudosbay.rulebook.load import Edition
from kudosbay.rulebook.records import Activity, Value

ITEM_LISTS = ("investors", "people", "partners")
FREE_TRADE_ZONES = frozenset({"shftz", "lingang", "pudong_pioneer"})
NONE_IF_LEFT_OUT: dict[str, type[BaseModel]] = {"change": Change, "existing": Existing}


def situation(facts: Facts, edition: Edition) -> Case:
    """`?` in the result: worked-out value → the facts it still waits for."""
    case = flat(facts)
    case["as_of"] = case["filing"] = edition.day
    waits: dict[str, Any] = {}
    case["?"] = waits
    case["list_area"] = _list_area(case, waits)
    case["foreign_share"] = _foreign_share(case, waits)
    case["education.place"] = _place_of_study(case, waits)
    case["capital_cny"] = _capital_cny(case, waits, edition)
    case["admissions"] = _admissions(case, waits, edition)
    case["address_terms"] = _address_terms(case, waits, edition)
    return case


def flat(facts: Facts) -> Case:
    case: Case = {}
    for name, value in vars(facts).items():
        if name in ITEM_LISTS or value is None:
            continue
        if isinstance(value, BaseModel):
            case.update(_fields(value, name + "."))
        case[name] = _plain(value)
    for name, model in NONE_IF_LEFT_OUT.items():
        if name not in case:
            case.update(dict.fromkeys(_names(model, f"{name}.").values(), ABSENT))
    _lists(facts, case)
    return case


def _lists(facts: Facts, case: Case) -> None:
    investors = {one.id: _fields(one, "") for one in facts.investors or ()}
    people = [_person(one, investors.get(one.person, {})) for one in facts.people or ()]
    first = {one["person"]: one for one in reversed(people)}
    for name, item in investors.items():
        item["@investor"] = f"investors[{name}]"
        for field in ("person", "role", "needs_work_permit", "@person"):
            if field in first.get(name, {}):
                item[field] = first[name][field]
    if facts.investors is not None:
        case["investors"] = list(investors.values())
    if facts.people is not None:
        case["people"] = people
    if facts.partners is not None:
        case["partners"] = [_fields(one, "") for one in facts.partners]


def _person(person: Person, investor: Mapping[str, Any]) -> Item:
    owner = {"@investor": f"investors[{person.person}]"} if investor else {}
    return {"kind": "natural", **investor, **_fields(person, ""), **owner, "@person": f"people[{person.person}]"}


def _fields(record: BaseModel, prefix: str) -> Item:
    names = _names(type(record), prefix)
    return {names[name]: _plain(value) for name, value in vars(record).items() if value is not None}


@cache
def _names(model: type[BaseModel], prefix: str) -> dict[str, str]:
    return {name: prefix + (field.alias or name) for name, field in model.model_fields.items()}


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def _list_area(case: Case, waits: dict[str, Any]) -> str | None:
    zone = case.get("location.zone")
    if zone is None and case.get("location.district") != "songjiang":
        waits["list_area"] = ("location.zone",)
        return None
    return "ftz" if zone in FREE_TRADE_ZONES else "national"


def _foreign_share(case: Case, waits: dict[str, Any]) -> Any:
    investors = case.get("investors")
    if case.get("form") == "wfoe_llc":
        return 100
    if investors is None:
        waits["foreign_share"] = ("investors",)
        return None
    missing = tuple(
        f"{one['@investor']}.{name}" for one in investors for name in ("country", "share") if name not in one
    )
    if missing:
        waits["foreign_share"] = missing
        return None
    return sum(one["share"] for one in investors if one["country"] != "CN")


def _place_of_study(case: Case, waits: dict[str, Any]) -> str | None:
    """`cn_shanghai`, `cn_shanghai_songjiang` … are Shanghai; other `cn…` the rest of the mainland."""
    place = case.get("education.from")
    if place is None:
        waits["education.place"] = ("education.from",)
        return None
    if str(place).startswith("cn_shanghai"):
        return "shanghai"
    if str(place).startswith("cn"):
        return "china"
    return "abroad_top" if place == "abroad_top" else "abroad"


def _capital_cny(case: Case, waits: dict[str, Any], edition: Edition) -> Any:
    missing = tuple(name for name in ("capital.amount", "capital.currency") if case.get(name) is None)
    if missing:
        waits["capital_cny"] = missing
        return None
    if case["capital.currency"] == "CNY":
        return case["capital.amount"]
    rate = edition.rates.get(case["capital.currency"])
    if rate is None:
        waits["capital_cny"] = ()
        return None
    return case["capital.amount"] * Decimal(rate.data["cny"])


def _chosen(case: Case, edition: Edition) -> Iterable[Activity]:
    return (edition.activities[one] for one in case["activities"] if one in edition.activities)


def _admissions(case: Case, waits: dict[str, Any], edition: Edition) -> list[Item] | None:
    if case.get("activities") is None:
        waits["admissions"] = ("activities",)
        return None
    return [entry for activity in _chosen(case, edition) for entry in _admission(activity, case, edition.day)]


def _admission(activity: Activity, case: Case, day: date) -> list[Item]:
    """First match; entries that only might apply carry `?`, and so does all that follows them."""
    found: list[Item] = []
    missing: tuple[str, ...] = ()
    for value in activity.admission:
        fits, facts = _fits(value, case, day)
        if fits is False:
            continue
        missing += facts
        found.append(_entry(activity, value.data, missing))
        if fits:
            break
    return found


def _entry(activity: Activity, data: Mapping[str, Any], missing: tuple[str, ...]) -> Item:
    entry = {"activity": activity.id, "status": data["status"], "area": data["area"], "source": data["source"]}
    if "cap" in data:
        entry["cap"] = _plain(Decimal(data["cap"]))
    return entry | ({"?": missing} if missing else {})


def _fits(value: Value, case: Case, day: date) -> tuple[bool | None, tuple[str, ...]]:
    area, wanted = case["list_area"], value.data["area"]
    if not value.span.holds(day) or (wanted != "any" and area is not None and wanted != area):
        return False, ()
    holds = True if value.when is None else value.when.of(case)
    facts: tuple[str, ...] = ()
    if holds is None and value.when:
        facts = tuple(reason.fact for reason in value.when.because(case) if reason.value is None and reason.fact)
    if wanted != "any" and area is None and holds is not False:
        return None, (*facts, "location.zone")
    return holds, facts


def _address_terms(case: Case, waits: dict[str, Any], edition: Edition) -> list[Item] | None:
    if case.get("activities") is None:
        waits["address_terms"] = ("activities",)
        return None
    return [
        {"activity": activity.id, "refuses": kind, "source": value.data["source"]}
        for activity in _chosen(case, edition)
        for value in activity.address
        if value.span.holds(edition.day)
        for kind in value.data["refuses"]
    ]
