import json
import subprocess
import sys
from pathlib import Path

import pytest

from kudosbay.rulebook.shell import main, plan_command, rules_command
from kudosbay.rulebook.tests.test_check import GOOD
from kudosbay.rulebook.workdays import RULES

FACTS = """
as_of: 2024-12-09
form: wfoe_llc
investors: [{id: amara, kind: natural, country: ES, share: 100, in_china: true}]
activities: [consulting]
location: {district: songjiang, zone: songjiang_etdz}
address: centralised_registration
capital: {amount: 500000, currency: CNY}
"""


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return str(path)


CONTRACT = {
    "steps": "id name lane after authority papers working_days start finish critical fee why source confidence valid",
    "papers": "id for route why sign",
    "deadlines": "id date rule",
    "unknown": "fact moves answers",
}


def test_the_json_of_the_contract(facts, capsys):
    assert plan_command([facts, "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert {"verdict", "blocks", "steps", "papers", "deadlines", "people", "totals", "unknown", "law"} <= set(plan)
    assert set(plan["totals"]) >= {"working_days", "finish", "money"}
    assert set(plan["totals"]["money"]) == {"official", "ours", "third"}
    assert plan["law"]["as_of"] == "2024-12-09"
    for part, keys in CONTRACT.items():
        assert plan[part], part
        assert set(keys.split()) <= set(plan[part][0]), part
    licence = next(one for one in plan["steps"] if one["id"] == "amr.licence")
    assert set(licence["name"]) == {"en", "zh"}
    assert licence["source"]
    assert {"min", "max"} == set(licence["working_days"])


def test_text_for_people(facts, capsys):
    assert plan_command([facts]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Possible. Law of 2024-12-09.")
    assert "amr.licence" in said
    assert "passport.amara" in said


def test_another_day_has_another_law(facts, capsys):
    assert plan_command([facts, "--json", "--as-of", "2018-05-14"]) == 0
    steps = {one["id"] for one in json.loads(capsys.readouterr().out)["steps"]}
    assert "commerce.record" in steps
    assert "fir.initial" not in steps


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("form: wfoe", "form: wfoe is not one of"),
        ("- form", "facts are a mapping"),
        ("form: wfoe_llc", "as_of is missing"),
        ("form: [", "is not YAML"),
    ],
)
def test_mistakes_end_with_a_sentence_and_a_code(tmp_path, capsys, text, says):
    path = tmp_path / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    assert plan_command([str(path)]) == 2
    assert says in capsys.readouterr().err


def test_a_file_that_is_not_there(capsys):
    assert plan_command(["/nowhere/facts.yaml"]) == 2
    assert "No such file" in capsys.readouterr().err


def test_check_says_the_counts(capsys):
    assert rules_command(["check"]) == 0
    assert "accepted" in capsys.readouterr().out


def test_check_refuses_with_a_code(write_rules, capsys):
    assert rules_command(["check", str(write_rules("papers: [{id: x, name: T}]"))]) == 1
    assert "no step asks for it" in capsys.readouterr().out


def test_diff_tells_what_appeared_ended_and_changed(write_rules, capsys):
    before = write_rules(GOOD, name="before")
    after = write_rules(
        GOOD.replace("{id: b, name: T, lane: we,", "{id: b, name: T, lane: you, valid: {to: 2026-12-31},")
        + "regimes: [{id: R-NEXT, name: T, valid: {from: 2027-01-01}}]",
        name="after",
    )
    assert rules_command(["diff", str(before), str(after)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "New: Regime “E” (R-NEXT) from 2027-01-01.",
        "Step “E” (b) ends after 2026-12-31.",
        "Step “E” (b), whose turn: you instead of we.",
    ]
    assert rules_command(["diff", str(after), str(before), "--json"]) == 0
    assert {"what": "gone", "kind": "regimes", "id": "R-NEXT"}.items() <= json.loads(capsys.readouterr().out)[
        -1
    ].items()


def test_diff_of_the_same(capsys):
    folder = str(RULES / "cn_shanghai")
    assert rules_command(["diff", folder, folder]) == 0
    assert capsys.readouterr().out == "nothing changed\n"


def test_diff_of_refused_rules(write_rules, capsys):
    bad = str(write_rules("steps: ["))
    assert rules_command(["diff", bad, bad]) == 2
    assert "is not YAML" in capsys.readouterr().err


def test_unknown_command(capsys):
    assert main(["plans"]) == 2
    assert "plan FACTS.yaml" in capsys.readouterr().err


def test_as_a_program_without_django(facts):
    code = "import sys; from kudosbay.rulebook.shell import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "plan", facts, "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["verdict"] == "possible"
