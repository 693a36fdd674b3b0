"""What guests are told: one notice per act, in their language, leading to their ticket."""

from datetime import datetime

from django.utils import translation

from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel.formats import HOME_ZONE, format_date, two_zones
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.commands import notify
from kudosbay.messaging.policy import language_of


def when_words(gathering: Gathering) -> str:
    """Return day and hours in the language of now: Thu 3 Dec 2026, 14:00 Shanghai."""
    day = gathering.starts_at.astimezone(HOME_ZONE).date()
    return f"{format_date(day, 'weekday')} {day.year}, {two_zones(gathering.starts_at)}"


def tell(booking: Booking, template: str, *, act: str, by: Actor, now: datetime) -> None:
    """`act` tells this notice from others of its kind about the same place."""
    person, gathering = booking.person, booking.gathering
    with translation.override(language_of(person=person)):
        data = {"when": when_words(gathering)}
        if template == "seat_offered" and booking.offer_ends_at:
            until = booking.offer_ends_at.astimezone(HOME_ZONE)
            data["until"] = f"{format_date(until.date(), 'weekday')} {until:%H:%M}"
    notify(
        person=person,
        template=template,
        key=f"{template}:{booking.pk}:{act}",
        data={"title": one_line(gathering.titles), "link": f"/go/tickets/{booking.key}/", **data},
        by=by,
        now=now,
    )


def one_line(texts: dict[str, str]) -> dict[str, str]:
    return {lang: " ".join(text.split()) for lang, text in texts.items()}
