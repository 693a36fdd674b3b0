"""What the pages of gatherings show."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kudosbay.accounts.models import User
from kudosbay.faces import gathering_words as words
from kudosbay.faces.desk.follow_showing import follow_ups, followed, spreading
from kudosbay.faces.desk.gathering_fetching import VISITS
from kudosbay.faces.desk.table import Column
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.verbs import verb_words
from kudosbay.gatherings import queries
from kudosbay.gatherings.commands import DAYS
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel import formats
from kudosbay.kernel.labels import themes_of
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.text import pick

MOVES = {
    "draft": (("open", gettext_lazy("Open sign-up")),),
    "open": (("close", gettext_lazy("Close sign-up")), ("held", gettext_lazy("It was held"))),
    "closed": (("open", gettext_lazy("Open sign-up again")), ("held", gettext_lazy("It was held"))),
}


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Title"), lambda row: pick(row.titles, [html_lang()]).text),
        Column(_("Begins"), lambda row: formats.moment_words(row.starts_at)),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Held in"), lambda row: row.language),
        Column(_("Seats"), lambda row: row.capacity),
        Column(_("Taken"), lambda row: row.taken),
        Column(_("Came"), lambda row: row.came),
    ]


def guest_columns(gathering: Gathering) -> list[Column]:
    return [
        Column(_("Order"), lambda row: row.arrival),
        Column(_("Reference"), lambda row: row.person.reference),
        Column(_("Name"), lambda row: row.person.full_name),
        Column(_("Country or region"), lambda row: row.person.nationality),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Came"), lambda row: _moment(row, "came_at")),
        Column(_("Left"), lambda row: _moment(row, "left_at")),
        *(_asked(one) for one in gathering.questions),
    ]


def _asked(question: dict[str, Any]) -> Column:
    label = pick(question["labels"], [html_lang()]).text
    return Column(label, lambda row: row.answers.get(question["name"], ""))


def _moment(row: Booking, name: str) -> str:
    presence = getattr(row, "presence", None)
    moment = getattr(presence, name, None)
    return formats.moment_words(moment) if moment else ""


def gathering_page(gathering: Gathering, _user: User) -> dict[str, Any]:
    bookings, asked = queries.bookings_of(gathering), follow_ups(gathering)
    return {
        "event": gathering,
        "words": words,
        "themes": themes_of(gathering),
        "guests": [one for one in bookings if one.status in Booking.SEATED or one.status == "no_show"],
        "line": [one for one in bookings if one.status == "waiting"],
        "asked": [one for one in bookings if one.status == "asked"],
        "gone": [one for one in bookings if not one.is_live],
        "states": queries.states_of(gathering),
        "moves": moves_of(gathering),
        "statements": queries.statements_of(gathering),
        "parts": queries.parts_of(gathering),
        "follow_ups": asked,
        "followed": followed(asked),
        "papers": queries.materials_of(gathering),
        "verdict": queries.verdict_of(gathering),
        "happenings": _happenings(queries.happened_to(gathering)),
        "begun": gathering.starts_at <= timezone.now(),
        "public": reverse("public:event", args=[gathering.reference]),
        **spreading(gathering),
        **_for_the_visitor(gathering),
    }


def _for_the_visitor(gathering: Gathering) -> dict[str, Any]:
    """Return packs and links of a visit or a seminar; of anything else, nothing."""
    if gathering.kind not in VISITS:
        return {}
    now = timezone.now()
    links = [
        {
            "link": one.link,
            "looks": one.looks,
            "last": one.last,
            "open": one.link.is_open(now),
            "address": f"{settings.BASE_URL}/go/visits/{one.link.token}/",
        }
        for one in queries.links_of(gathering)
    ]
    return {"packs": queries.packs_of(gathering), "links": links, "link_days": DAYS, "is_visit": True}


def moves_of(gathering: Gathering) -> list[tuple[str, str]]:
    offered = MOVES.get(gathering.status, ())
    begun = gathering.starts_at <= timezone.now()
    return [(verb, str(label)) for verb, label in offered if verb != "held" or begun]


def _happenings(entries: Iterable[TrailEntry]) -> list[dict[str, str]]:
    """Tell each, the newest first; fifty sign-ups in a row are one line."""
    return [_told(*run) for _verb, run in groupby(entries, key=lambda entry: entry.verb)]


def _told(entry: TrailEntry, *before: TrailEntry) -> dict[str, str]:
    kept = getattr(entry, "value", None)
    if before:
        first, count = formats.moment_words(before[-1].at), len(before) + 1
        text = ngettext("%(num)d time since %(first)s", "%(num)d times since %(first)s", count)
        told = text % {"num": count, "first": first}
        return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": told}
    said = [str(kept.values["because"])] if kept and kept.values.get("because") else []
    return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": " · ".join(said)}
