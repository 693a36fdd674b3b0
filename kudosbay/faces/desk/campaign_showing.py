"""What the pages of messages to many show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import names_of
from kudosbay.faces.desk.campaign_forms import CampaignFilter
from kudosbay.faces.desk.table import Column
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats, trail
from kudosbay.messaging import audience, policy, sums
from kudosbay.messaging.compose import Composed, compose
from kudosbay.messaging.models import Campaign, Recipient
from kudosbay.messaging.sums import Sums
from kudosbay.people.models import Person
from kudosbay.publications.concerning import publication_told_by

TONES = {"draft": "turn", "sending": "we", "paused": "bad", "done": "plain", "stopped": "idle"}


@dataclass(frozen=True, slots=True)
class Listed:
    campaign: Campaign
    sums: Sums

    @property
    def title(self) -> str:
        return title_of(self.campaign)

    @property
    def tone(self) -> str:
        return TONES[self.campaign.status]


def title_of(campaign: Campaign) -> str:
    """Return the title in the reader's language, else in English."""
    words = campaign.texts.get(html_lang().lower()) or campaign.texts.get("en") or {}
    return str(words.get("title", campaign.reference))


def with_sums(some: Iterable[Campaign]) -> list[Listed]:
    rows = list(some)
    counted = sums.sums_of(rows)
    return [Listed(campaign, counted[campaign.pk]) for campaign in rows]


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.campaign.reference),
        Column(_("Title"), lambda row: row.title),
        Column(_("Kind"), lambda row: row.campaign.get_kind_display()),
        Column(_("State"), lambda row: row.campaign.get_status_display()),
        Column(_("Concerned"), lambda row: row.sums.concerned),
        Column(_("Left out"), lambda row: row.sums.left_out),
        Column(_("Gone out"), lambda row: row.sums.accepted),
        Column(_("Failed"), lambda row: row.sums.failed),
        Column(_("Written"), lambda row: row.campaign.made_at.isoformat(timespec="seconds")),
    ]


def chips(form: CampaignFilter) -> list[dict[str, Any]]:
    counts, chosen = sums.status_counts(), form.kept.get("status", "")
    kept = {name: value for name, value in form.kept.items() if name != "status"}
    states: list[tuple[str, Any]] = [("", _("All")), *Campaign.Status.choices]
    return [
        {
            "label": label,
            "href": reverse("desk:campaigns", query=kept | ({"status": name} if name else {})),
            "current": name == chosen,
            "count": counts.get(name, 0) if name else sum(counts.values()),
        }
        for name, label in states
    ]


def campaign_page(campaign: Campaign, reference: str, user: User) -> dict[str, Any]:
    """`reference` names the person as whom the message is looked at; empty: the first who gets it."""
    entries = list(trail.of(campaign))
    names = names_of(entry.actor_id for entry in entries)
    shown = reader(campaign, reference, user)
    return {
        "campaign": campaign,
        "title": title_of(campaign),
        "tone": TONES[campaign.status],
        "sums": sums.sums_of([campaign])[campaign.pk],
        "coverage": sums.coverage(campaign),
        "left_out": sums.left_out(campaign),
        "about": publication_told_by(campaign),
        "reader": shown,
        "said": as_read_by(campaign, shown) if shown else None,
        "is_author": campaign.made_by_id == user.pk,
        "happenings": [
            {
                "title": verb_words(entry.verb),
                "when": formats.moment_words(entry.at),
                "by": names.get(entry.actor_id or 0, ""),
            }
            for entry in entries
        ],
    }


def reader(campaign: Campaign, reference: str, user: User) -> Person | None:
    """Return the person named, if the message concerns her or him, else the first whom it does."""
    concerned = Q(pk__in=campaign.recipients.filter(left_out="").values("person"))
    concerned |= Q(pk__in=campaign.deliveries.values("person"))
    people = Person.objects.visible_to(user).filter(concerned).select_related("user")
    return (people.filter(reference=reference).first() if reference else None) or people.order_by("pk").first()


def as_read_by(campaign: Campaign, person: Person) -> Composed | None:
    gone = campaign.deliveries.exclude(kind="test").filter(person=person).first()
    if gone:
        return compose(gone)
    language = policy.language_of(person=person)
    waiting = campaign.recipients.filter(person=person).first()
    recipient = waiting or Recipient(campaign=campaign, person=person, language=language)
    row = audience.row_for(campaign, recipient, now=campaign.made_at, at=campaign.made_at)
    return compose(row) if row else None
