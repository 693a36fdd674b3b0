import json
from pathlib import Path

import pytest

from kudosbay import cli

FACTS = """
as_of: 2026-01-05
form: wfoe_llc
existing: {form: wfoe_llc, registered: 2025-03-03}
tax: {employees: 2, foreign_employees: 0}
"""
WINDOW = ("--from", "2026-01-01", "--to", "2026-03-31")


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return str(path)


def test_duties_for_scripts(facts, capsys):
    assert cli.main(["duties", facts, *WINDOW, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["from"], told["to"]) == ("2026-01-01", "2026-03-31")
    first = told["duties"][0]
    assert first["date"] == "2026-01-20"
    wanted = "id key name authority period date nominal act_by class basis provisional conditional missing"
    wanted += " how why source valid confidence checked penalty parameters note"
    assert set(wanted.split()) <= set(first)
    assert set(first["how"][0]) == {"en", "zh"}
    assert "tax.vat" in told["unknown"]
    assert {"id", "name", "why", "source", "confidence"} <= set(told["standing"][0])


def test_duties_for_people(facts, capsys):
    assert cli.main(["duties", facts, *WINDOW]) == 0
    said = capsys.readouterr().out
    assert "2026-01-20  VAT-Q" in said
    assert "depends on tax.vat" in said
    assert "Without a day of their own" in said


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("--from", "2026-02-01", "--to", "2026-01-01"), "lies before"),
        (("--from", "2026-01-01", "--to", "2026-02-01"), "Nearest: wfoe_llc"),
    ],
)
def test_duties_refused(tmp_path, capsys, argv, says):
    path = tmp_path / "facts.yaml"
    path.write_text("form: wfoe\n", encoding="utf-8")
    assert cli.main(["duties", str(path), *argv]) == 2
    assert says in capsys.readouterr().err


def test_deadlines_for_scripts(capsys):
    assert cli.main(["deadlines", "--year", "2026", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["provisional"] is False
    assert [one["date"] for one in told["months"][:2]] == ["2026-01-20", "2026-02-24"]
    assert {"month", "date", "basis", "provisional", "how", "source", "confidence"} <= set(told["months"][0])


def test_deadlines_of_a_year_to_come_and_of_a_year_not_found(capsys):
    assert cli.main(["deadlines", "--year", "2027", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["provisional"] is True
    assert cli.main(["deadlines", "--year", "2019"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1] == "2019-02  2019-02-22  published"
    assert said[4].startswith("2019-05  -           not found")
    assert cli.main(["deadlines", "--year", "1999"]) == 2
