"""A plan as its pages show it: the same for the public plan, the case and the counter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.cases.asking import Way, question
from kudosbay.cases.forecasts import of_plan
from kudosbay.cases.plans import certain_steps
from kudosbay.cases.quotes import services_for_plan
from kudosbay.cases.words import form_words, paper_card, route_words, signature_words
from kudosbay.centre.clock import working_days_between
from kudosbay.faces.context import places
from kudosbay.faces.forecast_words import sample_words
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.portal.way_forms import AnswerForm
from kudosbay.kernel import formats
from kudosbay.kernel.text import pick

Plan = Mapping[str, Any]
PAYEES: Final = ("official", "ours", "third")


@dataclass(frozen=True, slots=True)
class Answered:
    text: str
    answer: str
    href: str


def answers(way: Way, *, lang: str) -> list[Answered]:
    """Return each question asked so far with its answer in words, and where to change it."""
    return [shown for name in way.asked if (shown := _answered(way, name, lang=lang))]


def _answered(way: Way, name: str, *, lang: str) -> Answered | None:
    asked = question(name)
    if asked is None:
        return None
    form = AnswerForm(asked, lang=lang, known=way.answers.get(name))
    field = form.fields["answer"]
    said = _("I am not sure") if name in way.declined else _in_words(field, form, way.answers[name])
    return Answered(str(field.label), said, reverse("portal:way_question", args=[name]))


def _in_words(field: Any, form: AnswerForm, value: Any) -> str:
    labels = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    if form.question.kind == "money":
        return formats.money(Decimal(str(value["amount"])), value["currency"])
    if isinstance(value, list):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return labels.get(str(value), labels.get(str(shown), str(value)))


@dataclass(frozen=True, slots=True)
class Span:
    """A range of days; both ends may be the same."""

    first: date | None
    last: date | None


def span(pair: Mapping[str, str | None]) -> Span:
    return Span(_day(pair.get("earliest")), _day(pair.get("latest")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def finish(plan: Plan) -> Span:
    return span(plan["totals"]["finish"])


def licence(plan: Plan) -> Span:
    """Return when the company comes into being."""
    step = next((one for one in plan["steps"] if one["id"].startswith("amr.")), None)
    return span(step["finish"]) if step else Span(None, None)


def money(plan: Plan, *, on: date) -> dict[str, list[dict[str, Any]]]:
    """Return by payee what the plan costs: fees that the rules know, and the operator's table for the same steps."""
    priced = [service for service in services_for_plan(dict(plan), on=on) if service.kind != "official"]
    covered = {step for service in priced for step in service.steps}
    found: dict[tuple[str, str], list[Decimal]] = {}
    for service in priced:
        _add(found, (service.kind, service.currency), (service.price, service.price))
    for step in certain_steps(dict(plan)):
        for fee in step["fees"]:
            if fee["to"] == "official" or step["id"] not in covered:
                _add(found, (fee["to"], fee["currency"]), _ends(fee))
    return {payee: _sums(found, payee) for payee in PAYEES}


def _ends(fee: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    return Decimal(fee.get("amount") or fee["min"]), Decimal(fee.get("amount") or fee["max"])


def _add(found: dict[tuple[str, str], list[Decimal]], key: tuple[str, str], ends: tuple[Decimal, Decimal]) -> None:
    known = found.setdefault(key, [Decimal(), Decimal()])
    known[0], known[1] = known[0] + ends[0], known[1] + ends[1]


def _sums(found: Mapping[tuple[str, str], list[Decimal]], payee: str) -> list[dict[str, Any]]:
    return [
        {"min": low, "max": high, "currency": currency}
        for (to, currency), (low, high) in found.items()
        if to == payee and high
    ]


def lanes(plan: Plan) -> list[dict[str, Any]]:
    """Return the certain steps as bars: from the earliest start to the earliest and to the latest finish."""
    return [_bar(step) for step in plan["steps"] if not step["conditional"]]


def _bar(step: Mapping[str, Any]) -> dict[str, Any]:
    start, end = span(step["start"]), span(step["finish"])
    return {
        "label": pick(step["name"], [html_lang()]).text,
        "turn": TURN[step["lane"]],
        "start": start.first,
        "end": end.first,
        "latest": end.last,
    }


TURN: Final = {"you": "founder", "we": "centre", "authority": "authority"}


def steps(plan: Plan) -> list[dict[str, Any]]:
    return [_step(number, one) for number, one in enumerate(plan["steps"], start=1)]


def _step(number: int, one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **one,
        "number": number,
        "turn": TURN[one["lane"]],
        "begins": span(one["start"]),
        "ends": span(one["finish"]),
    }


def papers(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return the papers that the client brings, by the person or company that they are for ("" for the case)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in plan["papers"]:
        if one["by"] == "you":
            found.setdefault(one["for"] or "", []).append(_paper(one))
    return found


def _paper(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **one,
        "card": paper_card(one["id"]),
        "route_words": route_words(one["route"]) if one["route"] else {},
        "sign_words": signature_words(one["sign"]) if one["sign"] else {},
    }


def risks(plan: Plan) -> list[Mapping[str, Any]]:
    return [step for step in plan["steps"] if step.get("risk") and not step["conditional"]]


def unverified(plan: Plan) -> int:
    return sum(one["confidence"] == "unverified" for one in plan["steps"])


def visits(plan: Plan) -> int:
    return sum(bool(one.get("visit")) for one in plan["steps"])


def whole(plan: Plan) -> dict[str, Any]:
    """Return everything that the plan page needs."""
    clients = papers(plan)
    return {
        "plan": plan,
        "finish": finish(plan),
        "licence": licence(plan),
        "money_split": money(plan, on=date.fromisoformat(plan["law"]["as_of"])),
        "bars": lanes(plan),
        "steps": steps(plan),
        "papers": clients,
        "paper_count": count(clients.values()),
        "risks": risks(plan),
        "unverified": unverified(plan),
        "visits": visits(plan),
        "law": _day(plan["law"]["as_of"]),
    }


def count(groups: Iterable[list[Any]]) -> int:
    return sum(len([one for one in group if not one["conditional"]]) for group in groups)


def around(facts: Mapping[str, Any], plan: Plan, *, start: date) -> dict[str, Any]:
    """Return what stands beside a saved plan: what it took others, and what to read."""
    return read_on(facts) | sample(facts, plan, start=start)


def sample(facts: Mapping[str, Any], plan: Plan, *, start: date) -> dict[str, Any]:
    """Return what our own finished cases took, where the plan leads to a registration."""
    ends = licence(plan)
    if ends.first is None or ends.last is None:
        return {}
    left = working_days_between(start, ends.first) + 1, working_days_between(start, ends.last) + 1
    seen = of_plan(facts, left=left, day=start)
    return {"sample": sample_words(seen)} if seen.level else {}


def read_on(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form and the places of a plan that have a public page."""
    open_ones = {code for code, _name in places(html_lang())}
    known = dict.fromkeys(one.get("country") for one in facts.get("investors") or ())
    return {"guide": facts["form"], "countries": [code for code in known if code in open_ones]}


def side(way: Way, *, lang: str) -> dict[str, Any]:
    """Return one column of a comparison."""
    plan = way.plan() or {}
    shown = answers(way, lang=lang)
    return whole(plan) | {"title": shown[0].answer if shown else ""}


def for_paper(way: Way, *, code: str, lang: str) -> dict[str, Any]:
    """Return what the printed plan is made from: the same papers and sums as on the page."""
    plan, shown = way.plan() or {}, answers(way, lang=lang)
    return {
        "plan": plan
        | {"papers": [one for one in plan["papers"] if one["by"] == "you"], "totals": _printed_totals(plan)},
        "code": code,
        "start": way.start.isoformat(),
        "made_on": way.today.isoformat(),
        "form": form_words(str(way.facts["form"])),
        "activity": "; ".join(one.answer for one in shown if one.href.endswith("/activities/")),
        "name": "",
    }


def _printed_totals(plan: Plan) -> dict[str, Any]:
    split = money(plan, on=date.fromisoformat(plan["law"]["as_of"]))
    as_text = {
        payee: [one | {"min": str(one["min"]), "max": str(one["max"])} for one in sums] for payee, sums in split.items()
    }
    return {**plan["totals"], "money": as_text}
