"""The certificate of attendance: in the reader's language, and in Chinese and English under it."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kudosbay.documents.papers.texts import count, day, direction, in_line, isolated, name_on_paper, said


def certificate(language: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data`: name, title and place {language: text}, kind, on (ISO date), minutes, event (reference)."""
    wanted = [language, *(code for code in ("zh-Hans", "en") if not _same(code, language))]
    return {"lang": language, "dir": direction(language), "parts": [_part(one, data) for one in wanted]}


def _same(one: str, other: str) -> bool:
    return one.lower().split("-")[0] == other.lower().split("-")[0]


def _part(language: str, data: Mapping[str, Any]) -> dict[str, Any]:
    with translation.override(language.lower()):
        return {
            "lang": language,
            "dir": direction(language),
            "name": isolated(name_on_paper(data, str(data["name"]))),
            "title": said(data["title"], language),
            "place": said(data["place"], language),
            "day": day(data["on"]),
            "made": day(data["made_on"]),
            "length": _length(int(data["minutes"])),
            "words": {name: in_line(text, language) for name, text in _words().items()},
        }


def _length(minutes: int) -> str:
    hours = round(minutes / 30) / 2 or 0.5
    shown = count(int(hours)) if hours == int(hours) else f"{hours:.1f}"
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {"hours": shown}


def _words() -> dict[str, str]:
    return {
        "certificate": _("Certificate of attendance"),
        "attended": _("took part in"),
        "on": _("Day"),
        "length": _("Length"),
        "place": _("Place"),
        "made": _("Made on"),
        "check": _("Scan to check this certificate"),
        "demonstration": _("Demonstration"),
    }
