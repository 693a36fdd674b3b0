"""Text in several languages, kept as {language: text}; languages are BCP 47 as on screens: en, zh-Hans, ar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FALLBACK = ("en", "zh-Hans", "zh")


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it is really in, so that the page can mark it."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


def _known_as(lang: str) -> tuple[str, ...]:
    if lang.lower() in {"zh", "zh-hans", "zh_hans"}:
        return ("zh-Hans", "zh")
    return (lang, lang.split("-", maxsplit=1)[0])


def pick(texts: Mapping[str, str], wanted: Sequence[str]) -> Said:
    """Return the first wanted language that has a text, else English, Chinese, or whatever there is."""
    for lang in (*wanted, *FALLBACK):
        for name in _known_as(lang):
            if texts.get(name):
                return Said(texts[name], "zh-Hans" if name == "zh" else name)
    return next((Said(text, lang) for lang, text in texts.items() if text), Said("", "en"))
