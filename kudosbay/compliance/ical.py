"""iCalendar: the duties of a firm as whole days, in the reader's language."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from kudosbay.compliance.calendar import Entry
from kudosbay.compliance.words import Words, missing_words, penalty_words, text_of
from kudosbay.kernel.text import pick

PRODUCT: Final = "-//Kudosbay//Duties//EN"
REFRESH: Final = timedelta(hours=12)


def duties_as_calendar(
    entries: Iterable[Entry], *, firm: int, language: str, address: str, name: str, today: date
) -> bytes:
    """`address`: where the duties stand on our pages. The same all day long, so that readers need not fetch it again."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name, params={"LANGUAGE": language}))
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH)
    stamp = datetime.combine(today, time(), tzinfo=UTC)
    for entry in entries:
        calendar.add_component(_event(entry, firm=firm, language=language, address=address, stamp=stamp))
    return bytes(calendar.to_ical())


def _event(entry: Entry, *, firm: int, language: str, address: str, stamp: datetime) -> Event:
    item, event = entry.item, Event()
    host = str(settings.BASE_URL).partition("://")[2].partition("/")[0].partition(":")[0]
    event.add("uid", f"{firm}/{item.key}@{host or 'kudosbay'}")
    event.add("dtstamp", stamp)
    event.add("dtstart", item.date)
    event.add("dtend", item.date + timedelta(days=1))
    event.add("summary", vText(_summary(entry, language), params={"LANGUAGE": language}))
    event.add("description", "\n".join(part for part in (*_about(entry, language), address) if part))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if item.provisional or item.duty.applies is None else "CONFIRMED")
    return event


def _summary(entry: Entry, language: str) -> str:
    period = f" · {entry.item.period.label}" if entry.item.period else ""
    done = f"✓ {_('Filed')}: " if entry.is_done else ""
    return f"{done}{_in(text_of(entry.item.duty.rule, 'name'), language)}{period}"


def _about(entry: Entry, language: str) -> list[str]:
    duty, item = entry.item.duty, entry.item
    lines = [_in(text_of(duty.rule, "authority"), language)]
    lines += [_("Done by %(who)s") % {"who": entry.partner}] if entry.partner else []
    lines += [_("This day may still move.")] if item.provisional else []
    if duty.applies is None:
        lines.append(_("Not certain: it depends on %(facts)s.") % {"facts": _in(missing_words(duty.missing), language)})
    threat = _in(penalty_words(duty), language)
    return [*lines, f"{_('If missed:')} {threat}" if threat else ""]


def _in(texts: Words, language: str) -> str:
    return pick(texts, [language]).text if texts else ""
