"""Colours and fonts of office files: the colours of the screens, fonts that offices have."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kudosbay.documents.papers.rendering import colours

Texts = Mapping[str, str]
LATIN: Final = "Arial"
HAN: Final = "Microsoft YaHei"


def colour(name: str) -> str:
    """Return a colour of the light look as six digits."""
    return colours()[name].removeprefix("#").upper()


def said(texts: Texts, languages: Sequence[str]) -> list[str]:
    """Return a text in the wanted languages, first to last; the same words are not said twice."""
    return list(dict.fromkeys(texts[lang] for lang in languages if texts.get(lang)))


def first(texts: Texts, languages: Sequence[str]) -> str:
    return next(iter(said(texts, languages)), "")


def joined(texts: Texts, languages: Sequence[str], by: str = " · ") -> str:
    return by.join(said(texts, languages))


def standing(content: Mapping[str, Any]) -> str:
    """Return the line below each page: as of which day, and which set of figures."""
    as_of = joined(content["words"]["as_of"], content["languages"], " / ")
    return f"{as_of} {joined(content['as_of_words'], content['languages'], ' / ')}  ·  {content['mark'][:12]}"
