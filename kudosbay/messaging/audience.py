"""Who of those whom a message concerns can be written to, in which language, and why others cannot."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kudosbay.messaging import policy
from kudosbay.messaging.leaving import purpose_of
from kudosbay.messaging.models import Campaign, Delivery, Recipient, Suppression
from kudosbay.people.models import Consent, Person

LeftOut = Recipient.LeftOut


def recipients_of(campaign: Campaign, people: Sequence[int], reasons: Mapping[int, int]) -> list[Recipient]:
    """Return a row for each person, not yet written. Four queries, however many people."""
    found = Person.objects.filter(pk__in=people).select_related("user").order_by("pk")
    consents = _latest(people, purpose_of(campaign.kind))
    reach = {person.pk: _reach(person) for person in found}
    blocked = _blocked([address for _channel, address in reach.values() if address])
    return [
        Recipient(
            campaign=campaign,
            person=person,
            language=policy.language_of(person=person),
            reason=reasons.get(person.pk),
            left_out=_against(consents.get(person.pk), reach[person.pk], kind=campaign.kind, blocked=blocked),
        )
        for person in found
    ]


Reach = tuple[str, str]  # channel and address


def _reach(person: Person) -> Reach:
    known = policy.addresses(person=person, user=None)
    return (known[0][0], known[0][1].lower()) if known else ("", "")


def _latest(people: Sequence[int], purpose: str) -> dict[int, Consent]:
    """Return everybody's latest word on the purpose; nothing is asked where none is needed."""
    if not purpose:
        return {}
    told = Consent.objects.filter(person__in=people, purpose=purpose).order_by("given_at", "pk")
    return {consent.person_id: consent for consent in told}


def _blocked(addresses: Sequence[str]) -> set[Reach]:
    rows = Suppression.objects.filter(address__in=addresses)
    return set(rows.values_list("channel", "address"))


def _against(consent: Consent | None, reach: Reach, *, kind: str, blocked: set[Reach]) -> str:
    if purpose_of(kind) and (reason := _against_consent(consent)):
        return reason
    if not reach[1]:
        return LeftOut.ADDRESS
    return LeftOut.BLOCKED if reach in blocked else ""


def _against_consent(consent: Consent | None) -> str:
    if consent is None:
        return LeftOut.CONSENT
    if consent.withdrawn_at is not None:
        return LeftOut.WITHDRAWN
    return LeftOut.IMPORTED if consent.how == Consent.How.IMPORTED else ""


def row_for(campaign: Campaign, recipient: Recipient, *, now: datetime, at: datetime) -> Delivery | None:
    """Return the delivery to be written; None for somebody who can no longer be reached."""
    channel, address = _reach(recipient.person)
    if not address:
        return None
    return Delivery(
        campaign=campaign,
        person=recipient.person,
        key=f"campaign:{campaign.pk}:{recipient.person_id}",
        kind=campaign.kind,
        channel=channel,
        template="campaign",
        language=recipient.language,
        address=address,
        data=_data(campaign, recipient),
        created_at=now,
        next_at=at,
    )


def _data(campaign: Campaign, recipient: Recipient) -> dict[str, str]:
    name = recipient.person.call_me or recipient.person.full_name
    reason = {} if recipient.reason is None else {"reason": str(recipient.reason)}
    return {"link": campaign.link, "name": name} | reason
