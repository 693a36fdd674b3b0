"""The files of this folder, as mappings; the story of the visit as Markdown in each language."""

from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from kudosbay.rulebook.yaml12 import read_yaml

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
    """Each line is one claim; six of them to a screenful, each leading to where it is shown."""
    return {
        lang: {"title": told["title"][lang], "summary": told["summary"][lang], "body": _body(told, lang)}
        for lang in LANGUAGES
    }


def _body(told: Mapping[str, Any], lang: str) -> str:
    parts = [f"## {part['heading'][lang]}\n\n{_lines(part, told['links'], lang)}" for part in told["parts"]]
    return "\n\n".join(parts) + "\n"


def _lines(part: Mapping[str, Any], links: Mapping[str, str], lang: str) -> str:
    said = ((words[lang], links.get(claim, "")) for claim, words in part["lines"].items())
    return "\n".join(f"- [{words}]({link})" if link else f"- {words}" for words, link in said)
