"""`kudosbay explain`: why, why not, since when, until when, and who says so."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date

from kudosbay.rulebook.account import NothingOfThatNameError, Teller
from kudosbay.rulebook.account_words import Told, account_json, tell
from kudosbay.rulebook.facts import FactsError
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.plan import AsOfMissingError
from kudosbay.rulebook.reading import RulesError
from kudosbay.rulebook.shell import complain, read_facts_file, write

ANSWERS = {True: "applies", False: "does not apply", None: "not certain yet"}


def explain_command(argv: list[str]) -> int:
    parser = ArgumentParser(
        prog="kudosbay explain", description="Why something is in a plan or not, since when, and who says so."
    )
    parser.add_argument("facts", metavar="FACTS.yaml", help="facts in the vocabulary of docs/facts.md; - is the input")
    parser.add_argument(
        "id", nargs="?", help="a step, paper, block, deadline, duty or regime; left out: the whole plan"
    )
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="the day whose law counts")
    parser.add_argument("--language", default="en", help="en, zh-Hans or ar")
    parser.add_argument("--json", action="store_true", help="in English and Chinese, for scripts")
    asked = parser.parse_args(argv)
    try:
        more = {"as_of": asked.as_of} if asked.as_of else {}
        rulebook = load_rules()
        teller = Teller(rulebook, read_facts_file(asked.facts, **more))
        found = teller.of(asked.id) if asked.id else list(teller.all())
    except (FactsError, AsOfMissingError, NothingOfThatNameError, RulesError, ValueError, OSError) as error:
        return complain(error)
    if asked.json:
        write(json.dumps([account_json(rulebook, one) for one in found], ensure_ascii=False, indent=1))
        return 0
    for one in found:
        told = tell(rulebook, one, language=asked.language)
        write("\n".join([f"{one.record.id} ({one.kind[:-1]}): {ANSWERS[one.applies]}. {told.name}", *_lines(told)]))
    return 0


def _lines(told: Told) -> Iterator[str]:
    yield from (f"   {line}" for line in (*told.why, *told.why_not, *told.how, told.since, *told.says))
