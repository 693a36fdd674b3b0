"""The trace of a decision as sentences: which fact decided, and which condition of the rule it met or did not meet."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.unknowns import general

SENTENCES = {
    "en": {
        True: "{fact}: {given}. This meets “{condition}”.",
        False: "{fact}: {given}. This does not meet “{condition}”.",
        None: "{fact} is not known yet.",
        "yes": "yes",
        "no": "no",
        "none": "none",
    },
    "zh": {
        True: "{fact}：{given}，符合“{condition}”。",
        False: "{fact}：{given}，不符合“{condition}”。",
        None: "{fact}尚未提供。",
        "yes": "是",
        "no": "否",
        "none": "无",
    },
}
LABELLED = ("terms", "forms", "activities", "routes")


class Explained(NamedTuple):
    text: str
    reason: Reason


def explain(rulebook: Rulebook, reasons: Iterable[Reason], *, language: str = "en") -> list[Explained]:
    """One sentence for each reason; languages without sentences of their own get English."""
    return [Explained(_sentence(rulebook, one, language), one) for one in reasons]


def _sentence(rulebook: Rulebook, reason: Reason, language: str) -> str:
    phrases = SENTENCES["zh" if language.startswith("zh") else "en"]
    return phrases[reason.value].format(
        fact=fact_label(rulebook, reason.fact or reason.condition, language=language),
        given=_given(rulebook, reason.given, language=language, phrases=phrases),
        condition=reason.condition,
    )


def fact_label(rulebook: Rulebook, fact: str, *, language: str = "en") -> str:
    """The glossary's name of a fact (`terms` with the id `fact.<path>`), with the person it is about."""
    path = general(fact)
    name = label(rulebook, f"fact.{path.replace('[]', '')}", language=language) or _plain(path)
    whose = fact.partition("[")[2].partition("]")[0]
    return f"{name} ({whose})" if whose else name


def label(rulebook: Rulebook, name: str, *, language: str = "en") -> str | None:
    """What a word of the vocabulary is called, where the glossary or a record names it."""
    for kind in LABELLED:
        for record in rulebook.records[kind]:
            if record["id"] == name:
                return rulebook.text(kind, record, "name", language=language)
    return None


def _plain(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ")


def _given(rulebook: Rulebook, given: Any, *, language: str, phrases: dict[Any, str]) -> str:
    if isinstance(given, bool):
        return phrases["yes" if given else "no"]
    if given is None or repr(given) == "none":
        return phrases["none"]
    if isinstance(given, (list, tuple)):
        return ", ".join(_given(rulebook, one, language=language, phrases=phrases) for one in given)
    if isinstance(given, date):
        return given.isoformat()
    return (label(rulebook, given, language=language) if isinstance(given, str) else None) or str(given)
