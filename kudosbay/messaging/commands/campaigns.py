"""One message to many: draft with everybody whom it concerns, try it on oneself, let another approve, stop it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.centre.queries import parameter
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_reference
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.audience import recipients_of, row_for
from kudosbay.messaging.compose import FALLBACK, TOKEN
from kudosbay.messaging.models import Campaign, Delivery, Recipient

Texts = Mapping[str, Mapping[str, str]]
Because = tuple[Mapping[str, str], Iterable[int]]  # a reason in each language, and for whom it holds
MAY_NAME: Final = frozenset({"name"})
FOUR_EYES: Final = "message.second_approver_above"
FOUR_EYES_ABOVE: Final = 500  # where the operator has set nothing
BATCH: Final = 500  # rows of one transaction: a page that saves waits no longer than that
CHUNK: Final = 2000
Status = Campaign.Status


@transaction.atomic
def draft_campaign(
    *,
    kind: str,
    texts: Texts,
    by: User,
    now: datetime,
    people: Iterable[int] = (),
    because: Sequence[Because] = (),
    why: Mapping[str, str] | None = None,
    link: str = "/",
    about: models.Model | None = None,
) -> Campaign:
    """Write the draft and a row for everybody whom it concerns; who cannot be written to is left out for a reason.

    `people` are ids of persons; `because` names them with the reason that holds for them instead; `about` is
    what the message tells of, for example a publication.
    """
    campaign = Campaign.objects.create(
        reference=next_reference("MC", now.year),
        kind=kind,
        texts=checked(texts),
        why=dict(why or {}),
        reasons=[dict(words) for words, _people in because],
        link=link,
        about_kind=trail.kind_of(about) if about else "",
        about_id=about.pk if about else None,
        made_by=by,
        made_at=now,
    )
    reasons = {person: number for number, (_words, some) in enumerate(because) for person in some}
    concerned = sorted({*people, *reasons})
    for place in range(0, len(concerned), CHUNK):
        Recipient.objects.bulk_create(recipients_of(campaign, concerned[place : place + CHUNK], reasons))
    about_it = [about] if about else []
    trail.record(by, "campaign.drafted", on=[campaign, *about_it], facts={"kind": kind, "people": len(concerned)})
    return campaign


def checked(texts: Texts) -> dict[str, dict[str, str]]:
    """Return the words without empty languages. Refuses a missing English text and names that nothing stands for."""
    kept = {code: {"title": words["title"].strip(), "text": words["text"].strip()} for code, words in texts.items()}
    kept = {code: words for code, words in kept.items() if words["title"] or words["text"]}
    if FALLBACK not in kept:
        raise Refused(_("Write the English text: whoever has no text in the own language gets it."), field="title_en")
    for code, words in kept.items():
        _check_words(code, words)
    return kept


def _check_words(code: str, words: Mapping[str, str]) -> None:
    if not (words["title"] and words["text"]):
        raise Refused(_("A text needs both a title and words."), field=f"title_{code}")
    if len(words["title"].splitlines()) > 1:
        raise Refused(_("A title is one line. Take out the line break."), field=f"title_{code}")
    unknown = sorted(set(TOKEN.findall(words["title"] + words["text"])) - MAY_NAME)
    if unknown:
        named = {"names": ", ".join(f"{{{name}}}" for name in unknown)}
        raise Refused(_("Nothing stands for %(names)s. Only {name} can be used.") % named, field=f"text_{code}")


def _held(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


@transaction.atomic
def change_campaign(campaign: Campaign, *, seen: int, by: User, texts: Texts, **values: Any) -> Campaign:
    """Change words and link of a draft. Raises Stale if somebody else saved since version `seen`."""
    campaign = _held(campaign)
    if campaign.status != Status.DRAFT:
        raise Refused(_("Only a draft can be changed. Write another message."))
    changed = campaign.change(seen, texts=checked(texts), **values)
    if changed:
        trail.record(by, "campaign.changed", on=[campaign], fields=changed)
    return campaign


@transaction.atomic
def test_campaign(campaign: Campaign, language: str, *, by: User, now: datetime) -> Delivery:
    """Send the words to oneself. A test is counted nowhere and belongs to no recipient."""
    if not by.email:
        raise Refused(_("Your account has no e-mail address to send a test to."))
    tried = Delivery.objects.filter(kind=Delivery.Kind.TEST, campaign=campaign).count()
    row = Delivery.objects.create(
        campaign=campaign,
        user=by,
        key=f"campaign-test:{campaign.pk}:{tried}",
        kind=Delivery.Kind.TEST,
        channel=Delivery.Channel.MAIL,
        template="campaign",
        language=language,
        address=by.email.lower(),
        data={"link": campaign.link, "name": str(by)},
        created_at=now,
        next_at=now,
    )
    trail.record(by, "campaign.tested", on=[campaign, row])
    return row


def to_be_written_to(campaign: Campaign) -> models.QuerySet[Recipient]:
    return campaign.recipients.filter(left_out="")


@transaction.atomic
def approve_campaign(campaign: Campaign, *, seen: int, by: User, now: datetime) -> Campaign:
    """Let it go out. Above the operator's number somebody else than its author must do this."""
    campaign = _held(campaign)
    people = to_be_written_to(campaign).count()
    if not people:
        raise Refused(_("Nobody can be written to: everybody was left out."))
    limit = parameter(FOUR_EYES, on=now.date())
    limit = FOUR_EYES_ABOVE if limit is None else int(limit)
    if people > limit and campaign.made_by_id == by.pk:
        raise Refused(
            _("More than %(limit)s people would get this: somebody else than its author approves it.")
            % {"limit": limit}
        )
    campaign.change(seen, approved_by=by, approved_at=now)
    campaign.move_to(Status.SENDING)
    trail.record(by, "campaign.approved", on=[campaign], facts={"people": people})
    return campaign


@transaction.atomic
def pause_campaign(campaign: Campaign, *, by: Actor, because: str = "") -> Campaign:
    return _moved(campaign, Status.PAUSED, "campaign.paused", by=by, because=because)


@transaction.atomic
def resume_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    return _moved(campaign, Status.SENDING, "campaign.resumed", by=by)


@transaction.atomic
def stop_campaign(campaign: Campaign, *, by: Actor, because: str = "") -> Campaign:
    """End it for good: what has not gone out will not."""
    return _moved(campaign, Status.STOPPED, "campaign.stopped", by=by, because=because)


def _moved(campaign: Campaign, status: str, verb: str, *, by: Actor, because: str = "") -> Campaign:
    campaign = _held(campaign)
    campaign.move_to(status)
    trail.record(by, verb, on=[campaign], facts={"because": because} if because else {})
    return campaign


@transaction.atomic
def queue_recipients(campaign: Campaign, *, by: Actor, now: datetime, at: datetime) -> int:
    """Write deliveries for the next recipients, due `at`; return how many. Twice the same makes no second row."""
    campaign = _held(campaign)
    if campaign.status != Status.SENDING:
        return 0
    waiting = to_be_written_to(campaign).select_related("person", "person__user")
    batch = list(waiting.order_by("pk")[:BATCH])
    rows = [row_for(campaign, one, now=now, at=at) for one in batch]
    Delivery.objects.bulk_create([row for row in rows if row], ignore_conflicts=True)
    Recipient.objects.filter(pk__in=[one.pk for one in batch]).delete()  # the delivery is the record from now on
    if batch:
        trail.record(by, "campaign.queued", on=[campaign], facts={"people": len(batch)})
    elif not campaign.deliveries.filter(status__in=[*Delivery.WAITING, Delivery.Status.CLAIMED]).exists():
        campaign.move_to(Status.DONE)
        trail.record(by, "campaign.done", on=[campaign])
    return len(batch)
