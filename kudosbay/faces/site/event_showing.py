"""What an event's page tells machines: when and where it takes place, in which language, and whether seats are left."""

from typing import Any

from kudosbay.faces.jinja import html_lang
from kudosbay.faces.site.heads import as_json_ld, in_all_languages, publisher
from kudosbay.gatherings.models import Gathering
from kudosbay.kernel.text import pick

SCHEMA = "https://schema.org"


def head_of(event: Gathering) -> dict[str, Any]:
    links = in_all_languages("public:event", event.reference)
    return links | {"json_ld": as_json_ld(_told(event, links["canonical"]))}


def _told(event: Gathering, address: str) -> dict[str, Any]:
    """The link for taking part online is for those who have a place: it is not told here."""
    lang, place = [html_lang()], pick(event.place, [html_lang()]).text
    cancelled = event.status == Gathering.Status.CANCELLED
    seats = "SoldOut" if event.seats_left == 0 else "InStock"
    return {
        "@type": "Event",
        "name": pick(event.titles, lang).text,
        "description": pick(event.about, lang).text,
        "url": address,
        "inLanguage": html_lang(event.language),
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat(),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(here=bool(place), online=bool(event.link))}",
        "location": {"@type": "Place", "name": place, "address": place} if place else None,
        "organizer": publisher(),
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "CNY", "availability": f"{SCHEMA}/{seats}"},
    }


def _mode(*, here: bool, online: bool) -> str:
    return f"{'Mixed' if here and online else 'Online' if online else 'Offline'}EventAttendanceMode"
