"""Somebody met at a fair: person, consents, need and introduction to the centre at once, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.addresses import is_phone, read_address
from kudosbay.accounts.models import User
from kudosbay.cases.asking import Way
from kudosbay.cases.commands import save_plan
from kudosbay.cases.guides import started
from kudosbay.cases.models import SavedPlan
from kudosbay.centre.models import ConsentText
from kudosbay.introductions import policy
from kudosbay.introductions.commands.agreeing import introduce
from kudosbay.introductions.commands.matching import locked, propose_introduction
from kudosbay.introductions.commands.notices import Party, Said, post_notice, publish_notice
from kudosbay.introductions.kinds import fair_lead
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.people.commands import give_consent, register_person
from kudosbay.people.models import Consent, Person

KIND = fair_lead.KIND
LONGEST_OFFER = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Lead:
    """What is noted at the booth. `agreed` holds the consent texts that were shown and ticked."""

    full_name: str
    nationality: str
    language: str
    address: str
    fair: str
    wishes: Sequence[str]
    agreed: Sequence[ConsentText]
    met_on: date
    company: str = ""
    booth: str = ""
    trade: str = ""
    note: str = ""


@transaction.atomic
def take_lead(lead: Lead, *, by: User, now: datetime) -> Introduction:
    """Keep a lead with its consent. It is introduced to the centre, and followed up the same evening."""
    policy.must_be_staff(by)
    _must_be_allowed(lead, today=localdate(now))
    person = _person(lead, by=by, now=now)
    need = publish_notice(_need(lead, person, by=by, now=now), by=by, now=now)
    made = locked(propose_introduction(need, the_centre(by=by, now=now), by=by, now=now))
    made.need_agreed_at = made.offer_agreed_at = now
    made.save(update_fields=["need_agreed_at", "offer_agreed_at"])
    introduce(made, by=by, now=now)
    trail.record(by, "lead.taken", on=[made, person, need], facts={"met_on": str(lead.met_on)})
    return made


def _must_be_allowed(lead: Lead, *, today: date) -> None:
    if not any(text.required for text in lead.agreed):
        raise Refused(_("Without this consent we keep nothing of this person."), field="consent_service")
    if not lead.address.strip():
        raise Refused(_("Enter an e-mail address or a phone number: there is no other way to write."), field="address")
    if lead.met_on > today:
        raise Refused(_("This day has not come yet."), field="met_on")


def _person(lead: Lead, *, by: User, now: datetime) -> Person:
    address = read_address(lead.address)
    person = register_person(
        full_name=lead.full_name,
        nationality=lead.nationality,
        by=by,
        now=now,
        email="" if is_phone(address) else address,
        phone=address if is_phone(address) else "",
        languages=[lead.language],
        brought_by=by,
        source=Person.Source.EVENT,
    )
    for text in lead.agreed:
        give_consent(
            person,
            text.purpose,
            text_version=text.version,
            language=text.language,
            how=Consent.How.COUNTER,
            by=by,
            now=now,
        )
    return person


def _need(lead: Lead, person: Person, *, by: User, now: datetime) -> Notice:
    title = lead.company.strip() or lead.fair.strip()
    data = {name: getattr(lead, name) for name in ("fair", "booth", "trade", "wishes", "met_on", "note")}
    said = Said(
        titles={lead.language if lead.language in {"zh-Hans", "ar"} else "en": title},
        data=data,
        country=lead.nationality,
        languages=[lead.language],
        expires_on=localdate(now) + timedelta(days=KIND.days),
        answers_allowed=1,
    )
    return post_notice(KIND.code, "need", of=Party(person=person, company=lead.company), said=said, by=by, now=now)


@transaction.atomic
def the_centre(*, by: User, now: datetime) -> Notice:
    """Return the centre's own offer to those met at fairs; the first lead makes it, and a lapsed one is made anew."""
    today = localdate(now)
    standing = Notice.objects.published(today).filter(kind=KIND.code, side="offer", person=None, company="")
    return standing.order_by("pk").first() or _centre_offer(by=by, now=now)


def _centre_offer(*, by: User, now: datetime) -> Notice:
    said = Said(
        titles={
            "en": "Setting up in Songjiang, from the first question",
            "zh-Hans": "松江落地，从第一个问题开始",
            "ar": "التأسيس في سونغجيانغ من السؤال الأول",
        },
        data={"wishes": [code for code, _words in fair_lead.WISHES]},
        expires_on=localdate(now) + LONGEST_OFFER,
    )
    made = post_notice(KIND.code, "offer", of=Party(), said=said, by=by, now=now)
    trail.record(by, "lead.offer_made", on=[made])
    return publish_notice(made, by=by, now=now)


@transaction.atomic
def plan_for_lead(introduction: Introduction, *, by: User, now: datetime) -> SavedPlan:
    """Keep a first plan under a code, with what the lead said, for the case that begins at the counter."""
    policy.must_be_staff(by)
    need = introduction.need
    if introduction.kind != KIND.code or need.person is None:
        raise Refused(_("A plan is prepared for leads from fairs only."))
    today = localdate(now)
    known = started(Way(today, today), owner="", country=need.country)
    plan = save_plan(known.answers, start=today, language=need.languages[0], by=by, now=now)
    trail.record(by, "lead.planned", on=[introduction, need.person], facts={"plan": plan.pk})
    return plan
