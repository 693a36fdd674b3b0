"""Timelines speak: no code of the rules, no ISO date, in any language."""

import re

import pytest
from django.conf import settings
from django.utils import timezone, translation
from tests.house.samples import FACTS

from kudosbay.cases.commands import start_case, start_step
from kudosbay.centre.commands import seed_centre
from kudosbay.documents.reasons import REASONS
from kudosbay.faces.happenings import fact_words, told
from kudosbay.kernel import trail
from kudosbay.people.commands import add_identifier, reveal_identifier
from kudosbay.people.models import Identifier
from kudosbay.rulebook.load import load_rules

CODE = re.compile(r"\b[a-z]+[._][a-z_.]+\b|\d{4}-\d\d-\d\d")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_and_paper_of_the_rules_is_told_by_its_name(language):
    rules = load_rules()
    facts = [{"step": one.id} for one in rules.steps] + [{"paper": one.id} for one in rules.papers]
    facts += [{"paper": "signed_agreement"}, *({"reason": code} for code in REASONS)]
    facts += [{"kind": kind} for kind in Identifier.Kind.values]
    with translation.override(language):
        for one in facts:
            words = fact_words(one)
            assert words, one
            assert not CODE.search(words[0]), (one, words)


def test_dates_are_written_out_and_what_says_nothing_is_left_out():
    facts = {"on": "2026-03-10", "before": ["adviser"], "from": "no date", "message": 7, "links": 3, "kind": "mail"}
    with translation.override("en"):
        assert fact_words(facts) == ["10 March 2026"]


def test_a_purpose_is_told_by_its_title_or_by_what_the_look_was_for():
    with translation.override("en"):
        assert fact_words({"purpose": "policies"}, purposes={"policies": "News of policies"}) == ["News of policies"]
        assert fact_words({"purpose": "review"}) == ["Opened to check it"]
        assert fact_words({"purpose": "unheard_of"}) == []


def test_what_somebody_typed_stands_beside(cast):
    number = add_identifier(cast.amara.person, kind="passport", number="A1234567", issued_by="NG", by=cast.wei)
    reveal_identifier(number, reason="For the bank", by=cast.wei)
    with translation.override("en"):
        said = told(trail.of(number)[0], names={cast.wei.pk: "Wei"})
    assert (said["by"], said["text"]) == ("Wei", "Passport · For the bank")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_neither_the_case_nor_the_person_shows_a_code(cast, get, language):
    seed_centre()
    case = start_case(cast.amara.person, facts=FACTS, by=cast.amara, now=timezone.now())
    step = case.steps.filter(lane="we", status="ready").first()
    start_step(step, by=cast.wei, now=timezone.now(), seen=step.version)
    for path in (f"/desk/cases/{case.reference}/", f"/desk/people/{cast.amara.person.reference}/"):
        page = get(cast.wei, path, {"lang": language}).content.decode()
        shown = re.sub(r"<[^>]*>", " ", page[page.index('class="timeline"') :].split("</ol>")[0])
        assert not CODE.search(shown), shown
