"""Everything in a plan, and what is not in it, gives account of itself in whole sentences."""

import json
from datetime import date

import pytest

from kudosbay import cli
from kudosbay.rulebook.account import NothingOfThatNameError, Teller
from kudosbay.rulebook.account_words import tell
from kudosbay.rulebook.conditions.vocabulary import Vocabulary
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.phrases import Phrasing, fact_label, label
from kudosbay.rulebook.reading import read_cases
from kudosbay.rulebook.workdays import RULES

FACTS = {
    "as_of": "2025-03-20",
    "form": "wfoe_llc",
    "investors": [{"id": "amara", "kind": "natural", "country": "IN", "share": 100, "in_china": False}],
    "activities": ["medical_device_3"],
    "location": {"district": "songjiang", "zone": "songjiang_etdz"},
    "address": "centralised_registration",
    "capital": {"amount": 500000, "currency": "CNY"},
    "trade": "import",
    "people": [{"role": "legal_representative", "person": "amara", "needs_work_permit": True}],
    "milestones": {"licence": "2025-03-28"},
}


def told(name, language="en", kind=None, **more):
    rulebook = load_rules()
    accounts = Teller(rulebook, read_facts(FACTS | more)).of(name)
    one = next(one for one in accounts if kind in {None, one.kind})
    return one, tell(rulebook, one, language=language)


def test_why_a_block_holds_and_what_would_lift_it():
    account, said = told("address.class3")
    assert account.applies
    assert "activity: Trade in class III medical devices." in said.why[1]
    assert said.why_not[:2] == [
        "It would be lifted if activities do not include Trade in class III medical devices.",
        "It would be lifted if kind of address is not Centralised registration.",
    ]


def test_the_limit_itself_is_named():
    facts = {"activities": ["vats_idc"], "sensitive_sector": False, "capital": {"amount": 5000000, "currency": "CNY"}}
    _, said = told("list.share_cap", **facts)
    assert "It would be lifted if share of owners from outside the mainland (per cent) is 50 at most." in said.why_not


def test_why_a_step_is_not_there():
    account, said = told("bo.file", kind="steps")
    assert account.applies is False
    assert said.why_not[0] == "It would apply if capital in yuan is above 10,000,000."
    assert "It would apply if person or firm is not a person (amara)." in said.why_not


def test_what_is_not_in_force_says_when_it_was():
    account, said = told("trade.fto")
    assert (account.applies, account.in_force) == (False, False)
    assert said.since == "Not in force on this day. In force until 2022-12-29."


def test_other_versions_are_named():
    _, said = told("bank.basic")
    assert said.since == "In force since 2019-04-30."
    assert said.other_versions == ["In force until 2019-04-29."]


def test_a_paper_says_its_way_and_each_rule_before_it():
    account, said = told("passport.amara")
    assert account.route.id == "legalise"
    assert said.how[0].startswith("Notary, foreign ministry, Chinese embassy or consulate.")
    assert any("does not meet “the Apostille Convention applies to papers from India”" in line for line in said.why)


def test_a_paper_that_is_not_asked_for():
    _, said = told("partnership_agreement")
    assert said.why_not == ["It would apply if form of the business is Foreign-invested partnership."]


def test_a_date_says_how_it_was_counted():
    _, said = told("tax.registration", "zh-Hans")
    assert (
        said.how
        == ["自领取执照日2025-03-28起算：30日内。", "2025-04-27为休息日，顺延至下一工作日2025-04-28。"][: len(said.how)]
    )


def test_a_duty_gives_account_too():
    account, said = told("VAT-Q")
    assert account.applies is None
    assert said.why == ["kind of VAT taxpayer: not known yet."]


def test_by_whose_word():
    _, said = told("capital.contribution")
    assert said.says == [
        "Company Law (2023 text) 公司法（2023年修订）, arts 47, 51, 52. Confidence: high; checked on 2026-11-23."
    ]


def test_in_arabic():
    _, said = told("address.class3", "ar")
    assert said.why_not[0].startswith("تزول إذا")
    assert "سارية" in said.since


def test_what_nobody_knows_is_refused():
    with pytest.raises(NothingOfThatNameError, match="called nothing"):
        Teller(load_rules(), read_facts(FACTS)).of("nothing")


@pytest.mark.parametrize("case", read_cases(RULES / "cn_shanghai"), ids=lambda case: case.id)
def test_everything_in_a_plan_is_explained_in_both_languages(case):
    rulebook = load_rules()
    for account in Teller(rulebook, read_facts(case.facts)).all():
        for language in ("en", "zh-Hans"):
            said = tell(rulebook, account, language=language)
            assert said.name
            assert said.since
            assert said.says
            assert said.why or account.record.when is None or account.kind in {"papers", "steps"}


@pytest.mark.parametrize("kind", ["steps", "blocks", "deadlines", "papers", "duties"])
def test_each_rule_can_be_said(kind):
    rulebook = load_rules()
    for language in ("en", "zh-Hans", "ar"):
        phrasing = Phrasing(rulebook, language)
        for record in getattr(rulebook, kind):
            for text in (record.data.get("when"), record.data.get("who")):
                if text:
                    assert phrasing.text(text) != phrasing.text(text, holds=False)


def _named(rulebook, word, fact, language):
    names = (f"value.{fact}.{word}", f"value.{word}", word)
    return next((found for name in names if (found := label(rulebook, name, language=language))), None)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ar"])
def test_every_fact_and_every_fixed_value_has_a_name(language):
    rulebook, vocabulary = load_rules(), Vocabulary()
    records = {"location", "capital", "education", "founder", "control", "change", "milestones", "existing", "tax"}
    names = {f"fact.{name}" for name in vocabulary.facts if name not in records | {"start", "filings"}}
    known = {term["id"] for term in rulebook.records["terms"]}
    assert names - known == set()
    for name, sort in vocabulary.facts.items():
        without = [word for word in sort.words if not _named(rulebook, word, name, language)]
        assert without == [], name
    assert fact_label(rulebook, "investors[amara].in_china", language=language).endswith("(amara)")


def test_the_command(tmp_path, capsys):
    path = tmp_path / "facts.yaml"
    path.write_text(json.dumps(FACTS), encoding="utf-8")
    assert cli.main(["explain", str(path), "address.class3", "--language", "zh-Hans"]) == 0
    assert "如经营项目不包含第三类医疗器械经营，则不再受限。" in capsys.readouterr().out
    assert cli.main(["explain", str(path), "--as-of", "2018-05-14", "--json"]) == 0
    accounts = json.loads(capsys.readouterr().out)
    wanted = "kind id applies in_force name why why_not since how says valid source confidence checked"
    assert set(wanted.split()) <= set(accounts[0])
    assert {"en", "zh"} == set(accounts[0]["why"])
    assert "name.preapprove" in {one["id"] for one in accounts}
    assert cli.main(["explain", str(path), "no.such"]) == 2


def test_an_edition_of_another_day():
    rulebook = load_rules()
    teller = Teller(rulebook, read_facts({**FACTS, "as_of": None}), as_of=date(2018, 5, 14))
    (account,) = teller.of("R-FIR")
    assert (account.applies, account.in_force) == (False, False)
