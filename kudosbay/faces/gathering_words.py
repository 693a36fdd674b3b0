"""Words about gatherings that desk, portal and public pages share."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from kudosbay.faces.jinja import html_lang, lang_name
from kudosbay.gatherings.models import Gathering
from kudosbay.kernel.formats import HOME_ZONE, format_date, locale
from kudosbay.kernel.labels import themes_of_many


def held_in(gathering: Gathering) -> str:
    """Return the language of the event, and into which it is interpreted, in the reader's words."""
    spoken = spoken_name(gathering.language)
    others = " / ".join(spoken_name(code) for code in gathering.interpreting)
    return _("%(language)s, interpreted into %(others)s") % {"language": spoken, "others": others} if others else spoken


def spoken_name(code: str) -> str:
    """Name a language as it is spoken, not as it is written: Chinese, whichever its signs."""
    return str(locale().languages.get(code.split("-", maxsplit=1)[0]) or lang_name(code))


def hours(gathering: Gathering) -> str:
    """Return the hours in Shanghai, with the day where it ends on another one."""
    first, last = (moment.astimezone(HOME_ZONE) for moment in (gathering.starts_at, gathering.ends_at))
    until = f"{last:%H:%M}" if first.date() == last.date() else f"{format_date(last.date(), 'weekday')} {last:%H:%M}"
    return f"{first:%H:%M}–{until}"


def day_of(moment: datetime) -> Any:
    return moment.astimezone(HOME_ZONE).date()


def with_themes(gatherings: list[Gathering]) -> list[tuple[Gathering, list[Any]]]:
    themes = themes_of_many(gatherings)
    return [(one, themes.get(one.pk, [])) for one in gatherings]


def language_now() -> str:
    return html_lang(translation.get_language())
