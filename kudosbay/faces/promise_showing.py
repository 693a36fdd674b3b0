"""Promises in words, the same on desk and portal."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.jinja import html_lang
from kudosbay.kernel import formats
from kudosbay.kernel.text import Said, pick
from kudosbay.promises.catalogue import services
from kudosbay.promises.kinds import KINDS, Field
from kudosbay.promises.models import Promise

MARKS: Final[Mapping[int, Lazy]] = {
    5: _("Very satisfied"),
    4: _("Satisfied"),
    3: _("So-so"),
    2: _("Not satisfied"),
    1: _("Not satisfied at all"),
}


def kind_name(code: str) -> str:
    return str(KINDS[code].name) if code in KINDS else code


def shown_title(promise: Promise) -> Said:
    """Return the service in the reader's language where there is one, else the title as it was said or translated."""
    service = services().get(promise.service)
    return pick(service.names, [html_lang()]) if service else in_words(promise, "title")


def in_words(promise: Promise, name: str) -> Said:
    """Return title, words or reply in the reader's language if somebody translated it, else the original."""
    language = promise.reply_language if name == "reply" else promise.language
    original = Said(str(getattr(promise, name)), html_lang(language or "en"))
    here = html_lang()
    text = promise.translated.get(here, {}).get(name)
    return Said(text, here) if text and original.lang != here else original


def asker(promise: Promise) -> str:
    """Return who asks: a person, an enterprise, or an office in the reader's language."""
    if promise.asker_office:
        return pick(promise.asker_office, [html_lang()]).text
    named = promise.asker_person or promise.asker_enterprise
    return str(named) if named else str(promise.get_from_side_display())


def details(promise: Promise) -> list[tuple[str, str]]:
    known = KINDS[promise.kind].fields if promise.kind in KINDS else ()
    return [(str(one.label), _shown(one, promise.details[one.name])) for one in known if one.name in promise.details]


def _shown(one: Field, value: Any) -> str:
    if one.what == "day":
        return formats.format_date(date.fromisoformat(value))
    if one.what == "choice":
        return str(dict(one.choices).get(value, value))
    return formats.number(value) if one.what == "number" else str(value)


def mark_words(mark: int | None) -> str:
    return str(MARKS.get(mark, "")) if mark else ""
