from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kudosbay.rulebook.conditions import Condition, ConditionError, Vocabulary, compile_condition
from kudosbay.rulebook.conditions.leaves import ABSENT
from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.syntax import written

VOCABULARY = Vocabulary()
TABLES = {"apostille.in_force": lambda country, day: country == "ES" and day >= date(2023, 11, 7)}


def condition(text: str, **more: Any) -> Condition:
    return compile_condition(text, vocabulary=VOCABULARY, tables=TABLES, **more)


def answer(text: str, **case: Any) -> bool | None:
    return condition(text).of({name.replace("__", "."): value for name, value in case.items()})


@pytest.mark.parametrize(
    ("text", "case", "expected"),
    [
        ("form == wfoe_llc", {"form": "wfoe_llc"}, True),
        ("form != wfoe_llc", {"form": "jv_llc"}, True),
        ("form in [wfoe_llc, jv_llc]", {"form": "rep_office"}, False),
        ("form not in [wfoe_llc, jv_llc]", {"form": "rep_office"}, True),
        ("capital.amount <= 10000000", {"capital__amount": 10_000_000}, True),
        ("capital.amount between 1 and 5", {"capital__amount": 5}, True),
        ("capital.amount between 1 and 5", {"capital__amount": 6}, False),
        ("filing >= 2024-11-01", {"filing": date(2024, 11, 1)}, True),
        ("filing < 2024-11-01", {"filing": date(2024, 11, 1)}, False),
        ("has(activities, consulting)", {"activities": ("consulting",)}, True),
        ("has(activities, consulting)", {"activities": ("design",)}, False),
        ("remit_early", {"remit_early": False}, False),
        ("not remit_early", {"remit_early": False}, True),
        ("known(remit_early)", {}, False),
        ("known(remit_early)", {"remit_early": False}, True),
        ("filing >= milestones.licence", {"filing": date(2024, 1, 2), "milestones__licence": date(2024, 1, 1)}, True),
        ("form == wfoe_llc or form == jv_llc and remit_early", {"form": "wfoe_llc"}, True),
    ],
)
def test_one_statement(text, case, expected):
    assert answer(text, **case) is expected


@pytest.mark.parametrize(
    "text",
    [
        "form == wfoe_llc",
        "form in [wfoe_llc]",
        "form not in [wfoe_llc]",
        "capital.amount > 3",
        "capital.amount between 1 and 5",
        "has(activities, consulting)",
        "remit_early",
        "not remit_early",
        "any(investors, kind == natural)",
        "all(investors, kind == natural)",
        "count(investors, kind == natural) == 0",
        "filing >= milestones.licence",
    ],
)
def test_a_fact_that_nobody_gave_makes_it_unknown(text):
    assert answer(text, filing=date(2024, 1, 1)) is None


def test_norway_is_a_country():
    assert answer("any(investors, country in [NO, IN])", investors=[{"country": "NO"}]) is True


def investors(*people: dict[str, Any]) -> dict[str, Any]:
    return {"investors": [{"@investor": f"investors[{one.get('id', '?')}]", **one} for one in people]}


def test_any_and_all_over_people():
    here, abroad, unsaid = (
        {"kind": "natural", "in_china": True},
        {"kind": "natural", "in_china": False},
        {"kind": "natural"},
    )
    some = "any(investors, kind == natural and not in_china)"
    assert answer(some, **investors(here, abroad)) is True
    assert answer(some, **investors(here, here)) is False
    assert answer(some, **investors(here, unsaid)) is None
    assert answer(some, **investors(unsaid, abroad)) is True
    every = "all(investors, in_china)"
    assert answer(every, **investors(here, unsaid)) is None
    assert answer(every, **investors(abroad, unsaid)) is False
    assert answer(every, investors=[]) is True


def test_who_may_not_be_there_decides_nothing():
    uncertain = {"status": "prohibited", "?": ("location.zone",)}
    text = "any(admissions, status == prohibited)"
    assert answer(text, admissions=[uncertain]) is None
    assert answer(text, admissions=[uncertain, {"status": "prohibited"}]) is True
    assert [reason.fact for reason in condition(text).because({"admissions": [uncertain]}) if reason.value is None] == [
        "location.zone"
    ]


@pytest.mark.parametrize(
    ("roles", "expected"), [((), False), (("representative",) * 4, True), (("representative",) * 3, False)]
)
def test_count(roles, expected):
    people = [{"role": role} for role in roles]
    assert answer("count(people, role == representative) > 3", people=people) is expected


def test_count_is_unknown_only_while_it_can_tip():
    three, open_one = [{"role": "representative"}] * 3, {}
    assert answer("count(people, role == representative) > 3", people=[*three, open_one]) is None
    assert answer("count(people, role == representative) > 3", people=[open_one]) is False


def test_a_right_side_may_be_a_fact():
    terms = [{"activity": "medical_device_3", "refuses": "residential"}]
    text = "any(address_terms, refuses == address)"
    assert answer(text, address_terms=terms, address="residential") is True
    assert answer(text, address_terms=terms, address="owned") is False
    assert [reason.fact for reason in condition(text).because({"address_terms": terms})] == ["address"]


def test_table_lookup_shows_the_place_in_its_reason():
    text = "any(investors, not apostille.in_force(country))"
    case = investors({"id": "amara", "country": "IN"}) | {"filing": date(2024, 1, 1)}
    (reason,) = condition(text).because(case)
    assert reason == ("apostille.in_force(IN)", False, "investors[amara].country", "IN")


def test_what_is_left_out_on_purpose_is_not_unknown():
    case = {"change.kind": ABSENT, "existing.registered": ABSENT}
    assert condition("change.kind == closure").of(case) is False
    assert condition("change.kind in [closure, address]").of(case) is False
    assert condition("existing.registered >= 2019-01-01").of(case) is False
    assert condition("known(change.kind)").of(case) is False


def test_reasons_are_the_leaves_that_decided():
    text = "form in [wfoe_llc, jv_llc] and (remit_early or trade == none)"
    reasons = condition(text).because({"form": "wfoe_llc", "remit_early": False, "trade": "none"})
    assert [(one.condition, one.value, one.fact) for one in reasons] == [
        ("form in [wfoe_llc, jv_llc]", True, "form"),
        ("trade == none", True, "trade"),
    ]
    assert [one.fact for one in condition(text).because({"form": "wfoe_llc"})] == ["remit_early", "trade"]
    assert [one.fact for one in condition(text).because({"form": "rep_office"})] == ["form"]


def test_definitions_are_put_in_place():
    named = condition("is_company and remit_early", definitions={"is_company": "form in [wfoe_llc, jv_llc]"})
    assert named.of({"form": "jv_llc", "remit_early": True}) is True
    assert named.facts == {"form", "remit_early"}


def test_a_definition_that_leads_to_itself_is_refused():
    with pytest.raises(ConditionError, match="leads back to itself"):
        condition("a", definitions={"a": "b", "b": "a"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from == wfoe_llc", "there is no fact from, nearest is form"),
        ("form == wfoe", "wfoe is not a value here, nearest is wfoe_llc"),
        ("form in [wfoe_llc, jv]", "jv is not a value here"),
        ("has(activities, consultancy)", "nearest is consulting"),
        ("any(investers, kind == natural)", "nearest is investors"),
        ("any(investors, kynd == natural)", "nearest is kind"),
        ("form", "is not a yes/no fact"),
        ("form > 3", "has no order"),
        ("capital.amount > wfoe_llc", "is not a value here"),
        ("filing >= 5", "does not fit a date"),
        ("capital.amount > 2024-01-01", "does not fit a number"),
        ("filing >= 2024-02-30", "there is no such day"),
        ("form == wfoe_llc and", "a name was expected"),
        ("(form == wfoe_llc", "\\) was expected"),
        ("form == wfoe_llc jv_llc", "the end was expected"),
        ("form ~ wfoe_llc", "not part of the language"),
        ("__import__(os)", "there is no function"),
        ("count(people, role == director)", "needs a comparison"),
        ("has(form, wfoe_llc)", "is not a list"),
    ],
)
def test_mistakes_are_refused_with_a_hint(text, message):
    with pytest.raises(ConditionError, match=message):
        condition(text)


def test_writing_a_condition_and_reading_it_again_changes_nothing():
    text = "form in [wfoe_llc] and not (remit_early or any(people, role == director)) and count(people, role == manager) > 1"
    assert written(parse(text)) == text
    assert written(parse(written(parse("a  ==b  and(c or d)")))) == "a == b and (c or d)"


# Kleene's laws, on three yes/no facts that may each be true, false or not given.
FACTS = ("remit_early", "sensitive_sector", "fixed_asset_project")
cases = st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in FACTS})
conditions = st.recursive(
    st.sampled_from(FACTS),
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) and ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) or ({two[1]})"),
    ),
    max_leaves=6,
)


@given(conditions, conditions, cases)
def test_de_morgan_and_double_negation(one, other, case):
    of = lambda text: condition(text).of(case)  # noqa: E731
    assert of(f"not (({one}) and ({other}))") is of(f"not ({one}) or not ({other})")
    assert of(f"not (({one}) or ({other}))") is of(f"not ({one}) and not ({other})")
    assert of(f"not (not ({one}))") is of(one)


@given(conditions, conditions, cases)
def test_order_and_repetition_do_not_matter(one, other, case):
    of = lambda text: condition(text).of(case)  # noqa: E731
    assert of(f"({one}) and ({other})") is of(f"({other}) and ({one})")
    assert of(f"({one}) or ({other})") is of(f"({other}) or ({one})")
    assert of(f"({one}) and ({one})") is of(one)


@given(conditions, cases, cases)
def test_learning_a_fact_never_turns_an_answer_round(text, known, more):
    """What was true or false stays so, whatever is learned; only unknown may change."""
    before = condition(text).of(known)
    learned = {name: more[name] if known[name] is None else known[name] for name in FACTS}
    if before is not None:
        assert condition(text).of(learned) is before


@given(conditions, cases)
def test_the_reasons_agree_with_the_answer(text, case):
    asked = condition(text)
    reasons = asked.because(case)
    assert reasons
    if asked.of(case) is None:
        assert all(reason.value is None for reason in reasons)
    else:
        assert all(reason.value is case[reason.fact] for reason in reasons)
