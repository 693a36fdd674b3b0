"""A citation such as `MER arts 19 20-22` in words: what was read, and where in it.

Chinese readers get the law's own name; everybody else the English one with the official name behind it, as a counter
knows it by no other.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

ARTICLES: Final = re.compile(r"^arts? ([\d ,-]+)$")


def title_of(source: Mapping[str, Any], language: str) -> str:
    title = source["title"]
    return str(title["zh"] if _chinese(language) else f"{title['en']} {title['zh']}")


def citation(sources: Mapping[str, Mapping[str, Any]], cited: str, *, language: str) -> str:
    """Return title and place; what cites no source of the rules is returned as it stands."""
    key, _, place = cited.partition(" ")
    if key not in sources:
        return cited
    title, articles = title_of(sources[key], language), ARTICLES.match(place)
    if articles:
        return _with_articles(title, articles[1].split(), chinese=_chinese(language))
    return f"{title}, {place}" if place else title


def _with_articles(title: str, numbers: list[str], *, chinese: bool) -> str:
    if chinese:
        return f"{title}第{'、'.join(numbers).replace('-', '至')}条"
    return f"{title}, {'art' if len(numbers) == 1 and '-' not in numbers[0] else 'arts'} {', '.join(numbers)}"


def _chinese(language: str) -> bool:
    return language.lower().startswith("zh")
