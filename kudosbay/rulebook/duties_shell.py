"""`kudosbay duties` and `kudosbay deadlines`: no database, no Django, no clock."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from kudosbay.rulebook.duties import DueItem, Duty, due_between, standing
from kudosbay.rulebook.duty_words import duty_json, item_json, tax_day_json
from kudosbay.rulebook.facts import FactsError
from kudosbay.rulebook.load import Rulebook, load_rules
from kudosbay.rulebook.reading import RulesError
from kudosbay.rulebook.shell import complain, read_facts_file, write

FIRST_YEAR, LAST_YEAR = 2018, 2041


def duties_command(argv: list[str]) -> int:
    parser = ArgumentParser(prog="kudosbay duties", description="What a firm must file and pay, and by when.")
    parser.add_argument("facts", metavar="FACTS.yaml", help="facts in the vocabulary of docs/facts.md; - is the input")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DATE")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="DATE")
    parser.add_argument("--json", action="store_true", help="everything, for scripts")
    asked = parser.parse_args(argv)
    if asked.last < asked.first:
        return complain(ValueError(f"--to {asked.last} lies before --from {asked.first}"))
    try:
        rulebook, facts = load_rules(), read_facts_file(asked.facts)
        items = due_between(rulebook, facts, first=asked.first, last=asked.last)
        others = standing(rulebook, facts, as_of=facts.as_of or asked.first)
    except (FactsError, RulesError, ValueError, OSError) as error:
        return complain(error)
    window = {"from": asked.first.isoformat(), "to": asked.last.isoformat()}
    write(
        json.dumps(window | _json(items, others), ensure_ascii=False, indent=1) if asked.json else _text(items, others)
    )
    return 0


def _json(items: list[DueItem], others: list[Duty]) -> dict[str, Any]:
    missing = [fact for duty in (*(item.duty for item in items), *others) for fact in duty.missing]
    return {
        "duties": [item_json(item) for item in items],
        "standing": [duty_json(duty) for duty in others],
        "unknown": list(dict.fromkeys(missing)),
    }


def _text(items: list[DueItem], others: list[Duty]) -> str:
    return "\n".join([*(_line(item) for item in items), *_standing(others)]) or "Nothing is due."


def _line(item: DueItem) -> str:
    data, period = item.duty.rule.data, f" {item.period.label}" if item.period else ""
    marks = [f"for {item.duty.person}"] if item.duty.person else []
    marks += ["provisional"] if item.provisional else []
    marks += [f"depends on {', '.join(item.duty.missing)}"] if item.duty.applies is None else []
    marks += ["unverified"] if item.confidence == "unverified" else []
    return f"{item.date}  {item.id:<11} {data['name']['en']}{period}{_bracketed(marks)}"


def _bracketed(marks: list[str]) -> str:
    return f" ({'; '.join(marks)})" if marks else ""


def _standing(others: list[Duty]) -> Iterator[str]:
    if others:
        yield "\nWithout a day of their own (all the time, after an event, or by notice)"
    for duty in others:
        marks = [f"for {duty.person}"] if duty.person else []
        marks += [f"depends on {', '.join(duty.missing)}"] if duty.applies is None else []
        marks += ["unverified"] if duty.rule.data["confidence"] == "unverified" else []
        yield f"            {duty.id:<11} {duty.rule.data['name']['en']}{_bracketed(marks)}"


def deadlines_command(argv: list[str]) -> int:
    parser = ArgumentParser(
        prog="kudosbay deadlines", description="Last days of the monthly tax filing periods of a year."
    )
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--json", action="store_true", help="with source and trace, for scripts")
    asked = parser.parse_args(argv)
    if not FIRST_YEAR <= asked.year <= LAST_YEAR:
        return complain(ValueError(f"--year {asked.year}: years from {FIRST_YEAR} to {LAST_YEAR} are known"))
    try:
        rulebook = load_rules()
    except RulesError as error:
        return complain(error)
    months = [tax_day_json(rulebook, found) for found in rulebook.tax_days.year(asked.year)]
    whole = {"year": asked.year, "provisional": any(one["provisional"] for one in months), "months": months}
    write(json.dumps(whole, ensure_ascii=False, indent=1) if asked.json else "\n".join(_months(rulebook, asked.year)))
    return 0


def _months(rulebook: Rulebook, year: int) -> Iterator[str]:
    for found, told in ((one, tax_day_json(rulebook, one)) for one in rulebook.tax_days.year(year)):
        last = told["how"][-1]["en"] if found.basis in {"override", "not_found"} else ""
        yield f"{found.month}  {found.date or '-'!s:<10}  {found.basis.replace('_', ' ')}{'  ' + last if last else ''}"
