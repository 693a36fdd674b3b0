"""Whatever somebody says, as far as it fits the vocabulary, there is a plan, and it keeps its own promises."""

import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kudosbay.rulebook.conditions import Vocabulary
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.plan import make_plan

VOCABULARY = Vocabulary()
PLACES = ("ES", "DE", "IN", "EG", "CN", "HK", "TW", "CA", "XK", "NO")


def maybe(strategy):
    return st.none() | strategy


def word(path):
    return maybe(st.sampled_from(VOCABULARY.facts[path].words))


def yes_no():
    return maybe(st.booleans())


def investor(name):
    return st.fixed_dictionaries(
        {
            "id": st.just(name),
            "kind": maybe(st.sampled_from(["natural", "entity"])),
            "country": maybe(st.sampled_from(PLACES)),
            "share": maybe(st.integers(1, 50)),
            "in_china": yes_no(),
            "other_one_person_llc": yes_no(),
            "filed_in_yrd_before": yes_no(),
        }
    )


PERSON = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["amara", "wei", "zoe"]),
        "role": maybe(st.sampled_from(VOCABULARY.items["people"]["role"].words)),
        "country": maybe(st.sampled_from(PLACES)),
        "in_china": yes_no(),
        "needs_work_permit": yes_no(),
    }
)
FACTS = st.fixed_dictionaries(
    {
        "as_of": st.dates(date(2018, 1, 1), date(2026, 12, 31)),
        "form": word("form").filter(lambda form: form != "jv_llc"),
        "investors": maybe(st.tuples(investor("amara")) | st.tuples(investor("amara"), investor("bao"))),
        "activities": maybe(st.lists(st.sampled_from(VOCABULARY.facts["activities"].words), max_size=3)),
        "location": maybe(
            st.fixed_dictionaries({"district": maybe(st.just("songjiang")), "zone": word("location.zone")})
        ),
        "address": word("address"),
        "capital": maybe(
            st.fixed_dictionaries(
                {"amount": maybe(st.integers(0, 10**8)), "currency": maybe(st.sampled_from(["CNY", "USD", "ZZZ"]))}
            )
        ),
        "trade": word("trade"),
        "people": maybe(st.lists(PERSON, max_size=3)),
        "founder": maybe(st.fixed_dictionaries({"status": word("founder.status"), "start_before_company": yes_no()})),
        "filed_by": word("filed_by"),
        "remit_early": yes_no(),
        "paper_language": maybe(st.sampled_from(["en", "zh"])),
        "change": maybe(st.fixed_dictionaries({"kind": st.sampled_from(VOCABULARY.facts["change.kind"].words)})),
        "milestones": maybe(st.fixed_dictionaries({"licence": maybe(st.dates(date(2018, 1, 1), date(2027, 6, 30)))})),
    }
)


def order_keeps_its_promise(plan):
    ends = {step["id"]: step["finish"] for step in plan["steps"]}
    place = {step["id"]: number for number, step in enumerate(plan["steps"])}
    for step in plan["steps"]:
        assert step["start"]["earliest"] <= step["finish"]["earliest"] <= step["finish"]["latest"], step["id"]
        for before in step["after"]:
            assert place[before] < place[step["id"]]
            assert ends[before]["latest"] <= step["finish"]["latest"], (before, step["id"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FACTS)
def test_every_set_of_facts_has_a_plan(facts):
    made = make_plan(load_rules(), read_facts(facts))
    plan = json.loads(json.dumps(made.as_json()))
    assert plan["verdict"] in {"possible", "conditional", "blocked"}
    order_keeps_its_promise(plan)
    totals = plan["totals"]["working_days"]
    assert totals["min"] <= totals["max"]
    papers = {paper["id"] for paper in plan["papers"]}
    assert all(set(step["papers"]) <= papers for step in plan["steps"])
    assert all((paper["route"] is None) or not paper["possible"] for paper in plan["papers"])
    assert (plan["verdict"] == "blocked") == any(
        block["certain"] and block["effect"] == "blocked" for block in plan["blocks"]
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FACTS)
def test_what_is_called_unknown_was_not_given(facts):
    for unknown in make_plan(load_rules(), read_facts(facts)).unknown:
        here = facts
        for part in unknown.fact.split(".") if "[" not in unknown.fact else ():
            here = here.get(part) if isinstance(here, dict) else None
        # A list is named as a whole where what is worked out from it, such as a sum of shares, is not known.
        assert "[" in unknown.fact or here is None or unknown.fact in {"activities", "investors", "people"}, (
            unknown.fact
        )
