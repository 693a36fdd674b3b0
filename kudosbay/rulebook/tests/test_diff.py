"""What a new version of the rules changes, in words."""

import shutil
from pathlib import Path

import pytest

from kudosbay.rulebook.diff import diff_rules
from kudosbay.rulebook.diff_words import FIELDS, KINDS, Saying
from kudosbay.rulebook.load import read_rules
from kudosbay.rulebook.schema import KINDS as RECORDS
from kudosbay.rulebook.workdays import RULES


@pytest.fixture
def packs(tmp_path, monkeypatch):
    """The shipped rules, and a copy in which `changed` puts other words."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = RULES / "cn_shanghai"

    def changed(file: str, old: str, new: str) -> tuple[Path, Path]:
        after = tmp_path / "after"
        shutil.copytree(before, after, dirs_exist_ok=True)
        text = (after / file).read_text(encoding="utf-8")
        assert old in text
        (after / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return before, after

    return changed


def said(packs, *change, language="en"):
    before, after = packs(*change)
    saying = Saying(read_rules(before), read_rules(after), language)
    return [saying.say(one) for one in diff_rules(before, after)]


def test_a_condition_is_said_in_words(packs):
    change = ("capital.yaml", "when: is_company and not known(existing.registered)", "when: form == jv_llc")
    (one,) = said(packs, *change)
    assert one.startswith("Deadline “All capital paid” (capital.contribution), condition: “form of the business is ")
    assert "Sino-foreign joint venture company” instead of “" in one


def test_a_country_that_joins_the_convention_is_seen(packs):
    change = ("tables/apostille.csv", "CA,in_force,2024-01-11", "CA,in_force,2024-02-11")
    assert said(packs, *change) == ["Row “apostille CA” (apostille CA), first day: 2024-02-11 instead of 2024-01-11."]
    (zh,) = said(packs, *change, language="zh-Hans")
    assert zh == "表格行“apostille CA”（apostille CA）的起始日由2024-01-11改为2024-02-11。"


def test_as_many_days_at_least_as_at_most_are_said_once(packs):
    (days,) = said(packs, "steps/zone.yaml", "working_days: {min: 5, max: 20}", "working_days: {min: 1, max: 1}")
    assert "working days: 1 day (" in days


def test_days_and_fees_are_said_as_days_and_money(packs):
    change = ("steps/zone.yaml", "working_days: {min: 5, max: 20}", "working_days: {min: 5, max: 10}")
    (days,) = said(packs, *change)
    assert "working days: 5 to 10 days" in days
    assert "instead of 5 to 20 days" in days


def test_every_kind_and_every_usual_field_has_a_word():
    for language in ("en", "zh"):
        assert set(RECORDS) | {"tables"} == set(KINDS[language])
    assert all(len(words) == 2 for words in FIELDS.values())
