"""iCalendar: one event, or all of a person's, in the reader's language, with the zone of Shanghai written out."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event, vText

from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel.formats import HOME_ZONE
from kudosbay.kernel.text import pick

PRODUCT = "-//Kudosbay//Events//EN"
REFRESH = timedelta(hours=6)


def one_event(gathering: Gathering, *, language: str, address: str) -> bytes:
    """`address`: where the event stands on our pages."""
    return _calendar([_event(gathering, language=language, address=address)], language)


def own_events(bookings: Iterable[Booking], *, language: str, address: str, name: str) -> bytes:
    """`address` is a template with {key} for the ticket; places that were given back are shown as cancelled."""
    found = [
        _event(
            booking.gathering,
            language=language,
            address=address.format(key=booking.key),
            off=not booking.is_live,
            tentative=booking.status not in Booking.SEATED,
        )
        for booking in bookings
    ]
    return _calendar(found, language, name=name)


def _calendar(found: Iterable[Event], language: str, *, name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", vText(name, params={"LANGUAGE": language}))
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH)
    for event in found:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(gathering: Gathering, *, language: str, address: str, off: bool = False, tentative: bool = False) -> Event:
    event = Event()
    event.add("uid", f"{gathering.reference.lower()}@{_host()}")
    event.add("sequence", gathering.sequence)
    event.add("dtstamp", gathering.changed_at)
    event.add("last-modified", gathering.changed_at)
    event.add("dtstart", _home(gathering.starts_at))
    event.add("dtend", _home(gathering.ends_at))
    title, place = pick(gathering.titles, [language]), pick(gathering.place, [language])
    event.add("summary", vText(title.text, params={"LANGUAGE": title.lang}))
    if place.text or gathering.link:
        event.add("location", vText(place.text or gathering.link, params={"LANGUAGE": place.lang}))
    event.add("description", "\n".join(part for part in (pick(gathering.about, [language]).text, address) if part))
    event.add("url", address)
    event.add("status", _state(gathering, off=off, tentative=tentative))
    return event


def _state(gathering: Gathering, *, off: bool, tentative: bool) -> str:
    if off or gathering.status == Gathering.Status.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if tentative else "CONFIRMED"


def _home(moment: datetime) -> datetime:
    return moment.astimezone(HOME_ZONE)


def _host() -> str:
    return str(settings.BASE_URL).partition("://")[2].partition("/")[0].partition(":")[0] or "kudosbay"
