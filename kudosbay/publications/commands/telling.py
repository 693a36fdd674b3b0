"""A policy told to exactly those whom it concerns: drafted from the publication, let go out as any message to many."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import MESSAGE_STAFF
from kudosbay.messaging.commands import draft_campaign
from kudosbay.messaging.models import Campaign
from kudosbay.publications.concerning import still_to_tell, tellings
from kudosbay.publications.models import Edition
from kudosbay.publications.reasons import reason_in_words

Texts = Mapping[str, Mapping[str, str]]  # {language code: {"title": …, "text": …}}
UNDER_WAY = (Campaign.Status.DRAFT, Campaign.Status.SENDING, Campaign.Status.PAUSED)


@transaction.atomic
def tell_concerned(edition: Edition, texts: Texts, *, link: str, by: User, now: datetime) -> Campaign:
    """Draft a message to everybody whom an edition concerns for certain and who was not told of it yet.

    Each gets the reason that holds for her or him. Nobody is written to before the draft is let go out.
    """
    if not by.role_set & MESSAGE_STAFF:
        raise NotAllowed(_("Only those who look after messages write to many."))
    edition = Edition.objects.select_for_update(of=("self",)).select_related("publication").get(pk=edition.pk)
    today = localdate(now)
    if edition.state_on(today) not in {Edition.State.IN_FORCE, Edition.State.COMING}:
        raise Refused(_("Only what is published and has not ended is told to people."))
    under_way = tellings(edition).filter(status__in=UNDER_WAY).first()
    if under_way:
        raise Refused(_("A message about it is under way already: %(reference)s.") % {"reference": under_way.reference})
    groups = still_to_tell(edition, today=today)
    if not groups:
        raise Refused(_("Everybody whom it concerns has been told, or it concerns nobody."))
    campaign = draft_campaign(
        kind=Campaign.Kind.POLICY,
        texts=texts,
        because=[(reason_in_words(leaves), people) for leaves, people in groups.items()],
        link=link,
        about=edition,
        by=by,
        now=now,
    )
    facts = {"edition": edition.number, "people": sum(map(len, groups.values()))}
    trail.record(by, "publication.telling_drafted", on=[edition.publication, campaign], facts=facts)
    return campaign
