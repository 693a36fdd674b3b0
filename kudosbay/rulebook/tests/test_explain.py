from datetime import date

import pytest

from kudosbay.rulebook.conditions import ConditionError
from kudosbay.rulebook.eligibility import decide
from kudosbay.rulebook.explain import explain, fact_label
from kudosbay.rulebook.load import load_rules

DAY = date(2024, 12, 9)
FACTS = {"form": "wfoe_llc", "activities": ["consulting"], "investors": [{"id": "amara", "country": "ES"}]}


def decided(text):
    return decide(load_rules(), text, FACTS, as_of=DAY)


@pytest.mark.parametrize(
    ("text", "holds", "missing"),
    [
        ("is_company and has(activities, consulting)", True, []),
        ("any(investors, country == ES)", True, []),
        ("form == rep_office", False, []),
        ("trade != none", None, ["trade"]),
        ("any(investors, in_china) or remit_early", None, ["investors[amara].in_china", "remit_early"]),
        ("capital_cny > 5", None, ["capital.amount", "capital.currency"]),
        ("filing >= 2024-12-09", True, []),
    ],
)
def test_whom_a_policy_concerns(text, holds, missing):
    decision = decided(text)
    assert decision.holds is holds
    assert decision.missing == missing


def test_a_condition_that_is_wrong_is_refused():
    with pytest.raises(ConditionError):
        decided("frm == wfoe_llc")


def test_sentences_name_fact_and_condition():
    (one,) = explain(load_rules(), decided("form in [wfoe_llc, jv_llc]").reasons)
    assert one.text == (
        "form of the business: Wholly foreign-owned limited company. This meets “form of the business is one of: "
        "Wholly foreign-owned limited company; Sino-foreign joint venture company”."
    )
    (two,) = explain(load_rules(), decided("trade == none").reasons)
    assert two.text == "goods across the border: not known yet."
    (three,) = explain(load_rules(), decided("any(investors, country == CN)").reasons)
    assert three.text == "country or region (amara): Spain. This does not meet “country or region is China”."


def test_sentences_in_chinese():
    (one,) = explain(load_rules(), decided("form == rep_office").reasons, language="zh-Hans")
    assert one.text == "企业形式：外商独资有限责任公司，不符合“企业形式为外国企业常驻代表机构”。"


def test_a_fact_is_named_with_its_person():
    assert fact_label(load_rules(), "investors[amara].in_china") == "here with the original passport (amara)"
