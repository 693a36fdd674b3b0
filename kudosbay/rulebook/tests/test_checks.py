"""How sure the rules are, and which checks are overdue."""

import json
from datetime import date

from kudosbay import cli
from kudosbay.rulebook.check import check_rules
from kudosbay.rulebook.shell import rules_command
from kudosbay.rulebook.tests.test_check import GOOD
from kudosbay.rulebook.workdays import RULES


def test_a_check_is_due_sooner_the_less_sure_the_value_is(write_rules):
    report = check_rules(write_rules(GOOD))  # checked on 2026-11-23; three high, one unverified
    assert report.overdue(date(2027, 2, 21)) == []
    (first,) = report.overdue(date(2027, 2, 22))
    assert (first.name, first.due) == ("all.yaml: steps b", date(2027, 2, 21))
    assert len(report.overdue(date(2027, 11, 24))) == 4


def test_it_is_said_for_a_day(write_rules, capsys):
    folder = str(write_rules(GOOD))
    assert rules_command(["check", folder]) == 0
    assert "overdue" not in capsys.readouterr().out
    assert rules_command(["check", folder], today=date(2026, 11, 29)) == 0
    assert "no checks overdue on 2026-11-29" in capsys.readouterr().out
    assert rules_command(["check", folder, "--on", "2027-03-01", "--unverified"], today=date(2026, 11, 29)) == 0
    said = capsys.readouterr().out
    assert said.startswith("all.yaml: steps b\n")
    assert (
        "1 check overdue on 2027-03-01\n  since 2027-02-21: all.yaml: steps b (unverified, checked 2026-11-23)" in said
    )


def test_the_shipped_rules_count_records_and_rows(capsys):
    assert cli.main(["rules", "check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    assert told["sourced"] > told["unverified"] == len(told["values_unverified"]) > 0
    assert told["rows"]["sourced"] > told["rows"]["unverified"] > 0
    assert told["on"]


def test_tables_are_checked_too():
    report = check_rules(RULES / "cn_shanghai")
    assert "tables/calendar.meta.yaml" in {one.name for one in report.overdue(date(2035, 1, 1))}
