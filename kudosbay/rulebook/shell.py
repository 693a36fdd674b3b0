"""`kudosbay plan` and `kudosbay rules`: no database, no Django, no clock."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kudosbay.rulebook.check import Report, check_rules
from kudosbay.rulebook.checks import Checked
from kudosbay.rulebook.diff import diff_rules
from kudosbay.rulebook.diff_words import Saying
from kudosbay.rulebook.facts import Facts, FactsError, read_facts
from kudosbay.rulebook.interviewing import lengths, of_situation, random_people
from kudosbay.rulebook.load import load_rules, read_rules
from kudosbay.rulebook.plan import AsOfMissingError, make_plan
from kudosbay.rulebook.reading import RulesError, read_cases
from kudosbay.rulebook.saying import say_plan
from kudosbay.rulebook.workdays import RULES
from kudosbay.rulebook.yaml12 import read_yaml, read_yaml_file

REFUSED, MISUSED = 1, 2


def plan_command(argv: list[str]) -> int:
    parser = ArgumentParser(
        prog="kudosbay plan", description="Steps, papers, dates and money for the facts of a founder."
    )
    parser.add_argument(
        "facts", metavar="FACTS.yaml", help="facts in the vocabulary of docs/facts.md; - reads from the input"
    )
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="the day whose law counts")
    parser.add_argument("--json", action="store_true", help="everything, for scripts")
    asked = parser.parse_args(argv)
    try:
        more = {"as_of": asked.as_of} if asked.as_of else {}
        plan = make_plan(load_rules(), read_facts_file(asked.facts, **more))
    except (FactsError, AsOfMissingError, RulesError, ValueError, OSError) as error:
        return complain(error)
    write(json.dumps(plan.as_json(), ensure_ascii=False, indent=1) if asked.json else say_plan(plan))
    return 0


def read_facts_file(name: str, **more: object) -> Facts:
    """Facts from a file, or from the input where the name is `-`; `more` stands above what the file says."""
    given = read_yaml(sys.stdin.read()) if name == "-" else read_yaml_file(Path(name))
    if not isinstance(given, Mapping):
        raise ValueError(f"{name}: facts are a mapping, such as `form: wfoe_llc`")  # noqa: TRY004 - for the reader
    return read_facts({**given, **more})


def rules_command(argv: list[str], *, today: date | None = None) -> int:
    """`today`: the day for which overdue checks are listed, unless --on says another."""
    parser = ArgumentParser(prog="kudosbay rules", description="Check the rules, or compare two versions of them.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="refuse what is undated, unsourced, unreachable or circular")
    check.add_argument("folder", nargs="?", type=Path, default=RULES / "cn_shanghai")
    check.add_argument("--on", type=date.fromisoformat, default=today, metavar="DATE", help="list checks overdue then")
    check.add_argument("--unverified", action="store_true", help="list every value without a verified source")
    check.add_argument("--json", action="store_true", help="counts, unverified values and overdue checks, for scripts")
    asking = commands.add_parser("interview", help="how many questions are asked: named situations, and random people")
    asking.add_argument("--people", type=int, default=100, metavar="NUMBER", help="how many random people (100)")
    asking.add_argument(
        "--on", type=date.fromisoformat, default=today, metavar="DATE", help="the day of the random people"
    )
    diff = commands.add_parser("diff", help="which values changed, appeared or ended from A to B")
    diff.add_argument("a", type=Path, metavar="A")
    diff.add_argument("b", type=Path, metavar="B")
    diff.add_argument("--language", default="en", help="en or zh-Hans")
    diff.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    return {"check": _check, "interview": _interview, "diff": _diff}[asked.command](asked)


def _interview(asked: Namespace) -> int:
    rulebook, day = load_rules(), asked.on or date(2026, 11, 23)
    named = [(one.as_of or day, of_situation(given)) for one, given in _named_situations()]
    for name, told in (("named situations", named), ("random people", random_people(rulebook, asked.people, day=day))):
        found = lengths(rulebook, told)
        write(f"{found.count} {name}: {found.middle:g} questions in the middle, {found.most} at most")
    return 0


def _named_situations() -> Iterator[tuple[Facts, dict[str, Any]]]:
    """New firms only: what stands already is not set up by answering questions."""
    for case in read_cases(RULES / "cn_shanghai"):
        facts = read_facts(case.facts)
        if facts.change is None and facts.form:
            yield facts, dict(case.facts)


def _check(asked: Namespace) -> int:
    report = check_rules(asked.folder)
    if asked.json:
        write(json.dumps(_report_json(report, asked.on), ensure_ascii=False, indent=1))
    else:
        listed = [one.name for one in report.values if one.unverified] if asked.unverified else []
        write("\n".join([*listed, report.say(on=asked.on)]))
    return REFUSED if report.problems else 0


def _report_json(report: Report, on: date | None) -> dict[str, Any]:
    return {
        "problems": report.problems,
        "sourced": report.sourced,
        "unverified": report.unverified,
        "rows": {"sourced": report.rows[0], "unverified": report.rows[1]},
        "values_unverified": [_checked_json(one) for one in report.values if one.unverified],
        "overdue": [_checked_json(one) for one in report.overdue(on)] if on else [],
        "on": on.isoformat() if on else None,
    }


def _checked_json(one: Checked) -> dict[str, Any]:
    return {
        "name": one.name,
        "source": list(one.source),
        "confidence": one.confidence,
        "checked": one.checked.isoformat(),
        "due": one.due.isoformat(),
    }


def _diff(asked: Namespace) -> int:
    try:
        before, after = read_rules(asked.a), read_rules(asked.b)
        changes = diff_rules(asked.a, asked.b)
    except (RulesError, OSError) as error:
        return complain(error)
    en, zh = Saying(before, after), Saying(before, after, "zh-Hans")
    if asked.json:
        told = [change.as_json() | {"said": {"en": en.say(change), "zh": zh.say(change)}} for change in changes]
        write(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        saying = zh if asked.language.startswith("zh") else en
        write("\n".join(saying.say(change) for change in changes) or "nothing changed")
    return 0


def write(text: str) -> None:
    sys.stdout.write(text + "\n")


def complain(error: Exception) -> int:
    sys.stderr.write(f"{error}\n")
    return MISUSED


COMMANDS: dict[str, Any] = {"plan": plan_command, "rules": rules_command}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in COMMANDS:
        sys.stderr.write("use: plan FACTS.yaml [--as-of DATE] [--json] | rules check | rules diff A B\n")
        return MISUSED
    return int(COMMANDS[argv[0]](argv[1:]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
