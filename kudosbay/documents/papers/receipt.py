"""The receipt of what somebody sent us: in the reader's language, and in Chinese under it."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from kudosbay.documents.papers.texts import day, direction, in_line, isolated, name_on_paper, said


def receipt(language: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data`: name, title {language: text}, rows [{label, value}] by language texts, next {…}, at (ISO date)."""
    languages = [language] if language.lower().startswith("zh") else [language, "zh-Hans"]
    return {"lang": language, "dir": direction(language), "parts": [_part(one, data) for one in languages]}


def _part(language: str, data: Mapping[str, Any]) -> dict[str, Any]:
    with translation.override(language.lower()):
        return {
            "lang": language,
            "dir": direction(language),
            "title": said(data["title"], language),
            "name": isolated(name_on_paper(data, str(data.get("name", "")))),
            "day": day(data["made_on"]),
            "rows": [_row(row, language) for row in data.get("rows", [])],
            "next": said(data.get("next"), language),
            "words": {name: in_line(text, language) for name, text in _words().items()},
        }


def _row(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    value = row["value"]
    told = (
        said(value, language) if isinstance(value, Mapping) else {"text": isolated(str(value)), "lang": "", "dir": ""}
    )
    return {"label": said(row["label"], language), "value": told}


def _words() -> dict[str, str]:
    return {
        "received": _("Received"),
        "from": _("From"),
        "reference": _("Reference"),
        "next": _("What happens next"),
        "check": _("Scan to check this receipt"),
        "demonstration": _("Demonstration"),
    }
