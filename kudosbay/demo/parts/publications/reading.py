"""The files of this folder, as mappings; the story of the visit as Markdown in each language."""

from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from kudosbay.rulebook.yaml12 import read_yaml
from kudosbay.statistics import claims

HERE: Final = resources.files(__name__.rpartition(".")[0])
LANGUAGES: Final = ("zh-Hans", "en", "ar")


def read(name: str) -> Any:
    return read_yaml(HERE.joinpath(name).read_text(encoding="utf-8"))


def publications() -> list[dict[str, Any]]:
    """Return them by the day on which they were shown, which is the order of their numbers."""
    told: list[dict[str, Any]] = read("texts.yaml")["publications"]
    return sorted(told, key=lambda one: one["day"])


def texts_of(told: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = told["texts"] if "texts" in told else story(read(told["story"]))
    return texts


def story(told: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the news: each line is one claim of the centre's story, leading to the page that shows it."""
    return {
        lang: {"title": told["title"][lang], "summary": told["summary"][lang], "body": _body(lang)}
        for lang in LANGUAGES
    }


def _body(lang: str) -> str:
    parts = [f"## {part.heading[lang]}\n\n{_lines(part, lang)}" for part in claims.story().parts]
    return "\n\n".join(parts) + "\n"


def _lines(part: claims.Part, lang: str) -> str:
    said = ((claim.words[lang], claim.link) for claim in part.claims)
    return "\n".join(f"- [{words}]({link})" if link else f"- {words}" for words, link in said)
