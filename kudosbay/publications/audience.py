"""The words in which a policy says whom it concerns: the rulebook's conditions, over a person with enterprises and cases.

`belt_road.includes(nationality) and any(enterprises, active and has(activities, import_export))`
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, get_args

from django.utils.translation import gettext as _

from kudosbay.cases.models import Case
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.errors import Refused
from kudosbay.people.models import Person
from kudosbay.rulebook.conditions import Condition, ConditionError, Vocabulary
from kudosbay.rulebook.conditions.vocabulary import DATE, NUMBER, WORD, Sort
from kudosbay.rulebook.facts import Activity, AddressKind, Form, Zone
from kudosbay.rulebook.load import Rulebook, load_rules

Facts = dict[str, Any]
YES_NO: Final = Sort("bool")
FORMS: Final = Sort("word", get_args(Form))
ZONES: Final = Sort("word", get_args(Zone))
ACTIVITIES: Final = Sort("list", get_args(Activity))

PERSON: Final = {
    "nationality": WORD,
    "from_outside": YES_NO,  # from outside the mainland
    "languages": Sort("list"),
    "source": Sort("word", tuple(Person.Source.values)),
    "age": NUMBER,
    "registered_on": DATE,
}
ENTERPRISE: Final = {
    "form": FORMS,
    "activities": ACTIVITIES,
    "origin": Sort("word", tuple(Enterprise.Origin.values)),
    "licensed_on": DATE,
    "active": YES_NO,
}
CASE: Final = {
    "form": FORMS,
    "activities": ACTIVITIES,
    "zone": ZONES,
    "address": Sort("word", get_args(AddressKind)),
    "stage": Sort("word", tuple(Case.Status.values)),
    "waits_for": Sort("word", tuple(Case.Turn.values)),
}
AUDIENCE: Final = Vocabulary(facts=PERSON, items={"enterprises": ENTERPRISE, "cases": CASE})


def condition(text: str) -> Condition:
    """Raise ConditionError, in the words of the rulebook, for what is no condition."""
    return _compiled(load_rules(), text)


@lru_cache(maxsize=256)
def _compiled(rulebook: Rulebook, text: str) -> Condition:
    return rulebook.condition(text, vocabulary=AUDIENCE)


def checked_condition(text: str, *, field: str) -> Condition:
    try:
        return condition(text)
    except ConditionError as error:
        raise Refused(str(error), field=field) from error
    except RecursionError as error:
        raise Refused(_("This condition has too many brackets inside each other."), field=field) from error


def names() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Return every fact with its sort and its fixed values, for whoever writes a condition."""
    for prefix, sorts in (("", PERSON), ("enterprises: ", ENTERPRISE), ("cases: ", CASE)):
        yield from ((f"{prefix}{name}", sort.kind, sort.words) for name, sort in sorts.items())


def facts_of_person(row: Mapping[str, Any], *, enterprises: list[Facts], cases: list[Facts], today: date) -> Facts:
    """What the database knows of a person; what it does not know is left out, and so unknown."""
    nationality = row["nationality"] or None
    return {
        "filing": today,
        "nationality": nationality,
        "from_outside": None if nationality is None else nationality != "CN",
        "languages": row["languages"] or None,
        "source": row["source"],
        "age": _age(row["birth_date"], today),
        "registered_on": row["registered_on"],
        "enterprises": enterprises,
        "cases": cases,
    }


def _age(born: date | None, today: date) -> int | None:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) if born else None


def facts_of_enterprise(row: Mapping[str, Any], *, today: date) -> Facts:
    return {
        "form": row["form"] or None,
        "activities": row["activities"] or None,
        "origin": row["origin"] or None,
        "licensed_on": row["licensed_on"],
        "active": row["licensed_on"] <= today and (row["left_on"] is None or row["left_on"] > today),
    }


def facts_of_case(row: Mapping[str, Any]) -> Facts:
    told = row["facts"] or {}
    return {
        "form": told.get("form"),
        "activities": told.get("activities"),
        "zone": (told.get("location") or {}).get("zone"),
        "address": told.get("address"),
        "stage": row["status"],
        "waits_for": row["turn"],
    }
