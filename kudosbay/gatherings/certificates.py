"""What a certificate of attendance says: raw data for the paper's template."""

from typing import Any

from django.utils.timezone import localdate

from kudosbay.gatherings.models import Booking


def certificate_data(booking: Booking) -> dict[str, Any]:
    gathering, presence = booking.gathering, booking.presence
    return {
        "name": booking.person.full_name,
        "title": dict(gathering.titles),
        "kind": str(gathering.kind),
        "on": localdate(gathering.starts_at).isoformat(),
        "minutes": presence.minutes,
        "place": dict(gathering.place),
        "event": gathering.reference,
    }
