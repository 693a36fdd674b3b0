"""What the page of the centre's story shows of each claim."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import names_of
from kudosbay.centre.models import Operator
from kudosbay.enterprises.models import Milestone
from kudosbay.faces.context import territories
from kudosbay.faces.desk.claim_forms import ClaimFilter
from kudosbay.faces.desk.table import Column
from kudosbay.faces.jinja import html_lang
from kudosbay.gatherings.models import Gathering
from kudosbay.kernel import trail
from kudosbay.kernel.text import pick
from kudosbay.promises.queries import quotas
from kudosbay.statistics import queries
from kudosbay.statistics.claims import Claim, Record, Standing, owner_of, story
from kudosbay.statistics.figures import Asked, Place
from kudosbay.statistics.wording import shown

# Where a record has its page, and by which of its values the page is found.
PAGES: Final[Mapping[str, tuple[str, str]]] = {
    "compliance.filingbatch": ("desk:batch", "reference"),
    "enterprises.enterprise": ("desk:enterprise", "reference"),
    "enterprises.milestone": ("desk:milestone", "pk"),
    "gatherings.gathering": ("desk:gathering", "reference"),
    "introductions.introduction": ("desk:introduction", "reference"),
    "introductions.notice": ("desk:notice", "reference"),
    "messaging.campaign": ("desk:campaign", "reference"),
    "people.person": ("desk:person", "reference"),
    "premises.room": ("desk:room", "pk"),
    "promises.promise": ("desk:promise", "reference"),
    "publications.publication": ("desk:publication", "reference"),
}
# The records that the story names, and by what they are found. Another centre has no such record, and no such page.
NAMED: Final[Mapping[str, Callable[[Record, User], QuerySet[Any]]]] = {
    "gathering": lambda one, user: (
        Gathering.objects.visible_to(user).filter(kind=one.kind, starts_at__date=one.day).select_related("owner")
    ),
    "milestone": lambda one, user: Milestone.objects.visible_to(user).filter(kind=one.kind, happened_on=one.day),
    "quota": lambda one, _user: quotas().filter(area=one.kind, valid_from=one.day),
}
NAME: Final = re.compile(r"<(\w+)>")


def claims_page(form: ClaimFilter, *, user: User) -> dict[str, Any]:
    standing = queries.claims(form.day)
    wanted = [_named(one, user) for one in standing if form.fits(one.part.key, is_shown=one.is_shown)]
    names = names_of(one.owner_id for one, _record in wanted)
    rows = [_row(one, names, record=record) for one, record in wanted]
    parts = [{"heading": part.heading, "rows": list(some)} for part, some in groupby(rows, key=lambda row: row["part"])]
    return {
        "filter": form,
        "kept": form.kept,
        "day": form.day,
        "parts": parts,
        "rows": rows,
        "all": len(standing),
        "shown_count": sum(one.is_shown for one in standing),
    }


def _named(one: Standing, user: User) -> tuple[Standing, Any]:
    """Return how the claim stands, and the record that it names; that one is its row, whichever came last."""
    record = record_of(one.claim, user)
    has_page = record and one.is_shown and trail.kind_of(record) in PAGES
    return (replace(one, thing=record, owner_id=owner_of(record)) if has_page else one), record


def _row(one: Standing, names: Mapping[int, str], *, record: Any) -> dict[str, Any]:
    return {
        "part": one.part,
        "claim": one.claim,
        "href": address_of(one.claim, record),
        "is_shown": one.is_shown,
        "counted": one.counted,
        "value": shown(one.counted) if one.counted else "",
        "figure_href": _figure(one.counted.figure.key, one.counted.asked) if one.counted else "",
        "asked": one.counted.asked if one.counted else None,
        "last": name_of(one.thing),
        "last_href": _page(one.thing),
        "owner": names.get(one.owner_id or 0, ""),
    }


def _figure(key: str, asked: Asked) -> str:
    days = {"as_of": asked.as_of.isoformat()}
    if asked.known_on:
        days["known_on"] = asked.known_on.isoformat()
    return reverse("desk:figure", args=[key], query=days)


def record_of(claim: Claim, user: User) -> Any:
    """Return the record whose page shows the claim; None where the claim names none, or this centre has none."""
    named = NAME.search(claim.shown)
    record = story().records[named[1]] if named else None
    return NAMED[record.model](record, user).order_by("pk").first() if record else None


def address_of(claim: Claim, record: Any) -> str:
    """Return the address of the page that shows the claim; nothing where it is that of a record this centre lacks."""
    if not NAME.search(claim.shown):
        return claim.shown
    return NAME.sub(str(getattr(record, "reference", record.pk)), claim.shown) if record else ""


def name_of(thing: Any) -> str:
    """Name a record by its reference, so that no person's name stands in the story."""
    if isinstance(thing, Operator):
        return pick(thing.company, [html_lang()]).text
    if isinstance(thing, Place):
        return str(territories(html_lang())(thing.code))
    titles = getattr(thing, "titles", None)
    named = getattr(thing, "reference", None) or (pick(titles, [html_lang()]).text if titles else None)
    return str(named or thing or "")


def _page(thing: Any) -> str:
    if isinstance(thing, Operator):
        return reverse("desk:centre")
    page = PAGES.get(trail.kind_of(thing)) if isinstance(thing, models.Model) else None
    return reverse(page[0], args=[getattr(thing, page[1])]) if page else ""


def columns() -> list[Column]:
    lang = html_lang()
    return [
        Column(_("Claim"), lambda row: row["claim"].id),
        Column(_("Part"), lambda row: pick(row["part"].heading, [lang]).text),
        Column(_("What is said"), lambda row: pick(row["claim"].words, [lang]).text),
        Column(_("State"), lambda row: _("Shown from rows") if row["is_shown"] else _("No row yet")),
        Column(_("Figure"), lambda row: pick(row["counted"].figure.names, [lang]).text if row["counted"] else ""),
        Column(_("Value"), lambda row: row["value"]),
        Column(_("As of"), lambda row: row["asked"].as_of if row["asked"] else ""),
        Column(_("Shown on"), lambda row: row["href"]),
        Column(_("Last row"), lambda row: row["last"]),
        Column(_("Owner"), lambda row: row["owner"]),
    ]
