from datetime import date

import pytest

from kudosbay.rulebook.answers import apply_answer, trial_answers
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.interview import marks_of, next_question, question_of, remaining_estimate, replay
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.plan import make_plan

GOODS = "".join(f'  - {{id: goods.{n}, name: T, lane: we, when: "trade in [import, both]"}}\n' for n in range(20))
FEW = f"""
steps:
  - {{id: always, name: T, lane: we}}
  - {{id: early, name: T, lane: we, when: form == wfoe_llc and remit_early}}
{GOODS}
blocks:
  - {{id: cap, when: foreign_share > 90, reason: T}}
questions:
  - {{id: early, order: 1, kind: yes_no, asks: [remit_early], text: T, why: T}}
  - {{id: form, order: 2, kind: choice, asks: [form], text: T, why: T,
     choices: [{{value: wfoe_llc, text: T, sets: {{form: wfoe_llc}}}}, {{value: jv_llc, text: T, sets: {{form: jv_llc}}}}]}}
  - {{id: goods, order: 3, kind: choice, asks: [trade], text: T, why: T,
     choices: [{{value: none, text: T, sets: {{trade: none}}}}, {{value: both, text: T, sets: {{trade: both}}}}]}}
  - {{id: useless, order: 0, kind: yes_no, asks: [fixed_asset_project], text: T, why: T}}
  - {{id: share, order: 9, kind: number, asks: ["investors[].share"], each: investors, text: T, why: T,
     examples: [10, 40, 60]}}
"""
BASE = {"as_of": date(2024, 12, 9), "investors": [{"id": "amara", "country": "ES"}, {"id": "bao", "country": "DE"}]}


@pytest.fixture
def few(rules):
    return rules(FEW)


def interview(rulebook, facts, answers):
    asked = []
    while question := next_question(rulebook, facts, answered=asked):
        asked.append(question.id)
        assert len(asked) < 20, asked
        facts = question.answered_with(facts, answers.get(question.id, trial_answers(question.data)[0]))
    return asked, facts


def test_the_most_decisive_question_comes_first_and_the_useless_never(few):
    asked, _facts = interview(few, BASE, {"form": "wfoe_llc"})
    assert asked[:2] == ["form", "goods"]  # the verdict first, then twenty steps
    assert "useless" not in asked


def test_a_question_is_not_asked_when_its_answer_changes_nothing_any_more(few):
    asked, _facts = interview(few, BASE, {"form": "jv_llc", "early": False})
    # a partner's company needs no early account, whichever of the two is asked first
    first = next_question(few, {**BASE, "form": "jv_llc", "trade": "none"})
    assert first is not None
    assert first.id == "share:amara"
    assert "useless" not in asked


def test_facts_that_matter_only_together_are_asked(few):
    facts = {**BASE, "form": "jv_llc", "trade": "none"}
    asked, known = interview(few, facts, {"share:amara": 60, "share:bao": 40})
    assert asked[0] == "share:amara"
    assert make_plan(few, read_facts(known)).verdict == "blocked"


def test_not_sure_is_never_asked_again(few):
    assert remaining_estimate(few, BASE) >= remaining_estimate(few, BASE, declined=["goods"]) + 1
    question = next_question(few, BASE, declined=["goods"])
    assert question is not None
    assert question.id != "goods"


def test_the_end(few):
    facts = {**BASE, "form": "jv_llc", "trade": "none", "remit_early": False}
    facts["investors"] = [{**one, "share": 50} for one in BASE["investors"]]
    assert next_question(few, facts) is None
    assert remaining_estimate(few, facts) == 0


def test_an_answer_that_does_not_fit_is_refused(few):
    question = question_of(few, "share:amara")
    assert question is not None
    with pytest.raises(FactsError, match="less than or equal to 100"):
        question.answered_with(BASE, 101)
    assert question.asks == ["investors[amara].share"]


def test_answers_replayed_in_any_order_give_the_same_facts(few):
    answers = {"form": "wfoe_llc", "early": True, "goods": "both", "share:amara": 60}
    backwards = dict(reversed(answers.items()))
    assert replay(few, BASE, answers) == replay(few, BASE, backwards)
    assert replay(few, BASE, {**answers, "goods": "none"})["remit_early"] is True


def test_an_answer_that_no_longer_fits_is_passed_over_not_lost(few):
    answers = {"share:amara": 60, "share:bao": 70, "form": "wfoe_llc"}
    facts = replay(few, BASE, answers)
    assert [one.get("share") for one in facts["investors"]] == [60, None]
    assert [one.get("share") for one in replay(few, BASE, {**answers, "share:amara": 30})["investors"]] == [30, 70]


def test_kinds_of_answers():
    ticks = {
        "id": "t",
        "kind": "ticks",
        "asks": ["remit_early", "trade"],
        "choices": [
            {"value": "early", "sets": {"remit_early": True}},
            {"value": "goods", "sets": {"trade": "both"}},
            {"value": "none", "sets": {"trade": "none"}},
        ],
    }
    assert apply_answer(ticks, {}, [], target="founder") == {"remit_early": False, "trade": "none"}
    assert apply_answer(ticks, {}, ["goods"], target="founder") == {"remit_early": False, "trade": "both"}
    money = {"id": "m", "kind": "money", "asks": ["capital.amount", "capital.currency"], "choices": []}
    assert apply_answer(money, {}, {"amount": 5, "currency": "EUR"}, target="founder") == {
        "capital": {"amount": 5, "currency": "EUR"}
    }
    country = {"id": "c", "kind": "country", "asks": ["investors[].country"], "choices": []}
    assert apply_answer(country, {}, "ES", target="founder") == {"investors": [{"id": "founder", "country": "ES"}]}


def test_applying_an_answer_leaves_the_given_facts_alone(few):
    question = question_of(few, "share:amara")
    assert question is not None
    before = {**BASE, "investors": [dict(one) for one in BASE["investors"]]}
    question.answered_with(before, 40)
    assert before == BASE


# The real questions.

PLAIN = {
    "owner": "me_alone",
    "country:founder": "ES",
    "activities": ["consulting"],
    "capital": {"amount": 500_000, "currency": "CNY"},
}
TODAY = {"as_of": date(2026, 11, 23)}


def test_a_plain_case_needs_at_most_eight_questions():
    asked, facts = interview(load_rules(), TODAY, PLAIN)
    assert len(asked) <= 8, asked
    assert asked[0] == "owner"
    plan = make_plan(load_rules(), read_facts(facts))
    assert plan.verdict == "possible"
    assert not [step.id for step in plan.steps if step.chosen.conditional]


def test_every_question_asked_can_change_the_plan():
    rulebook, facts, asked = load_rules(), dict(TODAY), []
    while question := next_question(rulebook, facts, answered=asked):
        asked.append(question.id)
        answers = [question.answered_with(facts, answer) for answer in trial_answers(question.data)]
        plans = {marks_of(make_plan(rulebook, read_facts(one))) for one in answers}
        assert len(plans) > 1, question.id
        facts = question.answered_with(facts, PLAIN.get(question.id, trial_answers(question.data)[0]))


def test_declining_everything_ends():
    declined = []
    while question := next_question(load_rules(), TODAY, declined=declined):
        declined.append(question.id)
        assert len(declined) < 40
    assert declined
