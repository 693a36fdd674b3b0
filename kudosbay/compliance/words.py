"""The rules' texts of duties, as {language: text}."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from django.utils.translation import gettext_lazy as _

from kudosbay.rulebook.duties import Duty
from kudosbay.rulebook.load import load_rules, made_of_rules
from kudosbay.rulebook.phrases import fact_label
from kudosbay.rulebook.records import Record

Words = dict[str, str]
BASES: Final = {
    "published": _("published by the tax administration"),
    "override": _("changed locally, as published"),
    "computed": _("computed by the rule"),
    "counted": _("counted by the law"),
    "": _("no published day was found"),
}


def text_of(rule: Record, field: str) -> Words:
    """Return a text of a rule in each language that has it; nothing where the rule has none."""
    inline, rulebook = rule.data.get(field) or {}, load_rules()
    if not inline:
        return {}
    languages = ("en", "zh", *(one for one in rulebook.texts if one not in {"en", "zh"}))
    return {one: rulebook.text("duties", rule.data, field, language=one) for one in languages}


@made_of_rules
@cache
def duty_words(duty: str) -> Words:
    """Return the name of a duty; an id that the rules no longer hold stays as it is."""
    rule = next((one for one in reversed(load_rules().duties) if one.id == duty), None)
    return text_of(rule, "name") if rule else {"en": duty}


def penalty_words(duty: Duty) -> Words:
    """Return what the law threatens where the duty is missed."""
    found = duty.penalty
    if not found:
        return {}
    name = f"penalties.{found['id']}.text"
    return {**found["text"], **{one: texts[name] for one, texts in load_rules().texts.items() if name in texts}}


def missing_words(facts: Iterable[str]) -> Words:
    """Return what the answer depends on, as the glossary calls it."""
    named, rulebook = list(facts), load_rules()
    between = {"en": ", ", "zh": "、", "ar": "، "}
    return {
        language: comma.join(fact_label(rulebook, one, language=language) for one in named)
        for language, comma in between.items()
    }
