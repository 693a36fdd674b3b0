"""Who is written to, in which language, on which channel, and when not."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from kudosbay.accounts.models import User
from kudosbay.messaging.leaving import PURPOSES, purpose_of
from kudosbay.messaging.models import Delivery, Suppression
from kudosbay.messaging.texts import TEXTS
from kudosbay.people.models import Consent, Person

FALLBACK = "en"
GIVE_UP = timedelta(days=5)  # RFC 5321 §4.5.4.1: four to five days
CERTAIN_TRIES, CAMPAIGN_TRIES = 5, 2


def language_of(*, person: Person | None = None, user: User | None = None) -> str:
    """Return the code of the best screen language (as in settings.LANGUAGES), English where none fits."""
    account = user or (person.user if person else None)
    spoken = [*(person.languages if person else []), *([account.language] if account else [])]
    return next((code for code in map(_screen_language, spoken) if code), FALLBACK)


def _screen_language(spoken: str) -> str:
    wanted = str(spoken).lower().replace("_", "-")
    codes = [code for code, _name in settings.LANGUAGES]
    if wanted in codes:
        return wanted
    return next((code for code in codes if code.split("-")[0] == wanted.split("-")[0]), "")


def addresses(*, person: Person | None, user: User | None) -> list[tuple[str, str]]:
    """Return (channel, address): e-mail, else SMS, else nothing."""
    account = user or (person.user if person else None)
    sources: list[Person | User] = [source for source in (person, account) if source]
    email = _first(source.email for source in sources)
    if email:
        return [(Delivery.Channel.MAIL, email)]
    phone = _first(source.phone for source in sources)
    return [(Delivery.Channel.SMS, phone)] if phone else []


def address_now(delivery: Delivery) -> str:
    """Return where a message goes when it is sent again: a wrong address may have been mended since."""
    known = dict(addresses(person=delivery.person, user=delivery.user))
    return known.get(delivery.channel, delivery.address).lower()


def opens_a_door(delivery: Delivery) -> bool:
    """Whether the message holds a way to sign in: nobody reads it at the desk, and it is soon too old to send."""
    text = TEXTS.get(delivery.template)
    return bool(text and text.secrets)


def _first(values: Iterable[str | None]) -> str:
    return next((value for value in values if value), "")


def reason_against(delivery: Delivery) -> str:
    """Say why this must not be sent now, or nothing. Asked when a row is claimed and again before the text goes out."""
    blocked = Suppression.objects.filter(channel=delivery.channel, address=delivery.address.lower())
    reason = blocked.values_list("reason", flat=True).first()
    if reason is not None:
        return reason or "blocked"
    purpose = purpose_of(delivery.kind)
    if purpose and not _agreed(delivery, purpose):
        return "no consent"
    return ""


def _agreed(delivery: Delivery, purpose: str) -> bool:
    latest = Consent.objects.filter(person=delivery.person_id, purpose=purpose).order_by("-given_at", "-id").first()
    return latest is not None and latest.withdrawn_at is None


def tries_allowed(delivery: Delivery) -> int:
    """How often a row may end without an answer. A campaign is resent once: twice is worse than once too few."""
    return CAMPAIGN_TRIES if delivery.kind in PURPOSES else CERTAIN_TRIES


def next_try(delivery: Delivery, *, now: datetime) -> datetime | None:
    """When to try again after a passing refusal; None: long enough. A random tenth keeps retries apart."""
    if now - delivery.created_at > GIVE_UP:
        return None
    waits = settings.MAIL_RETRY_SECONDS
    wait = waits[min(delivery.attempts, len(waits)) - 1]
    return now + timedelta(seconds=wait * random.uniform(1.0, 1.1))  # noqa: S311 - no secret
