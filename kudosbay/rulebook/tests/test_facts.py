from decimal import Decimal

import pytest

from kudosbay.rulebook.facts import FactsError, read_facts


def error(**facts):
    with pytest.raises(FactsError) as refused:
        read_facts(facts)
    return refused.value.errors


@pytest.mark.parametrize(
    ("facts", "path", "nearest"),
    [
        ({"frm": "wfoe_llc"}, "frm", "form"),
        ({"form": "wfoe"}, "form", "wfoe_llc"),
        ({"form": "WFOE-LLC"}, "form", "wfoe_llc"),
        ({"location": {"zone": "songjiang etdz"}}, "location.zone", "songjiang_etdz"),
        ({"location": {"zon": "none"}}, "location.zon", "zone"),
        ({"activities": ["design", "softwar_development"]}, "activities[1]", "software_development"),
        ({"investors": [{"id": "amara", "country": "es"}]}, "investors[amara].country", "ES"),
        ({"investors": [{"id": "amara", "contry": "ES"}]}, "investors[amara].contry", "country"),
        ({"people": [{"person": "amara", "role": "boss"}]}, "people[amara].role", None),
        ({"milestones": {"license": "2024-12-16"}}, "milestones.license", "licence"),
    ],
)
def test_a_mistake_names_its_place_and_the_nearest_form(facts, path, nearest):
    (one,) = error(**facts)
    assert (one["path"], one["nearest"]) == (path, nearest)
    assert one["message"]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"investors": [{"id": "a", "share": 60}, {"id": "b", "share": 50}]}, "add up to 110"),
        ({"investors": [{"id": "a"}, {"id": "a"}]}, "the id a is used twice"),
        ({"form": "jv_llc", "investors": [{"id": "a", "share": 100}]}, "is wfoe_llc"),
        ({"investors": [{"id": "a", "kind": "natural", "years_existing": 2}]}, "for kind: entity only"),
        ({"investors": [{"id": "a", "kind": "entity", "prc_permanent_residence": True}]}, "for kind: natural only"),
        ({"investors": [{"id": "a", "country": "ES", "mainland_travel_permit": True}]}, "HK, MO or TW"),
        ({"investors": [{"id": "a", "country": "ES", "chinese_citizen": True}]}, "HK, MO, TW or CN"),
        ({"investors": [{"id": "a"}], "partners": [{"investor": "b"}]}, "no investor called b"),
        ({"existing": {"structure": "old_ejv", "registered": "2020-01-01"}}, "use structure: fil"),
        ({"capital": {"amount": -1}}, "greater than or equal to 0"),
        ({"capital": {"currency": "yuan"}}, "ISO 4217"),
    ],
)
def test_combinations_that_cannot_be(facts, message):
    assert message in error(**facts)[0]["message"]


def test_all_mistakes_are_told_at_once():
    assert {one["path"] for one in error(form="wfoe", trade="some", x=1)} == {"form", "trade", "x"}


def test_the_sentence_tells_what_to_do():
    with pytest.raises(FactsError, match=r"form: wfoe is not one of .*Nearest: wfoe_llc"):
        read_facts({"form": "wfoe"})


def test_null_is_unknown_and_norway_is_a_country():
    facts = read_facts({"form": None, "investors": [{"id": "nora", "country": "NO", "share": 33.5}]})
    assert facts.form is None
    assert facts.investors is not None
    assert (facts.investors[0].country, facts.investors[0].share) == ("NO", Decimal("33.5"))
