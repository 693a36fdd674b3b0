"""Step-by-step guides for each form, worked out by the engine that makes a founder's plan.

The usual case is told as answers of Find your way, so that a plan can be started from the guide. What other answers
would add is read from a plan in which only the form is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from kudosbay.cases.asking import OWNER, Way
from kudosbay.cases.plans import PlanJson, registration_step
from kudosbay.cases.words import spell_out, words
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.interview import question_of, replay
from kudosbay.rulebook.load import load_rules, made_of_rules
from kudosbay.rulebook.plan import Plan, PlannedStep, make_plan
from kudosbay.rulebook.records import Data, Record
from kudosbay.rulebook.schedule import days_told
from kudosbay.rulebook.unknowns import general
from kudosbay.rulebook.words import TERRITORIES

# Office work, an address from the centre, and nobody who needs a work permit.
USUAL: Final[Mapping[str, Any]] = MappingProxyType(
    {"activities": ["consulting"], "address": "ours", "leader": "me_no_permit", "chief": "chinese_chief"}
)
FROM: Final = "country:founder"
A_FIRM: Final = ({"id": "company", "kind": "entity", "share": 100},)  # of forms that the interview does not lead to
HERE: Final[Mapping[str, str]] = MappingProxyType({"district": "songjiang", "zone": "songjiang_etdz"})


@dataclass(frozen=True, slots=True)
class Guide:
    """`plan`: the usual case as contract JSON, each step with `days_confidence`, and what it depends on where it
    may not be needed. `more`: steps that other answers add. `to_licence`: working days until the firm is registered.
    """

    form: Record
    owners: tuple[Data, ...]
    plan: PlanJson
    more: tuple[dict[str, Any], ...]
    to_licence: tuple[int, int]
    laws: tuple[Record, ...]

    @property
    def certain(self) -> list[dict[str, Any]]:
        return [step for step in self.plan["steps"] if not step["conditional"]]


def forms() -> list[Record]:
    return list(load_rules().forms)


@made_of_rules
@lru_cache(maxsize=64)
def guide(form: str, day: date) -> Guide | None:
    """Return the guide by the law of a day; None for a form that the rules do not know."""
    record = next((one for one in load_rules().forms if one.id == form), None)
    if record is None:
        return None
    owners = owners_of(form)
    plan = make_plan(load_rules(), read_facts(usual_facts(form, owners, day=day)))
    told = _told(plan)
    return Guide(
        form=record,
        owners=owners,
        plan=told,
        more=_more(form, day=day, but={step["id"] for step in told["steps"]}),
        to_licence=days_to(plan, str(record.data["registration"])),
        laws=tuple(plan.regimes),
    )


def owners_of(form: str) -> tuple[Data, ...]:
    """Return the answers to the first question of Find your way that lead to the form."""
    asked = question_of(load_rules(), OWNER)
    choices = asked.data["choices"] if asked else []
    return tuple(one for one in choices if one["sets"].get("form") == form)


def usual_facts(form: str, owners: tuple[Data, ...], *, day: date, **more: Any) -> dict[str, Any]:
    """`more`: further answers by question."""
    base = {"as_of": day, "form": form} | ({} if owners else {"investors": A_FIRM})
    answers = {OWNER: owners[0]["value"]} if owners else {}
    return replay(load_rules(), base, answers | dict(USUAL) | more)


def days_to(plan: Plan, step: str) -> tuple[int, int]:
    """Return how many working days pass until a step is done, at best and at worst."""
    found = next((one for one in plan.steps if one.id == step), None)
    if found is None or not found.timing.finish.earliest or not found.timing.finish.latest:
        return plan.timetable.days
    calendar = load_rules().calendar
    begun = calendar.number(plan.facts.start or plan.as_of)
    low, high = (calendar.number(day) - begun + 1 for day in found.timing.finish if day)
    return max(low, 1), max(high, 1)


def _told(plan: Plan) -> PlanJson:
    told = spell_out(plan.as_json())
    for step, shown in zip(plan.steps, told["steps"], strict=True):
        shown |= {"days_confidence": _how_sure(step), "depends": _depends(shown) if shown["conditional"] else []}
    return told


def _how_sure(step: PlannedStep) -> str:
    value = days_told(step.chosen)
    own = value.data.get("confidence") if value else None
    return str(own or step.chosen.step.data["confidence"])


def _more(form: str, *, day: date, but: set[str]) -> tuple[dict[str, Any], ...]:
    facts = {"as_of": day, "form": form, "location": HERE}
    steps = _told(make_plan(load_rules(), read_facts(facts)))["steps"]
    return tuple(step for step in steps if step["conditional"] and step["id"] not in but)


def _depends(step: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what the open facts are called."""
    facts = dict.fromkeys(one["fact"] for one in step["why"] if one["value"] is None and one["fact"])
    names = {general(fact).replace("[]", "") for fact in facts}
    terms = [one for one in load_rules().records["terms"] if one["id"].removeprefix("fact.") in names]
    return [name for one in terms if (name := words("terms", one["id"], "name", inline=one["name"]))]


def days_from(country: str, *, here: bool, day: date) -> tuple[int, int]:
    """Return working days to the licence of the simplest company, whose owner has a passport of this place."""
    form = load_rules().forms[0].id
    presence = {"presence:founder": "visit" if here else "abroad", FROM: country}
    permit = {"travel_permit:founder": True} if here else {}
    facts = usual_facts(form, owners_of(form), day=day, **presence, **permit)
    return days_to(make_plan(load_rules(), read_facts(facts)), registration_step(facts))


def started(way: Way, *, owner: str, country: str) -> Way:
    """Lay what a guide knows over a way: who owns the firm, where the owner comes from. What is unknown changes nothing."""
    asked = question_of(load_rules(), OWNER)
    values = {one["value"] for one in asked.data["choices"]} if asked else set()
    given = ({OWNER: owner} if owner in values else {}) | ({FROM: country} if country in TERRITORIES else {})
    kept = {name: value for name, value in way.answers.items() if name not in given}
    declined = [name for name in way.declined if name not in given]
    return Way(way.today, way.start, given | kept, declined)


__all__ = ["Guide", "days_from", "days_to", "forms", "guide", "owners_of", "started"]
