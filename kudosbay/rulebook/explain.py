"""The trace of a decision as sentences: which fact decided, and which condition of the rule it met or did not meet."""

from collections.abc import Iterable
from typing import NamedTuple

from kudosbay.rulebook.conditions import ConditionError, Reason
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.phrases import Phrasing, fact_label, value_label

SENTENCES = {
    "en": {
        True: "{fact}: {given}. This meets “{condition}”.",
        False: "{fact}: {given}. This does not meet “{condition}”.",
        None: "{fact}: not known yet.",
    },
    "zh": {
        True: "{fact}：{given}，符合“{condition}”。",
        False: "{fact}：{given}，不符合“{condition}”。",
        None: "{fact}：尚未提供。",
    },
    "ar": {
        True: "{fact}: {given}. وهذا يستوفي «{condition}».",
        False: "{fact}: {given}. وهذا لا يستوفي «{condition}».",
        None: "{fact}: غير معروف بعد.",
    },
}


class Explained(NamedTuple):
    text: str
    reason: Reason


def sentences(language: str) -> dict[bool | None, str]:
    return SENTENCES["zh" if language.startswith("zh") else language if language in SENTENCES else "en"]


def explain(rulebook: Rulebook, reasons: Iterable[Reason], *, language: str = "en") -> list[Explained]:
    """One sentence for each reason; languages without sentences of their own get English."""
    phrasing = Phrasing(rulebook, language)
    told: dict[str, Reason] = {}
    for reason in reasons:
        told.setdefault(_sentence(phrasing, reason), reason)
    return [Explained(text, reason) for text, reason in told.items()]


def _sentence(phrasing: Phrasing, reason: Reason) -> str:
    rulebook, language = phrasing.rulebook, phrasing.language
    fact = reason.fact or ""
    return sentences(language)[reason.value].format(
        fact=fact_label(rulebook, fact, language=language) if fact else said(phrasing, reason.condition),
        given=value_label(rulebook, reason.given, fact=fact, language=language),
        condition=said(phrasing, reason.condition),
    )


def said(phrasing: Phrasing, condition: str, *, holds: bool = True) -> str:
    """The condition in words; as written where it names a single person."""
    try:
        return phrasing.text(condition, holds=holds)
    except ConditionError:
        return condition


__all__ = ["Explained", "explain", "fact_label", "said"]
